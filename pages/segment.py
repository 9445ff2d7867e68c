"""Segment: who the customers are, in as many groups as the slider says."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import (  # noqa: E402
    evidence_views,
    frame,
    names,
    sales_views,
    segment_views,
    settings,
    state,
)
from pages.ui.messages import plain, sentences_for_errors  # noqa: E402
from segmentation import cached  # noqa: E402
from segmentation.segments.summary import headline, largest, separation  # noqa: E402

table = state.table()
frame.show_notice()
sales_views.warn_of_sales()
head = st.container()
choose_features, choose_k = st.columns([3, 2], gap="medium")
with choose_features:
    features = settings.choose_features(table)
    toolbar = st.container(horizontal=True, vertical_alignment="center")
with toolbar:
    family = settings.choose_family(table, features)
picture, who = st.columns([3, 2], gap="medium")
if family is None:
    head.title("Choose what to segment by")
    head.info("No column is chosen. Choose at least one, for example how much customers spend.")
    st.stop()

with sentences_for_errors():
    scan = cached.scan(table, family)
    with choose_k:
        k = settings.choose_k(scan.peak_k)
    result = names.named(table, cached.segmentation(table, settings.with_k(family, k)))

with head:
    st.title(plain(headline(len(result.labels), k)))
    st.markdown(
        plain(f"{largest(result.profiles, result.names)} {separation(result.metrics.silhouette)}")
    )

with picture:
    evidence_views.show_driver(table, result.spec)
    segment_views.show_map(table, result, toolbar)
with who:
    segment_views.show_names(table, result)
    segment_views.show_figures(result, scan)
    segment_views.show_download(table, result)
segment_views.show_summary(table, result)
segment_views.show_criteria(table, result.spec, scan)
segment_views.show_left_out(result)
