"""The Plan page: whom to start with, what to offer, where to put the budget, how to prove it."""

import streamlit as st

from pages.plan import experiment, money, plays, targets
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes, left_out
from pages.shared.messages import plain, sentences_for_errors
from pages.shell import frame
from pages.shell.pages import link


def show() -> None:
    """Show the page."""
    frame.show_notice()
    head = st.container()
    result, _, _ = choose_result(head)
    with sentences_for_errors():
        plan = targets.show_targets(result)

    head.title(plain(plays.plan_headline(result, plan)))
    with head:
        evidence_notes.show_verdict(result.decision, result.n_clusters)
        left_out.show_left_out(result)
        evidence_notes.show_caution(result.shaping_columns)
    kept = plays.show_plays(result, plan)
    with sentences_for_errors():
        spending = money.show_money(result, plan.columns)
        proof = experiment.show_proof(result, spending)
    plays.show_value(result)
    plays.show_download(result, plan, kept, spending, proof)
    link("profiles", "Who they are")
