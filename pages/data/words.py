"""What the Data page says, in one place: whole sentences, never in pieces."""

TITLE = "{name}: {rows}"

# Where the table comes from.
OWN_FILE, A_TABLE = "Use your own file", "A table of customers, or of sales"
A_TABLE_HELP = (
    "The first row holds the column names. The file stays in this session and is not stored on the "
    "server."
)
EXAMPLE_FILE, SAMPLES = "Download an example file", "Or a built-in sample"
SERVER_FILES, FILES = "Files on this server", "Files"
FILES_HELP = (
    "In the folder that the operator of this server has opened; * stands for any name. Several "
    "files with the same columns become one table, and so does a folder of Parquet or CSV parts. "
    "Of a table too large to be loaded a sample is opened."
)
STORES_HELP = (
    " Also what lies below an address in a store, written whole: s3://bucket/file.parquet."
)
OPEN, RUN = "Open", "Run"
A_DATABASE, DATABASE, QUERY = "A database", "Database", "Query"
QUERY_HELP = "One SELECT. Write values as :name; fields for them appear below."
QUERY_OF = "Query of {name}"

# What was read.
WHAT_WAS_READ = "What was read"
MORE_NOTES = "{n} more notes"
NOT_READ, LINE, WHY = "Not read: {lines}", "Line", "Why"
BY_TABS, BY_SPACES, BY_MARK = "separated by tabs", "separated by spaces", "separated by “{mark}”"
SIZE = "{rows} and {columns}"
PART = "{part} “{name}”"
NAMES_IN_ROW, DECIMAL_COMMA = "column names in row {row}", "decimal comma"

# Correcting how it was read.
NOT_RIGHT, READ_AGAIN = "Not right? Correct how the file was read", "Read again"
AS_GUESSED, READ_AS_GUESSED, NO_COLUMN = "As guessed", "Read it as guessed", "No column"
SEPARATED_BY, ENCODING, DATES = "Cells are separated by", "Encoding", "Dates"
DECIMAL, THOUSANDS = "Decimal mark", "Thousands"
A_COLUMN, READ_AS = "A column", "should be read as"
HEADER_ROW, GUESSED_ROW, GUESSED_NONE = (
    "Row with the column names",
    "As guessed: {row}",
    "As guessed: none",
)
HEADER_ROW_HELP = "Counted from the top of the file; 0 means there are none."
PARTS = {"sheet": "Sheet", "file": "File of the archive", "table": "Table of the file"}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar", ":": "Colon", " ": "Spaces"}
DECIMALS = {".": "Point: 1.5", ",": "Comma: 1,5"}
THOUSANDS_MARKS = {
    ",": "Comma: 1,000",
    ".": "Point: 1.000",
    " ": "Space: 1 000",
    "'": "Apostrophe",
}
DAY_FIRST = {True: "Day first: 31/12/2024", False: "Month first: 12/31/2024"}

# Columns.
WHICH_IDENTIFIES = "Which column identifies a customer?"
IDENTIFIER_HELP = "It is shown on hover and in downloads, and never used to form segments."
GUESS, NO_IDENTIFIER = "Guess it from the file", "There is none: use the row number"
IDENTIFIED_BY = "Customers are identified by “{column}”."
IDENTIFIED_BY_ROW = "Customers are identified by their row number."
COLUMNS, COLUMNS_ALT = "Columns", "Each column with its use and kind."
COLUMN, USE, KIND, ABOUT, IN_LISTS = "Column", "Use", "Kind", "About", "In lists"
MISSING, DIFFERENT, NOTES = "Missing", "Different values", "Notes"
CORRECT_A_COLUMN, CORRECT = "Correct a column", "Correct"
ABOUT_HELP = "Which aspect of customers it describes."
IN_LISTS_HELP, NOTHING = "What it is used for in the contact lists on the Plan page.", "Nothing"
ROWS, FIRST_ROWS = "Customers", "The first {n:,} of {all:,} rows."

# Customers from sales, visitors from events.
LOOKS_LIKE_SALES = "These look like sales, not customers"
LINES_OF_CUSTOMERS = (
    "The table has {lines} of {customers}. Segments need one row per customer: how recently and "
    "how often each one bought, and how much they spent."
)
IS_IT_SALES = "Is this a list of sales? Make one row per customer"
FROM_SALES, MADE_FROM_SALES = "Customers from sales", "Made from {lines} of sales: {customers}."
BACK_TO_SALES, CHANGE_SALES = "Back to the lines of sales", "Change how customers are made"
NO_SALES = (
    "A list of sales needs a column of dates and one of amounts, and this table lacks at least one "
    "of them. If its dates were not recognised, correct how the file was read."
)
CUSTOMER, DATE, ORDER = "Customer", "Date", "Order"
RECENCY_FROM = "Count recency from"
RECENCY_FROM_HELP = "Leave empty for the latest date in the table. Later sales are left out."
LINE_TOTAL, OR_QUANTITY, TIMES_PRICE = "Line total", "Or quantity", "times price"
PRODUCT, KIND_OF_PRODUCT = "Product", "Kind of product"
RETURNS, FREE_LINES, NOT_IN_FILE = "Returns", "Lines with a total of 0", "Not in this file"
RETURNS_OPTIONS = {"net": "Subtract them from what was spent", "drop": "Ignore them"}
FREE_OPTIONS = {"count": "Count them as purchases", "drop": "Leave them out"}
CHOOSE_MONEY = "Choose a line total, or a quantity and a price."
WITHOUT_MONEY = (
    "No amount is chosen, so every line counts as a purchase and nothing is known of the spending."
)
ONE_ROW_EACH = "Make one row per customer"
GROUP, CUSTOMERS, SHARE, IN_COMMON = "Group", "Customers", "Share", "What they have in common"
GROUPS_ALT = "The usual groups of buyers with their sizes."
RULES_OF_GROUPS, USE_RULES = "The rules of these groups", "Use these rules"
USUAL_RULES = "Back to the usual rules"
RULES_NOTE = (
    "Every customer is scored from 1 to 5 for recency, frequency and money; 5 is best. A score "
    "says how many customers they are ahead of; nobody is ahead of those they tie with. Frequency "
    "1 is one order, and the frequency score is never above the number of orders. The first rule "
    "that fits applies."
)
RULE_COLUMNS = (
    "Group",
    "Recency from",
    "to",
    "Frequency from",
    "to ",
    "Money from",
    "to  ",
    "Meaning",
)
"""Spaces at the end, since the columns of the editor need names of their own."""

FROM_EVENTS, MADE_FROM_EVENTS = "Visitors from events", "Made from {events}: {visitors}."
BACK_TO_EVENTS = "Back to the events"
ONE_ROW_PER_VISITOR = "Make one row per visitor from these events"
