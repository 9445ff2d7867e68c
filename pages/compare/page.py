"""The Compare page: other settings, a saved segmentation, a later file, each side of customers."""

import streamlit as st

from pages.compare import dates, lenses, other_settings, words
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes
from pages.shared.messages import sentences_for_errors
from pages.shell import frame
from pages.shell.pages import link


def show() -> None:
    """Show the page."""
    frame.show_notice()
    head = st.container()
    result, _, _ = choose_result(head)
    title = head.empty()
    title.title(words.TITLE)
    with head:
        evidence_notes.show_verdict(result.decision, result.n_clusters)
    with sentences_for_errors():
        mode = other_settings.choose_mode()
        if mode == other_settings.DATES:
            dates.show_dates(result, title)
        elif mode == other_settings.LENSES:
            lenses.show_lenses(result.table, title)
        else:
            other_settings.show_settings(result, title)
    link("score", words.NEXT)
