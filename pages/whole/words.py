"""What pages say of a table that is too large to be loaded, in one place."""

SAMPLE = (
    "Charts and figures are of a sample: {drawn:,} of the {all:,} rows of {name}, drawn evenly. "
    "What is counted over all rows says so."
)
IN_SIDEBAR = "{drawn:,} of {all:,} rows, a sample"
OPENING, CANCEL = "Opening a sample…", "Cancel"
NOT_TOGETHER = (
    "This is a sample of a table too large to be loaded, and rows of one customer that were not "
    "drawn cannot be put together with those that were. Make the table one row per customer first: "
    "python -m segmentation rfm does that for sales of any size."
)

# Counted over all rows.
COUNT = "Count all {all:,} rows"
COUNT_HELP = (
    "Reads the whole table once, beside this page, which can be used meanwhile. It counts every "
    "number of segments at once: the slider needs no second count."
)
COUNT_THERE = (
    "The database counts and adds up all rows by the model's own SQL, beside this page, which can "
    "be used meanwhile. It does so for every number of segments: the slider needs no second count."
)
COUNTED = (
    "Sizes, shares and the title are of all {all:,} rows; the map, names, bars and everything else "
    "are of the sample."
)
ALL_ROWS = "All {all:,} rows"
MEANS, SUMS = "Averages", "Sums"
SHOW = "Show"
TOTALS_ALT = "The segments with their size, share and the average or sum of every number, all rows."
OF_ALL_ROWS = (
    "Counted over all {all:,} rows of {name}: every row is in the segment that the saved model "
    "gives it. An average is of the rows that have a value."
)
WITHOUT = "{n:,} rows have no segment: {reasons}."
WITHOUT_ONE = "1 row has no segment: {reasons}."
REASON, MORE_REASONS = "{n:,} {reason}", "{n:,} for other reasons"

# The segment of every row.
LABELS = "Labels for all customers"
LABELS_HELP = (
    "A Parquet file with all {all:,} rows and their columns, then segment, name, distance and "
    "confidence, as the saved model gives them."
)
WRITE = "Write the labels of all {all:,} rows"
WRITTEN = "Written to the operator's folder for results: {name} ({megabytes:,.0f} MB)."
DOWNLOAD = "Download the labels of all {all:,} rows ({megabytes:,.0f} MB)"
TOO_LARGE = (
    "The labels have {megabytes:,.0f} MB, and at most {most:,.0f} MB are sent to a browser. Ask "
    "the operator of this server to name a folder for results, or download the model on the Score "
    "page and score the table with it: python -m segmentation score."
)

# The segment of every row, in the database that holds the rows.
LABEL_THERE = "Write the labels as the {kind} {name}"
LABEL_THERE_HELP = (
    "All {all:,} rows with their columns, then segment, name, distance and in_range, where the "
    "operator of this server lets them be written. What was written there before is replaced."
)
WRITTEN_THERE = "The {kind} {name} of {database} holds all rows with their segment."
LABELS_SQL = "SQL that labels all rows"
LABELS_SQL_ABOUT = (
    "One SELECT of all rows with their segment, name, distance and in_range, for whoever may write "
    "to {database}: put CREATE VIEW … AS before it and later customers have their segment at once."
)
