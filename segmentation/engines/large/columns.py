"""A column is learnt from what was counted of all rows, wherever they were read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from segmentation.clustering.features import CategoryFeature, NumberFeature
from segmentation.clustering.preparing.fitting import fit_category, fit_number
from segmentation.clustering.preparing.numbers import Numbers
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows, unsuitable
from segmentation.engines.large.streamed import linear_ranks, step_rank
from segmentation.errors import SpecError, counted
from segmentation.models.drift import DECILES, category_column, number_column
from segmentation.models.rule import InputColumn
from segmentation.tables.columns.kinds import MAX_LEVELS
from segmentation.tables.columns.levels import level_names

QUARTILES = (0.25, 0.5, 0.75)
CODES = ({"0", "1"}, {"True", "False"})


@dataclass(slots=True, kw_only=True, eq=False)
class ColumnsTold:
    """What is counted of all rows.

    Attributes
    ----------
    n_kept : int
    left_out : Counter of str
        By reason.
    levels : dict of str to Counter of str
        By category, its kept rows by level.
    coded : dict of str to bool
        By category, whether its values are numbers, or true and false.
    """

    n_kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    levels: dict[str, Counter[str]] = field(default_factory=dict)
    coded: dict[str, bool] = field(default_factory=dict)


def ranks_for(n_values: int, shares: Sequence[float]) -> list[int]:
    """Return the ranks whose values the preparation asks for.

    Parameters
    ----------
    n_values : int
    shares : sequence of float
        Of quantiles; deciles and the middle are asked for anyway.

    Returns
    -------
    list of int
    """
    ranks = [(n_values - 1) // 2, n_values // 2]
    ranks += [rank for share in shares for rank in linear_ranks(n_values, share)]
    return ranks + [step_rank(n_values, share) for share in DECILES]


def fitted_column(
    name: str,
    rows: CustomerRows,
    numbers: Mapping[str, Numbers],
    reading: ColumnsTold,
    spec: SegmentationSpec,
) -> tuple[NumberFeature | CategoryFeature, InputColumn]:
    """Learn one feature, and describe its column.

    Parameters
    ----------
    name : str
    rows : CustomerRows
        The sample's.
    numbers : mapping of str to Numbers
        Of the columns of numbers that have any.
    reading : ColumnsTold
    spec : SegmentationSpec

    Returns
    -------
    tuple of (NumberFeature or CategoryFeature, InputColumn)

    Raises
    ------
    SpecError
        If it has too many levels.
    _useless
        If it does not vary.
    """
    if rows.column(name).numeric:
        if name not in numbers:
            raise _useless(name, "no value for any customer", reading)
        if numbers[name].lowest == numbers[name].highest:
            raise _useless(name, "the same value for every customer", reading)
        feature = fit_number(name, numbers[name], spec)
        return feature, number_column(feature, numbers[name])
    levels = reading.levels.get(name, Counter())
    if len(levels) < 2:
        kind = "the same value for every customer" if levels else "no value for any customer"
        raise _useless(name, kind, reading)
    coded = reading.coded[name] and any(levels.keys() <= codes for codes in CODES)
    if coded:
        said = level_names(pd.Series(list(levels), dtype=object), coded=True).tolist()
        levels = dict(zip(said, levels.values(), strict=True))
    if len(levels) > MAX_LEVELS:
        column = replace(rows.column(name), distinct=len(levels))
        raise SpecError(unsuitable(column, reading.n_kept))
    feature = fit_category(name, dict(levels), coded, spec)
    return feature, category_column(feature, [levels[level] for level in feature.levels])


def _useless(name: str, what: str, reading: ColumnsTold) -> SpecError:
    gone = reading.left_out.total()
    left = f" that is left after leaving out {counted(gone, 'row')}" if gone else ""
    return SpecError(f"“{name}” has {what}{left}. Choose another column.")
