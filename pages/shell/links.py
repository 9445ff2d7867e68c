"""Choices that are more than one widget, as one parameter of a link."""

import json
from dataclasses import MISSING, fields
from datetime import date
from types import UnionType
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Choices = TypeVar("Choices")


def pack(choices: object) -> str:
    """Write what differs from the defaults of a frozen value.

    Parameters
    ----------
    choices : dataclass
        With fields of text, numbers, yes or no, and tuples of them.

    Returns
    -------
    str
        Empty when nothing differs.
    """
    changed = {
        field.name: getattr(choices, field.name)
        for field in fields(choices)
        if field.default is MISSING or getattr(choices, field.name) != field.default
    }
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":")) if changed else ""


def unpack(kind: type[Choices], text: str) -> Choices | None:
    """Read what `pack` wrote.

    Parameters
    ----------
    kind : type
        The dataclass.
    text : str

    Returns
    -------
    dataclass or None
        None for anything that it did not write: no JSON, JSON nested without end, a field that the
        value does not have or that holds another type than it says.
    """
    try:
        given = {name: frozen(value) for name, value in json.loads(text).items()}
        hints = get_type_hints(kind)
        if all(_fits(value, hints[name]) for name, value in given.items()):
            return kind(**given)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        pass
    return None


def frozen(value: object) -> object:
    """Return lists as tuples; refuse what no choice is made of."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))


def is_day(text: str) -> bool:
    """Return whether a text is a day that the calendar has, as year-month-day.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fits(value: object, hint: object) -> bool:
    """Return whether a value is of a field's type; a link must not bring in another."""
    parts, of = get_args(hint), get_origin(hint)
    if of in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if of is Literal:
        return value in parts
    if of is tuple and isinstance(value, tuple):
        if parts[-1] is Ellipsis:
            return all(_fits(each, parts[0]) for each in value)
        return len(value) == len(parts) and all(map(_fits, value, parts))
    return of is None and type(value) is (type(None) if hint is None else hint)
