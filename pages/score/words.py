"""What the Score page says, in one place: whole sentences, never in pieces."""

TITLE = "Which segment of “{name}” is a new customer in?"
TITLE_ALONE = "Which segment is a new customer in?"
TABS = ("One customer", "A file of customers", "In other systems")

# Which segmentation.
SEGMENTATION, AS_ON_SEGMENTS, MODEL_FILE = "Segmentation", "As on the Segments page", "A model file"
SAVED_MODEL = "A saved model file"
CHOOSE_MODEL = "Choose a model file: “In other systems” on this page offers it for download."
MADE_OF = "{table}: {segments} made from {customers} by {columns}."
MADE_OF_SAVED = "{table}: {segments} made from {customers} by {columns}, saved on {day}."
RESCORED = (
    "New customers go to the segment with the nearest middle; this rule puts {share} of the "
    "customers it was made on in their own segment."
)

# One customer.
YES_NO, NOT_KNOWN = ("yes", "no"), "Not known"
NO_SEGMENT = "No segment: {reason}."
BY_RULE, CLEARLY, CLOSE_CALL = "{name}, by rule", "{name}, clearly", "{name}, by a close call"
MARK_ALT = "Its mark on every chart"
DISTANCES = (
    "Distance to its middle: {distance:.2f}. The runner-up is “{following}”, at "
    "{next_distance:.2f}."
)
DISTANCES_HELP = (
    "Measured in the scaled columns the segments were made from. In a close call, the next middle "
    "is less than a third farther away."
)
BESIDE_ALT = "The customer's values beside the averages of their segment and the runner-up."
COLUMN, THIS_CUSTOMER = "Column", "This customer"

# A file of customers.
TO_SCORE = "Customers to score"
TO_SCORE_HELP = "A table with one row per customer. It stays in this session."
CHOOSE_FILE = "Choose a file with the columns {columns}."
LACKS_ONE = (
    "{table} has no column {columns}, which this segmentation needs. Match its columns below."
)
LACKS_SOME = (
    "{table} has no columns {columns}, which this segmentation needs. Match its columns below."
)
LACKS_MANY = (
    "{table} has no columns {columns} and {n} more, which this segmentation needs. Match its "
    "columns below."
)
MATCH_ALL, CHOOSE = "Match every column, and the customers will be scored.", "Choose"
PROGRESS = "{done:,} of {all:,} customers"
SIZES, IN_SEGMENT = "**{customers}**: {sizes}.", "{n:,} in “{name}”"
ONE_BEYOND = (
    "1 customer ({share}) has a value beyond those the segments were made on: their segment is a "
    "guess."
)
SOME_BEYOND = (
    "{n:,} customers ({share}) have a value beyond those the segments were made on: their segment "
    "is a guess."
)
ROWS_ALT, FIRST_ROWS = "The first rows with their segments.", "The first {n:,} of {all:,} rows."
DOWNLOAD_AS = "Download as {kind}"
WITHOUT_SEGMENT, REASON = "Without a segment: {customers}", "{rows}: {reason}"
MORE_REASONS = "The column “reason” of the download has them all."

# Whether the customers are still the same.
STILL_THE_SAME = "Still the same customers?"
WHEN_MADE, SEGMENT_SIZES = "When made", "Sizes of the segments"
DRIFT_ALT = (
    "The stability index of each column, with the shares of values out of range and missing."
)
DRIFT_NOTE = (
    "The population stability index compares shares then and now: below 0.1 little has changed, at "
    "{much} or more a lot has. What chance alone would bring does not count as a change."
)
NOTHING_TO_COMPARE = "No customer of this file could be scored, so nothing can be compared."
COLUMNS_CHANGED = (
    "These customers differ from those the segments were made on: {columns} changed. Make new "
    "segments from this file; Compare shows who would move."
)
SIZES_CHANGED = (
    "The sizes of the segments have changed since they were made. Compare shows who moved."
)
MUCH_THE_SAME = (
    "Much the same as when “{name}” was segmented; {share} have a value beyond its range."
)
DRIFT_COLUMNS = ("Column", "Verdict", "Index", "Out of range", "Missing")
LEVELS = {"none": "unchanged", "some": "somewhat changed", "much": "changed"}

# In other systems.
SAME_EVERYWHERE = (
    "The same rule everywhere: the app, the file, SQL, the command line and the service give a "
    "customer the same segment."
)
A_FILE, DOWNLOAD_MODEL = "A file", "Download the model"
DOWNLOAD_MODEL_HELP = "Plain numbers as JSON, without any customer. This page opens it again."
IN_A_DATABASE, DATABASE, TABLE = "In a database", "Database", "Table"
NOT_TESTED = "{database} (not tested)"
ONE_SELECT, DOWNLOAD_SQL = "One SELECT of {n:,} lines", "Download the statement"
OTHER_PROGRAMS = "From other programs"
SAVE_FIRST = "The service scores with saved segmentations: save this one first, with “Save” above."
ANSWERS_HERE = (
    "“{name}” answers under this address where the service runs. Its operator gives out keys; "
    "without a key it answers only its own machine."
)
