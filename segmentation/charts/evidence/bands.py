"""A criterion over the number of segments beside a band: chance, or its own error."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, new_figure, nothing_to_show, translucent
from segmentation.clustering.selection import KScan

HIGHEST = 0.99
"""Quantile of the reference sets at which the band of chance ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandData:
    """One criterion over k and a band.

    Attributes
    ----------
    label : str
        What the vertical axis measures.
    line, band : str
        What the line and the band are.
    ks : tuple of int
    values, low, high : tuple of float
        Of the line and the band's edges, one per k.
    title : str
        The finding.
    """

    label: str
    line: str
    band: str
    ks: tuple[int, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    title: str

    @property
    def caption(self) -> str:
        """What the line and the band are."""
        return f"Line: {self.line}. Band: {self.band}."

    @property
    def alt(self) -> str:
        """The curve in words."""
        rows = zip(self.ks, self.values, self.low, self.high, strict=True)
        told = "; ".join(f"{k}: {v:.2f} (band {lo:.2f} to {hi:.2f})" for k, v, lo, hi in rows)
        return f"{self.title}. {self.caption} {self.label} by number of segments: {told}."


def chance_data(scan: KScan) -> BandData:
    """Lay the silhouette of every k beside that of data without groups.

    Parameters
    ----------
    scan : KScan
        With evidence.

    Returns
    -------
    BandData
    """
    tested = {k: chance for k, chance in sorted(scan.evidence.chance.items()) if k > 1}
    above = [
        k
        for k, chance in tested.items()
        if chance.silhouette > np.quantile(chance.reference_silhouettes, HIGHEST)
    ]
    title = "At no number is the split clearer than in random data"
    if above:
        title = f"A clearer split than in random data at {len(above)} of {len(tested)} numbers"
    return BandData(
        label="Silhouette",
        line="these customers",
        band=f"{HIGHEST:.0%} of random data lie in or below it",
        ks=tuple(tested),
        values=tuple(chance.silhouette for chance in tested.values()),
        low=tuple(float(chance.reference_silhouettes.min()) for chance in tested.values()),
        high=tuple(
            float(np.quantile(chance.reference_silhouettes, HIGHEST)) for chance in tested.values()
        ),
        title=title,
    )


def gap_data(scan: KScan) -> BandData:
    """Lay the gap of every k beside its error.

    Parameters
    ----------
    scan : KScan
        With full evidence.

    Returns
    -------
    BandData
    """
    known = dict(sorted(scan.evidence.chance.items()))
    title = "The gap to random data grows with every segment"
    if scan.gap_k is not None:
        title = f"The gap to random data first stops growing at {scan.gap_k}"
    return BandData(
        label="Gap",
        line="how much tighter than random data",
        band="one error up and down",
        ks=tuple(known),
        values=tuple(chance.gap for chance in known.values()),
        low=tuple(chance.gap - chance.gap_error for chance in known.values()),
        high=tuple(chance.gap + chance.gap_error for chance in known.values()),
        title=title,
    )


def band_chart(data: BandData, theme: Theme) -> go.Figure:
    """Draw the line over its band.

    Parameters
    ----------
    data : BandData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.ks:
        return nothing_to_show(theme, "There is only one way to divide these customers.")
    ks = list(data.ks)
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": ks}
    traces = [
        go.Scatter(y=list(data.low), **edge),
        go.Scatter(
            y=list(data.high),
            fill="tonexty",
            fillcolor=translucent(theme.reference, 0.28),
            **edge,
        ),
        go.Scatter(
            x=ks,
            y=list(data.values),
            mode="lines+markers",
            line={"color": theme.accent, "width": 2},
            marker={"size": 6},
            customdata=list(zip(data.low, data.high, strict=True)),
            hovertemplate="%{x} segments: %{y:.3f}<br>band %{customdata[0]:.3f} to "
            "%{customdata[1]:.3f}<extra></extra>",
        ),
    ]
    figure = new_figure(theme, traces, text=data.title, caption=data.caption, showlegend=False)
    figure.update_xaxes(title="Number of segments", dtick=1)
    figure.update_yaxes(title=data.label)
    return figure
