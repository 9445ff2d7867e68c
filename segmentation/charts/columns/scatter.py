"""Two numbers of every customer against each other, coloured by a third column."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.columns.correlation import format_r, in_words, pairwise_correlation
from segmentation.charts.columns.groups import Groups, groups, height_with_legend, part_color
from segmentation.charts.columns.measures import Measure, left_out, measure
from segmentation.charts.drawing import compact
from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    segment_symbol,
    sequential_scale,
)

LIMIT = 5000  # points; more only darken the picture
WEBGL_FROM = 2000  # points from which drawing on the graphics card is faster


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScatterData:
    """Points of customers.

    Attributes
    ----------
    title, caption, alt : str
        Finding, what was left out, and the chart in words; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    x, y : ndarray of shape (n_shown,)
        float32; float64 for dates, whose milliseconds need more digits.
    rows : ndarray of shape (n_shown,)
        0-based row of the table, ascending.
    x_axis, y_axis : str
        Name and unit; not escaped.
    x_is_date, y_is_date : bool
    codes : ndarray of shape (n_shown,)
        Group of each point.
    names : tuple of str
        Of the groups; not escaped.
    slots : tuple of (int or None)
        Colour and symbol of each group.
    shade : Measure or None
        Number that colours the points instead of groups, at the points shown.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    x: np.ndarray = field(default_factory=lambda: np.empty(0), repr=False)
    y: np.ndarray = field(default_factory=lambda: np.empty(0), repr=False)
    rows: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    x_axis: str = ""
    y_axis: str = ""
    x_is_date: bool = False
    y_is_date: bool = False
    codes: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    names: tuple[str, ...] = ()
    slots: tuple[int | None, ...] = ()
    shade: Measure | None = None


def scatter_data(
    frame: pd.DataFrame,
    x: str,
    y: str,
    color: str | None = None,
    limit: int = LIMIT,
    random_state: int = 0,
) -> ScatterData:
    """Take the points of two numbers, thinned to what a picture can hold.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    x, y : str
        Numbers or dates.
    color : str or None
        A category gives colours and symbols, a number a scale of colours.
    limit : int
        Points at most; above it a random sample is taken, the same for the same table.
    random_state : int
        Of that sample.

    Returns
    -------
    ScatterData

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    The correlation in the title is of all customers, not of the sample. O(n).
    """
    across, up = measure(frame, x), measure(frame, y)
    shade = None if color is None else measure(frame, color)
    told = groups(frame, color if shade is not None and shade.why else None)
    usable = np.flatnonzero(~np.isnan(across.values) & ~np.isnan(up.values))
    why = across.why or up.why or _no_pairs(across, up, usable.size)
    if why:
        return ScatterData(title=why, alt=why, why=why)
    rows = _sample(usable, limit, random_state)
    return ScatterData(
        title=_title(across, up),
        alt=_alt(across, up, told, shade, rows, usable),
        caption=_caption(across, up, told.label or (shade.axis if shade else ""), rows, usable),
        x=_compact(across, rows),
        y=_compact(up, rows),
        rows=rows,
        x_axis=across.axis,
        y_axis=up.axis,
        x_is_date=across.is_date,
        y_is_date=up.is_date,
        codes=told.codes[rows],
        names=told.names,
        slots=told.slots,
        shade=shade.take(rows) if shade is not None and not shade.why else None,
    )


def _no_pairs(across: Measure, up: Measure, n_usable: int) -> str:
    if n_usable:
        return ""
    return f"No customer has both “{across.label}” and “{up.label}”. Choose another pair."


def _sample(usable: np.ndarray, limit: int, random_state: int) -> np.ndarray:
    if usable.size <= limit:
        return usable
    chosen = np.random.default_rng(random_state).choice(usable.size, limit, replace=False)
    return usable[np.sort(chosen)]


def _compact(column: Measure, rows: np.ndarray) -> np.ndarray:
    values = column.values[rows]
    return values if column.is_date else compact(values)


def _correlation(across: Measure, up: Measure) -> float:
    return float(pairwise_correlation(np.column_stack([across.values, up.values]))[0][0, 1])


def _title(across: Measure, up: Measure) -> str:
    if across.label == up.label and np.array_equal(across.values, up.values, equal_nan=True):
        return f"{across.label} against itself: choose two different columns"
    r = _correlation(across, up)
    if np.isnan(r):
        return (
            f"{up.label} against {across.label}: too little differs to say how they move together"
        )
    return f"{across.label} and {up.label} {in_words(r)} (r = {format_r(r)})"


