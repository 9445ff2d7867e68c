"""The part of the Data page where visitors were made from events."""

import streamlit as st

from pages.data import words
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
        st.header(words.FROM_EVENTS)
        visitors = counted(len(table.frame), "visitor")
        made_from = counted(len(open_table.source().frame), "event")
        st.write(words.MADE_FROM_EVENTS.format(events=made_from, visitors=visitors))
        st.markdown("\n".join("- " + plain(sentence) for sentence in table.report.converted))
        st.button(
            words.BACK_TO_EVENTS,
            on_click=state.use_rows,
            args=(state.EACH,),
            icon=":material/undo:",
        )
    elif events is not None and state.sales() is None:
        st.button(
            words.ONE_ROW_PER_VISITOR,
            on_click=state.use_events,
            args=(events,),
            icon=":material/group:",
        )
