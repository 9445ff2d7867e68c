"""Score: which segment a new customer belongs to, for one, for a file, and in other systems."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import (  # noqa: E402
    elsewhere_views,
    frame,
    library_views,
    score_file_views,
    score_views,
)
from pages.ui.messages import plain, sentences_for_errors, short  # noqa: E402

head = st.container()
frame.show_notice()
chosen = score_views.choose_model(head)
head.title(f"Which segment is a new customer in? {plain(short(chosen.name, 60))}")
score_views.say_what_it_is(chosen)
one, many, elsewhere = st.tabs(["One customer", "A file of customers", "In other systems"])
with one, sentences_for_errors():
    score_views.show_form(chosen)
with many:
    score_file_views.show_file(chosen)
with elsewhere:
    elsewhere_views.show_elsewhere(chosen)
library_views.list_saved()
