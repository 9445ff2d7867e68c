"""The Data page: which table is open, what was understood of it, and the user's own file."""

import streamlit as st

from pages.data import contents, events, reading, sales, sources
from pages.shared.messages import plain, short
from pages.shell import frame, open_table
from segmentation.errors import counted


def show() -> None:
    """Show the page."""
    table = open_table.table()
    rows = ("line of sales", "lines of sales") if open_table.are_sales() else ("customer", None)
    st.title(plain(f"{short(table.name, 60)}: {counted(len(table.frame), *rows)}"))
    frame.show_notice()

    sales.offer_customers(table)
    events.offer_visitors(table)
    files, understood = st.columns([2, 3], gap="large")
    with files:
        sources.show_sources()
    with understood:
        contents.show_what_was_read(table)
        reading.correct_reading(open_table.source())
        contents.choose_identifier(table)
    table = open_table.table()
    contents.show_columns(table)
    contents.correct_column(table)
    contents.show_rows(table)
    sales.offer_by_hand()
