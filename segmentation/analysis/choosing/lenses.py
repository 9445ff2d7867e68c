"""Five lenses: a division of the customers by each side of them, and how far these go together.

Each column belongs to one lens, so that two lenses never agree because they look at the same thing.
The divisions are by the proposal for the columns of the lens and are not tested as groups.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from segmentation.analysis.choosing.advisor import part_of, some_customers
from segmentation.analysis.choosing.proposal import MOST_FIRST, first_k, propose
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.result import adjusted_rand, overlap
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import unsuitable
from segmentation.errors import SegmentationError
from segmentation.segments.facts.association import going_together
from segmentation.tables.columns.taxonomy import DESCRIBING, Lens
from segmentation.tables.columns.vocabulary import VALUE_WORDS, words
from segmentation.tables.roles import ColumnProfile, profile_columns
from segmentation.tables.table import Table

MOST_ROWS = 1_000
MOST_COLUMNS = 6
LEVEL = 0.01
FEWEST_CUSTOMERS = 30
"""With fewer nothing is said of whether two lenses go together."""

VALUE, BEHAVIOUR, DEMOGRAPHY = "value", "behaviour", "demography"
GEOGRAPHY, PSYCHOGRAPHY = "geography", "psychography"
LENSES: dict[str, tuple[str, Callable[[ColumnProfile], bool]]] = {
    VALUE: ("what they are worth", lambda c: _does(c) and _is_value(c)),
    BEHAVIOUR: ("what they do", lambda c: c.lens == Lens.BEHAVIOURAL and not _is_value(c)),
    DEMOGRAPHY: ("who they are", lambda c: c.lens in {Lens.DEMOGRAPHIC, Lens.FIRMOGRAPHIC}),
    GEOGRAPHY: ("where they are", lambda c: c.lens == Lens.GEOGRAPHIC),
    PSYCHOGRAPHY: ("what they think", lambda c: c.lens == Lens.PSYCHOGRAPHIC),
}
"""What each lens looks at, and whether a column belongs to it; no column belongs to two."""

ALIKE = (
    (0.1, "hardly more alike than by chance"),
    (0.3, "a little alike"),
    (0.65, "alike in part"),
)
MUCH_ALIKE = "much alike"
STRENGTHS = ((0.1, "very little"), (0.3, "a little"), (0.5, "a good part"))
MUCH = "much"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LensView:
    """The customers divided by one lens.

    Attributes
    ----------
    lens : str
        A key of `LENSES`.
    features : tuple of str
    sizes : tuple of int
        Customers by segment, the largest first.
    labels : ndarray of shape (n_customers,), int
        Of all that were drawn; −1 for those who lack a value.
    """

    lens: str
    features: tuple[str, ...]
    sizes: tuple[int, ...]
    labels: np.ndarray = field(repr=False)

    @property
    def looks_at(self) -> str:
        """What the lens looks at, in words."""
        return LENSES[self.lens][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """How far one division tells another.

    Attributes
    ----------
    who, does : str
        The lens that is asked what it tells, and of which.
    strength : float
        Cramér's V without its bias, 0 to 1.
    p_value : float
        Share of deals by lot in which the two go together as much, the data counted among them.
    n_customers : int
        With a segment in both.
    """

    who: str
    does: str
    strength: float
    p_value: float
    n_customers: int

    @property
    def sentence(self) -> str:
        """Whether who customers are tells what they do."""
        does = LENSES[self.does][0]
        if not self.p_value <= LEVEL:
            return (
                f"Nothing here says that who customers are tells {does}: shuffled at random, the "
                f"two divisions match as closely in {self.p_value:.0%} of the shuffles."
            )
        word = next((w for limit, w in STRENGTHS if self.strength < limit), MUCH)
        return (
            f"Who customers are tells {word} of {does}: the two divisions match more closely "
            f"than when shuffled at random (p = {self.p_value:.3f}; Cramér's V "
            f"{self.strength:.2f}, where 0 is nothing and 1 is all)."
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lenses:
    """The divisions beside each other.

    Attributes
    ----------
    views : tuple of LensView
        In the order of `LENSES`, of those whose columns the table has.
    agreement : dict of (str, str) to float
        Adjusted Rand index of each pair of lenses, in both orders, and of each with itself.
    association : Association or None
        None where the table does not say both who customers are and what they do, or too few have
        a segment in both.
    n_customers : int
        That were drawn.
    """

    views: tuple[LensView, ...]
    agreement: dict[tuple[str, str], float]
    association: Association | None
    n_customers: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """How far the divisions agree, and whether who customers are tells what they do."""
        pairs = [(view.lens, other.lens) for view, other in combinations(self.views, 2)]
        if not pairs:
            return ("The columns show customers by one lens at most: there is nothing to compare.",)
        ordered = sorted(pairs, key=self.agreement.get)
        said = [self._pair("Most alike", ordered[-1])]
        if len(ordered) > 1:
            said.append(self._pair("Least alike", ordered[0]))
        if self.association is not None:
            said.append(self.association.sentence)
        return tuple(said)

    def _pair(self, title: str, pair: tuple[str, str]) -> str:
        index = round(self.agreement[pair], 2) + 0.0  # never “-0.00”
        word = next((w for limit, w in ALIKE if index < limit), MUCH_ALIKE)
        first, second = (LENSES[lens][0] for lens in pair)
        return (
            f"{title} are the divisions by {first} and by {second}: {word} (adjusted Rand index "
            f"{index:.2f}, where 1 is the same and 0 is chance)."
        )


def five_lenses(table: Table) -> Lenses:
    """Divide the customers by each lens and compare the divisions.

    Parameters
    ----------
    table : Table
        One row per customer.

    Returns
    -------
    Lenses

    References
    ----------
    Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2(1).
    """
    few = some_customers(table, MOST_ROWS)
    columns = profile_columns(few)
    found = (_view(few, columns, lens) for lens in LENSES)
    views = {view.lens: view for view in found if view is not None}
    agreement = {}
    for one, first in views.items():
        for other, second in views.items():
            both = (first.labels >= 0) & (second.labels >= 0)
            agreement[one, other] = adjusted_rand(overlap(first.labels[both], second.labels[both]))
    does = views.get(BEHAVIOUR) or views.get(VALUE)
    return Lenses(
        views=tuple(views.values()),
        agreement=agreement,
        association=associated(views[DEMOGRAPHY], does) if DEMOGRAPHY in views and does else None,
        n_customers=len(few.frame),
    )


def associated(who: LensView, does: LensView, *, random_state: int = 0) -> Association | None:
    """Test whether two divisions of the same customers go together.

    Parameters
    ----------
    who, does : LensView
        Made without a look at each other.
    random_state : int

    Returns
    -------
    Association or None
        None with fewer than `FEWEST_CUSTOMERS` in both.
    """
    both = (who.labels >= 0) & (does.labels >= 0)
    first, second = who.labels[both], does.labels[both]
    if len(first) < FEWEST_CUSTOMERS:
        return None
    strength, p_value = going_together(first, second, random_state=random_state)
    return Association(
        who=who.lens,
        does=does.lens,
        strength=strength,
        p_value=p_value,
        n_customers=len(first),
    )


def _view(table: Table, columns: tuple[ColumnProfile, ...], lens: str) -> LensView | None:
    """Divide the customers by one lens; None where the table has none of it."""
    belongs = LENSES[lens][1]
    part = part_of(table, columns, lambda c: c.role in DESCRIBING and belongs(c))
    if part is None:
        return None
    spec = _spec(part, columns)
    if spec is None:
        return None
    ks = range(2, MOST_FIRST + 1)
    try:
        fitted = fit_range(part, spec, range(1, MOST_FIRST + 1))
    except SegmentationError:
        return None
    clustering = fitted.clusterings[first_k(fitted, tuple(ks))]
    labels = np.full(len(table.frame), -1, dtype=np.int64)
    labels[fitted.rows.positions] = clustering.labels
    return LensView(
        lens=lens,
        features=spec.features,
        sizes=tuple(int(size) for size in clustering.sizes),
        labels=labels,
    )


def _spec(part: Table, columns: tuple[ColumnProfile, ...]) -> SegmentationSpec | None:
    """Return what is proposed, else the columns that can be taken: places are never proposed."""
    proposal = propose(part)
    if proposal is not None:
        return proposal.spec
    n_rows = len(part.frame)
    names = [
        column.name
        for column in columns
        if column.name in part.frame
        and column.role in DESCRIBING
        and not unsuitable(column, n_rows)
    ]
    return SegmentationSpec(features=tuple(names[:MOST_COLUMNS])) if names else None


def _does(column: ColumnProfile) -> bool:
    return column.lens in {Lens.BEHAVIOURAL, None}


def _is_value(column: ColumnProfile) -> bool:
    return bool(words(column.name) & VALUE_WORDS)
