"""What a row of the open table is taken for: a customer, or a part of what one did.

Sales and events start as one row per customer, which can be taken back. Of any other table whose
identifier repeats somebody says first what is meant, on every page that segments.
"""

import streamlit as st

from pages.shared.messages import plain, short
from pages.shell import state
from pages.whole.words import NOT_TOGETHER
from segmentation import cached
from segmentation.customers.grain import CUSTOMERS, VISITORS
from segmentation.errors import SegmentationError
from segmentation.tables.table import Table

DUPLICATES = "rows_of_the_same_customer"
TOGETHER = {
    "mean": ("Average their numbers", "For rates, ratings and repeated measurements."),
    "sum": ("Add up their numbers", "For amounts and counts per month, visit or order."),
    "last": ("Keep the last row of each", "When only the latest state counts."),
}


def begin_with_customers(read: Table) -> None:
    """Start with one row per customer where rows are sales or events.

    Parameters
    ----------
    read : Table
        As it was read.
    """
    if read.sampled is not None or _is_decided():
        return
    grain = cached.grain(read)
    if not (grain.sales or grain.events):
        return
    if grain.sales:
        st.session_state[state.SALES] = state.Sales(columns=grain.sales)
    else:
        st.session_state[state.EVENTS] = grain.events
    what, who = ("lines of sales", CUSTOMERS) if grain.sales else ("events", VISITORS)
    st.session_state[state.TOLD] = (
        f"{short(read.name, 60)} has {grain.n_rows:,} {what} of "
        f"{who.counted(grain.n_customers)}. Each now has one row; the Data page shows how, and "
        "can undo it."
    )


def made_customers(read: Table) -> Table:
    """Return the customers made from sales or events, the rows themselves where that fails.

    Parameters
    ----------
    read : Table
        As it was read.

    Returns
    -------
    Table
    """
    sales, events = (st.session_state.get(key) for key in (state.SALES, state.EVENTS))
    try:
        if sales:
            return cached.customers(read, sales.columns, sales.as_of, sales.rules)
        if events:
            return cached.visitors(read, events, None)
    except SegmentationError as error:
        for key in (state.SALES, state.EVENTS):
            st.session_state.pop(key, None)
        st.session_state.pop(state.TOLD, None)
        st.session_state[state.ROWS] = state.EACH
        st.session_state[state.NOTICE] = f"No customers were made from these rows. {error}"
    return read


def ask(read: Table) -> None:
    """Ask what a row is, and end the page, where an identifier repeats and nobody has said.

    Parameters
    ----------
    read : Table
        As it was read.
    """
    chosen = st.session_state.get(state.IDENTIFIER)
    grain = cached.grain(read if chosen is None else read.with_identifier(chosen))
    if grain.is_customers or _is_decided():
        return
    name = plain(short(grain.identifier, 40))
    st.title("What is one row of this table?")
    st.write(
        f"“{name}” identifies customers, and its values repeat: {grain.n_rows:,} rows, "
        f"{grain.n_customers:,} different values. Segments need one row per customer."
    )
    if read.sampled is None:
        _offer_together(grain.identifier)
    else:
        st.info(NOT_TOGETHER)
    st.subheader("Or keep them as they are", anchor=False)
    st.button(
        "Every row is a separate customer",
        key="each_row",
        on_click=state.use_rows,
        args=(state.EACH,),
    )
    st.caption("Does another column identify the customers? Choose it on the Data page.")
    st.stop()


def _offer_together(identifier: str) -> None:
    st.subheader("Combine the rows of each customer", anchor=False)
    with st.container(horizontal=True):
        for how, (title, when) in TOGETHER.items():
            st.button(
                title,
                key=f"together_{how}",
                on_click=_put_together,
                args=(how, identifier),
                help=when,
                type="primary" if how == "mean" else "secondary",
            )


def _put_together(how: str, identifier: str) -> None:
    state.use_rows(state.TOGETHER)
    st.session_state[state.IDENTIFIER] = identifier
    st.session_state[DUPLICATES] = how


def _is_decided() -> bool:
    return any(key in st.session_state for key in (state.SALES, state.EVENTS, state.ROWS))
