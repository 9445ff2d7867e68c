"""What every segment is made of: the levels of a category as parts of a bar."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    distinct_short,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    segment_color,
    shorten,
)
from segmentation.segments.describing.composition import Composition

MOST_LEVELS = 7
EVERYBODY = "All customers"
ROW_HEIGHT = 40
FRAME_HEIGHT = 120


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SharesData:
    """Shares of levels in every segment, and among all customers.

    Attributes
    ----------
    label : str
        The column.
    names : tuple of str
        Segments in their lasting order, then all customers.
    levels : tuple of str
        The most frequent first; the rest as one.
    shares : ndarray of shape (n_segments + 1, n_levels)
        0 to 1 of those with a value; NaN where nothing is told.
    n_rest : int
        Levels at the end that are no value of their own: drawn in grey.
    title, caption : str
    """

    label: str
    names: tuple[str, ...]
    levels: tuple[str, ...]
    shares: np.ndarray = field(repr=False)
    n_rest: int = 0
    title: str
    caption: str = ""

    @property
    def table(self) -> pd.DataFrame:
        """The shares in per cent as a table, a row per segment."""
        frame = pd.DataFrame(100 * self.shares, columns=list(self.levels)).round(1)
        frame.insert(0, "Segment", list(self.names))
        return frame

    @property
    def alt(self) -> str:
        """The bars in words."""
        told = []
        for name, row in zip(self.names, self.shares, strict=True):
            parts = zip(self.levels, row, strict=True)
            told.append(f"{name}: " + ", ".join(f"{lv} {format_share(s)}" for lv, s in parts))
        return f"{self.title}. {'; '.join(told)}."


def shares_data(
    mix: Composition, names: tuple[str, ...], slots: tuple[int, ...], *, is_sure: bool = True
) -> SharesData:
    """Take the most frequent levels of a category.

    Parameters
    ----------
    mix : Composition
    names : tuple of str
    slots : tuple of int
        All per segment.
    is_sure : bool
        Whether the segments differ beyond doubt; otherwise the title says that they may not.

    Returns
    -------
    SharesData
    """
    order = np.argsort(slots)
    everybody = mix.overall
    shown = np.argsort(-everybody, kind="stable")[:MOST_LEVELS]
    all_rows = np.vstack([mix.shares[order], everybody]) if len(everybody) else np.zeros((1, 0))
    shares, levels = all_rows[:, shown], [mix.levels[at] for at in shown]
    n_other = len(mix.levels) - len(levels)
    if n_other > 0:
        shares = np.column_stack([shares, np.clip(all_rows.sum(axis=1) - shares.sum(axis=1), 0, 1)])
        levels.append(f"other ({n_other:,} values)")
    title = f"{mix.label.label} has no value"
    if shares.size:
        away = np.abs(shares[:-1] - shares[-1])
        row, column = np.unravel_index(away.argmax(), away.shape)
        title = (
            f"{format_share(shares[row, column])} of “{names[order[row]]}” are {levels[column]}, "
            f"{format_share(shares[-1, column])} of all"
        )
        if not is_sure:
            title = f"The differences in {mix.label.label} may be chance"
    return SharesData(
        label=mix.label.label,
        names=(*(names[segment] for segment in order), EVERYBODY),
        levels=tuple(levels),
        shares=shares,
        title=title,
        caption=f"{mix.label.label}: shares of the customers with a value.",
    )


def shares_chart(data: SharesData, theme: Theme) -> go.Figure:
    """Draw a bar per segment, cut into its levels.

    Parameters
    ----------
    data : SharesData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.levels:
        return nothing_to_show(theme, f"Every value of “{shorten(data.label)}” is missing.")
    rows = list(range(len(data.names)))
    grey_from = min(MOST_LEVELS, len(data.levels) - data.n_rest)
    bars = [
        go.Bar(
            x=100 * data.shares[:, at],
            y=rows,
            orientation="h",
            name=escape(shorten(level, 24)),
            marker={
                "color": theme.reference if at >= grey_from else segment_color(theme, at),
                "line": {"color": theme.surface, "width": 1},
            },
            text=[format_share(share) if share >= 0.08 else "" for share in data.shares[:, at]],
            textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": theme.surface},
            hovertext=[
                f"{escape(name)}<br>{escape(level)} {format_share(share)}"
                for name, share in zip(data.names, data.shares[:, at], strict=True)
            ],
            hoverinfo="text",
        )
        for at, level in enumerate(data.levels)
    ]
    return new_figure(
        theme,
        bars,
        text=data.title,
        caption=data.caption,
        barmode="stack",
        bargap=0.35,
        height=FRAME_HEIGHT + ROW_HEIGHT * len(rows),
        xaxis={"range": [0, 100], "ticksuffix": "%", "fixedrange": True},
        yaxis={
            "tickvals": rows,
            "ticktext": [escape(name) for name in distinct_short(data.names, 26)],
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"color": theme.text},
        },
    )
