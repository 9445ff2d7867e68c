"""The Profiles page: what to look at closer."""

import streamlit as st

from pages.profiles import words
from pages.profiles.drawing import TABLES
from pages.profiles.how_sure import show_how_sure
from pages.profiles.rules import show_rules
from pages.profiles.side_by_side import show_side_by_side
from pages.shared.customer import show_customer
from segmentation.analysis.segmentation import Segmentation

VIEWS = ("Side by side", "How sure", "Rules", "One customer")


def show(result: Segmentation) -> None:
    """Let the user choose what to look at closer."""
    st.header(words.CLOSER)
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "Look closer",
            VIEWS,
            default=VIEWS[0],
            required=True,
            key="closer",
            bind="query-params",
            persist_state="session",
            label_visibility="collapsed",
        )
        st.toggle("Tables instead of charts", key=TABLES)
    if view == "Side by side":
        show_side_by_side(result)
    elif view == "How sure":
        show_how_sure(result)
    elif view == "Rules":
        show_rules(result)
    else:
        show_customer(result)
