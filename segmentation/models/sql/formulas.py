"""Formulas, the filter and rules in SQL: the same operations in the same order as elsewhere.

Each operation that looks at a value twice gets it as a column of the layer before, so that a
statement grows with a formula and not with its depth.
"""

from dataclasses import dataclass, field

from segmentation.customers.formulas.derivation import Derivation
from segmentation.customers.formulas.grammar import LARGEST, SMALLEST
from segmentation.customers.formulas.nodes import (
    CHOICES,
    COMPARISONS,
    FLAG,
    NUMBER,
    TEXT,
    Column,
    Constant,
    Node,
    Operation,
)
from segmentation.models.sql.dialects import Dialect
from segmentation.models.sql.values import Layer, literal, number_of, text
from segmentation.tables.columns.levels import NO_TEXTS, YES_TEXTS

WHERE, RULE = "seg_where", "seg_rule"
EPOCH = "1970-01-01"
EPOCH_JULIAN = 2440587.5


def formula_layers(derivation: Derivation, dialect: Dialect) -> tuple[list[Layer], dict[str, str]]:
    """Write a derivation as layers of columns.

    Parameters
    ----------
    derivation : Derivation
    dialect : Dialect

    Returns
    -------
    layers : list of Layer
        `WHERE` is one of them when there is a filter, and `RULE` with its place for each rule.
    made : dict of str to str
        By name of a made column, the column of the layers that holds it.
    """
    writer = _Writer(dialect=dialect)
    for name, kind in derivation.sources:
        writer.known[name] = writer.column(_source(text(name, '"'), kind, dialect), 0)
    made = {}
    for name, node in derivation.formulas:
        writer.known[name] = writer.column(*writer.write(node))
        made[name] = writer.known[name][0]
    if derivation.where is not None:
        written, depth = writer.write(derivation.where)
        writer.place(WHERE, written, depth)
    for at, (_, node) in enumerate(derivation.rules):
        writer.place(f"{RULE}{at}", *writer.write(node))
    return writer.layers, made


Written = tuple[str, int]
"""An expression, and the first layer in which it can stand."""


@dataclass(slots=True)
class _Writer:
    """Writes nodes and keeps the columns that they need."""

    dialect: Dialect
    layers: list[Layer] = field(default_factory=list)
    known: dict[str, Written] = field(default_factory=dict)
    count: int = 0

    def place(self, name: str, written: str, depth: int) -> None:
        while len(self.layers) <= depth:
            self.layers.append({})
        self.layers[depth][name] = written

    def column(self, written: str, depth: int) -> Written:
        """Make a column of an expression; what is one already stays."""
        if written.startswith("seg_"):
            return written, depth
        name = f"seg_f{self.count}"
        self.count += 1
        self.place(name, written, depth)
        return name, depth + 1

    def write(self, node: Node) -> Written:
        if isinstance(node, Column):
            return self.known[node.name]
        if isinstance(node, Constant):
            return self.constant(node), 0
        parts = [self.write(part) for part in node.parts]
        if node.name in {"*", "/", "as_number", *CHOICES}:
            parts = [
                part if isinstance(child, Constant) else self.column(*part)
                for part, child in zip(parts, node.parts, strict=True)
            ]
        written = _operation(node, [part for part, _ in parts], self.dialect)
        return written, max(depth for _, depth in parts)

    def constant(self, node: Constant) -> str:
        if node.kind == TEXT:
            return text(node.value)
        if node.kind == FLAG:
            return "TRUE" if node.value else "FALSE"
        return literal(float(node.value), self.dialect)


def _source(name: str, kind: str, dialect: Dialect) -> str:
    """Return a column of the table as a double, a text, a truth value or days since 1970."""
    if kind == TEXT:
        return f"CAST({name} AS TEXT)"
    if kind == NUMBER:
        number, most = number_of(name, dialect), literal(LARGEST, dialect)
        return f"CASE WHEN {number} BETWEEN -{most} AND {most} THEN {number} END"
    if kind == FLAG:
        plain = f"LOWER(TRIM(CAST({name} AS TEXT)))"
        yes, no = (", ".join(map(text, texts)) for texts in (YES_TEXTS, NO_TEXTS))
        return f"CASE WHEN {plain} IN ({yes}) THEN TRUE WHEN {plain} IN ({no}) THEN FALSE END"
    if dialect.types_values:
        return f"JULIANDAY(SUBSTR({name}, 1, 10)) - {EPOCH_JULIAN}"
    day, first = f"CAST({name} AS DATE)", f"CAST('{EPOCH}' AS DATE)"
    days = f"{day} - {first}" if dialect.subtracts_dates else f"DATEDIFF({day}, {first})"
    return f"CAST({days} AS DOUBLE)"


def _operation(node: Operation, parts: list[str], dialect: Dialect) -> str:
    first, last = parts[0], parts[-1]
    name = node.name
    if name in {"+", "-", "and", "or", *COMPARISONS}:
        sign = {"!=": "<>"}.get(name, name.upper())
        return f"({first} {sign} {last})"
    if name in {"*", "/"}:
        fits = " AND ".join(_usual(part, dialect) for part in parts)
        nonzero = f" AND {last} <> {literal(0.0, dialect)}" if name == "/" else ""
        return f"CASE WHEN {fits}{nonzero} THEN {first} {name} {last} END"
    if name in CHOICES:
        near, far = ("<=", ">") if name == "least" else (">=", "<")
        cases = ((near, first), (far, last))
        whens = " ".join(f"WHEN {first} {sign} {last} THEN {taken}" for sign, taken in cases)
        return f"CASE {whens} END"
    if name == "as_number":
        one, zero = literal(1.0, dialect), literal(0.0, dialect)
        return f"CASE WHEN {first} THEN {one} WHEN NOT {first} THEN {zero} END"
    return {
        "in": f"({first} IN ({', '.join(parts[1:])}))",
        "not": f"(NOT {first})",
        "negative": f"(-({first}))",
        "abs": f"ABS({first})",
        "is_missing": f"({first} IS NULL)",
        "filled": f"COALESCE({first}, {last})",
    }.get(name, f"({last} - {first})")


def _usual(part: str, dialect: Dialect) -> str:
    zero, least, most = (literal(number, dialect) for number in (0.0, SMALLEST, LARGEST))
    return f"({part} = {zero} OR ABS({part}) BETWEEN {least} AND {most})"
