"""How segments are found, or defined: the choice that decides what else is asked for."""

import streamlit as st

from pages.shell import state
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.spec import RULES

FOUND = next(iter(ALGORITHMS))
"""What finds segments unless the user says otherwise."""

KEY = "algorithm"
BY_RULE = (RULES,)

__all__ = ["BY_RULE", "FOUND", "RULES", "choose", "choose_way", "chosen"]


def chosen() -> str:
    """Return the choice, also before it has been shown."""
    return st.session_state.get(KEY) or next(iter(state.asked(KEY)), FOUND)


def choose(way: str) -> None:
    """Choose for the user, who has pressed a button."""
    st.session_state[KEY] = way


def choose_way() -> str:
    """Ask how segments are found.

    Returns
    -------
    str
        A name of `ALGORITHMS`.
    """
    return st.radio(
        "How segments are found",
        list(ALGORITHMS),
        format_func=lambda name: ALGORITHMS[name].title,
        captions=[f"{way.claim} {way.limit}" for way in ALGORITHMS.values()],
        key=KEY,
        bind="query-params",
        persist_state="session",
    )
