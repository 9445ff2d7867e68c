"""The Segment page: who the customers are, in as many groups as the slider says.

What depends on the slider is a fragment, so that a move of it builds and sends nothing else.
"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.colleague import sharing
from pages.journey import header
from pages.segment import advice, ahead, cards, segment_map, summary
from pages.segment_form.form import (
    EveryK,
    choose_number,
    choose_settings,
    first_number,
    present_result,
)
from pages.shared import evidence_notes, left_out, library
from pages.shared.messages import plain
from pages.shell import frame, open_table
from pages.shell.pages import link
from pages.shell.serving.one_by_one import RUNS
from pages.whole import counts, labels
from pages.whole.places import allowed
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.describing.summary import segments_headline


def show() -> None:
    """Show the page."""
    lines = open_table.are_sales()
    frame.show_notice()
    if lines:
        _warn_of_lines()
    head = st.container()
    every_k, _ = choose_settings(head)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        axes = segment_map.choose_axes(every_k.fitted, first_number(every_k))
        library.offer_save(partial(present_result, every_k))
        sharing.offer_share(partial(present_result, every_k))
    counts.show_control(every_k.fitted)
    _show_segments(every_k, axes, head, header.place())
    if not every_k.fitted.spec.is_by_rule:
        advice.show_advice(every_k.fitted.table)


@st.fragment
def _show_segments(
    every_k: EveryK, axes: tuple[str, ...], head: DeltaGenerator, top: DeltaGenerator
) -> None:
    """Show all that follows the number of segments."""
    with RUNS.turn():
        _show_in_turn(every_k, axes, head, top)


def _show_in_turn(
    every_k: EveryK, axes: tuple[str, ...], head: DeltaGenerator, top: DeltaGenerator
) -> None:
    header.update(top)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        result = choose_number(every_k)
        if not result.spec.is_by_rule:
            summary.show_separation(result, every_k.scan)
    with head:
        _show_headline(result)
    filled = left_out.show_left_out(result)
    evidence_notes.show_driver(result)
    segment_map.show_map(result, axes)
    cards.show_cards(result)
    _offer_files(result)
    counts.show_totals(result)
    summary.show_summary(result)
    if not result.spec.is_by_rule:
        summary.show_criteria(result, every_k.scan)
    summary.show_left_out(result)
    ahead.send_neighbours(result, axes)
    if filled:
        st.rerun()  # last: what is not drawn before it forgets what was chosen


def _offer_files(result: Segmentation) -> None:
    """Offer the customers with their segments; beside it all rows, where a sample is open."""
    if result.table.sampled is None:
        summary.show_download(result)
        return
    with st.container(horizontal=True):
        summary.show_download(result)
        labels.show_labels(result, allowed("files").get("output"))


def _show_headline(result: Segmentation) -> None:
    n_customers, unit = counts.size_of(result)
    headline = segments_headline(
        n_customers, result.n_clusters, disguise=cached.disguise(result), unit=unit
    )
    st.title(plain(headline))
    counts.show_which(result)
    evidence_notes.show_verdict(result.decision, result.n_clusters)
    evidence_notes.show_caution(result.shaping_columns)
    evidence_notes.show_empty_rules(result)


def _warn_of_lines() -> None:
    """Say that each line of sales is taken for a customer."""
    st.warning(
        "These look like sales: every line counts as a separate customer. Make one row "
        "per customer first.",
        icon=":material/info:",
    )
    link("data", "Make customers from sales", icon=":material/group:")
