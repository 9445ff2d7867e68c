"""What stands around every page: which table is open, the ways back, and what a link lacked."""

import streamlit as st

from pages.journey import tour, undo
from pages.shared.messages import plain, short
from pages.shell import state
from segmentation.errors import counted
from segmentation.tables import samples


def show_source() -> None:
    """Say in the sidebar which table is open, and offer the ways back."""
    with st.sidebar:
        if state.is_upload():
            name, n_rows = (
                st.session_state[state.UPLOAD].name,
                len(st.session_state[state.UPLOAD].frame),
            )
            st.markdown(f"**{plain(short(name, 40))}**  \n{counted(n_rows, 'row')}, your file")
        else:
            card = samples.sample_card(state.sample_name())
            st.markdown(f"**{plain(card.title)}**  \nBuilt-in sample")
        with st.container(horizontal=True):
            st.button(
                "Back to the sample", on_click=undo.use_sample, disabled=not state.is_upload()
            )
            st.button("Reset", on_click=undo.reset, help="Forget all settings and start anew.")
        undo.offer()
        tour.show_help()


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
