"""What pages say of a table that is too large to be loaded, in one place."""

SAMPLE = (
    "Charts and figures are of a sample: {drawn:,} of the {all:,} rows of {name}, drawn evenly. "
    "What is counted over all rows says so."
)
IN_SIDEBAR = "{drawn:,} of {all:,} rows, a sample"
CANCEL = "Cancel"
NOT_TOGETHER = (
    "This is a sample of a table too large to be loaded, and rows of one customer that were not "
    "drawn cannot be put together with those that were. Make the table one row per customer first: "
    "python -m segmentation rfm does that for sales of any size."
)
