"""Every sentence of a report that is not made elsewhere."""

from segmentation.segments.rules import DescriptionRule

TITLES = {
    "summary": "The answer in short",
    "data": "The data",
    "number": "How many segments, and why",
    "map": "The map",
    "segments": "Who they are",
    "comparison": "Side by side",
    "plan": "What to do",
    "method": "Method and limits",
}
ABOUT = {
    "summary": "Sizes, how sure it is, and who to target first, on one page.",
    "data": "The table, what was left out, and why.",
    "number": "The verdict, the reasons, and how other numbers of segments score.",
    "map": "Every customer as a point, in the segments' colours.",
    "segments": "A card per segment: figures, how to know them, what to offer.",
    "comparison": "All columns of all segments, as a chart and as a table.",
    "plan": "Who to target first and with what; money once its figures are yours.",
    "method": "How segments were found, with what settings, and what they cannot tell.",
}

LEAD = "{headline}. {verdict}"
SUBJECT = "{table}, {made}"
FOUND, VERDICT, FIRST, LARGEST = "Segments", "Verdict", "Who to target first", "Largest segment"
NOBODY_FIRST = "No segment stands out"
DO = "{play}: {offer}"

ROWS_READ, IN_SEGMENTS, LEFT_OUT = "Rows read", "In segments", "Left out"
FEATURES = "The segments were made from {columns}."
ONLY = "Only customers where {where} were looked at."
FILTERED = (
    "A filter was set, so that not all customers were looked at. Its condition is not told: it "
    "could point to single customers."
)
NOT_IN_FILTER = "outside the filter"
NOBODY_LEFT_OUT = "Nobody was left out."
REASON, CUSTOMERS, SHARE, SEGMENT = "Reason", "Customers", "Share", "Segment"
FEW = "fewer than {smallest}"
WHY_LEFT_OUT = "Why customers are in no segment, and how many."

SEGMENTS, DISTINCT, SMALLEST_SEGMENT = "Segments", "Separation (silhouette)", "Smallest segment"
STABLE, CHANCE = "Found again (0 to 1)", "Chance of it (p)"
SCORES = "For each number of segments, how far they are separated, and what was tested."

ON_THE_MAP = (
    "Each point is a customer; nearer points are more alike in the two columns shown. Segments are "
    "told apart by colour and by symbol."
)
NO_POINTS = "The points of segments of fewer than {smallest} customers are left out."

OTHERS = "Other segments ({n})"
TOGETHER = (
    "{n} segments are told together, because one has fewer than {smallest} customers and a "
    "difference could give it away."
)
ALL_TOO_SMALL = (
    "Every segment has too few customers to tell anything of it without pointing at people."
)
RARE = (
    "A level that fewer than {smallest} customers of a segment have, or lack, is not told, nor is "
    "what would give it away."
)
SIZE = "{counted}, {share} of all"
VALUE = "{share} of {column}"
OFFER, CHANNEL, MESSAGE = "Offer", "Channel", "Message"
RULE = "{conditions}: holds for {coverage} of them and for {others}."
EVERYBODY = "No condition tells them apart"
PARTS = ((1.0, "all"), (0.9, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.0, "some"))
WRONG = ((1.0, "nobody else"), (0.9, "few others"), (0.0, "others too"))
"""From which share on: exact counts could point at single customers."""

TYPICAL = (
    "Typical values: the average, or the middle customer where a column has a long tail. Of a "
    "category, its most telling level with the share that has it."
)
SIZES = "How large every segment is, and what to offer it."
COMPARED = "What is typical of every segment, column by column."

RANKED = "Who to target, the best first, and with what."
WHY = "Why"
NO_MONEY = (
    "Cost and profit are not in this report: they are told once the campaign's own figures are "
    "given on the Plan page."
)

MONEY = "What it costs and brings"
CAMPAIGN = "The campaign: {title}."
HELD_OUT = "{share} of each segment are randomly held out as a control group."
FEW_CONTACTS = (
    "Segments with fewer than {smallest} customers to contact have no figures here, nor are there "
    "totals, which would tell of them."
)
CONTACTS, COST, PROFIT, BUDGET = "Contacts", "Cost", "Expected profit", "Budget"
NINE_IN_TEN, PAYS_FROM, RANGE = "Nine cases in ten", "Pays from a response of", "{low} to {high}"
MONEY_ALT = "What contacting every segment once costs and is expected to bring, and its budget."

FOUND_BY = "Segments were found by {algorithm}, {scaling}, from random seed {seed}."
BY_RULE = "Segments are conditions: a customer is in the first whose condition holds."
SCALINGS = {
    "standard": "each column measured by how much it varies",
    "minmax": "each column stretched from 0 to 1",
    "robust": "each column measured by its middle half",
    "none": "columns as they are",
}
ALGORITHMS = {
    "kmeans": "K-means",
    "bisecting_kmeans": "bisecting K-means",
    "ward": "Ward's hierarchical clustering",
    "gaussian_mixture": "a Gaussian mixture",
    "rules": "rules",
}
SCALED = "{column} was taken on a {scale} scale."
WEIGHTED = "{column} counts {weight} times."
SCALE_WORDS = {"log": "logarithmic", "yeo_johnson": "Yeo–Johnson"}
OTHER_DATA = (
    "Segments describe these customers in these columns at this time; other columns or other "
    "customers may be divided differently."
)
NEAR_BORDERS = "A customer near a border could as well be in the next segment."
NO_CAUSES = (
    "That a segment differs does not say why: whether an offer works is shown only by a control "
    "group."
)
LIMITS = (OTHER_DATA, NEAR_BORDERS, NO_CAUSES)
FINGERPRINT, VERSIONS, SEED = "Fingerprint of the table", "Made with", "Random seed"


def of_rule(rule: DescriptionRule) -> str:
    """Say how to know the customers of a segment, without counts of a few.

    Parameters
    ----------
    rule : DescriptionRule

    Returns
    -------
    str
    """
    if not rule.conditions:
        return f"{EVERYBODY}."
    return RULE.format(
        conditions=" and ".join(condition.words for condition in rule.conditions),
        coverage=next(word for least, word in PARTS if rule.coverage >= least),
        others=next(word for least, word in WRONG if rule.purity >= least),
    )
