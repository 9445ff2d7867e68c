"""The Data page: which table is open, what was understood of it, and the user's own file."""

import streamlit as st

from pages.data import contents, events, reading, sales, sources, words
from pages.filters.bar import show_bar
from pages.journey import answer
from pages.shared.messages import plain, short
from pages.shell import frame, open_table, state
from segmentation import cached
from segmentation.customers.grain import Unit, unit_of
from segmentation.tables.table import Table

LINES = Unit(one="line of sales", many="lines of sales")
EVENTS = Unit(one="event", many="events")


def show() -> None:
    """Show the page."""
    table = open_table.table()
    rows = _unit(table).counted(len(table.frame))
    st.title(plain(words.TITLE.format(name=short(table.name, 60), rows=rows)))
    answer.show_last_answer(answer.place_for_answer("data"), table)
    frame.show_notice()
    kept = show_bar(table)

    if table.sampled is None:
        sales.offer_customers(table)
        events.offer_visitors(table)
    files, understood = st.columns([2, 3], gap="large")
    with files:
        sources.show_own_file()
    with understood:
        contents.show_what_was_read(table)
        reading.correct_reading(open_table.source())
        contents.choose_identifier(table)
    sources.show_samples()
    table = open_table.table()
    contents.show_columns(table)
    contents.correct_column(table)
    contents.show_rows(kept)
    if table.sampled is None:
        sales.offer_by_hand()


def _unit(table: Table) -> Unit:
    """Return what a row is called; events that are taken as they are stay events."""
    if open_table.are_sales():
        return LINES
    if table.sampled is not None:
        return unit_of(table)
    as_they_are = state.sales() is None and state.EVENTS not in st.session_state
    if as_they_are and cached.grain(open_table.source()).events is not None:
        return EVENTS
    return unit_of(table)
