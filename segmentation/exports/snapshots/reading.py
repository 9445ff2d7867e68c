"""Frozen values from what JSON holds: only what their fields say, in every part."""

import math
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def read_as(kind: type[Value], plain: object) -> Value:
    """Read a value of a kind.

    Parameters
    ----------
    kind : type
        A frozen dataclass whose fields are texts, numbers, None, tuples and such dataclasses.
    plain : object
        What the JSON reader returns.

    Returns
    -------
    value of that kind

    Raises
    ------
    TypeError
        If any part is of another kind, missing, unknown, or no finite number.
    """
    return _read(kind, plain)


def _read(kind: object, plain: object) -> object:
    if isinstance(kind, UnionType):
        return _read_one_of(get_args(kind), plain)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), plain)
    if is_dataclass(kind):
        return _read_fields(kind, plain)
    if kind is float and type(plain) in {int, float} and math.isfinite(plain):
        return float(plain)
    if kind in {str, int, NoneType} and type(plain) is kind:
        return plain
    raise TypeError(f"{type(plain).__name__} is no {kind}")


def _read_one_of(kinds: tuple[object, ...], plain: object) -> object:
    """Read what may be None, which every choice here is about."""
    if plain is None and NoneType in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not NoneType)
    return _read(kind, plain)


def _read_tuple(kinds: tuple[object, ...], plain: object) -> tuple[object, ...]:
    if not isinstance(plain, list):
        raise TypeError(f"{type(plain).__name__} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], part) for part in plain)
    if len(plain) != len(kinds):
        raise TypeError(f"{len(plain)} parts are not {len(kinds)}")
    return tuple(_read(kind, part) for kind, part in zip(kinds, plain, strict=True))


def _read_fields(kind: type, plain: object) -> object:
    hints = _hints(kind)
    if not isinstance(plain, dict) or set(plain) != {field.name for field in fields(kind)}:
        raise TypeError(f"These are not the parts of a {kind.__name__}")
    return kind(**{name: _read(hints[name], part) for name, part in plain.items()})


@lru_cache(maxsize=32)
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)
