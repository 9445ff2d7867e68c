"""Columns against each other, pair by pair, with the customers in the colours of their segments."""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.drawing import compact
from segmentation.charts.segment_map import BESIDE
from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
    shorten,
)
from segmentation.clustering.projection import share_between

POINTS_SHOWN = 1_500
WEBGL_FROM = 1_500
"""Points of all cells together."""

MOST_COLUMNS = 4
LETTERS = 72
"""Of the titles of axes, on each side of the figure."""

SPACE = 0.02
"""Between two cells, as a share of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentPairsData:
    """What the cells show.

    Attributes
    ----------
    title, alt : str
        Finding, and the chart in words; not escaped.
    caption : str
        How many are drawn, and who is left out.
    why : str
        Why there is nothing to draw; empty when there is something.
    axes : tuple of str
        Title of each column with its unit; not escaped.
    points : ndarray of shape (n_shown, n_columns)
    segments : ndarray of shape (n_shown,), int
        0-based segment of each point.
    slots : tuple of int
    names : tuple of str
        Per segment.
    marked : ndarray of shape (n_shown,), bool
        Empty while nobody is marked.
    mark : str
        Changes with who is marked.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    axes: tuple[str, ...] = ()
    points: np.ndarray = field(default_factory=lambda: np.empty((0, 0)), repr=False)
    segments: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    slots: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    marked: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool), repr=False)
    mark: str = ""


