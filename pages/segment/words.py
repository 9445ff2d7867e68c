"""Every sentence of the Segments page that says what is seen at a glance."""

from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES

OF_ALL = "{share} of all"
OF_VALUE = "{share} of {column}"
TYPICAL = "{value} (all: {of_all})"
TOO_FEW = "Too few customers to speak of averages."
DO = "{play}: {offer}"
BARS_TELL = (
    "The line in the middle of each bar is the average of all customers, or the middle customer "
    "where a column has a long tail; the longer the bar, the farther from it. What to do comes "
    "from the plan, where you can change it."
)
BEST_AXES = "The axes are the two of the chosen columns that separate these segments best."
BEST_AXES_3D = "The axes are the three of the chosen columns that separate these segments best."

SEPARATION = "Separation: {word}"
GRADUAL = "gradual"
CHANCE = "no better than chance"
PARTLY = "partly"
UNTESTED = "not tested"
WORDS = ((0.70, "strong", "green"), (0.50, "good", "green"), (0.25, "fair", "orange"))
"""Mean silhouette above which a word holds (Kaufman and Rousseeuw 1990), with its colour."""

WEAK = "weak"
NUMBERS = "The numbers behind it"
SILHOUETTE = "How clear the split is"
INERTIA = "Differences within segments"


def separation(silhouette: float, verdict: str | None, *, is_best: bool) -> tuple[str, str]:
    """Return the word for how well segments are separated, and its colour.

    Parameters
    ----------
    silhouette : float
        Mean silhouette, −1 to 1; NaN where there is none.
    verdict : str or None
        What the evidence came to: the word never says more than it does.
    is_best : bool
        Whether this is the number of segments that the verdict names.

    Returns
    -------
    word, color : str
    """
    if verdict == NONE:
        return CHANCE, "red"
    if verdict is None:
        return UNTESTED, "gray"
    if verdict == SLICES:
        return GRADUAL, "orange"
    found = next(((w, c) for least, w, c in WORDS if silhouette > least), (WEAK, "red"))
    return found if verdict == GROUPS and is_best else (PARTLY, "orange")
