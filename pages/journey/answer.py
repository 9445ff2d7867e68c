"""The answer so far, in the same words on every page, and the button to the next step."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.journey import words
from pages.shared.messages import plain
from pages.shell import state
from pages.shell.pages import NEXT, PAGES
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.evidence.decision import GROUPS, NONE, Decision
from segmentation.errors import counted
from segmentation.tables.table import Table

REPORT_DOWNLOAD = "take-it-with-you"
"""Where the files stand on the Report page."""


def answer(result: Segmentation) -> str:
    """Say in one line how many segments there are and what they are worth.

    Parameters
    ----------
    result : Segmentation
        With the verdict.

    Returns
    -------
    str
        For example “5 segments · recommended · very stable”. How stable is said only of the number
        that the verdict names: of others it is not measured here.
    """
    parts = [counted(result.n_clusters, "segment"), standing(result.decision, result.n_clusters)]
    if result.n_clusters == result.decision.suggested_k:
        agreement = cached.stability(result.fitted, result.n_clusters).mean_agreement
        parts.append(stable_word(agreement))
    return " · ".join(parts)


def standing(decision: Decision, k: int) -> str:
    """Say what the verdict means for `k` segments, in a word or a few.

    Parameters
    ----------
    decision : Decision
    k : int

    Returns
    -------
    str
    """
    if decision.is_by_rule:
        return words.BY_RULE
    if decision.verdict is None:
        return words.NOT_TESTED
    if decision.verdict == NONE or decision.suggested_k is None:
        return words.NO_STRUCTURE
    are_groups = decision.verdict == GROUPS
    if k == decision.suggested_k:
        return words.RECOMMENDED if are_groups else words.SUGGESTED
    other = words.OTHER_RECOMMENDED if are_groups else words.OTHER_SUGGESTED
    return other.format(k=decision.suggested_k)


def stable_word(agreement: float) -> str:
    """Return the word for a mean agreement of resamples, −1 to 1."""
    return next(word for least, word in words.STABLE_WORDS if agreement >= least)


def place_for_answer(address: str) -> DeltaGenerator:
    """Show the button to the next step, where this page has one, and leave room for the answer.

    Parameters
    ----------
    address : str
        Of the page that is shown.

    Returns
    -------
    DeltaGenerator
        For `show_answer`; what is shown in it replaces what was.
    """
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="answer_so_far",
    ):
        place = st.empty()
        _offer_next(address)
    return place


def show_answer(place: DeltaGenerator, result: Segmentation) -> None:
    """Show the answer so far, and keep the words for the pages that come before it."""
    told = answer(result)
    st.session_state[state.ANSWER] = result.table.key, told
    _tell(place, told, is_best=result.n_clusters == result.decision.suggested_k)


def show_last_answer(place: DeltaGenerator, table: Table) -> None:
    """Show what was last said of this very table; before that, that it is not segmented."""
    key, told = st.session_state.get(state.ANSWER, ("", ""))
    _tell(place, told if key == table.key else words.NOT_YET)


def _tell(place: DeltaGenerator, told: str, *, is_best: bool = False) -> None:
    icon = "check_circle" if is_best else "arrow_right"
    place.markdown(f":material/{icon}: **{plain(told)}**", width="content")


def _offer_next(address: str) -> None:
    if address not in words.NEXT_STEP:
        return
    label = words.NEXT_STEP[address]
    if address not in NEXT:
        st.html(f'<a class="next-step" href="#{REPORT_DOWNLOAD}">{label}</a>', width="content")
    elif st.button(label, key="next_step", type="primary", icon=":material/arrow_forward:"):
        st.switch_page(PAGES[NEXT[address]].script)
