"""Profiles: who is in each segment, how sure that is, and a rule for each."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import card_views, closer_views, frame, names, settings, state  # noqa: E402
from pages.ui.messages import plain, sentences_for_errors  # noqa: E402
from segmentation import cached  # noqa: E402
from segmentation.segments.summary import headline  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
choose_features, choose_k = st.columns([3, 2], gap="medium")
with choose_features:
    features = settings.choose_features(table)
    toolbar = st.container(horizontal=True, vertical_alignment="bottom")
with toolbar:
    family = settings.choose_family(table, features)
if family is None:
    head.title("Choose what to segment by")
    head.info("No column is chosen. Choose at least one, for example how much customers spend.")
    st.stop()

with sentences_for_errors():
    scan = cached.scan(table, family)
    with choose_k:
        k = settings.choose_k(scan.peak_k)
    result = names.named(table, cached.segmentation(table, settings.with_k(family, k)))

head.title(f"Who they are: {plain(headline(len(result.labels), k))}")
with toolbar:
    value = card_views.choose_value(result)
card_views.show_cards(table, result, value)
closer_views.show(table, result)
st.page_link("pages/segment.py", label="See the segments on a map", icon=":material/bubble_chart:")
