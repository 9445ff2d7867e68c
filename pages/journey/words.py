"""Every sentence of the path: the header, the answer so far, the steps, the settings bar."""

SAMPLE = "Built-in sample"
OWN_FILE = "Your file"
CHANGED = "Last change {time}"

NEXT_STEP = {
    "data": "See the segments",
    "segment": "Plan what to do",
    "plan": "Get the plan to print",
}
"""By page of the path, what its primary button says."""

NOT_YET = "Not segmented yet"
RECOMMENDED = "recommended"
SUGGESTED = "suggested as a working split"
NO_STRUCTURE = "no structure to rely on"
NOT_TESTED = "not tested"
BY_RULE = "by your rules"
OTHER_RECOMMENDED = "your choice; {k} are recommended"
OTHER_SUGGESTED = "your choice; {k} are suggested"

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
ONLY = "only {condition}"
