"""What the form starts from: a proposal, said in sentences, each part of it with a switch."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.messages import plain
from pages.shell import state
from segmentation import cached
from segmentation.analysis.choosing.proposal import Proposal
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.proposal.features import PARTS
from segmentation.tables.table import Table

PART_NAMES = {
    "scales": "Log scales",
    "dates": "Days since dates",
    "ratios": "Money per order",
    "shares": "Shares of what is bought",
    "copies": "Leave out near-copies",
    "rare": "Group rare values",
}
PROPOSED = ("features", "formulas", "long_tails")
"""The widgets that follow the proposal until the user has chosen otherwise."""


def choose_parts(table: Table, place: DeltaGenerator) -> tuple[Proposal | None, DeltaGenerator]:
    """Show a switch for each part of the proposal, and return what is left of it.

    Parameters
    ----------
    table : Table
    place : DeltaGenerator

    Returns
    -------
    proposal : Proposal or None
        None when the table holds nothing to segment by.
    sentences : DeltaGenerator
        Where its reasons go.
    """
    whole = cached.proposal(table)
    parts = [part for part in PARTS if whole and part in whole.parts]
    if not parts:
        return whole, place
    with place.expander("Why these columns are proposed"):
        sentences = st.container()
        with st.container(horizontal=True):
            without = tuple(part for part in parts if not _is_wanted(part))
    return cached.proposal(table, without), sentences


def say_reasons(
    proposal: Proposal | None, family: SegmentationSpec | None, place: DeltaGenerator
) -> None:
    """Say why, where the form still stands as proposed; else offer to go back.

    Parameters
    ----------
    proposal : Proposal or None
    family : SegmentationSpec or None
        What the form stands for.
    place : DeltaGenerator
    """
    if proposal is None or not proposal.parts:
        return
    with place:
        if _is_as_proposed(proposal.spec, family):
            st.markdown("\n".join(f"- {plain(reason.sentence)}" for reason in proposal.reasons))
        else:
            st.markdown("You have changed the proposal.")
            st.button("Back to the proposal", on_click=_propose_anew, icon=":material/undo:")


def formulas_text(proposal: Proposal | None) -> str:
    """Return the proposed formulas as the form takes them, one a line.

    Parameters
    ----------
    proposal : Proposal or None

    Returns
    -------
    str
    """
    formulas = proposal.spec.formulas if proposal else ()
    return "\n".join(f"{name} = {formula}" for name, formula in formulas)


def _is_wanted(part: str) -> bool:
    return st.toggle(
        PART_NAMES[part],
        value=True,
        key=f"propose_{part}",
        bind="query-params",
        persist_state="session",
        on_change=_propose_anew,
    )


def _is_as_proposed(proposed: SegmentationSpec, family: SegmentationSpec | None) -> bool:
    return family is not None and all(
        sorted(getattr(proposed, setting) or ()) == sorted(getattr(family, setting) or ())
        for setting in ("features", "formulas", "transforms", "weights")
    )


def _propose_anew() -> None:
    """Let what follows the proposal follow it again."""
    for key in list(st.session_state):
        if key in PROPOSED or str(key).startswith("weight_"):
            del st.session_state[key]
    state.forget_asked(*PROPOSED)
    st.session_state["k_chosen"] = False
