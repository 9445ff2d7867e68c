"""Segments by columns: the figures behind the heat map, the snake plot and the radar.

One value serves all three, so that they can never disagree.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    diverging_scale,
    escape,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
    shorten,
    wrap,
)
from segmentation.segments.describing.purchases import Purchases
from segmentation.segments.profiling import SegmentProfile
from segmentation.tables.number_format import format_number

MOST_COLUMNS = 30
MOST_UPRIGHT = 6
"""Segments whose names stand upright above their columns; more are turned."""

WIDEST = 2.0
"""Standard deviations at which a colour is full."""

FAINT = 0.75
"""Share of the full colour from which a figure takes the colour of the page."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SideBySide:
    """Segments and columns, with how far each typical value is from that of all customers.

    Attributes
    ----------
    columns : tuple of str
        Strongest first, with units; ★ made the segments, ~ is told by medians and ranks.
    names : tuple of str
        Segments in their lasting order.
    slots : tuple of int
    z : ndarray of shape (n_segments, n_columns)
        In standard deviations of all customers, by ranks where a column is skewed.
    index : ndarray of shape (n_segments, n_columns)
        100 is the average; NaN where that is not above 0.
    means : tuple of tuple of str
        In units; a median says so.
    as_index : bool
        Whether the heat map shows `index` instead of `z`.
    title, caption : str
    """

    columns: tuple[str, ...]
    names: tuple[str, ...]
    slots: tuple[int, ...]
    z: np.ndarray = field(repr=False)
    index: np.ndarray = field(repr=False)
    means: tuple[tuple[str, ...], ...] = field(repr=False)
    as_index: bool = False
    title: str
    caption: str = ""

    @property
    def shown(self) -> np.ndarray:
        """What the heat map writes, (n_segments, n_columns)."""
        return self.index if self.as_index else self.z

    @property
    def table(self) -> pd.DataFrame:
        """The figures as a table, a row per segment."""
        frame = pd.DataFrame(self.shown, columns=list(self.columns)).round(2)
        return pd.concat([pd.Series(self.names, name="Segment", dtype=object), frame], axis=1)

    @property
    def alt(self) -> str:
        """The chart in words: each segment's strongest columns."""
        told = []
        for name, row, means in zip(self.names, self.z, self.means, strict=True):
            strongest = np.argsort(-np.abs(row), kind="stable")[:3]
            facts = [f"{self.columns[i]} {means[i]} ({row[i]:+.1f})" for i in strongest]
            told.append(f"{name}: {', '.join(facts)}")
        return f"{self.title}. {'; '.join(told)}."


def side_by_side(
    profiles: tuple[SegmentProfile, ...],
    names: tuple[str, ...],
    slots: tuple[int, ...],
    columns: tuple[str, ...],
    *,
    as_index: bool = False,
    most: int = MOST_COLUMNS,
) -> SideBySide:
    """Lay segments and columns side by side.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    names : tuple of str
    slots : tuple of int
        All per segment.
    columns : tuple of str
        Numbers to show, in this order; those beyond `most` are left out.
    as_index : bool
    most : int

    Returns
    -------
    SideBySide
    """
    order = np.argsort(slots).tolist()
    facts = {fact.column: at for at, fact in enumerate(profiles[0].numbers)}
    shown = [facts[name] for name in columns if name in facts][:most]
    cells = [[profiles[segment].numbers[at] for at in shown] for segment in order]
    shape = (len(order), len(shown))
    z = np.array([[fact.z for fact in row] for row in cells]).reshape(shape)
    marks = [" ★" * f.is_feature + " ~" * f.is_skewed for f in cells[0]]
    scale = "100 is the average" if as_index else "1 is a standard deviation, 0 the average"
    caption = f"★ made the segments. {scale} of all customers."
    if any(fact.is_skewed for fact in cells[0]):
        caption += " ~ has a long tail or outliers: medians and ranks instead."
    caption += f" {len(shown)} of {len(columns)} columns shown." * (len(columns) > len(shown))
    title = "There are no numbers to compare"
    if z.size:
        row, column = np.unravel_index(np.abs(z).argmax(), z.shape)
        title = f"“{names[order[row]]}” differ most from all customers, by "
        title += cells[0][column].label.label
    return SideBySide(
        columns=tuple(shorten(f.label.axis, 28) + m for f, m in zip(cells[0], marks, strict=True)),
        names=tuple(names[segment] for segment in order),
        slots=tuple(slots[segment] for segment in order),
        z=z,
        index=np.array([[fact.index for fact in row] for row in cells]).reshape(shape),
        means=tuple(tuple(fact.said for fact in row) for row in cells),
        as_index=as_index,
        title=title,
        caption=caption,
    )


