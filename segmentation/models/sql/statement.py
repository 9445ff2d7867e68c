# ruff: noqa: S608 - a statement is what this makes; names and texts are quoted by `text`
"""The rule of a model as one SELECT that a database runs over its own customers.

The statement is built in layers (values, points, distances, segment), each with a few columns made
from those of the layer before. How layers are stacked without leaving those columns in the result
depends on the dialect: `* EXCLUDE`, `LATERAL`, or subqueries that stand for one value. Whatever a
dialect decides stands in `segmentation.models.sql.dialects`.

Additions and multiplications stand in the order of `segmentation.models.rule`, so that results
agree to the last bit; logarithms and powers may differ in the last digit.
"""

import re
from collections.abc import Sequence
from types import MappingProxyType

from segmentation.errors import SpecError
from segmentation.models.rule import AssignmentRule
from segmentation.models.sql.dialects import Dialect, dialect_of
from segmentation.models.sql.formulas import RULE, WHERE, formula_layers
from segmentation.models.sql.values import Layer, feature_layers, literal, text

MOST_AXES = 400
"""Longer sums are nested deeper than databases allow."""

PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
HELPERS = "seg_"
SEGMENT = f"{HELPERS}segment"
RESULTS = ("segment", "name", "distance", "in_range")


def to_sql(rule: AssignmentRule, table: str, dialect: str, results: Sequence[str] = RESULTS) -> str:
    """Write the rule as one SELECT.

    Parameters
    ----------
    rule : AssignmentRule
    table : str
        Of the customers; a dot stands between a schema and a table.
    dialect : str
        One that sqlglot knows.
    results : sequence of str
        What to call the four columns that are added.

    Returns
    -------
    str
        All columns of the table, and ``segment``, ``name``, ``distance``, ``in_range``.

    Raises
    ------
    SpecError
        If the dialect is not known or cannot hold the rule, or there is no table.

    Notes
    -----
    Columns of numbers must have a type of numbers in the database.
    """
    found = dialect_of(dialect)
    check_size(rule, found)
    called = [name if PLAIN_NAME.fullmatch(name) else text(name, '"') for name in results]
    stacked = STACKS[found.stacking](rule, table_name(table, found), found, called)
    return _heading(found) + written(stacked, found)


def written(statement: str, dialect: Dialect) -> str:
    """Write a statement in a dialect.

    Parameters
    ----------
    statement : str
        In none: as sqlglot reads it by itself.
    dialect : Dialect

    Returns
    -------
    str
    """
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(statement)
    for division in tree.find_all(exp.Div):
        division.set("typed", True)
    return tree.sql(dialect.name, pretty=True)


def _heading(dialect: Dialect) -> str:
    if dialect.is_tested:
        return ""
    return f"-- Not tested on {dialect.name}: compare a few customers.\n"


def check_size(rule: AssignmentRule, dialect: Dialect) -> None:
    """Refuse a rule that a dialect cannot hold.

    Parameters
    ----------
    rule : AssignmentRule
    dialect : Dialect

    Raises
    ------
    SpecError
    """
    k, n_axes = rule.centers.shape
    if n_axes > MOST_AXES:
        raise SpecError(
            f"The model has {n_axes:,} axes; as SQL at most {MOST_AXES:,} can be written. Choose "
            f"fewer columns, or score with the command line."
        )
    most = dialect.most_columns
    if rule.mixture is not None and most is not None and k * n_axes > most:
        raise SpecError(
            f"A mixture of {k} segments on {n_axes:,} axes needs {k * n_axes:,} columns beside "
            f"each customer; {dialect.name} takes {most:,}. Choose K-means, fewer columns, or "
            f"DuckDB."
        )


def table_name(table: str, dialect: Dialect) -> str:
    """Return a table's name as SQL writes it.

    Parameters
    ----------
    table : str
        As in `to_sql`.
    dialect : Dialect

    Returns
    -------
    str

    Raises
    ------
    SpecError
        If it is none.
    """
    import sqlglot

    parts = table.split(".")
    if not all(part.strip() for part in parts):
        raise SpecError(
            f"“{table[:40]}” is not a table name. Write it like customers, or shop.customers."
        )
    keywords = sqlglot.Dialect.get_or_raise(dialect.name).tokenizer_class.KEYWORDS
    plain = [bool(PLAIN_NAME.fullmatch(part)) and part.upper() not in keywords for part in parts]
    return ".".join(p if ok else text(p, '"') for p, ok in zip(parts, plain, strict=True))


def layers_of(rule: AssignmentRule, dialect: Dialect) -> list[Layer]:
    """Return what is computed of a customer, each layer from those before it.

    Parameters
    ----------
    rule : AssignmentRule
    dialect : Dialect

    Returns
    -------
    list of Layer
        The last is the segment alone, ``seg_segment``.
    """
    prepared, made = formula_layers(rule.derivation, dialect)
    layers = [*prepared, *feature_layers(rule, dialect, made)]
    points = [f"{HELPERS}p{axis}" for axis in range(rule.centers.shape[1])]

    def number(value: float) -> str:
        return literal(float(value), dialect)

    squares = {
        f"{HELPERS}d{k}": " + ".join(
            f"({point} - {number(at)}) * ({point} - {number(at)})"
            for point, at in zip(points, center, strict=True)
        )
        for k, center in enumerate(rule.centers)
    }
    chosen = {SEGMENT: _chosen(rule)}
    if rule.mixture is None:
        return [*layers, squares, chosen]
    uppers, means = rule.mixture.precisions_cholesky, rule.mixture.means
    scaled = {
        f"{HELPERS}z{k}_{column}": " + ".join(
            f"({points[row]} - {number(means[k, row])}) * {number(upper[row, column])}"
            for row in range(column + 1)
        )
        for k, upper in enumerate(uppers)
        for column in range(len(points))
    }
    logs = {}
    for k, constant in enumerate(rule.constants):
        parts = [f"{HELPERS}z{k}_{column}" for column in range(len(points))]
        form = " + ".join(f"{part} * {part}" for part in parts)
        logs[f"{HELPERS}l{k}"] = f"{number(constant)} - ({form}) / {number(2.0)}"
    return [*layers, squares | scaled, logs, chosen]


