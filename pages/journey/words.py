"""Every sentence of the path: the header, the answer so far, the steps, the settings bar."""

SAMPLE = "Built-in sample"
OWN_FILE = "Your file"
CHANGED = "Last change {time}"

NEXT_STEP = {
    "data": "See the segments",
    "segment": "Plan what to do",
    "plan": "Make the report",
    "report": "Download the report",
}
"""By page of the path, what its primary button says."""

NOT_YET = "Not segmented yet"
RECOMMENDED = "recommended"
SUGGESTED = "suggested as a working split"
NO_STRUCTURE = "no structure to rely on"
NOT_TESTED = "not tested"
BY_RULE = "by your rules"
OTHER_RECOMMENDED = "{k} are recommended"
OTHER_SUGGESTED = "{k} are suggested"

STABLE_WORDS = (
    (0.95, "very stable"),
    (0.85, "stable"),
    (0.60, "fairly stable"),
    (-1.0, "not stable"),
)
"""Mean agreement of resamples (adjusted Rand index) from which a word holds."""

SETTINGS = "Settings"
SETTINGS_ABOUT = "Show or hide what the segments are made from"
NOTHING_SET = "Nothing is chosen yet"
MORE_COLUMNS = "{first} and {n} more"
BY_CONDITIONS = "Your own conditions"

HELP = "Help"
UNDO = "Undo"
WAS_RESET = "All settings were forgotten."
WAS_LEFT = "Another table was opened, and the settings of the last one were forgotten."
PLAN_LEFT = "The plan that you had filled in here is not in this session."
BRING_BACK = "Bring it back"
TAKE_TOUR = "Take the tour"
LESSON = "How K-means finds segments"
SKIP, BACK, ON, END = "Skip the tour", "Back", "Next", "Done"
STEP = "{n} of {all}"
TOUR = (
    (
        "segment",
        "Welcome! These are the segments of a built-in sample",
        "Each point is a customer. The cards below the map say who each segment is and what to do.",
    ),
    (
        "segment",
        "You decide how many",
        "Move the slider. The number that your data support best is one click away.",
    ),
    (
        "plan",
        "Then plan: who to target, with what, for how much",
        (
            "The plan begins with the segment to target first; the report puts it all into a "
            "page, slides or a workbook."
        ),
    ),
    (
        "data",
        "Now bring your own file",
        "A table of customers or a list of sales. It stays in this session and is not stored.",
    ),
)
"""The steps of the tour: the page that each is about, its head, and what it tells."""
