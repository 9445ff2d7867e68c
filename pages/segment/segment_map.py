"""The Segment page: the map of the customers, and its axes."""

import hashlib
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.segment import words
from pages.segment_form import following, settings
from pages.shared import chart, custom_segments, customer
from pages.shared.theme import current_theme
from pages.shell import state
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segment_map import (
    SegmentMapData,
    segment_map_chart,
    segment_map_data,
)
from segmentation.clustering.projection import (
    COMPONENTS,
    axis_options,
    axis_title,
    flat_axes,
    map_coordinates,
)

MAP_HEIGHT = 450
NO_AXIS = "none"
AXIS_NAMES = {NO_AXIS: "No second axis"} | {
    name: f"Principal component {number}" for number, name in enumerate(COMPONENTS, start=1)
}


def choose_axes(fitted: FittedRange, first: int) -> tuple[str, ...]:
    """Ask for the axes of the map: three in 3D, else two, or one.

    Parameters
    ----------
    fitted : FittedRange
    first : int
        The number of segments that the page begins with: the axes begin with those that separate so
        many best, and stay while the number changes.

    Returns
    -------
    tuple of str
    """
    view = st.segmented_control(
        "View",
        ["2D", "3D"],
        default="2D",
        required=True,
        key="view",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    with st.popover("Axes", icon=":material/3d_rotation:"):
        return _choose_axes(fitted, first, solid=view == "3D")


def show_map(result: Segmentation, axes: tuple[str, ...]) -> None:
    """Show the customers on these axes, in the segments' colours."""
    chart.show(**_shown(result, axes))
    customer.show_link(result)
    if len(axes) < 3:
        custom_segments.show_selection(result)


def send_ahead(result: Segmentation, axes: tuple[str, ...]) -> None:
    """Let the browser keep the map of a number of segments that may be chosen next."""
    chart.send_ahead(**_shown(result, axes))


def depends_on(result: Segmentation, axes: tuple[str, ...]) -> str:
    """Return a digest of what the map depends on beside the number of segments.

    Parameters
    ----------
    result : Segmentation
    axes : tuple of str

    Returns
    -------
    str
    """
    given = st.session_state.get(state.GIVEN_NAMES, ())
    of = repr((result.fitted.key, axes, given, current_theme().name))
    return hashlib.sha256(of.encode()).hexdigest()


def _shown(result: Segmentation, axes: tuple[str, ...]) -> dict[str, Any]:
    """Return what `chart.show` needs."""
    flat = len(axes) < 3
    follows = None
    if not result.spec.is_by_rule:
        follows = chart.Following(slider="k", at=result.n_clusters, of=depends_on(result, axes))
    return {
        "data_of": partial(_map_data, result, axes),
        "chart_of": segment_map_chart,
        "key": f"map_{len(axes)}",
        "height": MAP_HEIGHT,
        "on_select": partial(custom_segments.remember, axes, result.spec.family) if flat else None,
        "on_click": customer.look_at,
        "follows": follows,
    }


def _map_data(result: Segmentation, axes: tuple[str, ...]) -> SegmentMapData:
    projection = cached.components(result.fitted)
    drawn = segment_map_data(
        map_coordinates(result.rows, projection, axes),
        tuple(axis_title(axis, projection) for axis in axes),
        result.labels,
        result.slots,
        result.names,
        result.rows.identifiers.to_numpy(),
    )
    return replace(drawn, note=_told_of_axes(result, axes))


def _told_of_axes(result: Segmentation, axes: tuple[str, ...]) -> str:
    """Say that these axes separate the segments best, where they do and there was a choice."""
    chosen = [f for f in result.spec.features if result.rows.column(f).numeric]
    best = cached.separating_axes(result.fitted, result.n_clusters)[: len(axes)]
    if len(axes) < 2 or len(chosen) <= len(axes) or set(best) != set(axes):
        return ""
    return words.BEST_AXES if len(axes) == 2 else words.BEST_AXES_3D


def _choose_axes(fitted: FittedRange, first: int, *, solid: bool) -> tuple[str, ...]:
    options = axis_options(fitted.rows, fitted.spec.features)
    best = cached.separating_axes(fitted, first)
    across, up = flat_axes(fitted.rows, fitted.spec.features, best)
    second = NO_AXIS if len(fitted.space.axes) == 1 else up
    wanted = [_axis("x", options, across)]
    wanted.append(_axis("y", options, up) if solid else _axis("y", (*options, NO_AXIS), second))
    if solid:
        wanted.append(_axis("z", options, best[2]))
    return tuple(axis for axis in wanted if axis != NO_AXIS)


def _axis(key: str, options: tuple[str, ...], default: str) -> str:
    names = settings.option_names([o for o in options if o not in AXIS_NAMES]) | AXIS_NAMES
    if st.session_state.get(key, default) not in options:
        following.forget_choice(key)
    following.follow(key, default)
    return st.selectbox(
        {"x": "Across", "y": "Up", "z": "Depth"}[key],
        options,
        options.index(default),
        format_func=names.get,
        key=key,
        bind="query-params",
        persist_state="session",
        on_change=following.choose,
        args=(key, default),
    )
