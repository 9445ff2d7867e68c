"""How many bytes a value holds: its arrays, frames and long texts, each counted once."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd

LONG = 1_000
"""Of longer lists, the sizes are told from so many elements; shorter texts are not counted."""

LEAVES = (bool, int, float, complex, type(None), type, np.generic)


def parts_of(value: object) -> dict[int, int]:
    """Return the large parts of a value.

    Parameters
    ----------
    value : object
        As this package makes them; a part that two values share has the same key in both.

    Returns
    -------
    dict of int to int
        Bytes by what tells the part from others for as long as the value is held.
    """
    parts: dict[int, int] = {}
    seen: set[int] = set()
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, LEAVES) or id(each) in seen:
            continue
        seen.add(id(each))
        size, inner = _own(each)
        if size:
            owner = _owner(each)
            parts[id(owner)] = max(size, parts.get(id(owner), 0))
        left.extend(inner)
    return parts


def bytes_of(value: object) -> int:
    """Return how many bytes a value holds.

    Parameters
    ----------
    value : object

    Returns
    -------
    int
    """
    return sum(parts_of(value).values())


def _owner(value: object) -> object:
    """Return the array that a view looks at, or the value itself."""
    while isinstance(value, np.ndarray) and isinstance(value.base, np.ndarray):
        value = value.base
    return value


def _own(value: object) -> tuple[int, Iterable[object]]:
    """Return the bytes of a value itself, and what it holds beside them."""
    for kinds, measure in MEASURES:
        if isinstance(value, kinds):
            return measure(value)
    if is_dataclass(value):
        return 0, [getattr(value, field.name, None) for field in fields(value)]
    return 0, [*getattr(value, "__dict__", {}).values()]


def _of_array(value: np.ndarray) -> tuple[int, Iterable[object]]:
    return _owner(value).nbytes, value.ravel()[:LONG] if value.dtype.hasobject else ()


def _of_text(value: str | bytes) -> tuple[int, Iterable[object]]:
    return (sys.getsizeof(value) if len(value) > LONG else 0), ()


def _of_many(value: object, elements: list) -> tuple[int, Iterable[object]]:
    if len(elements) <= LONG:
        return 0, elements
    sample = sum(map(sys.getsizeof, elements[:LONG])) / LONG
    return sys.getsizeof(value) + round(sample * len(elements)), ()


MEASURES = (
    (np.ndarray, _of_array),
    (pd.DataFrame, lambda frame: (int(frame.memory_usage(deep=True).sum()), ())),
    ((pd.Series, pd.Index), lambda column: (int(column.memory_usage(deep=True)), ())),
    ((str, bytes, bytearray), _of_text),
    (Mapping, lambda mapping: _of_many(mapping, [*mapping.values()])),
    ((tuple, list, set, frozenset), lambda many: _of_many(many, [*many])),
)