def _alt(
    across: Measure,
    up: Measure,
    told: Groups,
    shade: Measure | None,
    rows: np.ndarray,
    usable: np.ndarray,
) -> str:
    ranges = [
        f"{column.axis} from {column.amount(column.values[usable].min())} to "
        f"{column.say(column.values[usable].max())}"
        for column in (across, up)
    ]
    alt = (
        f"{rows.size:,} points, {' against '.join(ranges)}, "
        f"correlation {format_r(_correlation(across, up))}."
    )
    if told.label:
        return f"{alt} Coloured by {told.label}: {', '.join(told.names)}."
    return f"{alt} Coloured by {shade.label}." if shade is not None else alt


def _caption(
    across: Measure, up: Measure, colored: str, rows: np.ndarray, usable: np.ndarray
) -> str:
    by = f"Coloured by {colored}." if colored else ""
    shown = f"{rows.size:,} of {usable.size:,} shown." if rows.size < usable.size else ""
    return " ".join(filter(None, (by, shown, left_out(across, up))))


def scatter_chart(data: ScatterData, theme: Theme) -> go.Figure:
    """Draw a point per customer.

    Parameters
    ----------
    data : ScatterData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
        Each point carries its row of the table as custom data, for selections.
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = new_figure(
        theme,
        _shaded(data, theme) if data.shade is not None else _grouped(data, theme),
        text=data.title,
        caption=data.caption,
        uirevision=escape(f"{data.x_axis}|{data.y_axis}"),
        height=height_with_legend(len(data.names)),
        xaxis={"title": {"text": escape(data.x_axis)}, "type": _axis_type(is_date=data.x_is_date)},
        yaxis={"title": {"text": escape(data.y_axis)}, "type": _axis_type(is_date=data.y_is_date)},
    )
    if data.shade is not None:
        figure.update_layout(coloraxis=_scale(data.shade, theme))
    return figure


def _axis_type(*, is_date: bool) -> str:
    return "date" if is_date else "linear"


def _grouped(data: ScatterData, theme: Theme) -> list:
    traces = []
    for i, (name, slot) in enumerate(zip(data.names, data.slots, strict=True)):
        chosen = data.codes == i
        if chosen.any():
            marker = {
                "color": part_color(theme, name, slot),
                "symbol": "circle-open" if slot is None else segment_symbol(slot),
            }
            traces.append(_points(data, chosen, marker, name))
    return traces


def _shaded(data: ScatterData, theme: Theme) -> list:
    unknown = np.isnan(data.shade.values)
    shades = data.shade.values[~unknown]
    traces = [_points(data, ~unknown, {"color": shades, "coloraxis": "coloraxis"}, "")]
    if unknown.any():
        marker = {"color": theme.reference, "symbol": "circle-open"}
        traces.append(_points(data, unknown, marker, f"no {data.shade.label}"))
    return traces


def _points(data: ScatterData, chosen: np.ndarray, marker: dict, name: str) -> go.Scatter:
    draw = go.Scattergl if data.rows.size > WEBGL_FROM else go.Scatter
    x, y = ("%{x|%-d %b %Y}", "%{x}"), ("%{y|%-d %b %Y}", "%{y}")
    lines = [
        f"{escape(data.x_axis)}: {x[0] if data.x_is_date else x[1]}",
        f"{escape(data.y_axis)}: {y[0] if data.y_is_date else y[1]}",
    ]
    if "coloraxis" in marker and not data.shade.is_date:
        lines.append(f"{escape(data.shade.axis)}: %{{marker.color}}")
    if name:
        lines.insert(0, f"<b>{escape(name)}</b>")
    return draw(
        x=data.x[chosen],
        y=data.y[chosen],
        customdata=data.rows[chosen].astype(np.int32),
        mode="markers",
        name=escape(name),
        showlegend=bool(name),
        marker={"size": 8 if data.rows.size <= 500 else 6, "opacity": 0.75, **marker},
        hovertemplate="<br>".join(lines) + "<extra></extra>",
    )


def _scale(shade: Measure, theme: Theme) -> dict:
    known = shade.known
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    marks = [low, (low + high) / 2, high] if low < high else [low]
    return {
        "colorscale": sequential_scale(theme),
        "cmin": low,
        "cmax": high if low < high else low + 1,
        "colorbar": {
            "thickness": 8,
            "len": 0.8,
            "outlinewidth": 0,
            "tickfont": {"size": 12, "color": theme.muted},
            "tickvals": marks,
            "ticktext": [escape(shade.amount(mark)) for mark in marks],
        },
    }
