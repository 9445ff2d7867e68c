"""How far a pass over all rows is, with a way to end it; the page goes on being used meanwhile."""

import streamlit as st

from pages.shared.messages import plain
from pages.whole import words
from segmentation import cached
from segmentation.errors import SegmentationError

LOOK_EVERY = 1.0
"""Seconds."""


def outcome(piece) -> object | None:
    """Return what a pass came to; while it is at work show how far it is, say why it failed.

    Parameters
    ----------
    piece : Piece
        What describes the pass.

    Returns
    -------
    object or None
        None where it is not done.
    """
    known = cached.look_at(piece)
    if known is None:
        return None
    if not known.ended.is_set():
        _watch(piece)
        return None
    try:
        return known.outcome()
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return None


@st.fragment(run_every=LOOK_EVERY)
def _watch(piece) -> None:
    known = cached.look_at(piece)
    if known is None or known.ended.is_set():
        st.rerun()
    far = cached.how_far(known)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(far.share or 0.0, plain(far.sentence))
        st.button(
            words.CANCEL,
            key=f"cancel_{piece.name}",
            on_click=cached.leave_pass,
            args=(piece,),
            width="content",
        )
