"""The text that stands for a value in the key of what is kept.

It is written here, as one short text: Streamlit would look up the types and parameters of every
part anew on every run.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from types import FunctionType
from typing import Any

import numpy as np

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.models.model import SegmentModel
from segmentation.segments.matching_segments import Comparison
from segmentation.tables.table import Table

LONG_BYTES = 1_000
"""Longer ones stand in a key by their digest: a file is not held once more by its key."""

PLAIN = (str, bytes, bool, int, float, type(None), date, np.generic, Enum)


def address_of(function: FunctionType) -> str:
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
    FunctionType: address_of,
    partial: lambda call: (call.func, call.args, sorted(call.keywords.items())),
}


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
    return written_key(value, KEYS)


def written_key(value: object, keys: Mapping[type, Callable[[Any], object]]) -> str:
    """Write what a value stands for; equal texts mean equal values."""
    if write := keys.get(type(value)):
        return f"{type(value).__name__}:{written_key(write(value), keys)}"
    if isinstance(value, PLAIN):
        return f"{type(value).__name__}:{_written(value)}"
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        cells = hashlib.sha256(np.ascontiguousarray(value)).hexdigest()
        return f"array:{value.dtype}{value.shape}{cells}"
    if isinstance(value, tuple | list):
        return f"({','.join(written_key(part, keys) for part in value)})"
    if isinstance(value, Mapping):
        return f"{{{written_key(tuple(value.items()), keys)}}}"
    if is_dataclass(value) and value.__dataclass_params__.frozen:
        parts = (written_key(getattr(value, field.name), keys) for field in fields(value))
        return f"{type(value).__qualname__}({','.join(parts)})"
    raise TypeError(f"No key is known for a {type(value).__qualname__}: add one to KEYS")


def _written(value: object) -> str:
    if isinstance(value, bytes) and len(value) > LONG_BYTES:
        return f"{len(value)}:{hashlib.sha256(value).hexdigest()}"
    return repr(value)
