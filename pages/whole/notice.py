"""What every page says while the open table is a sample."""

import streamlit as st

from pages.shared.messages import plain, short
from pages.shell import state
from pages.whole import words


def show_notice() -> None:
    """Say that what is shown is of a sample, and of how many rows."""
    table = st.session_state.get(state.UPLOAD)
    if table is None or table.sampled is None:
        return
    said = words.SAMPLE.format(
        drawn=len(table.frame),
        all=table.sampled.n_rows,
        name=short(table.sampled.pattern, 60),
    )
    st.caption(plain(said))
