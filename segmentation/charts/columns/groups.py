"""Rows told apart by the levels of a column: at most eight groups, and what is left over."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.charts.columns.measures import Measure, column_of, format_date
from segmentation.charts.palette import Theme, segment_color
from segmentation.charts.wording import LEVEL_LIMIT, format_number, shorten
from segmentation.tables.labels import split_unit

MAX_GROUPS = 8  # as many as there are colours
NO_VALUE = "no value"
LEGEND_LINE = 18  # pixels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Groups:
    """Rows told apart by the levels of a column.

    Attributes
    ----------
    label : str
        Name of the column, shortened; empty when all rows are one group.
    names : tuple of str
        What each group is called, shortened; not escaped.
    slots : tuple of (int or None)
        Which colour each group has; None for “other” and for rows without a value.
    codes : ndarray of shape (n_samples,)
        Group of each row.
    """

    label: str
    names: tuple[str, ...]
    slots: tuple[int | None, ...]
    codes: np.ndarray = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """The numbers of one group.

    Attributes
    ----------
    name : str
        Not escaped; empty when all rows are one group.
    slot : int or None
        Which colour; None for “other” and for rows without a value.
    values : ndarray of shape (n,)
        Finite, at least one.
    """

    name: str
    slot: int | None
    values: np.ndarray = field(repr=False)


def groups(frame: pd.DataFrame, by: str | None, limit: int = MAX_GROUPS) -> Groups:
    """Return the rows grouped by a column's most frequent levels.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    by : str or None
        None puts all rows in one group without a name.
    limit : int
        Levels with a group of their own; the rest is one group “other (n values)”, and rows
        without a value are one group “no value”.

    Returns
    -------
    Groups
        Levels in their own order (numbers, dates, alphabet), then other, then no value.

    Notes
    -----
    O(n + l log l) for l levels.
    """
    if by is None:
        nobody = np.zeros(len(frame), dtype=np.intp)
        return Groups(label="", names=("",), slots=(0,), codes=nobody)
    codes, names, slots = _by_level(column_of(frame, by), limit)
    return Groups(label=shorten(split_unit(str(by)).label), names=names, slots=slots, codes=codes)


def _by_level(series: pd.Series, limit: int) -> tuple[np.ndarray, tuple, tuple]:
    codes, levels = factorize(series)
    sizes = np.bincount(codes[codes >= 0], minlength=len(levels))
    chosen = np.sort(np.argsort(-sizes, kind="stable")[:limit])
    names = [level_name(levels[i]) for i in chosen]
    slots: list[int | None] = list(range(len(chosen)))
    # The last place stands for code −1, a missing value.
    place = np.full(len(levels) + 1, len(chosen))
    place[chosen] = slots
    if len(levels) > limit:
        names.append(other_name(len(levels) - limit))
        slots.append(None)
    place[-1] = len(names)
    if (codes < 0).any():
        names.append(NO_VALUE)
        slots.append(None)
    return place[codes], tuple(names), tuple(slots)


def factorize(series: pd.Series) -> tuple[np.ndarray, list]:
    """Return the code of each row and the levels, sorted; −1 for a missing value."""
    codes, levels = pd.factorize(series)
    if isinstance(series.dtype, pd.CategoricalDtype):
        order = np.argsort(levels.codes)
    elif series.dtype == object or isinstance(series.dtype, pd.StringDtype):
        order = np.argsort(np.array([str(level) for level in levels], dtype=str), kind="stable")
    else:
        order = np.argsort(np.asarray(levels), kind="stable")
    rank = np.append(np.argsort(order), -1)
    return rank[codes], [levels[i] for i in order]


def level_name(level: object) -> str:
    """Return a level as read: yes and no for a boolean, a date without its midnight."""
    if isinstance(level, bool | np.bool_):
        return "yes" if level else "no"
    if isinstance(level, pd.Timestamp | np.datetime64):
        moment = pd.Timestamp(level).to_datetime64().astype("datetime64[ms]")
        return format_date(float(moment.astype(np.int64)))
    if isinstance(level, float | np.floating):
        return format_number(level)
    # Whole numbers stay as they are: a year has no thousands mark.
    return shorten(level, LEVEL_LIMIT) or "(blank)"


def other_name(n_levels: int) -> str:
    """Return the name of the group of all levels without one of their own."""
    return f"other ({n_levels:,} {'value' if n_levels == 1 else 'values'})"


def parts(shown: Measure, told: Groups) -> tuple[Part, ...]:
    """Return the usable numbers of every group that has one, in the order of the groups."""
    pieces = (shown.values[told.codes == i] for i in range(len(told.names)))
    known = [piece[~np.isnan(piece)] for piece in pieces]
    each = zip(told.names, told.slots, known, strict=True)
    return tuple(Part(name=name, slot=slot, values=part) for name, slot, part in each if part.size)


def height_with_legend(n_names: int, height: int = 420) -> int:
    """Return the pixels of a chart whose legend may take a line per name on a phone."""
    return height + LEGEND_LINE * max(0, n_names - 3)


def part_color(theme: Theme, name: str, slot: int | None) -> str:
    """Return the colour of a group: the accent for everybody, grey for what is left over."""
    if not name:
        return theme.accent
    return theme.reference if slot is None else segment_color(theme, slot)
