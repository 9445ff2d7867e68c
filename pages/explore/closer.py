"""One column or two, more closely: a chart that the user chooses."""

from collections.abc import Callable

import streamlit as st

from pages.explore import words
from pages.shared import chart
from pages.shared.messages import short
from pages.shared.theme import current_theme
from segmentation import cached
from segmentation.charts.columns.correlation import correlation_chart, correlation_data
from segmentation.charts.columns.counts import counts_chart, counts_data
from segmentation.charts.columns.histogram import histogram_chart, histogram_data
from segmentation.charts.columns.scatter import scatter_chart, scatter_data
from segmentation.charts.columns.spread import spread_data
from segmentation.charts.columns.spread_charts import box_chart, violin_chart
from segmentation.charts.drawing import draw
from segmentation.tables.columns.taxonomy import CATEGORIES, NUMBERS
from segmentation.tables.table import Table

CHART_HEIGHT = 480
NO_COLOR = "none"
DISTRIBUTIONS: dict[str, tuple[Callable, Callable]] = {
    "Histogram": (histogram_data, histogram_chart),
    "Box": (spread_data, box_chart),
    "Violin": (spread_data, violin_chart),
}
CHARTS = (*DISTRIBUTIONS, "Scatter", "Correlations", "Counts")


def show(table: Table) -> None:
    """Let the user choose a chart and its columns, and draw it.

    Parameters
    ----------
    table : Table
    """
    st.header(words.CLOSER)
    kind = st.segmented_control(
        "Chart",
        CHARTS,
        default=CHARTS[0],
        required=True,
        key="chart",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    st.caption(words.CHARTS[kind])
    numbers = _columns(table, NUMBERS)
    categories = _columns(table, CATEGORIES)
    if kind in DISTRIBUTIONS:
        _show_distribution(table, kind, numbers, categories)
    elif kind == "Scatter":
        _show_scatter(table, numbers, categories)
    elif kind == "Correlations":
        _draw(correlation_data(table.frame, tuple(numbers)), correlation_chart)
    else:
        _show_counts(table, categories)


def _show_distribution(table: Table, kind: str, numbers: list[str], categories: list[str]) -> None:
    if not numbers:
        st.info(words.NO_NUMBERS)
        return
    column, color = _pickers(("What", "column", numbers), ("By", "by", [NO_COLOR, *categories]))
    data_of, chart_of = DISTRIBUTIONS[kind]
    _draw(data_of(table.frame, column, by=None if color == NO_COLOR else color), chart_of)


def _show_scatter(table: Table, numbers: list[str], categories: list[str]) -> None:
    if len(numbers) < 2:
        st.info(words.NO_PAIR)
        return
    across, up, color = _pickers(
        ("Across", "across", numbers),
        ("Up", "up", numbers[1:] + numbers[:1]),
        ("Colour by", "color", [NO_COLOR, *categories, *numbers]),
    )
    shade = None if color == NO_COLOR else color
    _draw(scatter_data(table.frame, across, up, color=shade), scatter_chart)


def _show_counts(table: Table, categories: list[str]) -> None:
    if not categories:
        st.info(words.NO_CATEGORIES)
        return
    (column,) = _pickers(("What", "category", categories))
    _draw(counts_data(table.frame, column), counts_chart)


def _pickers(*pickers: tuple[str, str, list[str]]) -> list[str]:
    """Show a row of select boxes, each as (label, key in the link, options)."""
    return [
        place.selectbox(
            title,
            options,
            format_func=lambda name: "Nothing" if name == NO_COLOR else short(name, 40),
            key=key,
            bind="query-params",
            persist_state="session",
        )
        for place, (title, key, options) in zip(st.columns(len(pickers)), pickers, strict=True)
    ]


def _draw(data: object, chart_of: Callable) -> None:
    chart.show_drawn(draw(data, chart_of, current_theme()), key="explore", height=CHART_HEIGHT)


def _columns(table: Table, kinds: frozenset[str]) -> list[str]:
    return [
        column.name
        for column in cached.columns(table)
        if column.kind in kinds and column.role != "identifier"
    ]
