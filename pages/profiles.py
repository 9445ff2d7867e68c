"""Profiles: who is in each segment, how sure that is, and a rule for each."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import card_views, closer_views, frame, state  # noqa: E402
from pages.ui.choosing import choose_result  # noqa: E402
from pages.ui.messages import plain  # noqa: E402
from segmentation.segments.describing.summary import segments_headline  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
result, _, toolbar = choose_result(table, head)

head.title(f"Who they are: {plain(segments_headline(len(result.labels), result.n_clusters))}")
with toolbar:
    value = card_views.choose_value(result)
card_views.show_cards(table, result, value)
closer_views.show(table, result)
st.page_link("pages/segment.py", label="See the segments on a map", icon=":material/bubble_chart:")
