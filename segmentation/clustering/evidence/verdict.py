"""Weighs what speaks for each number of segments, in sentences a marketer can read.

Criteria that disagree are shown to disagree: each answers another question, so a mean of their
answers would answer none.
"""

from dataclasses import dataclass

import numpy as np

from segmentation.clustering.evidence.chance import LEVEL
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES, STABLE
from segmentation.clustering.evidence.elbow import ELBOW_CLEAR, ELBOW_LAST, elbow
from segmentation.clustering.gaps.borders import LEVEL as BORDER_LEVEL
from segmentation.clustering.gaps.borders import are_gaps
from segmentation.clustering.selection import KScan

CHANCE, STABILITY, SIZE = "Better than chance?", "Stable", "Large enough to serve"
GAPS, CLEAREST, GAP_STATISTIC = "Gaps between segments", "Clearest split", "Gap statistic"
CHOOSE = "Choose {k}, unless your team needs more or fewer."
DOUBTS = {
    STABILITY: "But other customers like these might well be divided differently.",
    SIZE: "But not every one of the {k} segments is large enough for you to serve.",
}
"""What is said beside the advice where one of these criteria does not speak for the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one criterion says.

    Attributes
    ----------
    title : str
        The criterion in a marketer's words.
    ks : tuple of int
        The numbers of segments it speaks for; several for a criterion that only rules some out.
    picks : bool
        Whether it picks one number, so that it can disagree with others that do.
    says : str
        One sentence.
    about : str
        The statistic's name, what it measures and when it misleads.
    """

    title: str
    ks: tuple[int, ...]
    picks: bool
    says: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that was weighed.

    Attributes
    ----------
    headline : str
        The answer, as a title.
    advice : str
        What to do, one or two sentences.
    opinions : tuple of Opinion
    disagreement : str
        Empty when all criteria that pick a number pick the same.
    """

    headline: str
    advice: str
    opinions: tuple[Opinion, ...]
    disagreement: str


def weigh(scan: KScan, *, smallest_wanted: int = 1) -> Verdict:
    """Weigh the criteria of a scan.

    Parameters
    ----------
    scan : KScan
    smallest_wanted : int
        Customers below which a segment is too small to serve.

    Returns
    -------
    Verdict
    """
    opinions = [
        opinion
        for opinion in (
            _chance(scan),
            _gaps(scan),
            _distinct(scan),
            _elbow(scan),
            _gap(scan),
            _likelihood(scan),
            _stability(scan),
            _size(scan, smallest_wanted),
        )
        if opinion is not None
    ]
    return Verdict(
        headline=_headline(scan),
        advice=_advice(scan, opinions),
        opinions=tuple(opinions),
        disagreement=_disagreement(opinions),
    )


def _chance(scan: KScan) -> Opinion | None:
    if np.isnan(scan.p_value):
        return None
    passed = scan.p_value <= LEVEL
    sets = max((len(c.reference_silhouettes) for c in scan.evidence.chance.values()), default=0)
    says = (
        "Yes: random data without any groups hardly ever divide as well"
        if passed
        else "No: random data without any groups often divide just as well"
    )
    return Opinion(
        title=CHANCE,
        ks=(),
        picks=False,
        says=f"{says} (p = {scan.p_value:.3f}).",
        about=f"The highest silhouette beside that of {sets} sets of random data of the same "
        f"extent (evenly spread along the principal axes), on {scan.evidence.n_tested:,} "
        f"customers; p up to {LEVEL:g} passes. Columns with a long tail are tested with "
        "the tail shortened as well, and both must pass. The test sees round clumps of "
        "some size. It may miss a few dozen customers among thousands, and says nothing "
        "of a single segment: a cloud with a dense middle passes too. It always clusters "
        "by K-means, whichever way is chosen.",
    )


def _gaps(scan: KScan) -> Opinion | None:
    by_k = {k: of_k for k, of_k in scan.evidence.borders.items() if k in scan.large_enough}
    if not by_k:
        return None
    parted = tuple(sorted(k for k, of_k in by_k.items() if are_gaps(of_k)))
    says = "At every number tried, some neighbouring segments have no clear gap between them."
    if parted:
        says = f"With {_listed(parted)} segments, each is set apart from its neighbour by a gap."
    return Opinion(
        title=GAPS,
        ks=parted,
        picks=False,
        says=says,
        about="Hartigan's dip test between each segment and its nearest neighbour, on customers "
        f"whom the segments were found without; all borders must pass at {BORDER_LEVEL:g}. "
        "Few near neighbours may be parted by the border too, so that a bent cloud is not "
        "taken for groups. Groups that overlap show no gap. It always clusters by "
        "K-means, whichever way is chosen.",
    )


def _distinct(scan: KScan) -> Opinion | None:
    if scan.peak_k is None:
        return None
    value = scan.scores.loc[scan.peak_k, "silhouette"]
    return Opinion(
        title=CLEAREST,
        ks=(scan.peak_k,),
        picks=True,
        says=f"With {scan.peak_k} segments, customers are closest to their own segment compared "
        f"with the next one ({value:.2f} of 1).",
        about="Silhouette: how much nearer customers are to their own segment than to the next "
        "one. It favours round segments of similar size.",
    )


def _elbow(scan: KScan) -> Opinion | None:
    bend = elbow(scan.scores["inertia"])
    if bend is None:
        return None
    k, depth = bend
    clear = depth >= ELBOW_CLEAR
    return Opinion(
        title="Elbow",
        ks=(k,) if clear else (),
        picks=clear,
        says=f"Up to {k} segments, every further one makes them clearly more uniform; after that "
        "it helps little."
        if clear
        else "There is no clear elbow: each further segment helps about as much as the last.",
        about=f"Inertia: where the curve runs farthest below a straight line from the first number "
        f"to {ELBOW_LAST} (here {depth:.2f} of 1; clear from {ELBOW_CLEAR:g}). Any data bend "
        "somewhat, so an elbow alone proves nothing.",
    )


def _gap(scan: KScan) -> Opinion | None:
    if scan.scores["gap"].isna().all():
        return None
    k = scan.gap_k
    says = "It names no number: it keeps rising with every further segment."
    if k == 1:
        says = "By its strict rule, these customers would not be divided at all."
    elif k is not None:
        says = f"It points to {k}: one more segment would tighten random data just as much."
    return Opinion(
        title=GAP_STATISTIC,
        ks=() if k is None else (k,),
        picks=k is not None,
        says=says,
        about="Gap statistic: how much tighter the segments are than in random data. The rule "
        "takes the first number within one error of the next, so it stops too early on groups of "
        "groups: never use it alone.",
    )


def _likelihood(scan: KScan) -> Opinion | None:
    if scan.scores["bic"].isna().all():
        return None
    k = int(scan.scores["bic"].idxmin())
    return Opinion(
        title="Best fit for its size",
        ks=(k,),
        picks=True,
        says=f"{k} groups strike the best balance between a close description and a simple one.",
        about="BIC of the Gaussian mixture, lower is better. Two groups that overlap may be one "
        "stretched group to it.",
    )


def _stability(scan: KScan) -> Opinion | None:
    stability = scan.scores["stability"].dropna()
    if stability.empty:
        return None
    stable = tuple(int(k) for k in stability.index[stability >= STABLE])
    best = int(stability.idxmax())
    says = f"No number is stable; {best} comes nearest ({stability[best]:.2f} of 1)."
    if stable:
        says = f"With {_listed(stable)} segments, other such customers would be divided much alike."
    resamples = max(s.n_resamples for s in scan.evidence.stabilities.values())
    return Opinion(
        title=STABILITY,
        ks=stable,
        picks=False,
        says=says,
        about=f"Mean adjusted Rand index between all customers and {resamples} resamples drawn "
        f"with replacement; stable from {STABLE:g}. Stability is no proof: a long cloud is halved "
        "the same way every time.",
    )


def _size(scan: KScan, smallest_wanted: int) -> Opinion | None:
    smallest = scan.scores["smallest"].loc[lambda sizes: sizes.index > 1]
    if smallest.empty:
        return None
    served = tuple(int(k) for k in smallest.index[smallest >= smallest_wanted])
    says = f"At every number tried, a segment has fewer than {smallest_wanted:,} customers."
    if len(served) == len(smallest):
        says = f"At every number tried, each segment has {int(smallest.min()):,} customers or more."
    elif served:
        says = f"With {_listed(served)} segments, each has at least {smallest_wanted:,} customers."
    return Opinion(
        title=SIZE,
        ks=served,
        picks=False,
        says=says,
        about="The smallest segment of each number beside the size you can serve.",
    )


def _headline(scan: KScan) -> str:
    return {
        GROUPS: f"{scan.recommended_k} separate groups",
        SLICES: f"{scan.suggested_k} useful slices, not separate groups",
        NONE: "There is no structure to rely on in these columns",
        None: "How many segments? Not tested yet",
    }[scan.verdict]


def _advice(scan: KScan, opinions: list[Opinion]) -> str:
    k = scan.suggested_k
    if scan.verdict is None:
        return "Only the curves are known so far."
    if k is None:
        return f"{scan.reasons[0]} Try other columns."
    doubts = [DOUBTS[o.title] for o in opinions if o.title in DOUBTS and k not in o.ks]
    return " ".join([CHOOSE, *doubts]).format(k=k)


def _disagreement(opinions: list[Opinion]) -> str:
    picks = [(o.title.lower(), o.ks[0]) for o in opinions if o.picks]
    if len({k for _, k in picks}) < 2:
        return ""
    told = ", ".join(f"“{title}” points to {k}" for title, k in picks)
    return (
        f"The criteria disagree: {told}. Each answers a different question; look at each number "
        "on the map."
    )


def _listed(ks: tuple[int, ...]) -> str:
    if len(ks) > 2 and ks == tuple(range(ks[0], ks[-1] + 1)):
        return f"{ks[0]} to {ks[-1]}"
    return " or ".join(filter(None, [", ".join(map(str, ks[:-1])), str(ks[-1])]))
