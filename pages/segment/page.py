"""The Segment page: who the customers are, in as many groups as the slider says."""

import streamlit as st

from pages.segment import advice, segment_map, summary
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes, left_out
from pages.shared.messages import plain
from pages.shell import frame, open_table
from pages.shell.pages import link
from segmentation import cached
from segmentation.customers.grain import unit_of
from segmentation.segments.describing.summary import largest, segments_headline


def show() -> None:
    """Show the page."""
    lines = open_table.are_sales()
    frame.show_notice()
    if lines:
        _warn_of_lines()
    head = st.container()
    result, scan, toolbar = choose_result(head)
    picture, who = st.columns([3, 2], gap="medium")

    with head:
        disguise, unit = cached.disguise(result), unit_of(result.table)
        headline = segments_headline(
            len(result.labels), result.n_clusters, disguise=disguise, unit=unit
        )
        st.title(plain(headline))
        evidence_notes.show_verdict(result.decision, result.n_clusters)
        evidence_notes.show_caution(result.shaping_columns)
        st.markdown(plain(largest(result.profiles, result.names, unit=unit)))
        evidence_notes.show_empty_rules(result)
        left_out.show_left_out(result)

    with picture:
        evidence_notes.show_driver(result)
        segment_map.show_map(result, toolbar)
    with who:
        summary.show_names(result)
        summary.show_figures(result, scan)
        summary.show_download(result)
    summary.show_summary(result)
    if not result.spec.is_by_rule:
        summary.show_criteria(result, scan)
    summary.show_left_out(result)
    if not result.spec.is_by_rule:
        advice.show_advice(result)


def _warn_of_lines() -> None:
    """Say that each line of sales is taken for a customer."""
    st.warning(
        "These look like sales: every line is taken for a customer of its own. Make one row "
        "per customer first.",
        icon=":material/info:",
    )
    link("data", "Make customers from sales", icon=":material/group:")
