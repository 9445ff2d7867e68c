"""Data: which table is open, what was understood of it, and the user's own file."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import data_views, frame, reading_views, sales_views, state  # noqa: E402
from pages.ui.messages import plain, short  # noqa: E402
from segmentation.errors import counted  # noqa: E402

table = state.table()
rows = ("line of sales", "lines of sales") if sales_views.are_sales() else ("customer", None)
st.title(plain(f"{short(table.name, 60)}: {counted(len(table.frame), *rows)}"))
frame.show_notice()

sales_views.offer_customers(table)
source, understood = st.columns([2, 3], gap="large")
with source:
    data_views.show_sources()
with understood:
    data_views.show_what_was_read(table)
    reading_views.correct_reading(state.source())
    data_views.choose_identifier(table)
table = state.table()
data_views.show_columns(table)
data_views.correct_column(table)
data_views.show_rows(table)
sales_views.offer_by_hand()
