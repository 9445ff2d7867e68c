# ruff: noqa: S608 - a statement is what this makes; names and texts are quoted by `text`
"""What the rows of a table add up to by segment, as one SELECT of the model's own rule."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from segmentation.clustering.features import CategoryFeature
from segmentation.models.rule import AssignmentRule
from segmentation.models.sql.dialects import Dialect
from segmentation.models.sql.formulas import formula_layers
from segmentation.models.sql.statement import (
    HELPERS,
    SEGMENT,
    check_size,
    layers_of,
    table_name,
    written,
)
from segmentation.models.sql.values import Layer, gap, literal, number_of, text

NO_LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType({})


def totals_sql(
    rule: AssignmentRule,
    table: str,
    dialect: Dialect,
    sums: Mapping[str, str],
    limits: Mapping[str, tuple[float, float]] = NO_LIMITS,
) -> str:
    """Write a rule as a SELECT of one row a segment.

    Parameters
    ----------
    rule : AssignmentRule
    table : str
        As in `segmentation.models.sql.statement.to_sql`.
    dialect : Dialect
    sums : mapping of str to str
        What to add up, by what to call it: of `axis_sums` or `column_sums`.
    limits : mapping of str to (float, float)
        By feature, beyond which a row is not counted.

    Returns
    -------
    str
        Columns ``segment`` and ``n``, and those of the sums; rows without a segment are not in it.

    Raises
    ------
    SpecError
        If the dialect cannot hold the rule, or there is no table.
    """
    check_size(rule, dialect)
    start, last = layered(layers_of(rule, dialect), table_name(table, dialect), dialect)
    added = "".join(f", SUM({what}) AS {name}" for name, what in sums.items())
    holds = "".join(f" AND {each}" for each in _within(rule, limits, dialect))
    return written(
        f"{start} SELECT {SEGMENT} AS segment, COUNT(*) AS n{added} FROM {last} "
        f"WHERE NOT {SEGMENT} IS NULL{holds} GROUP BY {SEGMENT}",
        dialect,
    )


def layered(layers: Sequence[Layer], table: str, dialect: Dialect) -> tuple[str, str]:
    """Stack layers as common tables, each beside all columns of the table.

    Parameters
    ----------
    layers : sequence of Layer
    table : str
        As SQL writes it.
    dialect : Dialect

    Returns
    -------
    start : str
        ``WITH …``; empty where there is no layer.
    last : str
        The table that has all columns.
    """
    parts, last = [], table
    for at, layer in enumerate(layers):
        columns = ", ".join(f"{what} AS {name}" for name, what in layer.items())
        parts.append(f"{HELPERS}step{at} AS (SELECT *, {columns} FROM {last} {dialect.fence})")
        last = f"{HELPERS}step{at}"
    return (f"WITH {', '.join(parts)}" if parts else ""), last


def axis_sums(rule: AssignmentRule, dialect: Dialect) -> dict[str, str]:
    """Return what fitting adds up: points, the file's units, distances and their squares.

    Parameters
    ----------
    rule : AssignmentRule
    dialect : Dialect

    Returns
    -------
    dict of str to str
        ``p0`` …, ``r0`` …, ``d`` and ``q``.
    """
    one, zero = literal(1.0, dialect), literal(0.0, dialect)
    raw = []
    for at, feature in enumerate(rule.space.features):
        value = f"{HELPERS}v{at}"
        if isinstance(feature, CategoryFeature):
            holds = (f"{value} = {text(level)}" for level in feature.levels)
            raw += [f"CASE WHEN {each} THEN {one} ELSE {zero} END" for each in holds]
        else:
            raw.append(value)
    squares = " ".join(f"WHEN {at} THEN {HELPERS}d{at}" for at in range(len(rule.centers)))
    square = f"CASE {SEGMENT} {squares} END"
    return {
        **{f"p{at}": f"{HELPERS}p{at}" for at in range(len(raw))},
        **{f"r{at}": each for at, each in enumerate(raw)},
        "d": f"SQRT({square})",
        "q": square,
    }


def column_sums(rule: AssignmentRule, columns: Sequence[str], dialect: Dialect) -> dict[str, str]:
    """Return what is added up of columns of numbers: rows with a value, and the values.

    Parameters
    ----------
    rule : AssignmentRule
    columns : sequence of str
        Of the table, or made by the rule's formulas.
    dialect : Dialect

    Returns
    -------
    dict of str to str
        ``n0`` …, then ``s0`` ….
    """
    one, zero = literal(1.0, dialect), literal(0.0, dialect)
    _, made = formula_layers(rule.derivation, dialect)
    known, values = {}, {}
    for at, name in enumerate(columns):
        source = made.get(name) or text(name, '"')
        is_gap = gap(source, dialect)
        known[f"n{at}"] = f"CASE WHEN {is_gap} THEN {zero} ELSE {one} END"
        values[f"s{at}"] = f"CASE WHEN {is_gap} THEN {zero} ELSE {number_of(source, dialect)} END"
    return known | values


def _within(
    rule: AssignmentRule, limits: Mapping[str, tuple[float, float]], dialect: Dialect
) -> list[str]:
    """Return conditions that hold where no number lies beyond its limits; a gap lies nowhere."""
    _, made = formula_layers(rule.derivation, dialect)
    conditions = []
    for at, feature in enumerate(rule.space.features):
        if feature.name in limits:
            low, high = (literal(float(end), dialect) for end in limits[feature.name])
            source = made.get(feature.name) or text(feature.name, '"')
            inside = f"{HELPERS}v{at} BETWEEN {low} AND {high}"
            conditions.append(f"({gap(source, dialect)} OR {inside})")
    return conditions
