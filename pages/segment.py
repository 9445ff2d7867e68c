"""Segment: who the customers are, in as many groups as the slider says."""

from pages.ui import router

router.enter()

import streamlit as st  # noqa: E402 - the router comes first

from pages.ui import (  # noqa: E402
    evidence_views,
    frame,
    sales_views,
    segment_views,
    state,
)
from pages.ui.choosing import choose_result  # noqa: E402
from pages.ui.messages import plain  # noqa: E402
from segmentation.segments.describing.summary import largest, segments_headline, separation  # noqa: E402

table = state.table()
frame.show_notice()
sales_views.warn_of_sales()
head = st.container()
result, scan, toolbar = choose_result(table, head)
picture, who = st.columns([3, 2], gap="medium")

with head:
    st.title(plain(segments_headline(len(result.labels), result.n_clusters)))
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
