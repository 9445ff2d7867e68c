"""The sidebar of every page: which table is open, and the ways back."""

import streamlit as st

from pages.journey import left_plan, tour, undo
from pages.shared.messages import plain, short
from pages.shell import state
from pages.whole import words
from segmentation.errors import counted
from segmentation.tables import samples


def show_source() -> None:
    """Say in the sidebar which table is open, and offer the ways back."""
    with st.sidebar:
        if state.is_upload():
            table = st.session_state[state.UPLOAD]
            size = f"{counted(len(table.frame), 'row')}, your file"
            if table.sampled is not None:
                size = words.IN_SIDEBAR.format(drawn=len(table.frame), all=table.sampled.n_rows)
            st.markdown(f"**{plain(short(table.name, 40))}**  \n{size}")
        else:
            card = samples.sample_card(state.sample_name())
            st.markdown(f"**{plain(card.title)}**  \nBuilt-in sample")
        with st.container(horizontal=True):
            st.button(
                "Back to the sample", on_click=undo.use_sample, disabled=not state.is_upload()
            )
            st.button("Reset", on_click=undo.reset, help="Forget all settings and start anew.")
        undo.offer()
        left_plan.offer()
        tour.show_help()
