"""How often each value of a column occurs, the most frequent first."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.columns.groups import NO_VALUE, factorize, level_name, other_name
from segmentation.charts.columns.measures import column_of
from segmentation.charts.theme import Theme, escape, format_share, new_figure, nothing_to_show
from segmentation.charts.wording import shorten
from segmentation.tables.labels import split_unit

TOP = 20  # bars
BAR_HEIGHT = 30  # pixels
FRAME_HEIGHT = 130


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountsData:
    """How many customers have each value.

    Attributes
    ----------
    title, caption, alt : str
        Finding, what was summed up, and the chart in words; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    label : str
        The column as read; not escaped.
    names : tuple of str
        Values from the most frequent down, then “other (n values)”, then “no value”.
    counts : ndarray of shape (n_bars,)
        Customers; they sum to the rows of the table.
    is_level : tuple of bool
        False for what is left over: other and no value.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    label: str = ""
    names: tuple[str, ...] = ()
    counts: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int), repr=False)
    is_level: tuple[bool, ...] = ()


def counts_data(frame: pd.DataFrame, column: str, top: int = TOP) -> CountsData:
    """Count the customers of each value of a column.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str
        Of any kind.
    top : int
        Values with a bar of their own; the rest is summed as “other (n values)”.

    Returns
    -------
    CountsData

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    Of equally frequent values the one that comes first in its own order stands first.
    O(n + l log l) for l values.
    """
    series = column_of(frame, column)
    label = shorten(split_unit(str(column)).label) or "(no name)"
    why = _why_nothing(series, label)
    if why:
        return CountsData(title=why, alt=why, why=why)
    codes, levels = factorize(series)
    sizes = np.bincount(codes[codes >= 0], minlength=len(levels))
    if len(levels) > top and sizes.max() == 1:
        why = f"“{label}” is different for every customer, so there is nothing to count."
        return CountsData(title=why, alt=why, why=why)
    order = np.argsort(-sizes, kind="stable")
    bars = [(level_name(levels[i]), int(sizes[i]), True) for i in order[:top]]
    if len(levels) > top:
        bars.append((other_name(len(levels) - top), int(sizes[order[top:]].sum()), False))
    if (codes < 0).any():
        bars.append((NO_VALUE, int((codes < 0).sum()), False))
    names, counts, is_level = zip(*bars, strict=True)
    return CountsData(
        title=_title(label, bars[0], sizes, len(series)),
        alt=_alt(label, bars, len(series)),
        caption=f"{len(series):,} customers, {len(levels):,} different values.",
        label=label,
        names=names,
        counts=np.array(counts),
        is_level=is_level,
    )


def _why_nothing(series: pd.Series, label: str) -> str:
    if not len(series):
        return "The table has no rows. Choose a table with customers in it."
    if series.isna().all():
        return f"Every value of “{label}” is missing. Choose another column."
    return ""


def _title(label: str, first: tuple[str, int, bool], sizes: np.ndarray, n_rows: int) -> str:
    name, count, _ = first
    if len(sizes) == 1:
        return f"{label} is “{name}” for every customer that has a value"
    share = format_share(count / n_rows)
    if (sizes == count).sum() > 1:
        return f"{label}: “{name}” and {(sizes == count).sum() - 1:,} more come first, {share} each"
    return f"{label}: “{name}” is the most frequent value, {share} of customers"


def _alt(label: str, bars: list[tuple[str, int, bool]], n_rows: int) -> str:
    shown = [f"{name} {count:,} ({format_share(count / n_rows)})" for name, count, _ in bars[:10]]
    more = f", and {len(bars) - 10} more bars" if len(bars) > 10 else ""
    return f"Counts of {label}: {', '.join(shown)}{more}."


def counts_chart(data: CountsData, theme: Theme) -> go.Figure:
    """Draw a bar per value, with its count and share beside it.

    Parameters
    ----------
    data : CountsData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    n, total = len(data.names), int(data.counts.sum())
    texts = [f"{count:,} · {escape(format_share(count / total))}" for count in data.counts.tolist()]
    bars = go.Bar(
        x=data.counts,
        y=np.arange(n),
        orientation="h",
        text=texts,
        textposition="outside",
        cliponaxis=False,
        marker={"color": [theme.accent if level else theme.reference for level in data.is_level]},
        hovertext=[
            f"{escape(name)}<br>{text} of customers"
            for name, text in zip(data.names, texts, strict=True)
        ],
        hoverinfo="text",
    )
    return new_figure(
        theme,
        [bars],
        text=data.title,
        caption=data.caption,
        uirevision=escape(data.label),
        height=FRAME_HEIGHT + BAR_HEIGHT * n,
        # Room to the right of the longest bar for its own text.
        xaxis={"range": [0, 1.3 * data.counts.max()], "visible": False, "fixedrange": True},
        yaxis={
            "tickvals": list(range(n)),
            "ticktext": [escape(name) for name in data.names],
            "range": [n - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"color": theme.text},
        },
        bargap=0.3,
    )
