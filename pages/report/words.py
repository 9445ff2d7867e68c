"""What the Report page says, in one place."""

from segmentation.errors import counted

TITLE = "A report to hand over"
LEAD = (
    "It holds without this app, and says nothing that the pages do not say. Choose what goes in, "
    "put it in your words, and download it."
)
TAKE_IT = "Take it with you"
DOWNLOAD = "Download the {title}"
ALL_FORMS = "All as one zip"
ALL_ABOUT = "Every form above in one file."
MAKING = "A file is made when you click, which takes some seconds for many customers."

CONTENT = "What goes in"
SECTIONS, SECTIONS_HELP = (
    "Sections and their order",
    "Without its tick a section is left out; the arrows move it.",
)
UP, DOWN = "Further up: {title}", "Further down: {title}"
NOTHING = "Choose at least one section."
TITLE_LABEL, LEAD_LABEL = "Title", "Lead"
SENTENCES = "A sentence for each segment"
SENTENCES_NOTE = "It comes first on the segment's card, before what the data say."
LOGO, LOGO_HELP = "Logo", "A PNG or JPEG of at most 1 MB; it stays in this session."
SMALLEST = "Minimum size"
SMALLEST_HELP = (
    "Customers below which nothing is told of a segment, a level or a campaign: small segments are "
    "told together, so that no difference gives one away."
)
PREVIEW, MARK = "What it says", "Mark"
LOOK = "Logo and template"
TEMPLATE = "Template for the slides"
TEMPLATE_HELP = (
    "A presentation (.pptx) whose layouts, fonts and colours the slides take over; it stays in "
    "this session."
)
PRESENT, PREPARING = "Present", "Preparing the presentation…"
PRESENT_HELP = "The report over the whole screen, in large type: arrow keys go on, Escape ends it."
AGAIN = "Make the same segments again"
AGAIN_ABOUT = (
    "For an analyst: settings, seed, versions and the fingerprint of the table. Script and "
    "notebook read the same table, check that it is the same, and find the same segments."
)
SCRIPT, NOTEBOOK, DOCUMENT = "Script", "Notebook", "Recipe (JSON)"
NO_IDENTIFIERS = (
    "No customer is named: neither identifiers nor addresses are in the page and slides."
)
NO_MONEY = "Cost and profit are not told: no figures are confirmed as yours on the Plan page."
HOW_TO_KNOW = "How to know them"
NOT_THERE = "“{title}” has nothing to tell of these segments and is left out."


def personal(columns: tuple[str, ...]) -> str:
    """Say which columns are personal and therefore left out.

    Parameters
    ----------
    columns : tuple of str

    Returns
    -------
    str
        Empty without one.
    """
    if not columns:
        return ""
    named = ", ".join(f"“{name}”" for name in columns[:4])
    more = f" and {len(columns) - 4} more" if len(columns) > 4 else ""
    it = "it" if len(columns) == 1 else "them"
    found = counted(len(columns), "personal column")
    return f"Found {found}: {named}{more}. The report tells nothing of {it}."
