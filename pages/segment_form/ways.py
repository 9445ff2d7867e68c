"""How segments are found, or defined: the choice that decides what else is asked for."""

import streamlit as st

from pages.shell import state
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.spec import RULES

FOUND = next(iter(ALGORITHMS))
"""What finds segments unless the user says otherwise."""

KEY = "algorithm"
RFM = "rfm"
"""Rules too, but written by the program."""

BY_RULE = (RULES, RFM)
TITLES = {name: way.title for name, way in ALGORITHMS.items()} | {RFM: "RFM groups"}
CLAIMS = {name: f"{way.claim} {way.limit}" for name, way in ALGORITHMS.items()} | {
    RFM: "The usual groups of buyers, by how recently, how often and for how much they bought."
}

__all__ = ["BY_RULE", "FOUND", "RFM", "RULES", "choose", "choose_way", "chosen"]


def chosen() -> str:
    """Return the choice, also before it has been shown."""
    return st.session_state.get(KEY) or next(iter(state.asked(KEY)), FOUND)


def choose(way: str) -> None:
    """Choose for the user, who has pressed a button."""
    st.session_state[KEY] = way


def choose_way(*, has_rfm: bool) -> str:
    """Ask how segments are found.

    Parameters
    ----------
    has_rfm : bool
        Whether recency and frequency are known, so that there are groups of buyers.

    Returns
    -------
    str
        A name of `ALGORITHMS`, or `RFM`.
    """
    ways = [*ALGORITHMS, *([RFM] if has_rfm else [])]
    if st.session_state.get(KEY, FOUND) not in ways:
        del st.session_state[KEY]
    return st.radio(
        "How segments are found",
        ways,
        format_func=TITLES.get,
        captions=[CLAIMS[way] for way in ways],
        key=KEY,
        bind="query-params",
        persist_state="session",
    )
