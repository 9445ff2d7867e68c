"""What stands on every page: how the table was opened, and what a link lacked."""

import streamlit as st

from pages.shared.messages import plain, short
from pages.shell import state


def show_notice() -> None:
    """Show how the table was opened, and what went otherwise than the link or file asked."""
    if state.TOLD in st.session_state:
        st.info(plain(st.session_state[state.TOLD]), icon=":material/info:")
    if state.NOTICE in st.session_state:
        st.warning(plain(st.session_state[state.NOTICE]), icon=":material/info:")


def notice_unknown(parameter: str, what: str, options: tuple[str, ...]) -> None:
    """Say which values of the link do not exist in this table; they were left out."""
    unknown = [value for value in state.asked(parameter) if value not in options]
    if unknown:
        names = ", ".join(f"“{short(value, 40)}”" for value in unknown[:3])
        st.warning(
            plain(f"The link names {what} {names}, which this table does not have. ")
            + "That part was left out; everything else is as in the link.",
            icon=":material/info:",
        )
