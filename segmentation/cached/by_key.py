"""How answers are kept: by a table's fingerprint and frozen specs, never by a frame.

Streamlit hashes only a sample of a large frame and would return an old answer.

What is kept is shared between sessions, so it must be a function of its key alone. Therefore every
value that a kept function is given is first reduced to what its key stands for: a table loses its
name and how it was read, a segmentation the names a user gave. Whoever shows a name takes it from
the table that is open.

Long work on many customers is done apart (`segmentation.cached.apart`). A kept function that lacks
such an answer gives up with `NotKept`, up to the first one that was asked; it waits for the missing
answer, keeps it, and is called again. So nobody waits while holding a place in a cache.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import streamlit as st

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.apart.turns import Piece
from segmentation.cached.apart.waiting import compute
from segmentation.cached.apart.worker import Argument
from segmentation.cached.keys import DRAWN_KEYS, KEYS, address_of, key_of, written_key
from segmentation.cached.memory.budget import MEMORY
from segmentation.cached.memory.ledger import Kept
from segmentation.cached.memory.sessions import asking
from segmentation.charts.drawing import ChartData, Drawing, draw
from segmentation.charts.theme import theme
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.errors import SegmentationError
from segmentation.tables.table import Table

Function = TypeVar("Function", bound=Callable)


COUNTS: Mapping[type, Callable[[Any], int]] = {
    Table: lambda table: len(table.frame),
    FittedRange: lambda fitted: len(fitted.table.frame),
    Segmentation: lambda result: len(result.table.frame),
}
BARE: Mapping[type, Callable[[Any], object]] = {
    Table: Table.bare,
    FittedRange: FittedRange.bare,
    Segmentation: Segmentation.bare,
}
"""What is left of a value that holds more than its key."""

DRAWN_BARE = BARE | {
    Segmentation: lambda result: result.of(result.table.bare()).judged(UNDECIDED),
    partial: lambda call: partial(
        call.func,
        *(_bare(each, DRAWN_BARE) for each in call.args),
        **{name: _bare(each, DRAWN_BARE) for name, each in call.keywords.items()},
    ),
}
"""The same for charts, which show the segments' names in their colours."""


APART_FROM = 5_000
"""Customers; the work on fewer is short, and done where it is asked for."""

LONG_WORK = 400
"""The same for what takes seconds even for some hundreds."""

RECENT_SECONDS = 10.0
"""After these a cache is asked again, so that it knows which of its answers are still in use."""


@dataclass(frozen=True, slots=True)
class _Call:
    """The arguments of a call, and their key."""

    key: str
    values: tuple[object, ...]
    found: object = None


class NotKept(Exception):  # noqa: N818 - no error: it says what has to come first
    """An answer must be computed apart before this one.

    Attributes
    ----------
    key : str
    compute : callable
        Computes and keeps it.
    """

    def __init__(self, key: str, compute: Callable[[], object]) -> None:
        super().__init__(key)
        self.key, self.compute = key, compute


_failed: ContextVar[dict[str, Exception] | None] = ContextVar("failed", default=None)
"""What could not be computed apart, by key; None where no kept function is being computed."""

_here = threading.Event()


def keep_all_here() -> None:
    """Do all work in this process."""
    _here.set()


def _customers_in(values: Iterable[object]) -> int:
    """Return how many customers the largest value is about."""
    return max((COUNTS[type(value)](value) for value in values if type(value) in COUNTS), default=0)


def _algorithm_in(values: Iterable[object]) -> str:
    """Return the algorithm of the first choice of one."""
    specs = (getattr(value, "spec", value) for value in values)
    return next((spec.algorithm for spec in specs if hasattr(spec, "algorithm")), "")


def cached_by_key(
    n_entries: int,
    spinner: str | bool = False,  # noqa: FBT001, FBT002 - a sentence or none
    *,
    apart: str | None = None,
    apart_from: int = APART_FROM,
    keys: Mapping[type, Callable[[Any], object]] = KEYS,
    bare: Mapping[type, Callable[[Any], object]] = BARE,
) -> Callable[[Function], Function]:
    """Keep so many answers of a function, and none of an earlier version of what it calls.

    Parameters
    ----------
    n_entries : int
    spinner : str or bool
        What the visitor reads while it is computed, for what is always computed here.
    apart : str or None
        The same for what may be computed apart, ending in dots.
    apart_from : int
        Customers from which it is.
    keys, bare : mapping by type
        The key of a value, and what is left of it.

    Returns
    -------
    callable
        The decorator.
    """

    def keep(function: Function) -> Function:
        @wraps(function)
        def on_bare_values(call: _Call) -> Kept:
            if call.found is not None:
                return kept_as(call, call.found[0])
            values = tuple(_bare(value, bare) for value in call.values)
            if apart and not _here.is_set() and _customers_in(values) >= apart_from:
                key = f"{address_of(function)}{call.key}"
                raise _failed.get().get(key) or NotKept(key, partial(fetch, key, call.key, values))
            return kept_as(call, function(*values))

        def kept_as(call: _Call, value: object) -> Kept:
            return Kept(value, partial(cached.clear, _Call(call.key, ())))

        # Streamlit shall see one parameter, not those of the function.
        del on_bare_values.__wrapped__
        cached = st.cache_resource(
            max_entries=n_entries,
            show_spinner=spinner or apart or False,
            hash_funcs={_Call: lambda call: call.key},
            on_release=MEMORY.forget,
        )(on_bare_values)
        # The cache's key covers only the wrapper's own source; after a hot reload of what it
        # calls, an old answer must not stay.
        cached.clear()

        def fetch(key: str, own_key: str, values: tuple[object, ...]) -> None:
            arguments = [Argument(key_of(v) if type(v) in KEYS else None, v) for v in values]
            work = function.__module__, function.__qualname__, arguments
            call = Piece(key, *work, _customers_in(values), _algorithm_in(values))
            cached(_Call(own_key, values, (compute(call, apart),)))

        # Streamlit looks up the function's parameters and hashes the key anew with every call. An
        # answer that was found a moment ago is found here, for as long as its cache holds it.
        recent: WeakValueDictionary[str, Kept] = WeakValueDictionary()

        @wraps(function)
        def ask(*args: object) -> object:
            call = _Call(written_key(args, keys), args)
            found = recent.get(call.key)
            if found is None or found.is_gone or time.monotonic() - found.found > RECENT_SECONDS:
                found = _with_what_it_needs(cached, call) if _failed.get() is None else cached(call)
                found.found = time.monotonic()
                recent[call.key] = found
            return MEMORY.ask(found, asking())

        return ask

    return keep


def _with_what_it_needs(cached: Callable[[_Call], Kept], call: _Call) -> Kept:
    # Asks, and computes first what is missing on the way.
    failed: dict[str, Exception] = {}
    while True:
        outside = _failed.set(failed)
        try:
            return cached(call)
        except NotKept as missing:
            first = missing
        finally:
            _failed.reset(outside)
        try:
            first.compute()
        except SegmentationError as error:
            # Raised where it belongs: whoever asked for this answer may know another way.
            failed[first.key] = error


def _bare(value: object, bare: Mapping[type, Callable[[Any], object]]) -> object:
    strip = bare.get(type(value))
    return strip(value) if strip else value


@cached_by_key(256, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def drawing(data_of: "partial[ChartData]", chart_of: Callable, look: str) -> Drawing:
    """Draw a chart of data that a function of a module makes of its arguments."""
    return draw(data_of(), chart_of, theme(look))
