"""How many?: what speaks for each number of segments, and whether there are any."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import evidence_views, frame, settings, state  # noqa: E402
from pages.ui.messages import sentences_for_errors  # noqa: E402
from segmentation import cached  # noqa: E402

table = state.table()
frame.show_notice()
head = st.container()
choose_features, choose_k = st.columns([3, 2], gap="medium")
with choose_features:
    features = settings.choose_features(table)
    family = settings.choose_family(table, features)
ks, smallest = evidence_views.choose_range(table)
if family is None:
    head.title("Choose what to segment by")
    head.info("No column is chosen. Choose at least one, for example how much customers spend.")
    st.stop()

with head:
    answer = st.empty()
    advice = st.container()
with sentences_for_errors():
    scan = cached.scan(table, family)
opinions, curves = st.columns(2, gap="large")
with choose_k:
    spec = settings.with_k(family, settings.choose_k(scan.peak_k))
with curves:
    evidence_views.show_curves(table, spec, scan)
weighed = evidence_views.gather(table, family, ks, answer)
evidence_views.show_verdict(weighed, smallest, answer, advice, opinions)
evidence_views.show_evidence(table, family, weighed)
evidence_views.show_closer(table, spec)
st.page_link("pages/segment.py", label="See the segments", icon=":material/bubble_chart:")
