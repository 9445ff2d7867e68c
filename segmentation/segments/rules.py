"""The shortest rule for each segment, in words, as SQL and for pandas.

A rule is a box: a few conditions on the columns the segments were made from, all of which must
hold. It is searched on a sample and counted on all customers, so that its figures are exact.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature, FeatureSpace
from segmentation.clustering.validity import stratified_sample
from segmentation.errors import counted
from segmentation.segments.describing.rule_search import Cut, Searchable, best_boxes
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount

SEARCH_ROWS = 5_000
MAX_CONDITIONS = 8
WORTH_A_CONDITION = 0.01
"""What a longer rule must gain in F1 beside a shorter one."""

DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One comparison of a column with a value.

    Attributes
    ----------
    column : str
    operator : str
        ``>=`` or ``<`` for a number, ``==`` or ``!=`` for a category.
    value : float, int, bool or str
        As it stands in the file.
    shown : str
        The value as read, with its unit.
    """

    column: str
    operator: str
    value: float | bool | str
    shown: str

    @property
    def words(self) -> str:
        """The comparison as read: “Annual Income ≥ 70 k$”."""
        signs = {">=": "≥", "<": "<", "==": "is", "!=": "is not"}
        return f"{split_unit(self.column).label} {signs[self.operator]} {self.shown}"

    @property
    def sql(self) -> str:
        """The comparison in standard SQL; a missing value never fits."""
        name = '"' + self.column.replace('"', '""') + '"'
        operator = {"==": "=", "!=": "<>"}.get(self.operator, self.operator)
        if isinstance(self.value, str):
            literal = "'" + self.value.replace("'", "''") + "'"
        else:
            literal = str(self.value).upper() if isinstance(self.value, bool) else repr(self.value)
        return f"{name} {operator} {literal}"

    @property
    def pandas(self) -> str:
        """The comparison for a frame called ``df``."""
        column = f"df[{self.column!r}]"
        compared = f"{column} {self.operator} {self.value!r}"
        # To pandas a missing value differs from every level.
        return f"({compared}) & {column}.notna()" if self.operator == "!=" else f"({compared})"

    def holds(self, frame: pd.DataFrame) -> np.ndarray:
        """Return which customers fit, (n_samples,) bool."""
        values = frame[self.column]
        if self.operator in {">=", "<"}:
            numbers = values.to_numpy(dtype=float, na_value=np.nan)
            return numbers >= self.value if self.operator == ">=" else numbers < self.value
        same = (values == self.value).fillna(False).to_numpy(dtype=bool)
        return same if self.operator == "==" else ~same & values.notna().to_numpy()


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionRule:
    """The conditions that tell a segment from the others.

    Attributes
    ----------
    segment : int
    conditions : tuple of Condition
        All must hold; none at all fits everybody.
    n_segment : int
        Customers of the segment.
    n_matched : int
        Customers that fit, of any segment.
    n_right : int
        Those of them that belong to the segment.
    """

    segment: int
    conditions: tuple[Condition, ...]
    n_segment: int
    n_matched: int
    n_right: int

    @property
    def coverage(self) -> float:
        """Share of the segment that the rule finds."""
        return self.n_right / self.n_segment

    @property
    def purity(self) -> float:
        """Share of what the rule finds that belongs to the segment; 0 when it finds nobody."""
        return self.n_right / self.n_matched if self.n_matched else 0.0

    @property
    def words(self) -> str:
        """The rule and how well it does, as one sentence without its end."""
        rule = " and ".join(condition.words for condition in self.conditions) or "Everybody"
        wrong = self.n_matched - self.n_right
        told = f"{self.n_right:,} of {counted(self.n_segment, 'customer')}"
        return f"{rule}: {told}, and {_others(wrong)}"

    @property
    def sql(self) -> str:
        """The rule as the condition of a WHERE."""
        return " AND ".join(condition.sql for condition in self.conditions) or "TRUE"

    @property
    def pandas(self) -> str:
        """The rule as a selection from a frame called ``df``."""
        if not self.conditions:
            return "df"
        return f"df[{' & '.join(condition.pandas for condition in self.conditions)}]"


