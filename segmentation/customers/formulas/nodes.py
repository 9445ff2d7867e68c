"""What a formula is made of once it is read: columns, constants, and operations on them."""

from dataclasses import dataclass

NUMBER, TEXT, FLAG, DATE = "number", "text", "flag", "date"
KIND_NAMES = {NUMBER: "a number", TEXT: "a text", FLAG: "yes or no", DATE: "a date"}

ARITHMETIC = ("+", "-", "*", "/")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
CHOICES = ("least", "greatest")
FUNCTIONS = {
    "days_since": 2,
    "days_between": 2,
    "filled": 2,
    "least": 2,
    "greatest": 2,
    "abs": 1,
    "is_missing": 1,
    "one_of": None,
}
"""Names of the functions and how many values each takes; None is two or more."""

OTHER = "other"
"""What ``one_of`` calls every text that is not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    name : str
    kind : str or None
        One of `KIND_NAMES` once it is checked against a table.
    """

    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A number, a text, yes (1.0) or no (0.0), or a day.

    Attributes
    ----------
    value : float or str
        A day as the number of days since 1970-01-01.
    kind : str
    """

    value: float | str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something computed from other nodes.

    Attributes
    ----------
    name : str
        A sign, ``and``, ``or``, ``not``, ``in``, ``negative``, ``as_number``, or a function.
    parts : tuple of Node
    kind : str or None
        Of the result, once it is checked.
    """

    name: str
    parts: tuple["Node", ...]
    kind: str | None = None


Node = Column | Constant | Operation


def columns_of(node: Node) -> tuple[str, ...]:
    """Return the names of the columns in a formula.

    Parameters
    ----------
    node : Node

    Returns
    -------
    tuple of str
        Each once, in the order in which they appear.
    """
    if isinstance(node, Column):
        return (node.name,)
    parts = node.parts if isinstance(node, Operation) else ()
    return tuple(dict.fromkeys(name for part in parts for name in columns_of(part)))
