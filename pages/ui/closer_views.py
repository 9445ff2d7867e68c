"""The closer look of the Profiles page: side by side, how sure, rules, one customer."""

import math
from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.ui import drawings, settings, state
from pages.ui.customer_views import show_customer
from pages.ui.messages import LENS_NAMES, plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.columns.spread_charts import box_chart, ridge_chart, violin_chart
from segmentation.charts.segments.drivers import drivers_chart, drivers_data
from segmentation.charts.segments.radar import radar_chart
from segmentation.charts.segments.shares import shares_chart, shares_data
from segmentation.charts.segments.side_by_side import (
    MOST_COLUMNS,
    heat_chart,
    purchases_data,
    side_by_side,
    snake_chart,
)
from segmentation.charts.segments.spreads import segment_spreads
from segmentation.charts.segments.trees import FidelityData, TreeData, fidelity_chart, tree_chart
from segmentation.customers.rfm import MONEY, category_shares
from segmentation.segments.describing.composition import composition
from segmentation.segments.describing.effects import SURE, Effect
from segmentation.segments.describing.purchases import segment_purchases
from segmentation.tables.number_format import format_share
from segmentation.tables.table import Table

VIEWS = ("Side by side", "How sure", "Rules", "One customer")
MOST_LINES = 12
TABLES = "tables"
SPREADS = {"Violin": violin_chart, "Box": box_chart, "Ridge": ridge_chart}
ALL_LENSES = "all"


def show(table: Table, result: Segmentation) -> None:
    """Let the user choose what to look at closer."""
    st.header("Look closer")
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "Look closer",
            VIEWS,
            default=VIEWS[0],
            required=True,
            key="closer",
            bind="query-params",
            persist_state="session",
            label_visibility="collapsed",
        )
        st.toggle("Tables instead of charts", key=TABLES)
    if view == "Side by side":
        _show_side_by_side(table, result)
    elif view == "How sure":
        _show_how_sure(table, result)
    elif view == "Rules":
        _show_rules(table, result)
    else:
        show_customer(table, result)


def _show_side_by_side(table: Table, result: Segmentation) -> None:
    effects = cached.effects(table, result.spec)
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
        columns = _of_lens(table, effects)
        if kind in {"Heat map", "Lines", "Radar"}:
            numbers = tuple(effect.column for effect in columns if effect.is_number)
            _show_numbers(table, result, numbers, kind)
        elif kind == "Spread":
            _show_spread(table, result, [e.column for e in columns if e.is_number])
        elif kind == "Categories":
            _show_shares(table, result, columns)
        else:
            found = partial(segment_purchases, result.rows.frame, result.labels, MONEY, purchases)
            _draw(
                ("purchases", table, result.spec, result.names),
                lambda: purchases_data(found(), result.names, result.slots),
                heat_chart,
                height=150 + 34 * len(purchases),
            )


def _of_lens(table: Table, effects: tuple[Effect, ...]) -> list[Effect]:
    """Let the user look at one side of customers, where the columns show several."""
    lenses = {column.name: column.lens or "" for column in cached.columns(table)}
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


def _show_numbers(table: Table, result: Segmentation, numbers: tuple[str, ...], kind: str) -> None:
    if not numbers:
        st.info("There is no column of numbers to compare. Look at “Categories”.")
        return
    as_index = kind == "Heat map" and st.toggle(
        "As an index (100 = average)", key="as_index", help="The mean as a percentage of all's."
    )
    most = MOST_LINES if kind == "Lines" else MOST_COLUMNS
    chart_of = {"Heat map": heat_chart, "Lines": snake_chart, "Radar": radar_chart}[kind]
    data_of = partial(
        side_by_side,
        result.profiles,
        result.names,
        result.slots,
        numbers,
        as_index=as_index,
        most=most,
    )
    height = {"Heat map": 130 + 34 * min(len(numbers), MOST_COLUMNS), "Lines": 440, "Radar": 520}[
        kind
    ]
    _draw((kind, table, result.spec, result.names, numbers, as_index), data_of, chart_of, height)


def _show_spread(table: Table, result: Segmentation, numbers: list[str]) -> None:
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
    data_of = partial(
        segment_spreads, result.rows.frame, column, result.labels, result.names, result.slots
    )
    _draw(
        ("spread", table, result.spec, result.names, column, how),
        data_of,
        SPREADS[how],
        height=110 + 62 * result.n_clusters,
    )