def _chosen(rule: AssignmentRule) -> str:
    """Return the segment: that of the first rule, or the first of those that no other beats."""
    missing = _unscored(rule)
    if rule.is_by_rule:
        *ruled, rest = ("NULL" if s is None else str(s) for s in rule.rule_segments)
        cases = " ".join(f"WHEN {RULE}{at} THEN {s}" for at, s in enumerate(ruled))
        return f"CASE WHEN {missing} THEN NULL {cases} ELSE {rest} END"
    k = len(rule.names)
    better, score = ("<=", "d") if rule.mixture is None else (">=", "l")
    everyone = [f"{HELPERS}{score}{at}" for at in range(k)]
    cases = [
        f"WHEN {' AND '.join(f'{mine} {better} {other}' for other in everyone[at + 1 :])} THEN {at}"
        for at, mine in enumerate(everyone[:-1])
    ]
    return f"CASE WHEN {missing} THEN NULL {' '.join(cases)} ELSE {k - 1} END"


def _unscored(rule: AssignmentRule) -> str:
    missing = " OR ".join(f"{HELPERS}v{at} IS NULL" for at in range(len(rule.columns)))
    if rule.derivation.where is not None:
        missing += f" OR NOT COALESCE({WHERE}, FALSE)"
    return missing


def _name(rule: AssignmentRule, segment: str) -> str:
    cases = " ".join(f"WHEN {at} THEN {text(name)}" for at, name in enumerate(rule.names))
    return f"CASE {segment} {cases} END"


def _distance(rule: AssignmentRule, segment: str) -> str:
    cases = " ".join(f"WHEN {at} THEN SQRT({HELPERS}d{at})" for at in range(len(rule.names)))
    return f"CASE {segment} {cases} END"


def _in_range(rule: AssignmentRule, segment: str) -> str:
    within = " AND ".join(f"{HELPERS}r{at}" for at in range(len(rule.columns)))
    if rule.derivation.where is not None:
        within += f" AND {WHERE}"
    if rule.is_by_rule and None in rule.rule_segments:
        within += f" AND {segment} IS NOT NULL"
    return f"COALESCE({within}, FALSE)"


def _results(rule: AssignmentRule, called: Sequence[str], around: str = "{what}") -> str:
    """Return the columns that are added, each within what stands around it."""
    every = (SEGMENT, _name(rule, SEGMENT), _distance(rule, SEGMENT), _in_range(rule, SEGMENT))
    written = [around.replace("{what}", each) for each in every]
    return ", ".join(f"{what} AS {name}" for what, name in zip(written, called, strict=True))


def _stacked(rule: AssignmentRule, table: str, dialect: Dialect, called: Sequence[str]) -> str:
    """Stack the layers as common tables, and leave their columns out of the star."""
    steps = layers_of(rule, dialect)
    parts, source = [], table
    for at, layer in enumerate(steps):
        columns = ", ".join(f"{what} AS {name}" for name, what in layer.items())
        parts.append(f"{HELPERS}step{at} AS (SELECT *, {columns} FROM {source})")
        source = f"{HELPERS}step{at}"
    without = ", ".join(name for layer in steps for name in layer)
    added = _results(rule, called)
    return f"WITH {', '.join(parts)} SELECT * EXCLUDE ({without}), {added} FROM {source}"


def _lateral(rule: AssignmentRule, table: str, dialect: Dialect, called: Sequence[str]) -> str:
    """Stack the layers beside each row; OFFSET 0 keeps them from being computed many times."""
    steps = layers_of(rule, dialect)
    joins = []
    for at, layer in enumerate(steps):
        columns = ", ".join(f"{what} AS {name}" for name, what in layer.items())
        joins.append(f"CROSS JOIN LATERAL (SELECT {columns} OFFSET 0) AS {HELPERS}step{at}")
    added = _results(rule, called)
    return f"SELECT {HELPERS}t.*, {added} FROM {table} AS {HELPERS}t {' '.join(joins)}"


def _nested(rule: AssignmentRule, table: str, dialect: Dialect, called: Sequence[str]) -> str:
    """Nest the layers in subqueries of one value, one for each column of the result."""
    source, carried = "", {}
    for at, layer in enumerate(layers_of(rule, dialect)):
        carried = {name: name for name in carried} | layer
        columns = ", ".join(f"{expression} AS {name}" for name, expression in carried.items())
        source = f"(SELECT {columns}{f' FROM {source}' if source else ''} LIMIT 1 OFFSET 0)"
        source += f" AS {HELPERS}step{at}"
    added = _results(rule, called, f"(SELECT {{what}} FROM {source})")
    return f"SELECT {HELPERS}t.*, {added} FROM {table} AS {HELPERS}t"


STACKS = MappingProxyType({"star": _stacked, "lateral": _lateral, "nested": _nested})
"""By what a dialect says of its stacking."""
