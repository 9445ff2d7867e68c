"""A visitor waits: in line, told so, and gone with the next choice."""

import threading

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from segmentation.cached.apart.turns import TURNS, Piece, Turns
from segmentation.errors import counted

QUIET_SECONDS = 0.5
"""So long nothing is said."""

TOLD_EVERY = 1.0


def compute(piece: Piece, doing: str, turns: Turns = TURNS) -> object:
    """Have a piece of work done beside the server and wait for what it returns.

    Every word to the visitor lets Streamlit end this run when the visitor has chosen anew; then
    the line is left.

    Parameters
    ----------
    piece : Piece
    doing : str
        What the visitor is told, with its dots.
    turns : Turns

    Returns
    -------
    object

    Raises
    ------
    Exception
        What the function has raised; a `LimitError` if its process has ended.
    """
    context = get_script_run_ctx(suppress_warning=True)
    visitor = context.session_id if context else threading.get_ident()
    piece = turns.join(piece, visitor)
    try:
        if not piece.ended.wait(QUIET_SECONDS):
            _wait(piece, doing, turns, told=context is not None)
    finally:
        turns.leave(piece, visitor)
    return piece.outcome()


def others_first(before: int) -> str:
    """Say how many visitors come first.

    Parameters
    ----------
    before : int
        1 or more.

    Returns
    -------
    str
    """
    return f"Waiting for {counted(before, 'other visitor')} whose turn comes first…"


def _wait(piece: Piece, doing: str, turns: Turns, *, told: bool) -> None:
    if not told:
        piece.ended.wait()
    place = st.empty()
    while not piece.ended.is_set():
        place.progress(turns.share_done(piece), _sentence(piece, doing, turns))
        piece.ended.wait(TOLD_EVERY)
    place.empty()


def _sentence(piece: Piece, doing: str, turns: Turns) -> str:
    if before := turns.before(piece):
        return others_first(before)
    left = turns.seconds_left(piece)
    return doing if left is None or left < 1 else f"{doing} About {left:.0f} s left."
