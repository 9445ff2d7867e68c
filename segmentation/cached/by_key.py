"""How answers are kept: by a table's fingerprint and frozen specs, never by a frame.

Streamlit hashes only a sample of a large frame and would return an old answer.

What is kept is shared between sessions, so it must be a function of its key alone. Therefore every
value that a kept function is given is first reduced to what its key stands for: a table loses its
name and how it was read, a segmentation the names a user gave. Whoever shows a name takes it from
the table that is open.

The key is written here as one short text: Streamlit would look up the types and parameters of every
part anew on every run.

Long work on many customers is done apart (`segmentation.cached.apart`). A kept function that lacks
such an answer gives up with `NotKept`, up to the first one that was asked; it waits for the missing
answer, keeps it, and is called again. So nobody waits while holding a place in a cache.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial, wraps
from types import FunctionType
from typing import Any, TypeVar

import numpy as np
import streamlit as st

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.apart.turns import Piece
from segmentation.cached.apart.waiting import compute
from segmentation.cached.apart.worker import Argument
from segmentation.cached.memory.budget import MEMORY
from segmentation.cached.memory.ledger import Kept
from segmentation.cached.memory.sessions import asking
from segmentation.charts.drawing import ChartData, Drawing, draw
from segmentation.charts.theme import theme
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.errors import SegmentationError
from segmentation.models.model import SegmentModel
from segmentation.segments.matching_segments import Comparison
from segmentation.tables.table import Table

Function = TypeVar("Function", bound=Callable)


def _address(function: FunctionType) -> str:
    """Return where a function is written; one made on the way has no such place."""
    address = f"{function.__module__}.{function.__qualname__}"
    if "<" in address:
        raise ValueError(f"{address} depends on more than its arguments: write it in a module")
    return address


KEYS: Mapping[type, Callable[[Any], object]] = {
    Table: lambda table: table.key,
    FittedRange: lambda fitted: fitted.key,
    Segmentation: lambda result: result.key,
    SegmentModel: SegmentModel.to_bytes,
}
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

DRAWN_KEYS = KEYS | {
    Segmentation: lambda result: (result.key, result.names, result.slots),
    Comparison: lambda comparison: (
        comparison.flows,
        comparison.lost,
        comparison.new,
        comparison.partners,
        comparison.agreement,
        comparison.n_moved,
    ),
    FunctionType: _address,
    partial: lambda call: (call.func, call.args, sorted(call.keywords.items())),
}
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

LONG_BYTES = 1_000
"""Longer ones stand in a key by their digest: a file is not held once more by its key."""

PLAIN = (str, bytes, bool, int, float, type(None), date, np.generic, Enum)


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


def key_of(value: object) -> str:
    """Write what a value stands for.

    Parameters
    ----------
    value : object

    Returns
    -------
    str
        Equal texts mean equal values.
    """
    return _key_of(value, KEYS)


def _customers_in(values: Iterable[object]) -> int:
    """Return how many customers the largest value is about."""
    return max((COUNTS[type(value)](value) for value in values if type(value) in COUNTS), default=0)


def _algorithm_in(values: Iterable[object]) -> str:
    """Return the algorithm of the first choice of one."""
    specs = (getattr(value, "spec", value) for value in values)
    return next((spec.algorithm for spec in specs if hasattr(spec, "algorithm")), "")


def _key_of(value: object, keys: Mapping[type, Callable[[Any], object]]) -> str:
    """Write what a value stands for; equal texts mean equal values."""
    if write := keys.get(type(value)):
        return f"{type(value).__name__}:{_key_of(write(value), keys)}"
    if isinstance(value, PLAIN):
        return f"{type(value).__name__}:{_written(value)}"
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        cells = hashlib.sha256(np.ascontiguousarray(value)).hexdigest()
        return f"array:{value.dtype}{value.shape}{cells}"
    if isinstance(value, tuple | list):
        return f"({','.join(_key_of(part, keys) for part in value)})"
    if isinstance(value, Mapping):
        return f"{{{_key_of(tuple(value.items()), keys)}}}"
    if is_dataclass(value) and value.__dataclass_params__.frozen:
        parts = (_key_of(getattr(value, field.name), keys) for field in fields(value))
        return f"{type(value).__qualname__}({','.join(parts)})"
    raise TypeError(f"No key is known for a {type(value).__qualname__}: add one to KEYS")


def _written(value: object) -> str:
    if isinstance(value, bytes) and len(value) > LONG_BYTES:
        return f"{len(value)}:{hashlib.sha256(value).hexdigest()}"
    return repr(value)


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
                key = f"{_address(function)}{call.key}"
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

        @wraps(function)
        def ask(*args: object) -> object:
            call = _Call(_key_of(args, keys), args)
            found = _with_what_it_needs(cached, call) if _failed.get() is None else cached(call)
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
