"""The one verdict: separate groups, useful slices, or nothing to rely on.

Three questions in this order, each asked only of numbers of clusters whose smallest is large enough
to exist:

1. Are the clusters more distinct than those of data without any structure (`evidence.chance`)? If
   not, there is **none**.
2. Is every border a gap (`gaps.borders`)? The largest number for which that is so are the
   **groups**. A larger number than the true one cuts a group where there is no gap; a smaller one
   leaves some together, and gaps all the same, so the largest tells the most. Numbers below the
   most distinct one are not asked: two halves of an arc have a valley between them. At the most
   distinct number itself one border in four may be unclear when the others leave no doubt; that is
   said.
3. Would other customers of the same kind be divided alike (`clustering.stability`)? Then they are
   **slices**: a working split, not natural groups. The most distinct such number is suggested.

Each answer may say less than there is, not more: groups that overlap are slices, and slices that do
not come back are none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
import pandas as pd

from segmentation.clustering.evidence.chance import LEVEL
from segmentation.clustering.gaps.borders import Border, are_gaps, are_gaps_but_few

GROUPS, SLICES, NONE = "groups", "slices", "none"
STABLE = 0.85
"""Mean adjusted Rand index from which a number of segments is called stable."""

FEWEST_CUSTOMERS = 5
SMALLEST_SHARE = 0.01
"""A cluster of fewer customers, or of a smaller share, is an accident and no segment."""

NOT_TESTED = "It was not tested whether these segments are more than chance."
NOTHING_THERE = (
    "There is no structure to rely on in these columns: random data without any groups often "
    "divide just as well."
)
NOT_STABLE = (
    "There is no structure to rely on in these columns: they divide better than random data, but "
    "other customers like these would be divided differently."
)


BY_RULE_TITLE = "Segments by rule"
RULED = (
    "These are segments by rule: who is in them is what their conditions say, and nothing was "
    "tested."
)


TITLES = {
    GROUPS: "Separate groups",
    SLICES: "Useful slices",
    NONE: "No structure",
    None: "Not tested",
}
ABOUT = {
    GROUPS: "These columns show separate groups.",
    SLICES: "A working split, not natural groups: the segments are not clearly set apart, so where "
    "one ends and the next begins is a choice.",
    NONE: "There is no structure to rely on in these columns. You may still divide customers to "
    "organise work, but where you draw the lines is your choice.",
    None: NOT_TESTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the evidence comes to.

    Attributes
    ----------
    verdict : str or None
        `GROUPS`, `SLICES` or `NONE`; None when it was not tested.
    recommended_k : int or None
        The number of groups.
    suggested_k : int or None
        The same, or the best number of slices.
    unclear_borders : int
        Borders between the groups that are no clear gap.
    reasons : tuple of str
        Why, as plain sentences.
    """

    verdict: str | None
    recommended_k: int | None = None
    suggested_k: int | None = None
    unclear_borders: int = 0
    reasons: tuple[str, ...]

    @property
    def title(self) -> str:
        """The verdict in two or three words."""
        return BY_RULE_TITLE if self.is_by_rule else TITLES[self.verdict]

    @property
    def is_by_rule(self) -> bool:
        """Whether there was nothing to test, because conditions are the segments."""
        return self.reasons == (RULED,)

    @property
    def is_told(self) -> bool:
        """Whether there is more to say than that nothing was tested."""
        return self.verdict is not None or self.is_by_rule

    def about(self, n_clusters: int) -> str:
        """Say what the verdict means for a number of segments.

        Parameters
        ----------
        n_clusters : int
            That was chosen.

        Returns
        -------
        str
            One or two sentences.
        """
        if self.is_by_rule:
            return RULED
        found, k = self.suggested_k, n_clusters
        if found is None or k == 1:
            return ABOUT[self.verdict]
        if self.verdict == SLICES:
            most = (
                ""
                if k == found
                else f" The split into {found} is the clearest of those that come back."
            )
            return f"{ABOUT[SLICES]}{most}"
        if k == found:
            return _apart(k, self.unclear_borders)
        part = "at least two share a segment" if k < found else "at least one of them is split"
        return f"{found} separate groups stand out in these columns; with {k} segments, {part}."


