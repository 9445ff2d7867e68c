"""Every sentence of the Explore page."""

TITLE = "What is in {name}"
GLANCE = "Every column at a glance"
GLANCE_ABOUT = (
    "Tall bars are where most customers are. Look for gaps, for values far away from the others, "
    "and for columns that hardly anybody has."
)
MORE = "Show the other {columns}"
FEWER = "Show the first {n} only"
MARKED_HERE = "The orange part of each bar is the customers you marked."
NO_GAPS = "No value missing"

PAIRS = "Columns against each other"
PAIRS_ABOUT = (
    "Each cell shows two columns, each point is a customer in the colour of the segment. Where the "
    "colours part, these two columns tell the segments apart."
)
COLUMNS, CHOOSE = "Columns to compare", "Choose two to four columns"
TOO_FEW = "There are fewer than two columns of numbers here, so there is nothing to compare."
MAP = "The map of the segments"
HOW_TO_MARK = (
    "Draw a box or a lasso in any cell or on the map: the same customers stand out everywhere on "
    "this page. It is only a view and changes nothing on other pages."
)
MARKED = "**{n:,} of {all} marked**: {segments}."
IN = "{n:,} in “{name}”"
NOBODY = "Nobody lies inside what you drew."
CLEAR = "Unmark"

CLOSER = "One column, or two, more closely"
CHARTS = {
    "Histogram": "How many customers have which value. The dotted line is the median: half of the "
    "customers lie below it.",
    "Box": "The box holds the middle half of the customers, and the line in it is the median: half "
    "of them lie below it. Points far outside are unusual.",
    "Violin": "The wider the shape, the more customers have that value.",
    "Scatter": "Each point is a customer. Points along a line mean that the two columns rise "
    "together, or that one falls while the other rises.",
    "Correlations": "How closely each two columns move together: 1 is always up together, −1 is "
    "always in opposite directions, 0 is no common direction.",
    "Counts": "How many customers have each value.",
}
"""By chart, how it is read."""

NO_NUMBERS = "There is no column of numbers in this table. Look at its categories in “Counts”."
NO_PAIR = "A scatter plot needs two columns of numbers, and this table has fewer."
NO_CATEGORIES = "There is no category in this table. Look at its numbers in “Histogram”."

STATISTICS = "The numbers in short"
STATISTICS_ALT = "Mean, deviation, quartiles and range of every number."
STATISTICS_ABOUT = {
    "Values": ("Values", "Customers who have one."),
    "Mean": ("Average", "The mean: all values added up, divided by the customers."),
    "Std. deviation": ("Spread", "How far customers typically lie from the average (deviation)."),
    "Minimum": ("Smallest", None),
    "25 %": ("Lower quarter", "A quarter of the customers lie below it (25 %)."),
    "Median": ("Middle", "Half of the customers lie below it (median)."),
    "75 %": ("Upper quarter", "A quarter of the customers lie above it (75 %)."),
    "Maximum": ("Largest", None),
}
"""By column of the table, its name on the screen and what it means."""

NOBODY_LEFT = "The filter keeps nobody, so there is nothing to draw."
