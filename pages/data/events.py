"""The part of the Data page where visitors were made from events."""

import streamlit as st

from pages.shared.messages import plain
from pages.shell import open_table, state
from segmentation import cached
from segmentation.errors import counted
from segmentation.tables.table import Table


def offer_visitors(table: Table) -> None:
    """Say how events became one row per visitor, and offer the way back and forth.

    Parameters
    ----------
    table : Table
        That is open.
    """
    events = cached.grain(open_table.source()).events
    if state.EVENTS in st.session_state:
        st.header("Visitors from events")
        n_events = len(open_table.source().frame)
        st.write(
            f"{counted(len(table.frame), 'visitor')} were made from {counted(n_events, 'event')}."
        )
        st.markdown("\n".join("- " + plain(sentence) for sentence in table.report.converted))
        st.button(
            "Back to the events",
            on_click=state.use_rows,
            args=(state.EACH,),
            icon=":material/undo:",
        )
    elif events is not None and state.sales() is None:
        st.button(
            "Make one row per visitor from these events",
            on_click=state.use_events,
            args=(events,),
            icon=":material/group:",
        )
