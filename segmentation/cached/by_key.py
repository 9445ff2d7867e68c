"""How answers are kept: by a table's fingerprint and frozen specs, never by a frame.

Streamlit hashes only a sample of a large frame and would return an old answer.

What is kept is shared between sessions, so it must be a function of its key alone. Therefore every
value that a kept function is given is first reduced to what its key stands for: a table loses its
name and how it was read, a segmentation the names a user gave. Whoever shows a name takes it from
the table that is open.

The key is written here as one short text: Streamlit would look up the types and parameters of every
part anew on every run.
"""

import hashlib
from collections.abc import Callable, Mapping
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
from segmentation.charts.drawing import ChartData, Drawing, draw
from segmentation.charts.theme import theme
from segmentation.clustering.evidence.decision import UNDECIDED
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


PLAIN = (str, bytes, bool, int, float, type(None), date, np.generic, Enum)


@dataclass(frozen=True, slots=True)
class _Call:
    """The arguments of a call, and their key."""

    key: str
    values: tuple[object, ...]


def _key_of(value: object, keys: Mapping[type, Callable[[Any], object]]) -> str:
    """Write what a value stands for; equal texts mean equal values."""
    if write := keys.get(type(value)):
        return f"{type(value).__name__}:{_key_of(write(value), keys)}"
    if isinstance(value, PLAIN):
        return f"{type(value).__name__}:{value!r}"
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


def cached_by_key(
    n_entries: int,
    spinner: str | bool = False,  # noqa: FBT001, FBT002 - a sentence or none
    *,
    keys: Mapping[type, Callable[[Any], object]] = KEYS,
    bare: Mapping[type, Callable[[Any], object]] = BARE,
) -> Callable[[Function], Function]:
    """Keep so many answers of a function, and none of an earlier version of what it calls."""

    def keep(function: Function) -> Function:
        @wraps(function)
        def on_bare_values(call: _Call) -> object:
            return function(*(_bare(value, bare) for value in call.values))

        # Streamlit shall see one parameter, not those of the function.
        del on_bare_values.__wrapped__
        cached = st.cache_resource(
            max_entries=n_entries,
            show_spinner=spinner,
            hash_funcs={_Call: lambda call: call.key},
        )(on_bare_values)
        # The cache's key covers only the wrapper's own source; after a hot reload of what it
        # calls, an old answer must not stay.
        cached.clear()

        @wraps(function)
        def ask(*args: object) -> object:
            return cached(_Call(_key_of(args, keys), args))

        return ask

    return keep


def _bare(value: object, bare: Mapping[type, Callable[[Any], object]]) -> object:
    strip = bare.get(type(value))
    return strip(value) if strip else value


@cached_by_key(256, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def drawing(data_of: "partial[ChartData]", chart_of: Callable, look: str) -> Drawing:
    """Draw a chart of data that a function of a module makes of its arguments."""
    return draw(data_of(), chart_of, theme(look))
