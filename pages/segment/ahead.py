"""The map of the neighbouring numbers of segments, sent before anybody asks for them.

Who moves the slider mostly moves it on by one. The browser draws at once what it has, and what the
server then says of that number comes to what is shown already.
"""

import streamlit as st

from pages.segment import segment_map
from pages.segment_form import names
from pages.shell.serving.one_by_one import RUNS
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation

MOST_CUSTOMERS = 2_000
"""The map of more takes longer to make and to send than it is worth."""

SENT = "numbers_sent"


def send_neighbours(result: Segmentation, axes: tuple[str, ...]) -> None:
    """Send the maps of one segment more and one less, once the slider has been moved.

    Nothing is sent twice, nor while other visitors wait for the server.

    Parameters
    ----------
    result : Segmentation
        What is shown.
    axes : tuple of str
        Of the map.
    """
    if result.spec.is_by_rule or len(result.labels) > MOST_CUSTOMERS:
        return
    k, of = result.n_clusters, segment_map.depends_on(result, axes)
    last, last_of, sent = st.session_state.get(SENT, (k, of, frozenset()))
    sent = (sent if last_of == of else frozenset()) | {k}
    has_moved = (last, last_of) != (k, of) and last_of == of
    for neighbour in (k + 1, k - 1):
        new = neighbour in result.fitted.clusterings and neighbour not in sent and neighbour > 1
        if has_moved and new and not RUNS.is_awaited:
            there = cached.segmentation(result.fitted, neighbour)
            segment_map.send_ahead(names.named_elsewhere(there), axes)
            sent |= {neighbour}
    st.session_state[SENT] = k, of, sent
