"""The Profiles page: who is in each segment, how sure that is, and a rule for each."""

import streamlit as st

from pages.profiles import cards, details, words
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes, left_out
from pages.shared.messages import plain
from pages.shell import frame
from pages.shell.pages import link
from segmentation import cached
from segmentation.customers.grain import unit_of
from segmentation.segments.describing.summary import segments_headline


def show() -> None:
    """Show the page."""
    frame.show_notice()
    head = st.container()
    result, _, toolbar = choose_result(head)

    headline = segments_headline(
        len(result.labels),
        result.n_clusters,
        disguise=cached.disguise(result),
        unit=unit_of(result.table),
    )
    head.title(f"Who they are: {plain(headline)}")
    with head:
        evidence_notes.show_verdict(result.decision, result.n_clusters)
        left_out.show_left_out(result)
        evidence_notes.show_caution(result.shaping_columns)
    with toolbar:
        value = cards.choose_value(result)
    st.header(words.SEGMENTS)
    cards.show_cards(result, value)
    details.show(result)
    link("segment", "See the segments on a map")