def _show_shares(table: Table, result: Segmentation, effects: list[Effect]) -> None:
    of_column = {effect.column: effect for effect in effects if not effect.is_number}
    categories = list(of_column)
    if not categories:
        st.info("There is no category to show. Look at the numbers.")
        return
    column = st.selectbox(
        "What",
        categories,
        format_func=settings.option_names(categories).get,
        key="shares_of",
    )
    _draw(
        ("shares", table, result.spec, result.names, column),
        lambda: shares_data(
            composition(result.rows, column, result.labels),
            result.names,
            result.slots,
            is_sure=of_column[column].is_sure,
        ),
        shares_chart,
        height=150 + 40 * result.n_clusters,
    )


def _show_how_sure(table: Table, result: Segmentation) -> None:
    effects = cached.effects(table, result.spec)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = [_effect_row(effect) for effect in effects]
        st.dataframe(
            rows,
            hide_index=True,
            column_config={
                "Column": st.column_config.TextColumn(width=150),
                "Difference": st.column_config.TextColumn(width=75),
                "Sure": st.column_config.TextColumn(width=75),
                "p": st.column_config.TextColumn(width=60),
                "Size": st.column_config.ProgressColumn(
                    min_value=0,
                    max_value=1,
                    format="%.3f",
                    width=110,
                    help="Share of the variance between segments (eta²) for a number, Cramér’s V "
                    "for a category. 0: the segments are alike, 1: nothing else matters.",
                ),
            },
            alt="How much every column differs between the segments, and how sure that is.",
        )
        st.caption(
            "Columns that made the segments differ because they were used: a test would prove "
            "nothing. The others are tested (Kruskal–Wallis for numbers, chi² for categories, "
            f"corrected for their number); up to {SURE:g} counts as sure."
        )
    with right:
        drivers = cached.drivers(table, result.spec)
        _draw(
            ("drivers", table, result.spec),
            lambda: drivers_data(drivers, cached.importance(table, result.spec)),
            drivers_chart,
            height=110 + 62 * len(drivers),
        )


def _effect_row(effect: Effect) -> dict[str, object]:
    sure, p = "used", ""
    if not effect.is_feature:
        tested = math.isfinite(effect.p_value)
        sure = ("yes" if effect.is_sure else "no") if tested else "not tested"
        p = "" if not tested else "< 0.001" if effect.p_value < 0.001 else f"{effect.p_value:.3f}"
    return {
        "Column": effect.label.axis,
        "Difference": effect.strength,
        "Size": effect.size,
        "Sure": sure,
        "p": p,
    }


def _show_rules(table: Table, result: Segmentation) -> None:
    trees = cached.trees(table, result.spec)
    depth = len(trees)
    if depth > 1:
        depth = st.slider(
            "Questions asked at most",
            1,
            len(trees),
            min(3, len(trees)),
            key=f"depth_{len(trees)}",
            help="More questions place more customers right and are harder to remember.",
        )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw(
            ("tree", table, result.spec, result.names, depth),
            lambda: TreeData(tree=trees[depth - 1], names=result.names, slots=result.slots),
            tree_chart,
            height=420,
        )
    with right:
        fidelity = tuple(tree.fidelity for tree in trees)
        _draw(
            ("fidelity", table, result.spec, depth),
            lambda: FidelityData(fidelity=fidelity, depth=depth),
            fidelity_chart,
            height=300,
        )
    st.subheader("The shortest rule for each segment", anchor=False)
    rules = cached.rules(table, result.spec, max(2, depth))
    told = [
        f"- **{plain(result.names[segment])}**: {plain(rules[segment].words)} (coverage "
        f"{format_share(rules[segment].coverage)}, purity {format_share(rules[segment].purity)})"
        for segment in result.by_slot
    ]
    st.markdown("\n".join(told))
    with st.expander("As SQL (after WHERE) and for pandas"):
        for segment in result.by_slot:
            st.markdown(f"**{plain(result.names[segment])}**")
            st.code(rules[segment].sql, language="sql", wrap_lines=True)
            st.code(rules[segment].pandas, language="python", wrap_lines=True)


def _draw(
    what: tuple[object, ...], data_of: Callable[[], object], chart_of: Callable, height: int
) -> None:
    """Show a chart, or its figures as a table."""
    if st.session_state.get(TABLES):
        data = data_of()
        st.markdown(f"**{plain(data.title)}**")
        st.dataframe(data.table, hide_index=True, alt=data.alt)
        return
    key = f"closer_{what[0]}".replace(" ", "_")
    drawings.show(what, data_of, chart_of, key=key, height=height)
