"""Every name and sentence of a workbook that the story does not tell itself."""

SHEETS = {
    "segments": "Segments",
    "profiles": "Profiles",
    "numbers of segments": "Numbers of segments",
    "targets": "Plan",
    "left out": "Reasons left out",
}
"""By the keys of the story's tables."""

ABOUT, CUSTOMERS, RULES, LEDGER, SETTINGS = "About", "Customers", "Rules", "Left out", "Settings"
OTHER = "Table"
SEGMENT = "segment"
RULE, REASON, IDENTIFIER, ROW = "How to know them", "Reason", "identifier", "row"
WHAT, VALUE, SHEET = "What", "Value", "Sheet"
TITLE, LEAD, SUBJECT = "Report", "In short", "Of"
WITHHELD = "Left out to protect customers"
COLUMNS_LEFT_OUT = (
    "Columns that tell who somebody is are left out of the customers: {columns}. {rest}"
)
BY_ROW = "Customers are known by their row in the table, the first is 1."
IDENTIFIED = "Customers are known by {column}."
LISTED = (
    "The sheet “{sheet}” lists every customer by itself; what is left out to protect customers is "
    "left out of the other sheets."
)
SPLIT = "A sheet holds {most:,} rows, so that the customers stand on {n} sheets."
CUT = "{n:,} texts of more than {most:,} letters were cut short."
TOO_WIDE = "A sheet holds {most:,} columns; the last {n:,} columns of the table are left out."
CHART = "Customers per segment"