def _others(number: int) -> str:
    """Say how many customers of other segments fit as well."""
    return counted(number, "other customer") if number else "no one else"


def segment_rules(
    frame: pd.DataFrame,
    space: FeatureSpace,
    labels: np.ndarray,
    *,
    max_conditions: int = 4,
    random_state: int = 0,
) -> tuple[DescriptionRule, ...]:
    """Find the shortest rule that tells each segment well.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    space : FeatureSpace
        Names the columns that may be used.
    labels : ndarray of shape (n_kept,), int
        0-based.
    max_conditions : int
        1 to `MAX_CONDITIONS`.
    random_state : int
        Draws the sample above `SEARCH_ROWS`.

    Returns
    -------
    tuple of DescriptionRule
        One per segment. A longer rule is taken only where it gains `WORTH_A_CONDITION` in F1, the
        harmonic mean of coverage and purity.

    Notes
    -----
    A beam search after the patient rule induction of Friedman and Fisher: it may miss the best box.
    Segments with slanted or round borders have no exact box at all, which purity and coverage tell.

    References
    ----------
    Friedman, J. and Fisher, N. (1999). Bump hunting in high-dimensional data. Statistics and
    Computing 9(2).
    """
    rows = stratified_sample(labels, SEARCH_ROWS, random_state)
    part = frame if len(rows) == len(frame) else frame.iloc[rows]
    columns = [_searchable(part, feature) for feature in space.features]
    n_segments = int(labels.max()) + 1
    if n_segments == 1:
        return (_counted_rule(frame, labels, 0, ()),)
    rules = []
    for segment in range(n_segments):
        boxes = best_boxes(columns, labels[rows] == segment, max_conditions)
        best = max(score for score, _ in boxes)
        cuts = next(cuts for score, cuts in boxes if score >= best - WORTH_A_CONDITION)
        conditions = tuple(_condition(cut) for cut in _merged(cuts))
        rules.append(_counted_rule(frame, labels, segment, conditions))
    return tuple(rules)


def _searchable(frame: pd.DataFrame, feature: object) -> Searchable:
    values = frame[feature.name]
    if isinstance(feature, CategoryFeature):
        codes, levels = pd.factorize(values)
        return Searchable(name=feature.name, codes=codes, levels=tuple(levels))
    return Searchable(name=feature.name, numbers=values.to_numpy(dtype=float, na_value=np.nan))


def _merged(cuts: tuple[Cut, ...]) -> list[Cut]:
    """Keep the tighter of two bounds on one side of a column, in the order of the columns."""
    kept: dict[tuple, Cut] = {}
    for cut in cuts:
        key = (cut.column, cut.operator, cut.value if cut.operator in {"==", "!="} else None)
        if key in kept:
            tighter = max if cut.operator == ">=" else min
            cut = tighter(kept[key], cut, key=lambda c: c.value)  # noqa: PLW2901 - the same cut
        kept[key] = cut
    return sorted(kept.values(), key=lambda cut: (cut.place, cut.operator == "<"))


def _condition(cut: Cut) -> Condition:
    if cut.operator in {">=", "<"}:
        label = split_unit(cut.column)
        value = int(cut.value) if float(cut.value).is_integer() else float(cut.value)
        return Condition(
            column=cut.column, operator=cut.operator, value=value, shown=amount(value, label)
        )
    value = cut.value
    if isinstance(value, np.generic):
        value = value.item()
    shown = {True: "yes", False: "no"}.get(value) if not isinstance(value, str) else value
    return Condition(
        column=cut.column, operator=cut.operator, value=value, shown=shown or str(value)
    )


def _counted_rule(
    frame: pd.DataFrame, labels: np.ndarray, segment: int, conditions: tuple[Condition, ...]
) -> DescriptionRule:
    matched = np.ones(len(frame), dtype=bool)
    for condition in conditions:
        matched &= condition.holds(frame)
    own = labels == segment
    return DescriptionRule(
        segment=segment,
        conditions=conditions,
        n_segment=int(own.sum()),
        n_matched=int(matched.sum()),
        n_right=int((matched & own).sum()),
    )
