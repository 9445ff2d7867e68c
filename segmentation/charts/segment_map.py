"""The map of segments: every customer a point, on one, two or three axes."""

from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.drawing import compact
from segmentation.charts.map_names import EYE, MIDDLE, with_names
from segmentation.charts.theme import (
    Theme,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
    shorten,
)
from segmentation.clustering.projection import share_between

POINTS_SHOWN = 5_000
WEBGL_FROM = 1_500
STRIP, FLAT, SOLID = 1, 2, 3
BESIDE = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 0.1}}}
"""How those look who are marked, and all others while somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentPoints:
    """The points of one segment.

    Attributes
    ----------
    slot : int
        Fixes colour and symbol.
    name : str
    size : int
        Customers in the segment; `points` may be a sample of them.
    points : ndarray of shape (n_shown, n_axes)
    customers : tuple of str
        What to call each point, (n_shown,).
    center : ndarray of shape (n_axes,)
        Mean of all the segment's customers.
    marked : ndarray of shape (n_marked,), int, or None
        Places of the marked among `points`; None while nobody is marked.
    """

    slot: int
    name: str
    size: int
    points: np.ndarray = field(repr=False)
    customers: tuple[str, ...] = field(repr=False)
    center: np.ndarray
    marked: np.ndarray | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentMapData:
    """What the map shows.

    Attributes
    ----------
    axes : tuple of str
        One, two or three axis titles with units.
    segments : tuple of SegmentPoints
        In the order of their slots.
    explained : float
        Share of the variance on these axes that lies between segments, 0 to 1.
    n_customers, n_shown : int
    note : str
        What else is to be told of the axes.
    """

    axes: tuple[str, ...]
    segments: tuple[SegmentPoints, ...]
    explained: float
    n_customers: int
    n_shown: int
    note: str = ""

    @property
    def title(self) -> str:
        """The finding."""
        return (
            f"{len(self.segments)} segments account for {format_share(self.explained)} of the "
            f"differences in {_joined(self.axes)}"
        )

    @property
    def caption(self) -> str:
        """How many of the customers are drawn, when not all are, and what the axes are."""
        if self.n_shown == self.n_customers:
            return self.note
        drawn = f"{self.n_shown:,} of {self.n_customers:,} customers shown"
        return f"{drawn}. {self.note}" if self.note else drawn

    @property
    def alt(self) -> str:
        """The map in words."""
        sizes = "; ".join(f"{s.name}: {s.size:,} customers" for s in self.segments)
        return f"Map of customers by {_joined(self.axes)}. {self.title}. {sizes}."


def segment_map_data(  # noqa: PLR0913 - what a point is known by, each an array
    coordinates: np.ndarray,
    axes: tuple[str, ...],
    labels: np.ndarray,
    slots: tuple[int, ...],
    names: tuple[str, ...],
    customers: np.ndarray,
    *,
    marked: np.ndarray | None = None,
) -> SegmentMapData:
    """Group the customers' coordinates by segment.

    Parameters
    ----------
    coordinates : ndarray of shape (n_samples, n_axes)
        One, two or three axes; rows with NaN are left out.
    axes : tuple of str
        Axis titles.
    labels : ndarray of shape (n_samples,), int
        0-based segments.
    slots, names : tuple
        Per segment.
    customers : ndarray of shape (n_samples,)
        Identifiers.
    marked : ndarray of shape (n_samples,), bool, or None
        Customers that stand out from the others.

    Returns
    -------
    SegmentMapData
        Above `POINTS_SHOWN` customers an evenly spaced share of every segment.
    """
    present = np.flatnonzero(np.isfinite(coordinates).all(axis=1))
    step = max(1, int(np.ceil(len(present) / POINTS_SHOWN)))
    segments = []
    for segment in np.argsort(slots):
        members = present[labels[present] == segment]
        shown = members[::step]
        segments.append(
            SegmentPoints(
                slot=slots[segment],
                name=names[segment],
                size=int((labels == segment).sum()),
                points=compact(coordinates[shown]),
                customers=tuple(map(str, customers[shown])),
                center=_mean(coordinates[members]),
                marked=None if marked is None else np.flatnonzero(marked[shown]),
            )
        )
    return SegmentMapData(
        axes=axes,
        segments=tuple(segments),
        explained=_explained(coordinates[present], labels[present]),
        n_customers=len(present),
        n_shown=sum(len(s.points) for s in segments),
    )


def segment_map_chart(data: SegmentMapData, theme: Theme) -> go.Figure:
    """Draw the map: a strip for one axis, a plane for two, a space for three.

    Parameters
    ----------
    data : SegmentMapData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
        A trace per segment, in the order of the slots.
    """
    if not data.n_shown:
        return nothing_to_show(theme, "No customer has values on these axes.")
    draw = {STRIP: _strip, FLAT: _flat, SOLID: _solid}[len(data.axes)]
    return draw(data, theme)


def _flat(data: SegmentMapData, theme: Theme) -> go.Figure:
    trace_type = go.Scattergl if data.n_shown > WEBGL_FROM else go.Scatter
    figure = _titled(data, theme, **_plane(data.axes[0], data.axes[1]))
    for segment in data.segments:
        x, y = segment.points.T
        figure.add_trace(trace_type(x=x, y=y, **_points(segment, theme, data.axes, size=8)))
    return _with_names(figure, data, theme)


def _strip(data: SegmentMapData, theme: Theme) -> go.Figure:
    figure = _titled(data, theme, **_plane(data.axes[0], ""))
    figure.update_yaxes(visible=False, range=[-1.2, 1.2])
    for segment in data.segments:
        # Spread points that share a value; the height says nothing, so the axis is hidden.
        heights = np.random.default_rng(segment.slot).uniform(-1, 1, len(segment.points))
        looks = _points(segment, theme, data.axes, size=8)
        figure.add_trace(go.Scattergl(x=segment.points[:, 0], y=heights.astype("f4"), **looks))
    return _with_names(figure, data, theme)


def _solid(data: SegmentMapData, theme: Theme) -> go.Figure:
    scene = {
        f"{letter}axis": {"title": {"text": _drawn(shorten(title, 30))}}
        for letter, title in zip("xyz", data.axes, strict=True)
    }
    scene["camera"] = {"eye": dict(zip("xyz", EYE, strict=True)), "center": {"z": MIDDLE[2]}}
    scene |= {"aspectmode": "cube", "uirevision": "view"}
    figure = _titled(data, theme, scene=scene)
    for segment in data.segments:
        x, y, z = segment.points.T
        figure.add_trace(go.Scatter3d(x=x, y=y, z=z, **_points(segment, theme, data.axes, size=4)))
    return _with_names(figure, data, theme)


def _titled(data: SegmentMapData, theme: Theme, **layout: object) -> go.Figure:
    # The names stand on the map; on a phone a legend would push the map away.
    return new_figure(theme, text=data.title, caption=data.caption, showlegend=False, **layout)


def _plane(x: str, y: str) -> dict:
    return {
        "xaxis": {"title": {"text": escape(shorten(x, 50))}},
        "yaxis": {"title": {"text": escape(shorten(y, 50))}},
        "hovermode": "closest",
        "dragmode": "zoom",
    }


def _points(segment: SegmentPoints, theme: Theme, axes: tuple[str, ...], *, size: int) -> dict:
    values = "<br>".join(
        f"{escape(shorten(title, 40))}: %{{{letter}:,.4~g}}"
        for letter, title in zip("xyz", axes, strict=False)
    )
    name = escape(shorten(segment.name, 40))
    is_named = any(segment.customers)  # where nobody is, a point tells its segment
    texts = [escape(shorten(customer, 40)) for customer in segment.customers]
    head = "%{text}" if is_named else "%{fullData.name}"
    chosen = {} if segment.marked is None else BESIDE | {"selectedpoints": segment.marked}
    return chosen | {
        "mode": "markers",
        "name": name,
        "text": texts if is_named else None,
        "hovertemplate": f"<b>{head}</b><br>{values}" + ("" if is_named else "<extra></extra>"),
        "legendgroup": str(segment.slot),
        "marker": {
            "color": segment_color(theme, segment.slot),
            "symbol": segment_symbol(segment.slot),
            "size": size,
            "opacity": 0.85,
            "line": _outline(segment.slot, theme),
        },
    }


def _outline(slot: int, theme: Theme) -> dict:
    """Set solid symbols apart where they overlap, and make hollow ones as heavy as them."""
    if segment_symbol(slot).endswith("-open"):
        return {"width": 2, "color": segment_color(theme, slot)}
    return {"width": 0.5, "color": theme.surface}


def _with_names(figure: go.Figure, data: SegmentMapData, theme: Theme) -> go.Figure:
    names = tuple(segment.name for segment in data.segments)
    centers = np.array([segment.center for segment in data.segments], dtype=float)
    points = np.concatenate([segment.points for segment in data.segments]).astype(float)
    return with_names(figure, names, centers, points, theme)


def _drawn(text: str) -> str:
    """Return a text for a spatial axis, which is drawn letter by letter: entities stay entities."""
    return text.replace("<", "‹").replace(">", "›")


def _mean(points: np.ndarray) -> np.ndarray:
    return points.mean(axis=0) if len(points) else np.full(points.shape[1], np.nan)


def _explained(coordinates: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean over the axes of the share of variance between segments (eta²)."""
    return float(np.mean([share_between(axis, labels) for axis in coordinates.T]))


def _joined(axes: tuple[str, ...]) -> str:
    names = [axis.split(" (")[0] for axis in axes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
