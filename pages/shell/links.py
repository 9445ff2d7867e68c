"""Choices that are more than one widget, as one parameter of a link."""

import json
from dataclasses import MISSING, fields
from typing import TypeVar

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
        None for anything that it did not write.
    """
    try:
        given = json.loads(text)
        return kind(**{name: frozen(value) for name, value in given.items()})
    except (ValueError, TypeError, AttributeError):
        return None


def frozen(value: object) -> object:
    """Return lists as tuples; refuse what no choice is made of."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))
