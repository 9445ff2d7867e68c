"""Heat maps of shares: how stable every segment is over k, and how far algorithms agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    sequential_scale,
    shorten,
)
from segmentation.clustering.stability import Stability


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MatrixData:
    """Shares by row and column.

    Attributes
    ----------
    across, up : str
        Axis titles.
    columns, rows : tuple of str
        From left to right and from top to bottom.
    shares : ndarray of shape (n_rows, n_columns)
        0 to 1; NaN where there is nothing.
    title, caption : str
    """

    across: str
    up: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    shares: np.ndarray = field(repr=False)
    title: str
    caption: str = ""

    @property
    def alt(self) -> str:
        """The map in words, row by row."""
        told = []
        for name, row in zip(self.rows, self.shares, strict=True):
            cells = zip(self.columns, row, strict=True)
            known = [f"{column} {share:.0%}" for column, share in cells if np.isfinite(share)]
            told.append(f"{name}: {', '.join(known)}")
        return f"{self.title}. {self.caption} {'; '.join(told)}."


def stability_data(
    stabilities: Mapping[int, Stability], slots: Mapping[int, tuple[int, ...]]
) -> MatrixData:
    """Lay out how often every segment of every k is found again.

    Parameters
    ----------
    stabilities : mapping of int to Stability
    slots : mapping of int to tuple of int
        Per k and segment, its place on the screen.

    Returns
    -------
    MatrixData
        A column per k, a row per place.
    """
    ks = sorted(stabilities)
    n_rows = max((max(slots[k]) + 1 for k in ks), default=0)
    shares = np.full((n_rows, len(ks)), np.nan)
    for column, k in enumerate(ks):
        again = stabilities[k].found_again / stabilities[k].n_resamples
        shares[list(slots[k]), column] = again
    steady = [k for k, column in zip(ks, shares.T, strict=True) if np.nanmin(column) >= 0.9]
    title = "At no number does every segment come back in 9 of 10 repeats"
    if steady:
        listed = ", ".join(map(str, steady))
        title = f"Every segment comes back in 9 of 10 repeats with {listed} segments"
    n = max((s.n_resamples for s in stabilities.values()), default=0)
    return MatrixData(
        across="Number of segments",
        up="Segment",
        columns=tuple(map(str, ks)),
        rows=tuple(str(place + 1) for place in range(n_rows)),
        shares=shares,
        title=title,
        caption=f"Share of {n} repeats, each with customers drawn anew, in which it comes back.",
    )


def agreement_data(
    agreement: Mapping[tuple[str, str], float], titles: Mapping[str, str]
) -> MatrixData:
    """Lay out how far algorithms agree on the same customers.

    Parameters
    ----------
    agreement : mapping of (str, str) to float
        Adjusted Rand index by pair.
    titles : mapping of str to str
        What each algorithm is called.

    Returns
    -------
    MatrixData
    """
    names = list(dict.fromkeys(one for one, _ in agreement))
    shares = np.array([[agreement[one, other] for other in names] for one in names])
    shares = shares.reshape(len(names), len(names))
    apart = shares[~np.eye(len(names), dtype=bool)]
    title = "There is only one way to compare"
    if len(apart):
        title = f"Any two ways agree to at least {max(0.0, apart.min()):.0%}"
    return MatrixData(
        across="",
        up="",
        columns=tuple(titles[name] for name in names),
        rows=tuple(titles[name] for name in names),
        shares=shares,
        title=title,
        caption="Adjusted for chance: 100% is the same segments, 0% is chance alone.",
    )


def matrix_chart(data: MatrixData, theme: Theme) -> go.Figure:
    """Draw the shares as colours with their figures.

    Parameters
    ----------
    data : MatrixData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.shares.size:
        return nothing_to_show(theme, "There is nothing to compare.")
    text = [[f"{share:.0%}" if np.isfinite(share) else "" for share in row] for row in data.shares]
    heat = go.Heatmap(
        x=list(range(len(data.columns))),
        y=list(range(len(data.rows))),
        z=data.shares.astype(np.float32),
        text=text,
        texttemplate="%{text}",
        textfont={"color": theme.surface, "size": 12},
        zmin=0,
        zmax=1,
        xgap=2,
        ygap=2,
        showscale=False,
        colorscale=sequential_scale(theme),
        hovertext=[
            [
                f"{escape(row)}, {escape(column)}: {share}"
                for column, share in zip(data.columns, shares, strict=True)
            ]
            for row, shares in zip(data.rows, text, strict=True)
        ],
        hoverinfo="text",
        hoverongaps=False,
    )
    figure = new_figure(theme, [heat], text=data.title, caption=data.caption)
    figure.update_xaxes(title=data.across or None, showgrid=False, **_ticks(data.columns))
    figure.update_yaxes(
        title=data.up or None, autorange="reversed", showgrid=False, **_ticks(data.rows)
    )
    return figure


def _ticks(names: tuple[str, ...]) -> dict:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [escape(shorten(name, 24)) for name in names],
        "ticklabeloverflow": "allow",  # or the outermost names vanish
    }
