"""Settings that follow the data until the user, or the link, has chosen another."""

import streamlit as st

from pages.shell import state


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
