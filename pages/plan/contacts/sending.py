"""A segment's list sent to a program that the operator has allowed."""

import logging
from collections.abc import Callable
from functools import partial

import streamlit as st
from pandas import DataFrame

from pages.people import exporting, visitor
from pages.plan import words
from pages.shared.messages import plain, short
from pages.whole.places import allowed
from segmentation import cached
from segmentation.access.audit import EXPORTED
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError, SpecError, counted
from segmentation.exports.audience.webhook import Destination, destinations, send_list
from segmentation.exports.lists import ListCounts, list_columns, list_rows, list_table

PLACES = "webhooks"
"""The section of the secrets that names them."""

SENT, PROBLEM = "sent_lists", "sending_problem"
LOG = logging.getLogger(__name__)


def show_sending(
    result: Segmentation, counts: ListCounts, hold_out: float, seed: int, segment: int
) -> None:
    """Offer to send the list where the operator allows it, and tell what was sent."""
    given = allowed(PLACES)
    if not given or not visitor.safe_person().may_change:
        return
    slot = result.slots[segment]
    with st.popover(words.SEND, icon=":material/send:", key=f"send_{slot}"):
        try:
            places = destinations(given)
        except SegmentationError as error:
            st.error(plain(error), icon=":material/info:")
            return
        reached = cached.reach(result)
        n_rows = counted(list_rows(result, reached, counts), "row")
        columns = ", ".join(f"“{short(name)}”" for name in list_columns(result, reached))
        st.caption(plain(words.SENDING.format(rows=n_rows, columns=columns)))
        rows = partial(_rows, result, hold_out, seed, segment)
        for place in places:
            st.button(
                plain(words.SEND_TO.format(name=short(place.name))),
                key=f"to_{place.name}_{slot}",
                on_click=_send,
                args=(place, rows, short(result.names[segment], 60), slot),
            )
        if st.session_state.get(PROBLEM, ("", None))[1] == slot:
            st.error(plain(st.session_state.pop(PROBLEM)[0]), icon=":material/info:")
        for line in st.session_state.get(SENT, ()):
            st.caption(plain(line))


def _rows(result: Segmentation, hold_out: float, seed: int, segment: int) -> DataFrame:
    held = cached.held_out(result, hold_out, seed)
    return list_table(result, cached.reach(result), held, segment)


def _send(place: Destination, laid_out: Callable[[], DataFrame], title: str, slot: int) -> None:
    """Lay the list out and send it, and note what became of it without a customer's value."""
    rows = laid_out()
    try:
        if not visitor.safe_person().may_change:
            raise SpecError(words.NO_SENDING)
        exporting.note(EXPORTED, "list that was sent", len(rows))
        sent = send_list(place, rows, title=title)
    except SegmentationError as error:
        LOG.warning("A list of %d rows was not sent whole to %s.", len(rows), place.name)
        st.session_state[PROBLEM] = str(error), slot
        return
    LOG.info("%d rows were sent to %s in %d batches.", sent.n_rows, place.name, sent.n_batches)
    line = words.WAS_SENT.format(title=title, rows=counted(sent.n_rows, "row"), name=place.name)
    st.session_state[SENT] = (line, *st.session_state.get(SENT, ()))[:10]
