"""The Segment page: the map of the customers, and its axes."""

from functools import partial

import streamlit as st

from pages.segment_form import following, settings
from pages.shared import chart, custom_segments, customer
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
    map_coordinates,
)

MAP_HEIGHT = 470
NO_AXIS = "none"
AXIS_NAMES = {NO_AXIS: "No second axis"} | {
    name: f"Principal component {number}" for number, name in enumerate(COMPONENTS, start=1)
}


def choose_axes(fitted: FittedRange) -> tuple[str, ...]:
    """Ask for the axes of the map: three in 3D, else two, or one.

    Parameters
    ----------
    fitted : FittedRange

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
        return _choose_axes(fitted, solid=view == "3D")


def show_map(result: Segmentation, axes: tuple[str, ...]) -> None:
    """Show the customers on these axes, in the segments' colours."""
    flat = len(axes) < 3
    select = partial(custom_segments.remember, axes, result.spec.family) if flat else None
    chart.show(
        partial(_map_data, result, axes),
        segment_map_chart,
        key=f"map_{len(axes)}",
        height=MAP_HEIGHT,
        on_select=select,
        on_click=customer.look_at,
    )
    customer.show_link(result)
    if flat:
        custom_segments.show_selection(result)


def _map_data(result: Segmentation, axes: tuple[str, ...]) -> SegmentMapData:
    projection = cached.components(result.fitted)
    return segment_map_data(
        map_coordinates(result.rows, projection, axes),
        tuple(axis_title(axis, projection) for axis in axes),
        result.labels,
        result.slots,
        result.names,
        result.rows.identifiers.to_numpy(),
    )


def _choose_axes(fitted: FittedRange, *, solid: bool) -> tuple[str, ...]:
    options = axis_options(fitted.rows, fitted.spec.features)
    second = NO_AXIS if len(fitted.space.axes) == 1 else options[1]
    wanted = [_axis("x", options, options[0])]
    wanted.append(
        _axis("y", options, options[1]) if solid else _axis("y", (*options, NO_AXIS), second)
    )
    if solid:
        wanted.append(_axis("z", options, options[2]))
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
