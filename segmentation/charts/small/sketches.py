"""A column at a glance: how its values are spread, in a drawing of a few lines' height."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype as is_number

from segmentation.charts.columns.groups import factorize, level_name, other_name
from segmentation.charts.columns.histogram import histogram_data
from segmentation.charts.columns.measures import column_of, measure
from segmentation.charts.columns.quartiles import middle_half, quartiles
from segmentation.charts.palette import Theme, translucent
from segmentation.charts.wording import escape, format_share, one_line, shorten
from segmentation.tables.labels import split_unit

WIDTH, HEIGHT, GAP = 240, 64, 1.0
MOST_LEVELS, MOST_LETTERS = 5, 18
LINE, LEVEL_TEXT = 20, 13
NO_VALUES = "No customer has a value here."
ALL_DIFFERENT = "Different for every customer."
LEAST = 1.5
"""Pixels that somebody has at least, so that one customer is seen."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """How the values of a column are spread.

    Attributes
    ----------
    column, label : str
        As in the table, and as read; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    finding : str
        What is to be seen, as a clause; not escaped.
    counts, marked : ndarray of shape (n_bars,)
        Customers, and those of them that are marked; nobody is marked where it is empty.
    names : tuple of str
        Of the bars; not escaped.
    is_measured : bool
        Whether bars stand side by side on a scale, from `low` to `high`.
    low, high : str
        Ends of the scale, as read.
    missing, n_rows : int
        Customers without a usable value, and all of them.
    """

    column: str
    label: str
    why: str = ""
    finding: str = ""
    counts: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    marked: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    names: tuple[str, ...] = ()
    is_measured: bool = False
    low: str = ""
    high: str = ""
    missing: int = 0
    n_rows: int = 0

    @property
    def gaps(self) -> str:
        """How many have no value; empty where all have one."""
        if not self.missing:
            return ""
        return f"{self.missing:,} without a value ({format_share(self.missing / self.n_rows)})"

    @property
    def alt(self) -> str:
        """The drawing in words."""
        if self.why:
            return self.why
        fullest = int(np.argmax(self.counts))
        parts = [
            f"{self.label}: {self.finding}",
            f"most customers, {int(self.counts[fullest]):,}, at {self.names[fullest]}",
            self.gaps or "no value is missing",
        ]
        if self.marked.size:
            parts.append(f"{int(self.marked.sum()):,} of them marked")
        return one_line("; ".join(parts)) + "."


def sketch(
    frame: pd.DataFrame, column: str, marked: np.ndarray | None = None, *, by_value: bool = False
) -> Sketch:
    """Count a column's values for a small drawing.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str
        Of any kind: numbers and dates are counted in bins, others by value.
    marked : ndarray of shape (n_samples,), bool, or None
        Customers that are shown apart.
    by_value : bool
        Whether numbers are counted by value too, because they stand for groups or for yes and no.

    Returns
    -------
    Sketch

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    O(n log n). Bins are those of `histogram_data`; the `MOST_LEVELS` most frequent values have a
    bar of their own and the others share one.
    """
    values = column_of(frame, column)
    empty = Sketch(
        column=column,
        label=shorten(split_unit(str(column)).label) or "(no name)",
        missing=int(values.isna().sum()),
        n_rows=len(frame),
    )
    shown = measure(frame, column)
    if not len(frame) or values.isna().all():
        return replace(empty, why=NO_VALUES)
    in_bins = not shown.why and not by_value
    made, places = _in_bins(frame, column, empty) if in_bins else _by_value(values, empty)
    if made.why:
        return made
    n_bars, known = len(made.names), places >= 0
    made = replace(
        made, counts=np.bincount(places[known], minlength=n_bars), missing=int((~known).sum())
    )
    made = made if in_bins else replace(made, finding=_most_frequent(made))
    if marked is None or not marked.any():
        return made
    return replace(made, marked=np.bincount(places[known & marked], minlength=n_bars))


def _in_bins(frame: pd.DataFrame, column: str, empty: Sketch) -> tuple[Sketch, np.ndarray]:
    data, shown = histogram_data(frame, column), measure(frame, column)
    gone = np.isnan(shown.values)
    places = np.searchsorted(data.edges, np.where(gone, 0, shown.values), side="right") - 1
    made = replace(
        empty,
        finding=middle_half(shown, quartiles(shown.known)),
        names=data.bins,
        is_measured=True,
        low=shown.amount(shown.known.min()),
        high=shown.say(shown.known.max()),
    )
    return made, np.where(gone, -1, np.clip(places, 0, len(data.bins) - 1))


def _by_value(values: pd.Series, empty: Sketch) -> tuple[Sketch, np.ndarray]:
    if is_number(values) and values.dropna().isin([0, 1]).all():
        values = values.eq(1).astype("boolean").mask(values.isna())
    codes, levels = factorize(values)
    sizes = np.bincount(codes[codes >= 0], minlength=len(levels))
    if len(levels) > MOST_LEVELS and sizes.max() == 1:
        return replace(empty, why=ALL_DIFFERENT), codes
    order = np.argsort(-sizes, kind="stable")
    names = [level_name(levels[at]) for at in order[:MOST_LEVELS]]
    if len(levels) > MOST_LEVELS:
        names.append(other_name(len(levels) - MOST_LEVELS))
    place = np.empty(len(levels) + 1, dtype=np.intp)
    place[order] = np.minimum(np.arange(len(levels)), MOST_LEVELS)
    place[-1] = -1  # stands for code −1, a missing value
    return replace(empty, names=tuple(names)), place[codes]


def _most_frequent(made: Sketch) -> str:
    own = made.counts[:MOST_LEVELS]
    if len(own) == 1:
        return f"every customer with a value has “{made.names[0]}”"
    share = format_share(own[0] / made.counts.sum())
    if (own == own[0]).sum() > 1:
        return f"“{made.names[0]}” and others come first, {share} each"
    return f"“{made.names[0]}” is the most frequent, {share}"


def sketch_svg(made: Sketch, theme: Theme) -> str:
    """Draw a column at a glance.

    Parameters
    ----------
    made : Sketch
    theme : Theme

    Returns
    -------
    str
        An SVG: bars side by side for numbers and dates, below each other with their names for
        values; of marked customers the part is filled and the rest pale. Empty where there is
        nothing to draw.
    """
    if made.why:
        return ""
    height = HEIGHT if made.is_measured else LINE * len(made.names)
    bars = _columns(made, theme) if made.is_measured else _rows(made, theme)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}">{"".join(bars)}</svg>'
    )


def _columns(made: Sketch, theme: Theme) -> list[str]:
    step = WIDTH / len(made.counts)
    gap = min(GAP, step / 4)
    drawn = []
    for counts, color in _layers(made, theme):
        sizes = _sizes(counts, made.counts, HEIGHT - 1)
        drawn += [
            f'<rect x="{at * step:.2f}" y="{HEIGHT - size:.2f}" width="{step - gap:.2f}" '
            f'height="{size:.2f}" fill="{color}"/>'
            for at, size in enumerate(sizes)
            if size
        ]
    line = f'<path d="M0 {HEIGHT - 0.5}H{WIDTH}" stroke="{theme.reference}"/>'
    return [*drawn, line]


def _rows(made: Sketch, theme: Theme) -> list[str]:
    begin, room = WIDTH * 0.5, WIDTH * 0.32
    drawn = []
    for counts, color in _layers(made, theme):
        drawn += [
            f'<rect x="{begin}" y="{at * LINE + 4}" width="{size:.2f}" height="12" fill="{color}"/>'
            for at, size in enumerate(_sizes(counts, made.counts, room))
            if size
        ]
    longest = made.counts.max()
    total = made.counts.sum()
    font = f'font-family="system-ui, sans-serif" font-size="{LEVEL_TEXT - 1}"'
    for at, (name, count) in enumerate(zip(made.names, made.counts.tolist(), strict=True)):
        y = at * LINE + LEVEL_TEXT + 1
        end = begin + room * count / longest + 4
        drawn.append(
            f'<text x="{begin - 6}" y="{y}" {font} text-anchor="end" fill="{theme.text}">'
            f"{escape(shorten(name, MOST_LETTERS))}</text>"
            f'<text x="{end:.1f}" y="{y}" {font} fill="{theme.muted}">'
            f"{escape(format_share(count / total))}</text>"
        )
    return drawn


def _layers(made: Sketch, theme: Theme) -> list[tuple[np.ndarray, str]]:
    if not made.marked.size:
        return [(made.counts, theme.accent)]
    return [(made.counts, translucent(theme.accent, 0.3)), (made.marked, theme.negative)]


def _sizes(counts: np.ndarray, whole: np.ndarray, room: float) -> list[float]:
    sizes = room * counts / whole.max()
    return np.where(counts > 0, np.maximum(sizes, LEAST), 0.0).tolist()
