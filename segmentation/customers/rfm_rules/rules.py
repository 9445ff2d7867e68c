"""The usual groups of buyers as segments by rule, with cut points in days, orders and money.

A score is a step of a value, so that the scores of a table are as many cut points, and a group is
what lies between some of them. The cut points are the table's own, or the user's; either way they
are figures that hold for later customers too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pandas as pd

from segmentation.customers.formulas.rules import Rules, compared
from segmentation.customers.formulas.writing import written_name
from segmentation.customers.rfm_groups import GROUPS, RF_GROUPS, GroupRule, group_cube
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.customers.rfm_scores import (
    BEST,
    BINS,
    WORST,
    frequency_scores,
    money_scores,
    on_scale,
    recency_scores,
)
from segmentation.errors import SpecError
from segmentation.tables.table import Table

NOBODY = "no"
"""A condition that never holds."""

DIGITS = range(12, -13, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RfmChoice:
    """How customers are scored.

    Attributes
    ----------
    bins : int
        Of equal size, for what has no cut points of its own.
    recency, frequency, money : tuple of float
        The user's own cut points, rising: up to so many days, and from so many orders and so much
        money on; empty for those of the table.
    """

    bins: int = BEST
    recency: tuple[float, ...] = ()
    frequency: tuple[float, ...] = ()
    money: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what makes no scores."""
        if self.bins not in BINS:
            raise SpecError(f"There are {self.bins} bins. Choose {BINS[0]} to {BINS[-1]}.")
        for name in ("recency", "frequency", "money"):
            cuts = getattr(self, name)
            rising = all(low < high for low, high in pairwise(cuts))
            if not rising or len(cuts) >= BEST or not all(map(np.isfinite, cuts)):
                raise SpecError(
                    f"The cut points of {name} are {', '.join(f'{cut:g}' for cut in cuts)}. Give "
                    f"one to {BEST - 1} numbers that rise."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class RfmRules:
    """Groups of buyers as rules.

    Attributes
    ----------
    formulas : tuple of (str, str)
        The days since a date, where the table holds one.
    rules : tuple of (str, str)
        Names of groups and their conditions.
    cuts : mapping of str to tuple of (float or None)
        By measure, from where on a score is 2, 3, 4 and 5; None where nobody has so high a one.
    """

    formulas: tuple[tuple[str, str], ...]
    rules: Rules
    cuts: Mapping[str, tuple[float | None, ...]]


USUAL = RfmChoice()


def rfm_rules(
    table: Table,
    columns: RfmColumns,
    choice: RfmChoice = USUAL,
    groups: tuple[GroupRule, ...] | None = None,
) -> RfmRules:
    """Write the groups of buyers as rules.

    Parameters
    ----------
    table : Table
        One row per customer.
    columns : RfmColumns
    choice : RfmChoice
    groups : tuple of GroupRule or None
        Which scores make which group; None takes the usual ones.

    Returns
    -------
    RfmRules
        Customers without a purchase, or with a gap in what a condition compares, are in no group.

    Raises
    ------
    SpecError
        If a combination of scores has no group.

    References
    ----------
    Hughes, A. M. (1994). Strategic Database Marketing. Probus.
    """
    groups = groups or (GROUPS if columns.money else RF_GROUPS)
    formulas, recency, days = _recency(table, columns)
    orders = _numbers(table, columns.frequency)
    money = _numbers(table, columns.money) if columns.money else np.ones(len(orders))
    there = np.isfinite(days) & (orders >= 1) & np.isfinite(money)
    tenure = _numbers(table, columns.tenure)[there] if columns.tenure else days[there]
    period = int(np.nanmax(tenure, initial=0))
    cuts = {
        "recency": _falling(choice.recency)
        or _lowest(days[there], recency_scores(days[there], period, choice.bins), falls=True),
        "frequency": _rising(choice.frequency)
        or _lowest(orders[there], frequency_scores(orders[there], choice.bins)),
        "money": _rising(choice.money)
        or _lowest(money[there], money_scores(money[there], choice.bins)),
    }
    names = (recency, columns.frequency, columns.money)
    cube = group_cube(groups)
    rules = [(name, _condition(cube == name, names, cuts)) for name in _in_order(groups)]
    return RfmRules(formulas=formulas, rules=tuple(rules), cuts=cuts)


def _recency(
    table: Table, columns: RfmColumns
) -> tuple[tuple[tuple[str, str], ...], str, np.ndarray]:
    """Return the formula that makes days of a date, the name of the days, and the days."""
    if not columns.is_date:
        return (), columns.recency, _numbers(table, columns.recency)
    dates = table.frame[columns.recency].dt.normalize()
    latest = dates.max()
    name = f"days since {columns.recency}"
    formula = f"days_since({written_name(columns.recency)}, '{latest:%Y-%m-%d}')"
    return ((name, formula),), name, ((latest - dates) / pd.Timedelta(days=1)).to_numpy(dtype=float)


def _numbers(table: Table, name: str) -> np.ndarray:
    return table.frame[name].to_numpy(dtype=float, na_value=np.nan)


def _in_order(groups: tuple[GroupRule, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.name for group in groups))


def _rising(cuts: tuple[float, ...]) -> tuple[float | None, ...]:
    """Return from where on a score is 2 to 5, of the user's cut points."""
    levels = {on_scale(at + 2, len(cuts) + 1): cut for at, cut in enumerate(cuts)}
    return _filled(levels) if cuts else ()


def _falling(cuts: tuple[float, ...]) -> tuple[float | None, ...]:
    """Return up to how many days a score is 2 to 5, of the user's cut points."""
    levels = {on_scale(at + 2, len(cuts) + 1): cut for at, cut in enumerate(reversed(cuts))}
    return _filled(levels) if cuts else ()


def _filled(levels: dict[int, float]) -> tuple[float | None, ...]:
    """Return a cut point for each score; one that no bin has begins where the next does."""
    return tuple(
        next((levels[level] for level in range(score, BEST + 1) if level in levels), None)
        for score in range(WORST + 1, BEST + 1)
    )


def _lowest(
    values: np.ndarray, scores: np.ndarray, *, falls: bool = False
) -> tuple[float | None, ...]:
    """Return where the values of customers with a score begin, as round as the data allow."""
    sign = -1 if falls else 1
    cuts = []
    for score in range(WORST + 1, BEST + 1):
        reached = sign * values[scores >= score]
        below = sign * values[scores < score]
        if not len(reached):
            cuts.append(None)
            continue
        low = below.max() if len(below) else -np.inf
        cuts.append(sign * _round_between(float(low), float(reached.min())))
    return tuple(cuts)


def _round_between(low: float, high: float) -> float:
    """Return the number of the fewest digits that is above `low` and at most `high`."""
    if not np.isfinite(low):
        return high
    exact = Decimal(high)
    for digits in DIGITS:
        step = Decimal(1).scaleb(digits)
        found = float((exact / step).to_integral_value("ROUND_FLOOR") * step)
        if low < found <= high:
            return found
    return high


def _condition(
    held: np.ndarray, names: tuple[str | None, ...], cuts: Mapping[str, tuple[float | None, ...]]
) -> str:
    """Write the combinations of scores that a group holds."""
    limits = (cuts["recency"], cuts["frequency"], cuts["money"])
    boxes = [_box_condition(box, names, limits) for box in _boxes(held)]
    boxes = [box for box in boxes if box is not None]
    if not boxes:
        return NOBODY
    return boxes[0] if len(boxes) == 1 else " or ".join(f"({box})" for box in boxes)


def _boxes(held: np.ndarray) -> list[tuple[tuple[int, int], ...]]:
    """Cover combinations by boxes that do not overlap, each grown as far as it goes."""
    left, boxes = held.copy(), []
    while left.any():
        low = [int(at) for at in np.argwhere(left)[0]]
        high = list(low)
        for axis in (2, 1, 0):
            while high[axis] < BEST - 1:
                grown = [*high]
                grown[axis] += 1
                if not left[tuple(slice(a, b + 1) for a, b in zip(low, grown, strict=True))].all():
                    break
                high = grown
        left[tuple(slice(a, b + 1) for a, b in zip(low, high, strict=True))] = False
        boxes.append(tuple((a + 1, b + 1) for a, b in zip(low, high, strict=True)))
    return boxes


def _box_condition(
    box: tuple[tuple[int, int], ...],
    names: tuple[str | None, ...],
    limits: tuple[tuple[float | None, ...], ...],
) -> str | None:
    """Write one box; None where nobody can be in it."""
    parts = []
    for at, ((low, high), name, cuts) in enumerate(zip(box, names, limits, strict=True)):
        if name is None:
            continue
        start = cuts[low - 2] if low > WORST else None
        end = cuts[high - 1] if high < BEST else None
        if low > WORST and (start is None or start == end):
            return None
        signs = ("<=", ">") if at == 0 else (">=", "<")
        if at == 1 and low == WORST:
            start = 1.0  # who has bought nothing is in no group of buyers
            if end is not None and end <= start:
                return None
        pairs = zip(signs, (start, end), strict=True)
        parts += [compared(name, sign, cut) for sign, cut in pairs if cut is not None]
    return " and ".join(parts) or None
