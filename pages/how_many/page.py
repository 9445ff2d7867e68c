"""The “How many?” page: what speaks for each number of segments, and whether there are any."""

import streamlit as st

from pages.how_many import evidence, other_method, words
from pages.journey import answer as step
from pages.journey.settings_bar import place_bar
from pages.segment_form import following, names, settings
from pages.segment_form.by_rule import rules
from pages.segment_form.number import slider
from pages.segment_form.stopping import can_be_stopped
from pages.shared.messages import sentences_for_errors
from pages.shell import frame, open_table, state
from pages.shell.pages import link
from segmentation import cached


def show() -> None:
    """Show the page."""
    table = open_table.customers()
    following.carry_over()
    frame.show_notice()
    head = st.container()
    work = st.empty()
    told, bar = step.place_for_answer(st.session_state[state.SHOWN]), place_bar()
    bar.fold()
    with bar.body:
        place, toolbar = st.container(), st.container(horizontal=True)
        choose_k = st.container()
    with toolbar:
        rules.offer(table)
    family = settings.choose_family(table, place, toolbar, bar.filters)
    if family is not None and family.is_by_rule:
        head.title("Rules have no number to choose")
        head.info("There are as many segments as rules, so there is nothing to weigh.")
        link("segment", "See the segments")
        st.stop()
    with bar.body:
        ks, smallest = evidence.choose_range(table)
    if family is None:
        bar.keep_open()
        head.title("Choose what to segment by")
        head.info("No column is chosen. Choose at least one, for example how much customers spend.")
        st.stop()

    with head:
        answer = st.empty()
        advice = st.container()
    with sentences_for_errors(), can_be_stopped(table, work):
        fitted = cached.fitted_range(table, family)
        scan = cached.weighed(fitted, tuple(ks))
    with choose_k:
        k = slider.choose_k(scan, cached.first_k(fitted, tuple(ks)))
    result = names.named(cached.segmentation(fitted, k)).judged(scan.decision)
    step.show_answer(told, result)
    bar.tell(result)
    opinions = st.container()
    folded = st.expander(words.EVIDENCE, key="the_evidence")
    with folded:
        evidence.show_curves(fitted, k)
    weighed = evidence.gather(fitted, ks, answer)
    evidence.show_verdict(weighed, k, smallest, answer, advice, opinions)
    other = st.container()  # what costs more is asked for when the rest stands
    with folded:
        evidence.show_evidence(fitted, weighed)
        evidence.show_closer(fitted, weighed, k)
    with other:
        other_method.show(fitted, k)
    link("segment", "See the segments")
