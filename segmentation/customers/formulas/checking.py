"""Check a formula against the columns of a table: which exist, and whether the kinds fit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from segmentation.customers.formulas.nodes import (
    ARITHMETIC,
    CHOICES,
    COMPARISONS,
    DATE,
    FLAG,
    KIND_NAMES,
    NUMBER,
    TEXT,
    Column,
    Constant,
    Node,
    Operation,
)
from segmentation.errors import SpecError

EPOCH = date(1970, 1, 1)
FLAG_TEXTS = {"yes": 1.0, "true": 1.0, "1": 1.0, "no": 0.0, "false": 0.0, "0": 0.0}
MANY_NAMES = 12


def checked(node: Node, kinds: Mapping[str, str]) -> Node:
    """Give every part of a formula its kind.

    Parameters
    ----------
    node : Node
    kinds : mapping of str to str
        By column, one of `KIND_NAMES`.

    Returns
    -------
    Node
        Constants are of the kind they are compared with; yes and no count as 1 and 0 where a number
        is wanted.

    Raises
    ------
    SpecError
        If a column does not exist or kinds do not fit.
    """
    if isinstance(node, Constant):
        return node
    if isinstance(node, Column):
        return _column(node, kinds)
    return _operation(node.name, tuple(checked(part, kinds) for part in node.parts))


def _operation(name: str, parts: tuple[Node, ...]) -> Operation:
    if name in (*ARITHMETIC, *CHOICES, "negative", "abs"):
        return _made(name, [_as_number(part, name) for part in parts], NUMBER)
    if name in COMPARISONS or name == "in":
        return _comparison(name, parts)
    if name in {"and", "or", "not"}:
        return _made(name, [_as_flag(part, name) for part in parts], FLAG)
    if name in {"days_since", "days_between"}:
        return _made(name, [_as_day(part, name) for part in parts], NUMBER)
    return _of_gaps(name, parts)


def _of_gaps(name: str, parts: tuple[Node, ...]) -> Operation:
    """Check what tells or fills gaps, and what keeps some texts."""
    if name == "is_missing":
        return _made(name, parts, FLAG)
    if name == "one_of":
        return _one_of(parts)
    value, other = _alike(*parts)
    return _made(name, (value, other), value.kind)


def _made(name: str, parts: object, kind: str) -> Operation:
    return Operation(name=name, parts=tuple(parts), kind=kind)


def _column(node: Column, kinds: Mapping[str, str]) -> Column:
    if node.name in kinds:
        return replace(node, kind=kinds[node.name])
    names = [f"“{name[:40]}”" for name in kinds]
    there = ", ".join(names[:MANY_NAMES]) + (", …" if len(names) > MANY_NAMES else "")
    raise SpecError(
        f"There is no column “{node.name[:60]}” that the formula could use. There are {there}. Put "
        f"names with spaces between backticks, and texts between quotes."
    )


def _as_number(node: Node, name: str) -> Node:
    if node.kind == FLAG:
        return _made("as_number", (node,), NUMBER)
    return _of_kind(node, NUMBER, name)


def _as_flag(node: Node, name: str) -> Node:
    return _of_kind(node, FLAG, name)


def _as_day(node: Node, name: str) -> Node:
    if isinstance(node, Constant) and node.kind == TEXT:
        return _day(node)
    return _of_kind(node, DATE, name)


def _of_kind(node: Node, kind: str, name: str) -> Node:
    if node.kind != kind:
        what = f"“{node.name}”" if isinstance(node, Column) else "a part of the formula"
        raise SpecError(
            f"“{name}” needs {KIND_NAMES[kind]}, and {what} is {KIND_NAMES[node.kind]}. Choose "
            "another column, or compare it with a value first."
        )
    return node


def _day(node: Constant) -> Constant:
    try:
        return Constant(value=float((date.fromisoformat(node.value) - EPOCH).days), kind=DATE)
    except ValueError:
        raise SpecError(
            f"“{node.value[:40]}” is not a date. Write it like '2026-01-31', as year, month and "
            f"day."
        ) from None


def _one_of(parts: tuple[Node, ...]) -> Operation:
    listed = [isinstance(part, Constant) and part.kind == TEXT for part in parts[1:]]
    if not all(listed):
        raise SpecError(
            "“one_of” takes a column and the texts to keep, such as one_of(country, 'DE', 'AT')."
        )
    return _made("one_of", (_of_kind(parts[0], TEXT, "one_of"), *parts[1:]), TEXT)


def _comparison(name: str, parts: tuple[Node, ...]) -> Operation:
    left = parts[0]
    others = []
    for other in parts[1:]:
        left, brought = _alike(left, other)
        others.append(brought)
    if left.kind in {TEXT, FLAG} and name not in {"=", "!=", "in"}:
        raise SpecError(
            f"“{name}” compares sizes, and {KIND_NAMES[left.kind]} has none. Use = or !=, or "
            f"choose a number or a date."
        )
    return _made(name, (left, *others), FLAG)


def _alike(left: Node, right: Node) -> tuple[Node, Node]:
    """Bring two values to one kind: a constant follows the column beside it."""
    if left.kind == right.kind:
        return left, right
    if isinstance(right, Constant) and (brought := _brought(right, left.kind)):
        return left, brought
    if isinstance(left, Constant) and (brought := _brought(left, right.kind)):
        return brought, right
    if {left.kind, right.kind} == {FLAG, NUMBER}:
        return _as_number(left, "="), _as_number(right, "=")
    raise SpecError(
        f"The formula compares {KIND_NAMES[left.kind]} with {KIND_NAMES[right.kind]}. Compare "
        f"values of one kind; days are written like '2026-01-31', texts between quotes."
    )


def _brought(constant: Constant, kind: str) -> Constant | None:
    """Return a constant as one of another kind, None when it is none."""
    if kind == DATE and constant.kind == TEXT:
        return _day(constant)
    if kind == FLAG and constant.kind == TEXT and constant.value.lower() in FLAG_TEXTS:
        return Constant(value=FLAG_TEXTS[constant.value.lower()], kind=FLAG)
    if kind == FLAG and constant.kind == NUMBER and constant.value in {0.0, 1.0}:
        return Constant(value=constant.value, kind=FLAG)
    if kind == TEXT and constant.kind == FLAG:
        return Constant(value="yes" if constant.value else "no", kind=TEXT)
    return None
