"""The Explore page: every column at a glance, columns against each other, and each more closely."""

import streamlit as st

from pages.explore import closer, glance, pairs, words
from pages.filters import bar as filters
from pages.shared.messages import plain, short
from pages.shell import frame, open_table
from pages.shell.pages import link
from segmentation import cached
from segmentation.tables.table import Table


def show() -> None:
    """Show the page.

    Segments are looked for last: where there are none, or it takes long, the columns are there.
    """
    table = open_table.table()
    frame.show_notice()
    st.title(plain(words.TITLE.format(name=short(table.name, 60))))
    bar = st.container()
    formulas, where = filters.written_formulas(table), filters.written()
    kept, rows = filters.kept(table, formulas, where)
    overview = st.container()
    pair_plot = st.container()
    with overview:
        place = glance.place_for(kept)
        glance.show(place, kept)
    _show_more(kept)
    lines = open_table.are_sales()
    with bar:
        if lines:
            filters.show_bar(table)
            return
        marked = pairs.show(pair_plot, table, rows)
    if marked is not None:
        glance.show(place, kept, marked)


def _show_more(table: Table) -> None:
    if table.frame.empty:
        st.info(words.NOBODY_LEFT)
        return
    closer.show(table)
    _show_statistics(table)
    link("segment", "See the segments")


def _show_statistics(table: Table) -> None:
    """Show the summary statistics of every number."""
    summary = cached.statistics(table)
    if summary.empty:
        return
    st.header(words.STATISTICS)
    figures = {
        name: st.column_config.NumberColumn(
            label, help=about, format="%d" if name == "Values" else "%.4g"
        )
        for name, (label, about) in words.STATISTICS_ABOUT.items()
    }
    st.dataframe(summary, hide_index=True, column_config=figures, alt=words.STATISTICS_ALT)
