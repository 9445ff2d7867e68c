"""The Profiles page: each chart also as the table of its figures."""

from collections.abc import Callable

import streamlit as st

from pages.shared import chart
from pages.shared.messages import plain

TABLES = "tables"


def draw(
    what: tuple[object, ...], data_of: Callable[[], object], chart_of: Callable, height: int
) -> None:
    """Show a chart, or its figures as a table."""
    if st.session_state.get(TABLES):
        data = data_of()
        st.markdown(f"**{plain(data.title)}**")
        st.dataframe(data.table, hide_index=True, alt=data.alt)
        return
    key = f"closer_{what[0]}".replace(" ", "_")
    chart.show(what, data_of, chart_of, key=key, height=height)
