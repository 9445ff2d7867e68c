"""The parts of the Segment page: map, names, figures, summary, download, criteria."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import customer_views, drawings, selection_views, settings
from pages.ui.messages import plain
from pages.ui.theme import HANDMADE_MARK, swatch
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.criteria import criterion_chart, elbow_data, silhouette_data
from segmentation.charts.segment_map import (
    SegmentMapData,
    segment_map_chart,
    segment_map_data,
)
from segmentation.charts.segment_sizes import sizes_chart, sizes_data
from segmentation.clustering.projection import (
    COMPONENTS,
    axis_options,
    axis_title,
    map_coordinates,
)
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import SegmentationSpec
from segmentation.errors import counted
from segmentation.exports.customers import customers_csv
from segmentation.segments.describing.summary import shown_decimals, summary_table
from segmentation.tables.number_format import format_number
from segmentation.tables.table import Table

MAP_HEIGHT = 470
ROW_HEIGHT = 47
NO_AXIS = "none"
AXIS_NAMES = {NO_AXIS: "No second axis"} | {
    name: f"Principal component {number}" for number, name in enumerate(COMPONENTS, start=1)
}


def show_map(table: Table, result: Segmentation, toolbar: DeltaGenerator) -> None:
    """Show the customers on axes of the user's choice, in the segments' colours."""
    projection = cached.components(table, result.spec.family)
    with toolbar:
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
            axes = _choose_axes(result, solid=view == "3D")

    def data() -> SegmentMapData:
        return segment_map_data(
            map_coordinates(result.rows, projection, axes),
            tuple(axis_title(axis, projection) for axis in axes),
            result.labels,
            result.slots,
            result.names,
            result.rows.identifiers.to_numpy(),
        )

    select = None if view == "3D" else partial(selection_views.remember, axes, result.spec.family)
    drawings.show(
        ("map", table, result.spec, result.names, *axes),
        data,
        segment_map_chart,
        key=f"map_{len(axes)}",
        height=MAP_HEIGHT,
        on_select=select,
        on_click=customer_views.look_at,
    )
    customer_views.show_link(table, result)
    if view == "2D":
        selection_views.show_selection(table, result)


def show_names(table: Table, result: Segmentation) -> None:
    """Show every segment's name, size and share."""
    drawings.show(
        ("sizes", table, result.spec, result.names),
        partial(sizes_data, result.profiles, result.names, result.slots),
        sizes_chart,
        key="sizes",
        height=ROW_HEIGHT * result.n_clusters + 20,
    )


def show_figures(result: Segmentation, scan: KScan) -> None:
    """Show how distinct and how tight the segments are."""
    distinct, spread = st.columns(2)
    distinct.metric(
        "How distinct",
        f"{result.metrics.silhouette:.2f}",
        help="Silhouette: how much nearer customers are to their own segment than to the next "
        "one. 1 is perfect, 0 means that segments touch, below 0 customers are misplaced."
        + _sampled(scan, result.n_clusters),
    )
    spread.metric(
        "Spread within",
        format_number(result.inertia),
        help="Inertia: the sum of squared distances of customers to the middle of their segment. "
        "It always falls as segments are added, so look for where it stops falling fast.",
    )


def show_summary(table: Table, result: Segmentation) -> None:
    """Show the segments side by side in the units of the file."""
    st.header("What sets the segments apart")
    shown = st.segmented_control(
        "Show",
        ["Averages", "Difference from all customers"],
        default="Averages",
        required=True,
        key="summary",
        label_visibility="collapsed",
    )
    drawn = selection_views.handmade(table, result)
    frame = summary_table(
        (*result.profiles, *(found.profile for found in drawn.values())),
        (*result.names, *drawn),
        (*result.by_slot, *range(result.n_clusters, result.n_clusters + len(drawn))),
        differences=shown != "Averages",
    )
    marks = [swatch(result.slots[segment]) for segment in result.by_slot]
    frame.insert(0, " ", marks + [HANDMADE_MARK] * len(drawn))
    sign = "+" if shown != "Averages" else ""
    columns = {
        name: st.column_config.NumberColumn(format=f"%{sign}.{shown_decimals(frame[name])}f")
        for name in frame.select_dtypes("float").columns
    }
    st.dataframe(
        frame,
        hide_index=True,
        column_config=columns
        | {
            " ": st.column_config.ImageColumn(width=40),
            "Segment": st.column_config.TextColumn(width=250),
            "Customers": st.column_config.NumberColumn(format="localized"),
        },
        alt="The segments with their size, share and average of every column.",
    )


def show_download(table: Table, result: Segmentation) -> None:
    """Offer every customer with the segment, as a file."""
    drawn = selection_views.handmade(table, result)
    members = {name: found.members for name, found in drawn.items()}
    st.download_button(
        "Download customers with their segment",
        data=lambda: customers_csv(table, result, members),
        file_name="customers_with_segments.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        help="A CSV file: your columns, then segment, name, distance and confidence.",
    )


def show_criteria(table: Table, spec: SegmentationSpec, scan: KScan) -> None:
    """Show what speaks for more or fewer segments."""
    st.header("More or fewer segments?")
    curves = {"silhouette": silhouette_data, "elbow": elbow_data}
    for column, (key, data_of) in zip(st.columns(2, gap="medium"), curves.items(), strict=True):
        data = partial(data_of, scan, spec.n_clusters)
        with column:
            drawings.show((key, table, spec), data, criterion_chart, key=key, height=240)
    for reason in scan.reasons[1:]:
        st.caption(plain(reason))
    st.page_link("pages/how_many.py", label="Weigh all the evidence", icon=":material/balance:")


def show_left_out(result: Segmentation) -> None:
    """Account for the customers without a segment."""
    if len(result.ledger):
        left_out = counted(len(result.ledger), "customer")
        with st.expander(f"Left out of all segments: {left_out}"):
            st.dataframe(result.ledger, hide_index=True)


def _choose_axes(result: Segmentation, *, solid: bool) -> tuple[str, ...]:
    options = axis_options(result.rows, result.spec.features)
    second = NO_AXIS if len(result.space.axes) == 1 else options[1]
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
        settings.forget_choice(key)
    settings.follow(key, default)
    return st.selectbox(
        {"x": "Across", "y": "Up", "z": "Depth"}[key],
        options,
        options.index(default),
        format_func=names.get,
        key=key,
        bind="query-params",
        persist_state="session",
        on_change=settings.choose,
        args=(key, default),
    )


def _sampled(scan: KScan, k: int) -> str:
    """Say on how many customers the silhouette was computed, and how sure a sample's is."""
    error = scan.silhouette_errors.get(k, 0.0)
    if not error > 0:
        return f" Computed on all {scan.n_sampled:,} customers."
    return f" Computed on a sample of {scan.n_sampled:,} customers; standard error {error:.3f}."
