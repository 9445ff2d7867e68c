"""Explore: how each column is spread, and which columns go together."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import explore_views, state  # noqa: E402
from pages.ui.messages import plain, short  # noqa: E402

table = state.table()
st.title(plain(f"What is in {short(table.name, 60)}"))
explore_views.show_chart(table)
explore_views.show_statistics(table)
st.page_link("pages/segment.py", label="See the segments", icon=":material/bubble_chart:")
