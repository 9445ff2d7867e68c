"""The Profiles page: each chart also as the table of its figures."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.shared import chart
from pages.shared.messages import plain
from segmentation.charts.drawing import ChartData

TABLES = "tables"


def draw(name: str, data_of: "partial[ChartData]", chart_of: Callable, height: int) -> None:
    """Show a chart, or its figures as a table."""
    if st.session_state.get(TABLES):
        data = data_of()
        st.markdown(f"**{plain(data.title)}**")
        st.dataframe(data.table, hide_index=True, alt=data.alt)
        return
    chart.show(data_of, chart_of, key=f"closer_{name}".replace(" ", "_"), height=height)
