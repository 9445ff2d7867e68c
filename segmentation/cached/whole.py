"""Tables that are too large to be loaded: a sample is opened, and passes go over all rows.

Each kind of pass is a function that the process beside the server calls, and one that describes it
by its key; `begin_pass`, `look_at`, `leave_pass` and `forget_pass` work on what describes it.
"""

import atexit
import shutil
import tempfile
import threading
from functools import cache
from pathlib import Path

from streamlit.runtime.scriptrunner import get_script_run_ctx

from segmentation.cached.apart.background import BACKGROUND
from segmentation.cached.apart.telling import HowFar, Told
from segmentation.cached.apart.turns import Piece
from segmentation.cached.apart.worker import Argument
from segmentation.engines.whole.opening import is_large, open_sample
from segmentation.errors import counted
from segmentation.tables.table import Table


def is_sampled(folder: str, pattern: str) -> bool:
    """Return whether what a pattern names is opened as a sample."""
    return is_large(folder, pattern)


def opening(folder: str, pattern: str) -> Piece:
    """Describe the drawing of a sample."""
    where = (str(Path(folder).resolve()), pattern, _kept_texts())
    return _piece(open_here, *(Argument(None, value) for value in where))


def open_here(folder: str, pattern: str, kept: str) -> Table:
    """Draw a sample."""
    return open_sample(folder, pattern, kept, Told())


def begin_pass(piece: Piece) -> None:
    """Want a pass."""
    BACKGROUND.begin(piece, _visitor())


def look_at(piece: Piece) -> Piece | None:
    """Return a pass that is done, or that this visitor wants; None where there is none."""
    known = BACKGROUND.look(piece.key)
    is_there = known is not None and (known.ended.is_set() or _visitor() in known.wanted_by)
    return known if is_there else None


def leave_pass(piece: Piece) -> None:
    """Want a pass no longer."""
    BACKGROUND.leave(piece.key, _visitor())


def forget_pass(piece: Piece) -> None:
    """Keep no longer what a pass came to."""
    BACKGROUND.forget(piece.key)


def how_far(piece: Piece) -> HowFar:
    """Say how far a pass is."""
    if before := BACKGROUND.before(piece):
        waiting = f"Waiting for {counted(before, 'other visitor')} whose turn comes first…"
        return HowFar(sentence=waiting, share=None)
    return piece.told or HowFar(sentence="Beginning…", share=None)


def _piece(function, *arguments: Argument) -> Piece:  # noqa: ANN001 - a function of this module
    parts = (argument.key or repr(argument.value) for argument in arguments)
    key = f"{function.__name__}({','.join(parts)})"
    return Piece(key, function.__module__, function.__name__, arguments, 0)


def _visitor() -> object:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else threading.get_ident()


@cache
def _kept_texts() -> str:
    """Return a folder for texts written as Parquet, as long as this server runs."""
    folder = tempfile.mkdtemp(prefix="segmentation-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
