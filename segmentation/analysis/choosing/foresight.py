"""Whether segments of the earlier months say what customers did in the later ones.

Customers are made of the rows before a day and divided by the same columns into as many segments.
How much of what they did from that day on the segment tells is measured on customers who were left
out when the segments' means were taken (ten parts), and set against the same with what they did
dealt to them by lot. Segments never see the later rows; which columns and how many segments are
tried does, since the set was made from all rows.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.events.later import Later
from segmentation.errors import SegmentationError
from segmentation.tables.number_format import format_number, format_share
from segmentation.tables.table import Table

MOST_ROWS = 2_000
N_PARTS, N_DEALS = 10, 499
LEVEL = 0.01
LEAST_TOLD = 0.01
"""Less of the differences is nothing to act on, however sure it is."""

FEWEST_CUSTOMERS, FEWEST_BACK, FEWEST_EACH = 30, 10, 5
"""Customers before the day, those of them who came back, and those of a segment that is spoken of:
with fewer nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Foresight:
    """What segments of the earlier months tell of the later ones.

    Attributes
    ----------
    day, last : pandas.Timestamp
        The first and the last day of the later time.
    is_money : bool
        Whether spend is told; else on how many days customers came.
    means : ndarray of shape (n_segments,)
        Of the later spend, or days, by segment; only of segments of `FEWEST_EACH` or more.
    explained : float
        Share of the variance of ln(1 + amount) that the segment tells of customers left out; below
        zero where it tells less than the mean of all.
    p_value : float
        Share of deals by lot that tell as much, the data counted among them.
    n_customers : int
    """

    day: pd.Timestamp
    last: pd.Timestamp
    is_money: bool
    means: np.ndarray = field(repr=False)
    explained: float
    p_value: float
    n_customers: int

    @property
    def tells(self) -> bool:
        """Whether the segment tells anything of what came later."""
        return self.p_value <= LEVEL and self.explained >= LEAST_TOLD

    @property
    def sentence(self) -> str:
        """What the segments tell; empty where they tell nothing."""
        if not self.tells:
            return ""
        low, high = (format_number(each) for each in (self.means.min(), self.means.max()))
        share = format_share(self.explained)
        did = f"went on to spend {low} to {high}"
        if not self.is_money:
            did = f"came back on {low} to {high} days"
        what = "they spent later" if self.is_money else "they came later"
        how = "how much" if self.is_money else "how often"
        return (
            f"Customers of segments like these, made of what stood before {_day(self.day)}, "
            f"{did} on average, from the lowest segment to the highest, up to {_day(self.last)}: "
            f"the segment tells {share} of the differences in {how} {what}, on a log scale."
        )


def foresee(later: Later, spec: SegmentationSpec, like: Table | None = None) -> Foresight | None:
    """Measure what segments of the earlier months tell of the later ones.

    Parameters
    ----------
    later : Later
    spec : SegmentationSpec
        With its number of segments.
    like : Table or None
        The customers of all rows; what the user has said of their columns holds for the earlier
        ones too.

    Returns
    -------
    Foresight or None
        None where the earlier customers cannot be divided so, or too few came back.

    References
    ----------
    Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. JRSS B 36.
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9(1).
    """
    few, drawn = _some(later.customers, like)
    try:
        fitted = fit_range(few, spec, [spec.n_clusters])
    except SegmentationError:
        return None
    clustering = fitted.clusterings.get(spec.n_clusters)
    if clustering is None:
        return None
    rows = drawn[fitted.rows.positions]
    amount, labels = later.amount[rows], np.asarray(clustering.labels, dtype=np.int64)
    sizes = np.bincount(labels)
    spoken = sizes >= FEWEST_EACH
    if len(rows) < FEWEST_CUSTOMERS or later.came_back[rows].sum() < FEWEST_BACK:
        return None
    if spoken.sum() < 2 or not np.ptp(amount) > 0:
        return None
    explained, p_value = told_by(labels, np.log1p(amount), random_state=spec.random_state)
    return Foresight(
        day=later.day,
        last=later.last,
        is_money=later.is_money,
        means=(np.bincount(labels, amount) / np.maximum(sizes, 1))[spoken],
        explained=explained,
        p_value=p_value,
        n_customers=len(rows),
    )


def told_by(
    labels: np.ndarray, outcome: np.ndarray, *, random_state: int = 0
) -> tuple[float, float]:
    """Return how much of an outcome groups tell of those left out, and how often chance does.

    Parameters
    ----------
    labels : ndarray of shape (n,), int
        From 0 on.
    outcome : ndarray of shape (n,)
        Not constant.
    random_state : int

    Returns
    -------
    explained : float
        One minus the squared error with the group's mean over that with the mean of all, both of
        the other nine parts.
    p_value : float
        From 1 / (`N_DEALS` + 1) to 1.

    Notes
    -----
    Cost O(`N_DEALS` · n): 2,000 customers take some 30 ms.
    """
    random = np.random.default_rng(random_state)
    n_groups = int(labels.max()) + 1
    parts = random.permutation(np.arange(len(labels)) % N_PARTS)
    cells = parts * n_groups + labels
    counts = np.bincount(cells, minlength=N_PARTS * n_groups).reshape(N_PARTS, n_groups)
    centred = outcome - outcome.mean()
    deals = [centred, *(random.permutation(centred) for _ in range(N_DEALS))]
    told = np.array([_told(_sums(cells, deal, counts.shape), counts, centred) for deal in deals])
    return float(told[0]), float((1 + (told[1:] >= told[0]).sum()) / (1 + N_DEALS))


def _sums(cells: np.ndarray, values: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.bincount(cells, values, minlength=shape[0] * shape[1]).reshape(shape)


def _told(sums: np.ndarray, counts: np.ndarray, values: np.ndarray) -> float:
    """Return the explained share from the sums of each part and group."""
    rest_n, rest = counts.sum(axis=0) - counts, sums.sum(axis=0) - sums
    of_all = rest.sum(axis=1, keepdims=True) / np.maximum(rest_n.sum(axis=1, keepdims=True), 1)
    of_group = np.where(rest_n > 0, rest / np.maximum(rest_n, 1), of_all)
    squares = float((values**2).sum())

    def error(means: np.ndarray) -> float:
        return squares + float((counts * means**2 - 2 * means * sums).sum())

    return 1 - error(of_group) / error(of_all)


def _some(customers: Table, like: Table | None) -> tuple[Table, np.ndarray]:
    """Return so many customers drawn by lot, and their places."""
    n_rows = len(customers.frame)
    rows = np.arange(n_rows)
    if n_rows > MOST_ROWS:
        rows = np.sort(np.random.default_rng(0).choice(n_rows, MOST_ROWS, replace=False))
    frame = customers.frame.iloc[rows].reset_index(drop=True)
    choices = tuple(c for c in (like.choices if like else ()) if c.name in frame.columns)
    return replace(customers, frame=frame, choices=choices), rows


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"
