"""Columns against each other in the colours of the segments, with the map.

Who is marked in one place stands out in all.
"""

from functools import partial

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.explore import words
from pages.segment_form import following
from pages.segment_form.form import choose_result
from pages.shared import chart, custom_segments
from pages.shared.messages import option_names, plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segment_map import SegmentMapData, segment_map_chart, segment_map_data
from segmentation.charts.segment_pairs import (
    MOST_COLUMNS,
    SegmentPairsData,
    columns_of_cell,
    segment_pairs_chart,
    segment_pairs_data,
)
from segmentation.clustering.projection import axis_title, flat_axes, map_coordinates
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.grain import unit_of
from segmentation.segments.custom_segments import Outline
from segmentation.tables.columns.taxonomy import Role
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

MARKED, COLUMNS = "explore_marked", "pair"
HEIGHTS = {2: 430, 3: 540, 4: 660}
MAP_HEIGHT, FIRST_COLUMNS = 430, 3


def show(place: DeltaGenerator, table: Table, rows: np.ndarray | None) -> np.ndarray | None:
    """Ask for the segments where the page stands, and show them in `place`.

    Parameters
    ----------
    place : DeltaGenerator
    table : Table
    rows : ndarray of shape (n_kept,) or None
        Rows of the table that the filter keeps; None where these are all.

    Returns
    -------
    ndarray of shape (n_kept,), bool, or None
        Which of them are marked; None while nobody is.
    """
    head = place.container()
    result, _, _ = choose_result(head)
    with head:
        st.header(words.PAIRS)
        st.caption(words.PAIRS_ABOUT)
        columns = _choose_columns(result)
        members = _members(result)
        _tell_marked(result, members)
        marked = members if members is not None and members.any() else None
        if columns:
            _show_pairs(result, columns, marked)
        _show_map(result, marked)
    if marked is None:
        return None
    everyone = np.zeros(len(table.frame), dtype=bool)
    everyone[result.rows.positions[marked]] = True
    return everyone if rows is None else everyone[rows]


def _choose_columns(result: Segmentation) -> tuple[str, ...]:
    known = result.rows.columns
    numbers = [c.name for c in known if c.numeric and c.role != Role.IDENTIFIER]
    if len(numbers) < 2:
        st.info(words.TOO_FEW)
        return ()
    first = [name for name in result.spec.features if name in numbers]
    n_first = min(MOST_COLUMNS, max(FIRST_COLUMNS, len(first)))
    default = list(dict.fromkeys((*first, *numbers)))[:n_first]
    if not set(st.session_state.get(COLUMNS, ())) <= set(numbers):
        following.forget_choice(COLUMNS)
    following.follow(COLUMNS, default)
    chosen = st.multiselect(
        words.COLUMNS,
        numbers,
        default=default,
        format_func=option_names(numbers).get,
        key=COLUMNS,
        bind="query-params",
        persist_state="session",
        max_selections=MOST_COLUMNS,
        placeholder=words.CHOOSE,
        on_change=following.choose,
        args=(COLUMNS, default),
    )
    return tuple(chosen)


def _members(result: Segmentation) -> np.ndarray | None:
    """Return who is marked, on this page or else on the map of the Segments page."""
    other = st.session_state.get(custom_segments.OUTLINE)
    marked = st.session_state.get(MARKED, other)
    if not marked or not custom_segments.still_there(*marked, result.spec.family):
        return None
    return cached.outlined(result.fitted, marked[0]).members


def _tell_marked(result: Segmentation, members: np.ndarray | None) -> None:
    """Say how many are marked, and of which segments."""
    if members is None:
        st.caption(words.HOW_TO_MARK)
        return
    if not members.any():
        told = words.NOBODY
    else:
        counts = [
            words.IN.format(n=n, name=result.names[segment])
            for segment in result.by_slot
            if (n := int((members & (result.labels == segment)).sum()))
        ]
        told = words.MARKED.format(
            n=int(members.sum()),
            all=unit_of(result.table).counted(len(members)),
            segments=plain(", ".join(counts)),
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(told, width="content")
        st.button(words.CLEAR, key="explore_unmark", type="tertiary", on_click=_unmark)


def _show_pairs(result: Segmentation, columns: tuple[str, ...], marked: np.ndarray | None) -> None:
    chart.show(
        partial(_pairs_data, result, columns, marked),
        segment_pairs_chart,
        key="explore_pairs",
        height=HEIGHTS.get(len(columns), HEIGHTS[2]),
        on_select=partial(_mark_in_cell, columns, result.spec.family),
    )


def _show_map(result: Segmentation, marked: np.ndarray | None) -> None:
    st.subheader(words.MAP)
    ranked = cached.separating_axes(result.fitted, result.n_clusters)
    axes = flat_axes(result.rows, result.spec.features, ranked)
    chart.show(
        partial(_map_data, result, axes, marked),
        segment_map_chart,
        key="explore_map",
        height=MAP_HEIGHT,
        on_select=partial(_mark, axes, result.spec.family),
    )


def _pairs_data(
    result: Segmentation, columns: tuple[str, ...], marked: np.ndarray | None
) -> SegmentPairsData:
    values = [result.rows.frame[name].to_numpy(dtype=float, na_value=np.nan) for name in columns]
    return segment_pairs_data(
        np.column_stack(values) if values else np.empty((len(result.labels), 0)),
        tuple(split_unit(name).axis for name in columns),
        result.labels,
        result.slots,
        result.names,
        marked,
    )


def _map_data(
    result: Segmentation, axes: tuple[str, ...], marked: np.ndarray | None
) -> SegmentMapData:
    projection = cached.components(result.fitted)
    return segment_map_data(
        map_coordinates(result.rows, projection, axes),
        tuple(axis_title(axis, projection) for axis in axes),
        result.labels,
        result.slots,
        result.names,
        result.rows.identifiers.to_numpy(),
        marked=marked,
    )


def _mark_in_cell(columns: tuple[str, ...], family: SegmentationSpec, drawn: dict) -> None:
    axes = drawn.get("axes")
    cell = () if not axes else tuple(columns[at] for at in columns_of_cell(tuple(axes)))
    _mark(cell, family, drawn)


def _mark(axes: tuple[str, ...], family: SegmentationSpec, drawn: dict) -> None:
    """Keep what was drawn; an empty outline undoes it."""
    corners = tuple(zip(map(float, drawn["x"]), map(float, drawn["y"]), strict=True))
    st.session_state[MARKED] = (Outline(axes=axes, corners=corners), family) if corners else None


def _unmark() -> None:
    st.session_state[MARKED] = None
