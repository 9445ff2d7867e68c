"""Which columns give the segments that can be relied on most: sets tried, the best three told.

Each set is what the proposal makes of one side of customers: what they are worth, what they do, who
they are, what they think; all of them; and what a search forward finds to separate best. Sets are
ranked by the verdict on their segments, then by whether one segment holds nearly everybody, then by
how often resamples agree, to a tenth; where dates allow, by whether segments of the earlier months
tell what customers did later; then by how distinct segments are; never by how nice they look.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from segmentation.analysis.choosing.foresight import Foresight
from segmentation.analysis.choosing.proposal import LARGEST_SHARE, first_k, propose
from segmentation.analysis.evidence import chance_part, stability_of
from segmentation.analysis.fitted_range import FittedRange, fit_range
from segmentation.analysis.scan import enough_evidence, scan_of
from segmentation.clustering.evidence.chance_scan import PARTS
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES, Decision
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.errors import SegmentationError
from segmentation.tables.columns.taxonomy import Lens
from segmentation.tables.columns.vocabulary import VALUE_WORDS, words
from segmentation.tables.roles import ColumnProfile, identifier_of, profile_columns
from segmentation.tables.table import Table

MOST_ROWS, SEARCH_ROWS = 300, 250
"""So many customers, drawn by lot, tell sets apart, and fewer the columns of the search; what is
chosen is then fitted to all."""

FEWER_SETS = PARTS[0], range(PARTS[0].stop, 99)
"""Half of the reference sets of the verdict: at the same level, and only a set that no reference
comes near is called better than chance."""

KS = range(2, 8)
MOST_SEARCHED, MOST_FOUND = 10, 4
"""Columns that the search forward tries, and how many it takes."""

SHOWN = 3
SIDES: dict[str, Callable[[ColumnProfile], bool]] = {
    "what they are worth": lambda c: bool(words(c.name) & VALUE_WORDS),
    "what they do": lambda c: c.lens == Lens.BEHAVIOURAL,
    "who they are": lambda c: c.lens in {Lens.DEMOGRAPHIC, Lens.FIRMOGRAPHIC},
    "what they think": lambda c: c.lens == Lens.PSYCHOGRAPHIC,
}
PROPOSED, SEARCHED = "as proposed", "what separates them best"
RANKS = {GROUPS: 2, SLICES: 1, NONE: 0, None: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One set of columns and what can be said of its segments.

    Attributes
    ----------
    side : str
        What the columns tell of customers.
    spec : SegmentationSpec
        With its number of segments.
    decision : Decision
        The verdict, on at most `MOST_ROWS` customers.
    agreement : float
        Mean adjusted Rand index of resamples with the segments, from 0 to 1.
    silhouette : float
    largest : float
        Share of the customers in the largest segment.
    foresight : Foresight or None
        What segments of the earlier months tell of the later ones, where dates allow.
    """

    side: str
    spec: SegmentationSpec
    decision: Decision
    agreement: float
    silhouette: float
    largest: float
    foresight: Foresight | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What speaks for it: the verdict, and what the later months say where they do."""
        k = self.spec.n_clusters
        found = {
            GROUPS: f"{self.decision.recommended_k} separate groups",
            SLICES: f"no separate groups, but {k} slices that are useful",
            None: f"{k} parts, not tested as groups",
        }.get(self.decision.verdict, f"no structure to rely on; {k} parts drawn at will")
        said = (
            f"By {self.side}: {found}; segments made from other customers like these agree with "
            f"them to {max(self.agreement, 0):.0%}, and the largest holds {self.largest:.0%}."
        )
        told = self.foresight.sentence if self.foresight else ""
        return (said, told) if told else (said,)

    @property
    def sentence(self) -> str:
        """The same as one text."""
        return " ".join(self.sentences)

    @property
    def rank(self) -> tuple[float, ...]:
        """What sets are ordered by, the best last."""
        even = float(self.largest <= LARGEST_SHARE)
        later = self.foresight.explained if self.foresight and self.foresight.tells else 0.0
        return (
            RANKS[self.decision.verdict],
            even,
            round(self.agreement, 1),
            round(later, 2),
            round(self.agreement, 2),
            self.silhouette,
        )


def candidate_specs(table: Table) -> tuple[tuple[str, SegmentationSpec], ...]:
    """Return the sets that are tried.

    Parameters
    ----------
    table : Table
        One row per customer.

    Returns
    -------
    tuple of (str, SegmentationSpec)
        What each set tells of customers, and the set; no two with the same columns.
    """
    few = some_customers(table, MOST_ROWS)
    found: list[tuple[str, SegmentationSpec]] = []
    whole = propose(few)
    if whole is not None:
        found.append((PROPOSED, whole.spec))
    columns = profile_columns(few)
    for side, belongs in SIDES.items():
        part = part_of(few, columns, belongs)
        proposal = propose(part) if part is not None else None
        if proposal is not None and len(proposal.spec.features) > 1:  # one column is only cut up
            found.append((side, proposal.spec))
    if searched := _searched(some_customers(few, SEARCH_ROWS), [spec for _, spec in found]):
        found.append((SEARCHED, searched))
    distinct = {frozenset(spec.features): (side, spec) for side, spec in reversed(found)}
    return tuple(reversed(distinct.values()))


def weigh_set(table: Table, side: str, spec: SegmentationSpec) -> Advice | None:
    """Come to a verdict about one set.

    Parameters
    ----------
    table : Table
    side : str
    spec : SegmentationSpec
        Without a number of segments.

    Returns
    -------
    Advice or None
        None when the customers cannot be segmented by it.
    """
    few = some_customers(table, MOST_ROWS)
    try:
        fitted = fit_range(few, spec, range(1, KS[-1] + 1))
        test = partial(chance_part, parts=FEWER_SETS)
        decision = scan_of(fitted, KS, enough_evidence(fitted, KS, part=test)).decision
        k = decision.recommended_k or decision.suggested_k or first_k(fitted, tuple(KS))
        sizes = np.asarray(fitted.clusterings[k].sizes)
        return Advice(
            side=side,
            spec=replace(spec, n_clusters=k),
            decision=decision,
            agreement=stability_of(fitted, k).mean_agreement,
            silhouette=fitted.metrics[k].silhouette,
            largest=float(sizes.max() / sizes.sum()),
        )
    except SegmentationError:
        return None


def advise(
    table: Table,
    *,
    candidates: Callable[[Table], tuple[tuple[str, SegmentationSpec], ...]] = candidate_specs,
    weigh: Callable[[Table, str, SegmentationSpec], Advice | None] = weigh_set,
    foresee: Callable[[SegmentationSpec], Foresight | None] | None = None,
    progress: Callable[[float, str], object] | None = None,
) -> tuple[Advice, ...]:
    """Try sets of columns and return the best.

    Parameters
    ----------
    table : Table
        One row per customer.
    candidates, weigh : callable
        `candidate_specs` and `weigh_set`, or what keeps their answers.
    foresee : callable or None
        `foresee` of the customers' sales or events, where there are any with dates.
    progress : callable or None
        Told the share that is done and what is tried next; what it raises ends the search.

    Returns
    -------
    tuple of Advice
        At most `SHOWN`, the best first.

    References
    ----------
    Witten, D. M. and Tibshirani, R. (2010). A framework for feature selection in clustering.
    Journal of the American Statistical Association 105. Why columns have to be chosen; the search
    here goes forward by the silhouette.
    """
    tried, advices = candidates(table), []
    for at, (side, spec) in enumerate(tried):
        if progress is not None:
            progress(at / len(tried), side)
        advice = weigh(table, side, spec)
        if advice is not None and foresee is not None:
            advice = replace(advice, foresight=foresee(advice.spec))
        advices.append(advice)
    held = [advice for advice in advices if advice is not None]
    return tuple(sorted(held, key=lambda advice: advice.rank, reverse=True)[:SHOWN])


def some_customers(table: Table, most: int) -> Table:
    """Return so many customers, drawn by lot, in their order."""
    n_rows = len(table.frame)
    if n_rows <= most:
        return table
    rows = np.sort(np.random.default_rng(0).choice(n_rows, most, replace=False))
    return replace(table, frame=table.frame.iloc[rows].reset_index(drop=True))


def part_of(
    table: Table, columns: tuple[ColumnProfile, ...], belongs: Callable[[ColumnProfile], bool]
) -> Table | None:
    """Return the table with the columns of one side, None when it has none of it."""
    names = [column.name for column in columns if belongs(column)]
    if not names:
        return None
    identifier = identifier_of(columns)
    kept = [name for name in table.frame.columns if name in names or name == identifier]
    return replace(table, frame=table.frame[kept], identifier=identifier or "", choices=())


def _searched(table: Table, specs: list[SegmentationSpec]) -> SegmentationSpec | None:
    """Add column by column what raises the best silhouette most, from two columns on."""
    pool = list(dict.fromkeys(name for spec in specs for name in spec.features))[:MOST_SEARCHED]
    formulas = dict(pair for spec in specs for pair in spec.formulas)
    transforms = dict(pair for spec in specs for pair in spec.transforms)
    narrow = _narrowed(table, pool, formulas)
    chosen: list[str] = []
    best = -1.0
    while len(chosen) < min(MOST_FOUND, len(pool)):
        scored = {
            name: _height(narrow, _spec([*chosen, name], {}, transforms))
            for name in pool
            if name not in chosen
        }
        name = max(scored, key=scored.get)
        if len(chosen) >= 2 and scored[name] <= best:
            break
        best = scored[name]
        chosen.append(name)
    return _spec(chosen, formulas, transforms) if len(chosen) >= 2 else None


def _narrowed(table: Table, pool: list[str], formulas: dict[str, str]) -> Table:
    """Return the table with these columns alone, so that a fit looks at no others."""
    made, _, _ = with_formulas(table, tuple(formulas.items()))
    choices = tuple(choice for choice in made.choices if choice.name in pool)
    return replace(made, frame=made.frame[pool], identifier="", choices=choices)


def _spec(
    names: list[str], formulas: dict[str, str], transforms: dict[str, str]
) -> SegmentationSpec:
    return SegmentationSpec(
        features=tuple(names),
        formulas=tuple((n, f) for n, f in formulas.items() if n in names),
        transforms=tuple((n, how) for n, how in transforms.items() if n in names),
    )


def _height(table: Table, spec: SegmentationSpec) -> float:
    """Return the highest silhouette of three to five segments; −1 where there is none."""
    try:
        fitted: FittedRange = fit_range(table, spec, range(3, 6))
    except SegmentationError:
        return -1.0
    heights = pd.Series({k: m.silhouette for k, m in fitted.metrics.items()}, dtype=float)
    return float(heights.max()) if heights.notna().any() else -1.0