UNDECIDED = Decision(verdict=None, reasons=(NOT_TESTED,))
BY_RULE = Decision(verdict=None, reasons=(RULED,))


def smallest_allowed(n_customers: int) -> int:
    """Return the customers that a cluster must have to be called a segment.

    Parameters
    ----------
    n_customers : int
        In all.

    Returns
    -------
    int
    """
    return max(FEWEST_CUSTOMERS, ceil(SMALLEST_SHARE * n_customers))


def ks_of_size(scores: pd.DataFrame, n_customers: int) -> list[int]:
    """Return the numbers of clusters, 2 or more, whose smallest is large enough.

    Parameters
    ----------
    scores : pandas.DataFrame indexed by ``k``
        With the column ``smallest``.
    n_customers : int

    Returns
    -------
    list of int
        The most distinct first, by the column ``silhouette``.
    """
    enough = scores[(scores.index > 1) & (scores["smallest"] >= smallest_allowed(n_customers))]
    by_silhouette = enough["silhouette"].sort_values(ascending=False, kind="stable")
    return [int(k) for k in by_silhouette.dropna().index]


def decide(
    ks: list[int],
    p_value: float,
    borders: Mapping[int, tuple[Border, ...]],
    stabilities: Mapping[int, float],
    *,
    smallest: int,
    largest_k: int,
) -> Decision:
    """Come to a verdict.

    Parameters
    ----------
    ks : list of int
        What `ks_of_size` returned.
    p_value : float
        Chance that data without structure are as distinct, over those k; NaN when not tested.
    borders : mapping of int to tuple of Border
        By k.
    stabilities : mapping of int to float
        Mean adjusted Rand index over resamples by k.
    smallest : int
        What `smallest_allowed` returned, for the reasons.
    largest_k : int
        The largest number tried.

    Returns
    -------
    Decision
    """
    if np.isnan(p_value):
        return UNDECIDED
    if not ks:
        return _none(f"At every number tried, one segment has fewer than {smallest} customers.")
    if p_value > LEVEL:
        return _none(NOTHING_THERE)
    groups = _groups(ks, borders)
    if groups is not None:
        unclear = sum(not border.is_gap for border in borders[groups])
        why = (
            f"{_apart(groups, unclear)} Random data without any groups hardly ever divide as "
            f"well (p = {p_value:.3f})."
        )
        return Decision(
            verdict=GROUPS,
            recommended_k=groups,
            suggested_k=groups,
            unclear_borders=unclear,
            reasons=(why, *_edge(groups, largest_k)),
        )
    slices = next((k for k in ks if stabilities.get(k, 0.0) >= STABLE), None)
    if slices is None:
        return _none(NOT_STABLE)
    reason = (
        f"{slices} useful slices, not separate groups: other customers like these would be "
        f"divided in much the same way, but the segments are not clearly set apart."
    )
    return Decision(verdict=SLICES, suggested_k=slices, reasons=(reason, *_edge(slices, largest_k)))


def _groups(ks: list[int], borders: Mapping[int, tuple[Border, ...]]) -> int | None:
    """Return the largest k with gaps at all borders, from the most distinct k upwards."""
    parted = [k for k in ks if k >= ks[0] and are_gaps(borders.get(k, ()))]
    if not parted and are_gaps_but_few(borders.get(ks[0], ())):
        return ks[0]
    return max(parted, default=None)


def _apart(k: int, unclear: int) -> str:
    if not unclear:
        return (
            f"Each of the {k} segments is set apart from its neighbour by a gap, with fewer "
            "customers than on either side."
        )
    pairs = "one pair" if unclear == 1 else f"{unclear} pairs"
    return (
        f"Taken together, fewer customers lie between the {k} segments than inside them; for "
        f"{pairs} of neighbours that is not clear."
    )


def _none(reason: str) -> Decision:
    return Decision(verdict=NONE, reasons=(reason,))


def _edge(k: int, largest_k: int) -> tuple[str, ...]:
    if k < largest_k:
        return ()
    return (f"{k} is the largest number that was tried: there may be more.",)
