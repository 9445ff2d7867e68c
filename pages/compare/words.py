"""What the Compare page says, in one place: whole sentences, never in pieces."""

TITLE = "Would it look the same?"
COMPARE = "Compare"
SETTINGS_MODE = "These customers, divided differently"
DATES_MODE = "Files of other dates"
LENSES_MODE = "Five lenses"

# Another division of the same customers.
WITH, OTHER_SETTINGS = "With", "Other settings"
SEGMENTS, FOUND_BY, SCALING, BY = "Segments", "Found by", "Scaling", "Segmented by"
BY_ITS_RULE = "“{name}”, by its rule"
OTHER_BY = "{segments} by {method}"
SIDES = "Left: the segments set above. Right: {other}."
NOBODY_IN_BOTH = "No customer has a segment in both"
NOBODY_CHANGES = "No customer changes segment: both divisions are the same"
NEARLY_SAME = "The two are nearly the same: {n:,} of {customers} change segment"
SIMILAR = "The two are similar: {n:,} of {customers} change segment"
HARDLY = "The two hardly agree: {n:,} of {customers} change segment"
ONE_NEARLY_SAME = "The two are nearly the same: 1 of {customers} changes segment"
ONE_SIMILAR = "The two are similar: 1 of {customers} changes segment"
ONE_HARDLY = "The two hardly agree: 1 of {customers} changes segment"
AGREEMENT = "Agreement (adjusted Rand index): {value:.2f}. 1 is the same, 0 is what chance gives."
WHO_IS_IN_BOTH = "Who is in both"
IN_BOTH_ALT = "Customers by segment on the left, a row each, and segment on the right."
SEGMENT, COUNTERPART, IN_COMMON = "Segment", "Counterpart", "In common"
STAY, CHANGE = "Stay together", "Change segment"
IN_COMMON_HELP = "Customers in both segments, as a share of those in either (Jaccard)."
PARTNERS_ALT = (
    "Each segment with its counterpart, what they have in common, and how many change segment."
)
WHO_CHANGES = "Who changes segment: {customers}"
ROW, FROM_SEGMENT, TO_SEGMENT = "row", "from", "to"
DOWNLOAD = "Download them"

# Files of other dates.
WHO_MOVED = "Who has moved since then?"
LATER_FILES = "The same customers at later dates"
LATER_HELP = (
    "One file per date, with the same columns and identifier as the open table. The files are "
    "sorted by name."
)
CHOOSE_LATER = "Choose one or more later files. They need the columns {columns}."
AN_IDENTIFIER = "identifier"
COMPARE_WITH = "Compare with"
ADD_UP, CUSTOMERS_ONLY = "Also add up", "Customers only"
ADD_UP_HELP = "A column worth adding up, such as money spent."
NOBODY_IN_BOTH_FILES = "No customer is in both files"
HAVE_CHANGED = "{share} of the customers have changed their segment"
STAYED, MOVED = "Stayed", "Customers who moved"
STAYED_HELP = "In the same segment by the old rule, and again when the segments are found afresh."
MOVED_HELP = "They changed: the same rule now puts them in another segment."
REDRAWN = "Moved with their segment"
REDRAWN_HELP = (
    "They did not change, but the segments found afresh in the later file are drawn differently "
    "around them."
)
LOST_NEW, LOST_NEW_HELP = "Lost / new", "Only in the earlier file / only in the later one."
AT_STAKE = (
    "At stake: {value} of {column}, {share} of the customers' total, belonged to those who moved "
    "or were lost."
)
NO_SEGMENT = "none"
FROM, TO, CUSTOMERS, THEN, NOW = "From", "To", "Customers", "{column} then", "{column} now"
MOVES_ALT = "Every move with its customers, and what they were worth then and now."
SEGMENTS_MOVED = "How the segments themselves moved"
CUSTOMERS_THEN, CUSTOMERS_NOW = "Customers then", "Customers now"
REFIT_ALT = "Size and averages or medians of each segment, then and found afresh."
REFIT_NOTE = (
    "Averages, or medians where a column has a long tail or outliers in either file. The later "
    "segments were found without looking at the earlier file; each stands beside the one it shares "
    "most customers with. Agreement: {value:.2f}."
)
NOBODY_TO_MATCH = "No customer is in both files, so no segment has a counterpart."
OVER_TIME = "Sizes over time"
OVER_TIME_NOTE = "All by the rule of the segments above. Customers without a segment are left out."

# Each side of the customers.
LENS_COLUMNS = ("Lens", "Looks at", "Columns", "Segments", "Shares")
LENSES_ALT = "Each lens with its columns, and the shares of its segments."
NO_LENS = "No column fits any of the five lenses"
ONE_LENS = "The columns fit one lens only: {lens}"
SOME_LENSES = "The customers from {n} sides: {lenses}"
LACKING = "No usable column says anything about: {lenses}."
LENSES_NOTE = (
    "Based on {customers} and the columns proposed for each lens, whatever is chosen and filtered "
    "above. These divisions were not tested as groups. To see the segments of a lens, choose its "
    "columns above."
)
LENSES_SAMPLE_NOTE = (
    "Based on {customers} picked at random and the columns proposed for each lens, whatever is "
    "chosen and filtered above. These divisions were not tested as groups. To see the segments of "
    "a lens, choose its columns above."
)
HOW_SIMILAR = "How similar each pair of divisions is"
NEXT = "Score new customers"