def segment_pairs_data(
    values: np.ndarray,
    axes: tuple[str, ...],
    labels: np.ndarray,
    slots: tuple[int, ...],
    names: tuple[str, ...],
    marked: np.ndarray | None = None,
) -> SegmentPairsData:
    """Take the customers of two or more numbers, thinned to what a picture can hold.

    Parameters
    ----------
    values : ndarray of shape (n_samples, n_columns)
        NaN or not finite where there is no value.
    axes : tuple of str
        Title of each column.
    labels : ndarray of shape (n_samples,), int
        0-based segments.
    slots, names : tuple
        Per segment.
    marked : ndarray of shape (n_samples,), bool, or None

    Returns
    -------
    SegmentPairsData
        Above `POINTS_SHOWN` customers an evenly spaced share of them. Which pair separates the
        segments most is reckoned from all.

    Notes
    -----
    A pair separates segments by the mean of both columns' shares of variance between segments
    (eta²). O(n · d).
    """
    if len(axes) < 2:
        why = "Choose at least two columns to see them against each other."
        return SegmentPairsData(title=why, alt=why, why=why)
    present = np.flatnonzero(np.isfinite(values).all(axis=1))
    if not present.size:
        why = "No customer has a value in all of these columns. Choose others."
        return SegmentPairsData(title=why, alt=why, why=why)
    shown = present[:: -(-len(present) // POINTS_SHOWN)]
    is_marked = marked is not None and bool(marked.any())
    title = _title(values[present], axes, labels[present])
    sizes = np.bincount(labels[present], minlength=len(names))
    counts = "; ".join(f"{name}: {n:,}" for name, n in zip(names, sizes, strict=True))
    return SegmentPairsData(
        title=title,
        alt=f"Each pair of {_joined(axes)} as points, customers coloured by segment. {title}. "
        f"{counts}." + (f" {int(marked[present].sum()):,} are marked." if is_marked else ""),
        caption=_caption(len(shown), len(present), len(values)),
        axes=axes,
        points=compact(values[shown]),
        segments=labels[shown],
        slots=slots,
        names=names,
        marked=marked[shown] if is_marked else np.empty(0, dtype=bool),
        mark=f"{int(marked.sum())} {np.flatnonzero(marked)[0]}" if is_marked else "",
    )


def _title(values: np.ndarray, axes: tuple[str, ...], labels: np.ndarray) -> str:
    if len(axes) == 2 or len(np.unique(labels)) < 2:
        return f"{_joined(axes)}, by segment"
    shares = [share_between(column, labels) for column in values.T]
    best = max(combinations(range(len(axes)), 2), key=lambda pair: sum(shares[at] for at in pair))
    return f"{_joined(tuple(axes[at] for at in best))} set the segments apart most"


def _caption(n_shown: int, n_present: int, n_all: int) -> str:
    parts = []
    if n_shown < n_present:
        parts.append(f"{n_shown:,} of {n_present:,} customers shown.")
    if gone := n_all - n_present:
        verb = "lacks" if gone == 1 else "lack"
        parts.append(f"{gone:,} of {n_all:,} {verb} one of these values.")
    return " ".join(parts)


def _joined(axes: tuple[str, ...]) -> str:
    names = [shorten(axis.split(" (")[0]) for axis in axes]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def segment_pairs_chart(data: SegmentPairsData, theme: Theme) -> go.Figure:
    """Draw a cell for each pair: the columns to the right and upwards, each once.

    Parameters
    ----------
    data : SegmentPairsData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
        Column ``c`` is across on axis ``x{c + 1}`` and up on axis ``y{c}``, as Plotly counts them;
        see `columns_of_cell`.
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = new_figure(
        theme,
        text=data.title,
        caption=data.caption,
        dragmode="select",
        # The mark is drawn in all cells by its customers; the outline in one of them is undone.
        selectionrevision=data.mark,
        **_axes(data),
    )
    n_columns = len(data.axes)
    cells = [(x, y) for y in range(1, n_columns) for x in range(y)]
    draw = go.Scattergl if len(data.points) * len(cells) > WEBGL_FROM else go.Scatter
    for segment in np.argsort(data.slots):
        for x, y in cells:
            looks = _looks(data, segment, theme, is_first=(x, y) == cells[0])
            members = data.segments == segment
            across, up = data.points[members, x], data.points[members, y]
            figure.add_trace(
                draw(x=across, y=up, xaxis=_id("x", x + 1), yaxis=_id("y", y), **looks)
            )
    return figure


def columns_of_cell(axes: tuple[str, str]) -> tuple[int, int]:
    """Return the columns that a cell's axes show.

    Parameters
    ----------
    axes : tuple of (str, str)
        As Plotly calls them, such as ``("x", "y2")``.

    Returns
    -------
    tuple of (int, int)
        0-based.
    """
    across, up = (int(axis[1:] or 1) for axis in axes)
    return across - 1, up


def _id(letter: str, number: int) -> str:
    return letter if number == 1 else f"{letter}{number}"


def _axes(data: SegmentPairsData) -> dict:
    n = len(data.axes) - 1
    size = (1 - SPACE * (n - 1)) / n
    layout = {}
    for at in range(n):
        begin = at * (size + SPACE)
        domain = [begin, min(1.0, begin + size)]
        across, up = data.axes[at], data.axes[at + 1]
        # The first row is at the top.
        upward = [max(0.0, 1 - domain[1]), 1 - domain[0]]
        layout[f"xaxis{at + 1 if at else ''}"] = _axis(across, domain, _id("y", n), n)
        layout[f"yaxis{at + 1 if at else ''}"] = _axis(up, upward, "x", n)
    return layout


def _axis(title: str, domain: list[float], anchor: str, n: int) -> dict:
    room = LETTERS // (n + 1)
    short = title if len(title) <= room else shorten(title.split(" (", 1)[0], room)
    return {
        "title": {"text": escape(short), "standoff": 6},
        "domain": domain,
        "anchor": anchor,
        "nticks": 5,
        "showline": True,
    }


def _looks(data: SegmentPairsData, segment: int, theme: Theme, *, is_first: bool) -> dict:
    slot, name = data.slots[segment], escape(shorten(data.names[segment]))
    looks = {
        "mode": "markers",
        "name": name,
        "legendgroup": str(slot),
        "showlegend": is_first,
        "hovertemplate": f"<b>{name}</b><br>%{{x:,.4~g}} · %{{y:,.4~g}}<extra></extra>",
        "marker": {
            "color": segment_color(theme, slot),
            "symbol": segment_symbol(slot),
            "size": 5,
            "opacity": 0.7,
        },
    }
    if not data.marked.size:
        return looks
    chosen = np.flatnonzero(data.marked[data.segments == segment])
    return looks | BESIDE | {"selectedpoints": chosen}
