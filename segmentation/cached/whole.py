"""Tables that are too large to be loaded: a sample is opened, and passes go over all rows.

Each kind of pass is a function that the process beside the server calls, and one that describes it
by its key; `begin_pass`, `look_at`, `leave_pass` and `forget_pass` work on what describes it.
"""

import atexit
import hashlib
import threading
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from streamlit.runtime.scriptrunner import get_script_run_ctx

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.apart.background import BACKGROUND
from segmentation.cached.apart.telling import HowFar, Told
from segmentation.cached.apart.turns import Piece
from segmentation.cached.apart.waiting import others_first
from segmentation.cached.apart.worker import Argument
from segmentation.cached.by_key import key_of
from segmentation.engines.reading.stores import is_store
from segmentation.engines.warehouse.opening import Asked, count_query, label_query, open_query
from segmentation.engines.whole.counting import Counted, count_segments
from segmentation.engines.whole.labelling import label_rows, make_room
from segmentation.engines.whole.opening import is_large, open_sample, open_whole
from segmentation.models.documents.whole_file import working_folder
from segmentation.tables.table import Table

Where = tuple[str, str, str]
"""The operator's folder, what is named below it, and a folder for texts written as Parquet."""


def is_sampled(folder: str, pattern: str) -> bool:
    """Return whether what a pattern names is opened as a sample."""
    return is_large(folder, pattern)


def opening(folder: str, pattern: str) -> Piece:
    """Describe the drawing of a sample."""
    place = folder if is_store(folder) else str(Path(folder).resolve())
    where = (place, pattern, _kept_texts())
    return _piece(open_here, Argument(None, where))


def open_here(where: Where) -> Table:
    """Draw a sample."""
    return open_sample(*where, Told())


def counting(fitted: FittedRange) -> Piece:
    """Describe the pass that counts all rows for every number of segments."""
    return _piece(count_here, _large(fitted), _whole_of(fitted))


def count_here(fitted: FittedRange, where: Where) -> Counted:
    """Count all rows."""
    return count_segments(open_whole(*where, Told()), fitted)


def labelling(result: Segmentation, output: str | None) -> Piece:
    """Describe the pass that writes all rows with their segments; without a place, here."""
    out = output and str(Path(output).resolve())
    fitted, plain = result.fitted, (result.n_clusters, result.names, out)
    places = (Argument(None, value) for value in plain)
    return _piece(label_here, _large(fitted), _whole_of(fitted), *places)


def label_here(
    fitted: FittedRange, where: Where, k: int, names: tuple[str, ...], output: str | None
) -> str:
    """Write all rows with their segments."""
    source = open_whole(*where, Told())
    out = Path(output or f"{where[-1]}/labels")
    if output is None:
        out.mkdir(exist_ok=True)
        make_room(out)
    return str(label_rows(source, fitted, k, names, out))


def opening_query(asked: Asked) -> Piece:
    """Describe the opening of a query that is, or may be, too large to be loaded."""
    return _piece(open_query_here, Argument(None, asked))


def open_query_here(asked: Asked) -> Table:
    """Open a query."""
    return open_query(asked, Told())


def counting_query(fitted: FittedRange, asked: Asked) -> Piece:
    """Describe the counting of all rows of a query, which its database does."""
    return _piece(count_query_here, _large(fitted), Argument(None, asked))


def count_query_here(fitted: FittedRange, asked: Asked) -> Counted:
    """Have all rows counted."""
    return count_query(asked, fitted, Told())


def labelling_query(result: Segmentation, asked: Asked, place: str) -> Piece:
    """Describe the writing of the labels of a query into its database."""
    model = result.model.to_bytes()
    large = Argument(hashlib.sha256(model).hexdigest(), model)
    return _piece(label_query_here, Argument(None, asked), large, Argument(None, place))


def label_query_here(asked: Asked, model: bytes, place: str) -> str:
    """Write the labels there."""
    return label_query(asked, model, place, Told())


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
        return HowFar(sentence=others_first(before), share=None)
    return piece.told or HowFar(sentence="Beginning…", share=None)


def _piece(function, *arguments: Argument) -> Piece:  # noqa: ANN001 - a function of this module
    parts = (argument.key or repr(argument.value) for argument in arguments)
    key = f"{function.__name__}({','.join(parts)})"
    return Piece(key, function.__module__, function.__name__, arguments, 0)


def _large(fitted: FittedRange) -> Argument:
    bare = fitted.bare()
    return Argument(key_of(bare), bare)


def _whole_of(fitted: FittedRange) -> Argument:
    """Return where the table lies that a sample was divided of."""
    sampled = fitted.table.sampled
    return Argument(None, (sampled.folder, sampled.pattern, _kept_texts()))


def _visitor() -> object:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else threading.get_ident()


@cache
def _kept_texts() -> str:
    """Return a folder for texts written as Parquet, as long as this server runs."""
    ends = ExitStack()
    folder = ends.enter_context(working_folder())
    atexit.register(ends.close)
    return str(folder)
