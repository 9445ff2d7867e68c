"""Learn: how K-means finds segments, one step at a time, on the user's own columns."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import learn_views, state  # noqa: E402
from pages.ui.messages import sentences_for_errors  # noqa: E402

table = state.table()
st.title("How K-means finds segments")
st.markdown(
    "Two moves, over and over: every customer joins the **nearest centre**, and every centre moves "
    "to the **middle of its customers**. It ends when nobody changes."
)
with sentences_for_errors():
    learn_views.show_lesson(table)
st.page_link("pages/segment.py", label="See the segments", icon=":material/bubble_chart:")
