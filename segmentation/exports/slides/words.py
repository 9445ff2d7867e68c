"""Every sentence of the slides that the story does not tell itself."""

NO_TEMPLATE = (
    "The template is no presentation that can be opened. Save it from your slide program as .pptx, "
    "without a password, and give that file."
)
HAS_PROGRAMS = (
    "The template holds macros, which slides made from it would carry on. Save it as .pptx, which "
    "holds none, and give that file."
)
TOO_LARGE = "The template is larger than {most} MB once it is unpacked. Give one without its films."
NO_LOGO = "The logo is no PNG or JPEG that can be opened. Give another picture."
UNNAMED = "without a name"
NO_TITLE_LAYOUT = "The template has no layout for a title slide; that of the other slides is used."
NO_CONTENT_LAYOUT = (
    "The template has no layout with a title and room below it; its layout “{layout}” is used, and "
    "titles are plain text."
)

CONTINUED = "{title} (continued)"
LINK_TITLE = "See it in the app"
WITHHELD_TITLE = "Left out to protect customers"
SAMPLED = "{shown:,} of {all:,} customers are drawn on the map."
PAGES_OF_COLUMNS = "{shown} of {all} columns are shown."
LAYOUT_NOTES = "About the template:"
OFFER_TITLE = "What to offer"
KNOW_THEM = "How to know them"
BARS = "Beside the average, in standard deviations; bars end at {full:g}."
AVERAGE = "average"
BAR_LABEL = "{label}: {value} (all: {of_all})"
HEAT_LEGEND = (
    "Blue is above the average of all customers, orange below; full colour from {widest:g} "
    "standard deviations on."
)
LOGO = "Logo"
NUMBER_OF_SEGMENTS = "Number of segments"
CHOSEN = "{k} segments"
ROUNDED = "Positions are rounded to what can be seen."
SEGMENT = "Segment"
