"""How customers spread over a number or over time: counts in bins of round widths."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.columns.bins import bin_edges, bin_name, tails
from segmentation.charts.columns.groups import groups, height_with_legend, part_color, parts
from segmentation.charts.columns.measures import Measure, left_out, measure
from segmentation.charts.columns.quartiles import finding, quartiles
from segmentation.charts.theme import (
    Theme,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HistogramData:
    """Counts of customers in bins, per group.

    Attributes
    ----------
    title, caption, alt : str
        Finding, what was left out, and the chart in words; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    axis : str
        Name and unit; not escaped.
    is_date : bool
        Whether edges are milliseconds since 1970.
    edges : ndarray of shape (n_bins + 1,)
        In the column's unit, ascending; a bin holds its lower edge, not its upper one.
    bins : tuple of str
        Each bin as read.
    counts : ndarray of shape (n_groups, n_bins)
        Customers.
    names : tuple of str
        One per group; an empty one stands for everybody.
    slots : tuple of (int or None)
        Colour of each group.
    median : float
        Of all customers with a value.
    median_text : str
        As read.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    axis: str = ""
    is_date: bool = False
    edges: np.ndarray = field(default_factory=lambda: np.empty(0), repr=False)
    bins: tuple[str, ...] = ()
    counts: np.ndarray = field(default_factory=lambda: np.empty((0, 0), dtype=int), repr=False)
    names: tuple[str, ...] = ()
    slots: tuple[int | None, ...] = ()
    median: float = np.nan
    median_text: str = ""


def histogram_data(frame: pd.DataFrame, column: str, by: str | None = None) -> HistogramData:
    """Count the customers in bins of a number or a date.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str
        Numbers or dates.
    by : str or None
        Column whose levels, the eight most frequent at most, are told apart by colour.

    Returns
    -------
    HistogramData

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    The width of a bin follows Freedman and Diaconis, 2 IQR / n^(1/3), kept between 4 and 40 bins
    and rounded to 1, 2, 2.5 or 5 times a power of ten; dates take hours, days, weeks, months,
    quarters or years. O(n log n); no row leaves this function.

    References
    ----------
    Freedman, D. and Diaconis, P. (1981). On the histogram as a density estimator: L2 theory.
    Zeitschrift für Wahrscheinlichkeitstheorie und verwandte Gebiete 57.
    """
    shown, told = measure(frame, column), groups(frame, by)
    if shown.why:
        return HistogramData(title=shown.why, alt=shown.why, why=shown.why)
    edges = bin_edges(shown)
    shares = parts(shown, told)
    counts = np.array([_counts(part.values, edges) for part in shares])
    names = tuple(part.name for part in shares)
    whole = quartiles(shown.known)
    bins = tuple(bin_name(shown, *ends) for ends in pairwise(edges))
    return HistogramData(
        title=finding(shown, told, shares),
        alt=_alt(shown, counts, names, bins),
        caption=" ".join(filter(None, (tails(shown, edges), left_out(shown)))),
        axis=shown.axis,
        is_date=shown.is_date,
        edges=edges,
        bins=bins,
        counts=counts,
        names=names,
        slots=tuple(part.slot for part in shares),
        median=whole.median,
        median_text=shown.say(whole.median),
    )


def _counts(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    place = np.searchsorted(edges, values, side="right") - 1
    return np.bincount(np.clip(place, 0, len(edges) - 2), minlength=len(edges) - 1)


def _alt(shown: Measure, counts: np.ndarray, names: tuple[str, ...], bins: tuple[str, ...]) -> str:
    summary = quartiles(shown.known)
    totals = counts.sum(axis=0)
    fullest, most = int(totals.argmax()), int(totals.max())
    alt = (
        f"Histogram of {shown.axis} of {summary.n:,} {_customers(summary.n)}, "
        f"from {shown.amount(summary.low)} to "
        f"{shown.say(summary.high)}, median {shown.say(summary.median)}. "
        f"The fullest bin is {bins[fullest]} with {most:,} {_customers(most)}."
    )
    if len(names) > 1:
        sizes = zip(names, counts.sum(axis=1), strict=True)
        alt += " Groups: " + ", ".join(f"{name} {size:,}" for name, size in sizes) + "."
    return alt


def histogram_chart(data: HistogramData, theme: Theme) -> go.Figure:
    """Draw the counts as bars, groups stacked on each other.

    Parameters
    ----------
    data : HistogramData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = new_figure(
        theme,
        [_bars(data, i, theme) for i in range(len(data.names))],
        text=data.title,
        caption=data.caption,
        uirevision=escape(data.axis),
        height=height_with_legend(len(data.names)),
        barmode="stack",
        bargap=0,
        xaxis={"title": {"text": escape(data.axis)}, "showgrid": False},
        yaxis={"title": {"text": "Customers"}, "rangemode": "tozero"},
    )
    if data.is_date:
        figure.update_xaxes(type="date")
    if len(data.names) == 1 and len(data.bins) > 1:
        _mark_median(figure, data, theme)
    if data.counts.sum(axis=0).max() <= 5:
        figure.update_yaxes(dtick=1)  # there are no half customers
    return figure


def _mark_median(figure: go.Figure, data: HistogramData, theme: Theme) -> None:
    line = {"color": theme.text, "width": 1, "dash": "dot"}
    figure.add_shape(
        type="line", x0=data.median, x1=data.median, y0=0, y1=1, yref="paper", line=line
    )
    figure.add_annotation(
        x=data.median,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=escape(f"median {data.median_text}"),
        showarrow=False,
        font={"size": 12, "color": theme.muted},
    )


def _customers(count: int) -> str:
    return "customer" if count == 1 else "customers"


def _bars(data: HistogramData, i: int, theme: Theme) -> go.Bar:
    name, total = data.names[i], int(data.counts.sum())
    head = f"<b>{escape(name)}</b><br>" if name else ""
    texts = [
        f"{head}{escape(label)}<br>{count:,} {_customers(count)} "
        f"({escape(format_share(count / total))})"
        for label, count in zip(data.bins, data.counts[i].tolist(), strict=True)
    ]
    return go.Bar(
        x=(data.edges[:-1] + data.edges[1:]) / 2,
        y=data.counts[i],
        width=np.diff(data.edges),
        name=escape(name),
        showlegend=bool(name),
        hovertext=texts,
        hoverinfo="text",
        marker={
            "color": part_color(theme, name, data.slots[i]),
            "line": {"color": theme.surface, "width": 1},
        },
    )