def purchases_data(spend: Purchases, names: tuple[str, ...], slots: tuple[int, ...]) -> SideBySide:
    """Lay what segments buy beside what everybody buys.

    Parameters
    ----------
    spend : Purchases
    names : tuple of str
    slots : tuple of int
        All per segment.

    Returns
    -------
    SideBySide
        An index per category; its colour is full at half and at twice the average.
    """
    order = np.argsort(slots)
    index = spend.index[order]
    z = WIDEST * np.log2(np.clip(np.nan_to_num(index, nan=100.0) / 100, 0.25, 4))
    title = "Nobody has bought anything"
    if index.size and np.isfinite(index).any():
        row, column = np.unravel_index(np.nanargmax(index), index.shape)
        title = (
            f"“{names[order[row]]}” buy {spend.categories[column]} "
            f"{index[row, column] / 100:.1f} times as much as average"
        )
    return SideBySide(
        columns=spend.categories,
        names=tuple(names[segment] for segment in order),
        slots=tuple(slots[segment] for segment in order),
        z=z,
        index=index,
        means=tuple(tuple(f"{share:.0%} of spend" for share in spend.shares[s]) for s in order),
        as_index=True,
        title=title,
        caption="Share of the segment’s spend, 100 is the share of all customers’ spend.",
    )


def heat_chart(data: SideBySide, theme: Theme) -> go.Figure:
    """Draw a cell per segment and column, blue above the average and orange below.

    Parameters
    ----------
    data : SideBySide
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.columns:
        return nothing_to_show(theme, "There is no column of numbers to compare.")
    strength = np.clip(data.z / WIDEST, -1, 1)
    rows = list(zip(map(escape, data.names), data.means, strict=True))
    heat = go.Heatmap(
        # Columns run down and segments across: names of columns are long, and there may be thirty.
        x=list(range(len(data.names))),
        y=list(range(len(data.columns))),
        z=strength.T.astype(np.float32),
        zmin=-1,
        zmax=1,
        xgap=2,
        ygap=2,
        showscale=False,
        colorscale=diverging_scale(theme),
        customdata=[
            [f"{name}<br>{escape(means[i])}<br>{escape(column)}" for name, means in rows]
            for i, column in enumerate(data.columns)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure = new_figure(theme, [heat], text=data.title, caption=data.caption)
    figure.update_xaxes(
        tickvals=list(range(len(data.names))),
        ticktext=[_head(name, len(data.names)) for name in data.names],
        side="top",
        tickangle=None if len(data.names) <= MOST_UPRIGHT else -90,
        autotickangles=[0, -90],  # on a phone five names side by side would cover each other
    )
    figure.update_yaxes(
        tickvals=list(range(len(data.columns))),
        ticktext=[escape(column) for column in data.columns],
        autorange="reversed",
    )
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        axis.update(showgrid=False, tickfont={"color": theme.text})
    figure.update_layout(annotations=_figures(data, strength, theme))
    return figure


def snake_chart(data: SideBySide, theme: Theme) -> go.Figure:
    """Draw a line per segment through its place in every column.

    Parameters
    ----------
    data : SideBySide
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.columns:
        return nothing_to_show(theme, "There is no column of numbers to compare.")
    lines = [
        go.Scatter(
            y=row,
            name=escape(shorten(name, 34)),
            mode="lines+markers",
            line={"color": segment_color(theme, slot), "width": 2},
            marker={"symbol": segment_symbol(slot), "size": 9},
            customdata=[
                f"{escape(c)}: {escape(m)}" for c, m in zip(data.columns, means, strict=True)
            ],
            hovertemplate=f"{escape(name)}<br>%{{customdata}}<extra></extra>",
        )
        for name, slot, row, means in zip(data.names, data.slots, data.z, data.means, strict=True)
    ]
    figure = new_figure(theme, lines, text=data.title, caption=data.caption)
    figure.add_hline(y=0, line={"color": theme.reference, "width": 1, "dash": "dot"})
    figure.update_xaxes(
        tickvals=list(range(len(data.columns))),
        ticktext=[escape(shorten(column, 24)) for column in data.columns],
        tickangle=-25 if len(data.columns) > 4 else 0,
        ticklabeloverflow="allow",
    )
    figure.update_yaxes(title="Standard deviations from average")
    return figure


def _head(name: str, n_names: int) -> str:
    """Return a name above its column: in short lines, or on one for a turned text."""
    if n_names > MOST_UPRIGHT:
        return escape(shorten(name, 22))
    return "<br>".join(wrap(shorten(name, 36), 12))


def _figures(data: SideBySide, strength: np.ndarray, theme: Theme) -> list[dict]:
    """Write the figure in every cell, readable on a strong colour and on a weak one."""
    return [
        {
            "x": segment,
            "y": column,
            "text": format_number(round(float(value), 1 - data.as_index)),
            "showarrow": False,
            "font": {
                "size": 12,
                "color": theme.surface if abs(strength[segment, column]) >= FAINT else theme.text,
            },
        }
        for (segment, column), value in np.ndenumerate(data.shown)
    ]
