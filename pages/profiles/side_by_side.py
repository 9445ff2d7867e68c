"""The Profiles page: the segments side by side."""

from functools import partial

import streamlit as st

from pages.profiles.drawing import draw
from pages.segment_form import settings
from pages.shared.messages import LENS_NAMES
from pages.shell import state
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.columns.spread import SpreadData
from segmentation.charts.columns.spread_charts import box_chart, ridge_chart, violin_chart
from segmentation.charts.segments.radar import radar_chart
from segmentation.charts.segments.shares import SharesData, shares_chart, shares_data
from segmentation.charts.segments.side_by_side import (
    MOST_COLUMNS,
    SideBySide,
    heat_chart,
    purchases_data,
    side_by_side,
    snake_chart,
)
from segmentation.charts.segments.spreads import segment_spreads
from segmentation.customers.rfm import MONEY, category_shares
from segmentation.segments.describing.composition import composition
from segmentation.segments.describing.effects import Effect
from segmentation.segments.describing.purchases import segment_purchases
from segmentation.tables.roles import ColumnProfile

MOST_LINES = 12
SPREADS = {"Violin": violin_chart, "Box": box_chart, "Ridge": ridge_chart}
ALL_LENSES = "all"


def show_side_by_side(result: Segmentation) -> None:
    """Show the columns of the segments beside each other, in a chart of the user's choice."""
    effects = cached.effects(result)
    purchases = category_shares(result.rows.frame) if state.sales() else {}
    kinds = ["Heat map", "Lines", "Radar", "Spread", "Categories"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Chart",
            kinds + (["Purchases"] if purchases else []),
            default=kinds[0],
            required=True,
            key="profile_chart",
            bind="query-params",
            persist_state="session",
            label_visibility="collapsed",
        )
        columns = _of_lens(result.rows.columns, effects)
        if kind in {"Heat map", "Lines", "Radar"}:
            numbers = tuple(effect.column for effect in columns if effect.is_number)
            _show_numbers(result, numbers, kind)
        elif kind == "Spread":
            _show_spread(result, [e.column for e in columns if e.is_number])
        elif kind == "Categories":
            _show_shares(result, columns)
        else:
            data_of = partial(_purchases, result, purchases)
            draw("purchases", data_of, heat_chart, height=150 + 34 * len(purchases))


def _of_lens(columns: tuple[ColumnProfile, ...], effects: tuple[Effect, ...]) -> list[Effect]:
    """Let the user look at one side of customers, where the columns show several."""
    lenses = {column.name: column.lens or "" for column in columns}
    there = [lens for lens in LENS_NAMES if lens and lens in {lenses[e.column] for e in effects}]
    if len(there) < 2:
        return list(effects)
    lens = st.selectbox(
        "Columns about",
        [ALL_LENSES, *there],
        format_func=lambda name: "Everything" if name == ALL_LENSES else LENS_NAMES[name],
        key="lens",
        bind="query-params",
        persist_state="session",
    )
    return [e for e in effects if lens in (ALL_LENSES, lenses[e.column])]


def _show_numbers(result: Segmentation, numbers: tuple[str, ...], kind: str) -> None:
    if not numbers:
        st.info("There is no column of numbers to compare. Look at “Categories”.")
        return
    as_index = kind == "Heat map" and st.toggle(
        "As an index (100 = average)",
        key="as_index",
        help="The mean as a percentage of the mean of all customers.",
    )
    most = MOST_LINES if kind == "Lines" else MOST_COLUMNS
    chart_of = {"Heat map": heat_chart, "Lines": snake_chart, "Radar": radar_chart}[kind]
    data_of = partial(_numbers, result, numbers, as_index=as_index, most=most)
    height = {"Heat map": 130 + 34 * min(len(numbers), MOST_COLUMNS), "Lines": 440, "Radar": 520}[
        kind
    ]
    draw(kind, data_of, chart_of, height)


def _show_spread(result: Segmentation, numbers: list[str]) -> None:
    if not numbers:
        st.info("There is no column of numbers to show. Look at “Categories”.")
        return
    column = st.selectbox(
        "What",
        numbers,
        format_func=settings.option_names(numbers).get,
        key="spread_of",
    )
    how = st.segmented_control(
        "How", list(SPREADS), default="Violin", required=True, key="spread_as"
    )
    data_of = partial(_spreads, result, column)
    draw("spread", data_of, SPREADS[how], height=110 + 62 * result.n_clusters)


def _show_shares(result: Segmentation, effects: list[Effect]) -> None:
    categories = [effect.column for effect in effects if not effect.is_number]
    if not categories:
        st.info("There is no category to show. Look at the numbers.")
        return
    column = st.selectbox(
        "What",
        categories,
        format_func=settings.option_names(categories).get,
        key="shares_of",
    )
    data_of = partial(_shares, result, column)
    draw("shares", data_of, shares_chart, height=150 + 40 * result.n_clusters)


def _purchases(result: Segmentation, categories: dict[str, str]) -> SideBySide:
    purchases = segment_purchases(result.rows.frame, result.labels, MONEY, categories)
    return purchases_data(purchases, result.names, result.slots)


def _numbers(
    result: Segmentation, numbers: tuple[str, ...], *, as_index: bool, most: int
) -> SideBySide:
    return side_by_side(
        result.profiles, result.names, result.slots, numbers, as_index=as_index, most=most
    )


def _spreads(result: Segmentation, column: str) -> SpreadData:
    return segment_spreads(result.rows.frame, column, result.labels, result.names, result.slots)


def _shares(result: Segmentation, column: str) -> SharesData:
    effect = next(effect for effect in cached.effects(result) if effect.column == column)
    levels = composition(result.rows, column, result.labels)
    return shares_data(levels, result.names, result.slots, is_sure=effect.is_sure)
