"""Criteria over the number of segments, with the current number marked."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, new_figure, nothing_to_show
from segmentation.charts.wording import format_number
from segmentation.clustering.selection import KScan

NOTHING_TO_COMPARE = "There is no number of segments to compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionData:
    """One criterion over k.

    Attributes
    ----------
    label : str
        What the vertical axis measures.
    ks : tuple of int
    values : tuple of float
        Finite.
    current_k : int
    title : str
        The finding.
    """

    label: str
    ks: tuple[int, ...]
    values: tuple[float, ...]
    current_k: int
    title: str

    @property
    def alt(self) -> str:
        """The curve in words."""
        pairs = ", ".join(f"{k}: {v:,.4g}" for k, v in zip(self.ks, self.values, strict=True))
        return f"{self.title}. {self.label} by number of segments: {pairs}."


def silhouette_data(scan: KScan, current_k: int) -> CriterionData:
    """Take the silhouette of every k.

    Parameters
    ----------
    scan : KScan
    current_k : int

    Returns
    -------
    CriterionData
    """
    ks, values = _finite(scan, "silhouette")
    title = NOTHING_TO_COMPARE
    if scan.peak_k is not None:
        title = f"The split is clearest with {scan.peak_k} segments"
    return CriterionData(label="Silhouette", ks=ks, values=values, current_k=current_k, title=title)


def elbow_data(scan: KScan, current_k: int) -> CriterionData:
    """Take the inertia of every k.

    Parameters
    ----------
    scan : KScan
    current_k : int

    Returns
    -------
    CriterionData
    """
    ks, values = _finite(scan, "inertia")
    by_k = dict(zip(ks, values, strict=True))
    title = "How different customers within a segment are, by the number of segments"
    now, following = by_k.get(current_k), by_k.get(current_k + 1)
    if now and following is not None:
        less = max(0.0, 1 - following / now)
        title = f"One more segment would lower the differences within segments by {less:.0%}"
    return CriterionData(label="Inertia", ks=ks, values=values, current_k=current_k, title=title)


def calinski_harabasz_data(scan: KScan, current_k: int) -> CriterionData:
    """Take the spread between segments over that within them, for every k; more is better.

    Parameters
    ----------
    scan : KScan
    current_k : int

    Returns
    -------
    CriterionData
    """
    return _best_data(
        scan,
        current_k,
        "calinski_harabasz",
        label="Calinski–Harabasz (higher is better)",
        title="With {} segments, they differ most compared with the differences within them",
        place_of_best=np.argmax,
    )


def davies_bouldin_data(scan: KScan, current_k: int) -> CriterionData:
    """Take how much neighbours overlap for every k; less is better.

    Parameters
    ----------
    scan : KScan
    current_k : int

    Returns
    -------
    CriterionData
    """
    return _best_data(
        scan,
        current_k,
        "davies_bouldin",
        label="Davies–Bouldin (lower is better)",
        title="Neighbouring segments overlap least with {} segments",
        place_of_best=np.argmin,
    )


def criterion_chart(data: CriterionData, theme: Theme) -> go.Figure:
    """Draw the curve with the current k marked.

    Parameters
    ----------
    data : CriterionData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.ks:
        return nothing_to_show(theme, "There is only one way to divide these customers.")
    curve = go.Scatter(
        x=list(data.ks),
        y=list(data.values),
        mode="lines+markers",
        line={"color": theme.accent, "width": 2},
        marker={"size": 6},
        hovertemplate="%{x} segments: %{y:,.4~g}<extra></extra>",
    )
    figure = new_figure(theme, [curve], text=data.title, showlegend=False)
    figure.update_xaxes(title="Number of segments", dtick=1 if len(data.ks) <= 16 else None)
    figure.update_yaxes(title=data.label)
    if data.current_k in data.ks:
        value = data.values[data.ks.index(data.current_k)]
        figure.add_vline(x=data.current_k, line={"color": theme.muted, "width": 1, "dash": "dot"})
        figure.add_trace(
            go.Scatter(
                x=[data.current_k],
                y=[value],
                mode="markers+text",
                marker={
                    "size": 12,
                    "color": theme.accent,
                    "line": {"color": theme.surface, "width": 2},
                },
                text=[format_number(value)],
                # To the left at the right end, where a label beside it would be cut off.
                textposition="top left" if data.current_k == max(data.ks) else "top right",
                textfont={"color": theme.text},
                hoverinfo="skip",
                cliponaxis=False,
            )
        )
    return figure


def _finite(scan: KScan, column: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    values = scan.scores[column]
    values = values[np.isfinite(values)]
    return tuple(map(int, values.index)), tuple(map(float, values))


def _best_data(
    scan: KScan,
    current_k: int,
    column: str,
    *,
    label: str,
    title: str,
    place_of_best: Callable[[tuple[float, ...]], int],
) -> CriterionData:
    """Take a criterion over k whose title names its best number of segments."""
    ks, values = _finite(scan, column)
    said = title.format(ks[int(place_of_best(values))]) if ks else NOTHING_TO_COMPARE
    return CriterionData(label=label, ks=ks, values=values, current_k=current_k, title=said)
