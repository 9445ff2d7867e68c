"""Settings that follow the data until the user, or the link, has chosen another, on every page."""

import streamlit as st

from pages.shell import state

CARRIED = frozenset(
    {"features", "formulas", "where", "scaling", "algorithm", "rules", "k", "ks"}
    | {"missing", "rows_of_the_same_customer", "outliers", "extreme_is_beyond", "long_tails"}
)
CARRIED_PREFIXES = ("weight_", "propose_", "rfm_")
"""Keys of the widgets that say what segments are made from."""


def is_carried(key: str) -> bool:
    """Return whether a key is of a widget that says what segments are made from."""
    return key in CARRIED or key.startswith(CARRIED_PREFIXES)


def follow(key: str, default: object) -> None:
    """Let a keyed widget show `default` until the user, or the link, has chosen another.

    The widget must have the same default: the link leaves out what equals it, and going back in
    the browser to such a link returns to it.
    """
    chosen = st.session_state.get(f"{key}_chosen", bool(state.asked(key)))
    if not chosen and st.session_state.get(key) != default:
        st.session_state[key] = default


def choose(key: str, default: object) -> None:
    """Remember whether the user has chosen something else than the default."""
    st.session_state[f"{key}_chosen"] = st.session_state[key] != default


def forget_choice(key: str) -> None:
    """Let a setting follow the data again."""
    st.session_state[f"{key}_chosen"] = False


def carry_over() -> None:
    """Take the settings of the form along where another page is shown than before.

    Streamlit does so by itself, except where a page is left before the choice that was made last on
    it has been worked on: then the widgets of the new page would begin from their defaults, and
    where the default is no column at all, what was chosen would be lost for good.
    """
    if not st.session_state.pop(state.TURNED, False):
        return
    for key in list(st.session_state):
        if is_carried(str(key)):
            st.session_state[key] = st.session_state[key]
