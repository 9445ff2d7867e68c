"""Compare: other settings, a saved segmentation, or a later file; who is elsewhere, and why."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import compare_views, dates_views, frame, state  # noqa: E402
from pages.ui.choosing import choose_result  # noqa: E402
from pages.ui.messages import sentences_for_errors  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
result, _, _ = choose_result(table, head)
title = head.empty()
title.title("Would it look the same?")
with sentences_for_errors():
    if compare_views.choose_mode() == compare_views.DATES:
        dates_views.show_dates(table, result, title)
    else:
        compare_views.show_settings(table, result, title)
st.page_link("pages/score.py", label="Score new customers", icon=":material/person_add:")
