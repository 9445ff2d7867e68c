"""Every sentence of sharing a result and of seeing one that was shared."""

SHARE = "Share with a colleague"
WHAT = (
    "Makes a link to this result as it is now: how many segments and how sure, their sizes, cards, "
    "charts of averages and shares, and the plan as the Plan page has it: whom to target first and "
    "with what; costs and profits only where their figures are yours. It holds no customers: no "
    "map, no identifiers, and nothing of fewer than {smallest} customers. Whoever has the link can "
    "see it, without your file."
)
WITHOUT_MONEY = "Costs and profits were still examples when this was shared, and are left out."
WITHOUT_CONTACTS = (
    "Costs and profits are left out where they would tell of a handful of customers whether they "
    "can be contacted."
)
OWN_WORDS = (
    "The names of segments, and what you have written in the plan as offer, channel and message, "
    "are shown as they stand."
)
YOUR_NAME = "Your name, for the colleague"
YOUR_NAME_HELP = "Stands on the shared page. Leave it empty to stand there without a name."
HOLDS = "The link holds for"
DAYS = {1: "1 day", 7: "7 days", 30: "30 days", 90: "90 days"}
MAKE = "Make the link"
MAKING = "Putting the result together…"
MADE = "This link shows it until {ends}. Copy it now, or find it below later."
LINKS = "Links you have shared"
NO_LINKS = "None that still hold. A link is made on the Segments page and on most others."
MADE_ON = "Made {day}, ends {ends}"
REVOKE = "Revoke"
REVOKE_HELP = "Ends this link now and deletes what it showed. This cannot be undone."
REVOKED = "Revoked. The link shows nothing any more."
KNOWN_BY = (
    "Only this browser can revoke them: it is known by a secret that it keeps, not by your name."
)
KNOWN_BY_TAB = (
    "This server gives browsers no secret, so that links can be revoked in this tab only, while it "
    "is open. They end by themselves."
)
ABOUT = "{table}: {answer}"

LOOKING = "Saved result, read only"
BY_SOMEBODY = "{name} shared this on {day}, from the table “{table}”."
BY_NOBODY = "Shared on {day}, from the table “{table}”."
HOLDS_NO_CUSTOMERS = (
    "The figures are those of that time. They tell of groups of {smallest} customers or more, of "
    "nobody in particular. This link ends on {ends}."
)
NO_RESULT = "No result to show"
START = "Open the studio"
START_HELP = "With its own sample, or a file of yours. It changes nothing here."
HEADS = {
    "sizes": "How large they are",
    "cards": "Who they are",
    "figures": "What sets them apart",
    "shares": "Shares by segment",
    "plan": "The plan",
}
SIZES_ALT = "Segments by size"
SEGMENT, SHARE_OF_ALL = "Segment", "Share"
CHARTS = ("Table of differences", "Lines")
SHOW = "Show"
CATEGORY = "What"
NO_NUMBERS = "No column of numbers may be shown here."
SEPARATION = "Separation: {word}"
ABOUT_FIGURES = (
    "Left out of these charts: columns that name or reach a person, and columns that fewer than "
    "{smallest} customers of a segment have. Where a column has a long tail, its middle is the "
    "average of the middle {smallest} or {more} customers, never one customer's own value."
)
BARS_TELL = (
    "The line in the middle of each bar is the average of all customers, or their middle where a "
    "column has a long tail; the longer the bar, the farther from it."
)
NO_BARS = "No column may be shown for this segment."
