"""The first layers of a rule in SQL: a customer's values, filled and checked, and their points."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from segmentation.clustering.features import CategoryFeature, NumberFeature
from segmentation.models.rule import AssignmentRule, InputColumn
from segmentation.models.sql.dialects import Dialect
from segmentation.tables.columns.levels import NO_TEXTS, YES_TEXTS

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
Layer = dict[str, str]
"""Names of columns and what they are."""

LARGEST = 1.7976931348623157e308
NEARLY_NOTHING = 1e-5
"""Below it the first terms of a series are more exact than ln(1 + x) and exp(x) − 1."""

LOWEST_EXPONENT = -700.0
"""exp of less is nothing to these sums, and an error to PostgreSQL."""


def literal(value: float, dialect: Dialect) -> str:
    """Write a number so that the database holds the very same one.

    Parameters
    ----------
    value : float
        Finite.
    dialect : Dialect

    Returns
    -------
    str

    Notes
    -----
    DuckDB takes an exponent for a double and digits alone for a decimal; PostgreSQL takes both for
    a decimal, and would reckon with decimals. SQLite keeps only 15 digits of what it reads, so
    fractions are written as a whole number over powers of two.
    """
    if not dialect.rounds_digits or (value == int(value) and abs(value) < 2**53):
        digits = f"{value!r}" if "e" in f"{value!r}" else f"{value!r}e0"
        if not dialect.exponent_makes_double:
            return f"CAST({digits} AS DOUBLE)"
        return f"({digits})" if value < 0 else digits
    fraction, exponent = math.frexp(value)
    whole, exponent = int(fraction * 2**53), exponent - 53
    while whole % 2 == 0:
        whole, exponent = whole // 2, exponent + 1
    steps, sign = abs(exponent), "/" if exponent < 0 else "*"
    factors = [min(62, steps - at) for at in range(0, steps, 62)]
    return f"(CAST({whole} AS DOUBLE)" + "".join(f" {sign} {2**factor}" for factor in factors) + ")"


def text(value: str, quote: str = "'") -> str:
    """Write a text or, with another quote, a name."""
    return quote + value.replace(quote, quote * 2) + quote


def feature_layers(
    rule: AssignmentRule, dialect: Dialect, made: Mapping[str, str] = NO_COLUMNS
) -> list[Layer]:
    """Return values (``v``, with their range ``r``), logarithms (``w``) and points (``p``).

    Parameters
    ----------
    rule : AssignmentRule
    dialect : Dialect
    made : mapping of str to str
        By name of a feature that a formula makes, the column of an earlier layer that holds it.

    Returns
    -------
    list of Layer
    """
    values, ranges, logs, points = {}, {}, {}, {}
    for at, (feature, column) in enumerate(zip(rule.space.features, rule.columns, strict=True)):
        value, source = f"seg_v{at}", made.get(feature.name) or text(feature.name, '"')
        if isinstance(feature, CategoryFeature):
            values[value] = _level(feature, source, fills=rule.fills_gaps)
            ranges[f"seg_r{at}"] = f"{value} IN ({', '.join(map(text, feature.levels))})"
            for level in feature.levels:
                height, nothing = (literal(x, dialect) for x in (feature.height, 0.0))
                points[f"seg_p{len(points)}"] = (
                    f"CASE WHEN {value} = {text(level)} THEN {height} ELSE {nothing} END"
                )
            continue
        values[value] = _number(feature, column, source, dialect, fills=rule.fills_gaps)
        low, high = (literal(float(end), dialect) for end in (column.low, column.high))
        inside = f"{value} BETWEEN {low} AND {high}"
        ranges[f"seg_r{at}"] = (
            f"({gap(source, dialect)} OR {inside})" if rule.fills_gaps else inside
        )
        capped = _capped(feature, value, dialect)
        if feature.transform:
            logs[f"seg_c{at}"] = capped
            capped = f"seg_c{at}"
        points[f"seg_p{len(points)}"] = _point(feature, capped, f"seg_w{at}", dialect)
    layers = [values, ranges | logs]
    if logs:
        layers.append({name.replace("_c", "_w"): _log1p(name, dialect) for name in logs})
    return [*layers, points]


def number_of(name: str, dialect: Dialect) -> str:
    """Return a column as a double.

    Parameters
    ----------
    name : str
        As SQL writes it.
    dialect : Dialect

    Returns
    -------
    str
    """
    if dialect.types_values:  # a text there casts to 0
        return f"CASE WHEN TYPEOF({name}) IN ('integer', 'real') THEN CAST({name} AS DOUBLE) END"
    return f"CAST({name} AS DOUBLE)"


def gap(name: str, dialect: Dialect) -> str:
    """Return whether there is no value: nothing, not a number, or infinity.

    Parameters
    ----------
    name : str
        As SQL writes it.
    dialect : Dialect

    Returns
    -------
    str
    """
    most = literal(LARGEST, dialect)
    if dialect.types_values:
        infinite = f"TYPEOF({name}) = 'real' AND NOT {name} BETWEEN -{most} AND {most}"
        return f"({name} IS NULL OR ({infinite}))"
    source = number_of(name, dialect)
    return f"({source} IS NULL OR NOT {source} BETWEEN -{most} AND {most})"


def _number(
    feature: NumberFeature, column: InputColumn, name: str, dialect: Dialect, *, fills: bool
) -> str:
    source, limit = number_of(name, dialect), float(column.limit)
    # Each a literal of its own: a minus written before one that has a sign begins a comment.
    low, high = literal(-limit, dialect), literal(limit, dialect)
    scored = f"WHEN {source} BETWEEN {low} AND {high} THEN {source}"
    if not fills:
        return f"CASE {scored} END"
    fill = literal(feature.fill, dialect)
    return f"CASE {scored} WHEN {gap(name, dialect)} THEN {fill} END"


def _level(feature: CategoryFeature, name: str, *, fills: bool) -> str:
    level = f"CAST({name} AS TEXT)"
    cases = [f"WHEN {name} IS NULL THEN {text(feature.fill) if fills else 'NULL'}"]
    if feature.coded:
        plain = f"LOWER(TRIM({level}))"
        cases += [
            f"WHEN {plain} IN ({', '.join(map(text, texts))}) THEN {text(answer)}"
            for answer, texts in (("yes", YES_TEXTS), ("no", NO_TEXTS))
        ]
    return f"CASE {' '.join(cases)} ELSE {level} END"


def _capped(feature: NumberFeature, value: str, dialect: Dialect) -> str:
    low = max(feature.low, 0.0) if feature.transform == "log" else feature.low
    cases = [
        f"WHEN {value} {sign} {literal(end, dialect)} THEN {literal(end, dialect)}"
        for sign, end in (("<", low), (">", feature.high))
        if math.isfinite(end)
    ]
    return f"CASE {' '.join(cases)} ELSE {value} END" if cases else value


def _log1p(value: str, dialect: Dialect) -> str:
    """Return ln(1 + |x|)."""
    x = f"ABS({value})"
    small = literal(NEARLY_NOTHING, dialect)
    one, two, three = (literal(number, dialect) for number in (1.0, 2.0, 3.0))
    series = f"{x} - {x} * {x} / {two} + {x} * {x} * {x} / {three}"
    return f"CASE WHEN {x} < {small} THEN {series} ELSE LN({one} + {x}) END"


def _point(feature: NumberFeature, value: str, log: str, dialect: Dialect) -> str:
    power_transformed = value
    if feature.transform == "log":
        power_transformed = log
    elif feature.transform == "yeo_johnson":
        above = _powered(log, feature.power, dialect)
        below = _powered(log, 2 - feature.power, dialect)
        power_transformed = (
            f"CASE WHEN {value} < {literal(0.0, dialect)} THEN -({below}) ELSE {above} END"
        )
    root = literal(math.sqrt(feature.weight), dialect)
    center, scale = literal(feature.center, dialect), literal(feature.scale, dialect)
    return f"{root} * (({power_transformed}) - {center}) / {scale}"


def _powered(log: str, power: float, dialect: Dialect) -> str:
    """Return ((1 + |x|)^power − 1) / power from ln(1 + |x|)."""
    if power == 0:
        return log
    factor = literal(power, dialect)
    y = f"({factor} * {log})"
    small, lowest = literal(NEARLY_NOTHING, dialect), literal(LOWEST_EXPONENT, dialect)
    one, two, six = (literal(number, dialect) for number in (1.0, 2.0, 6.0))
    return (
        f"CASE WHEN ABS({y}) < {small} THEN {y} + {y} * {y} / {two} + {y} * {y} * {y} / {six} "
        f"WHEN {y} < {lowest} THEN -{one} ELSE EXP({y}) - {one} END / {factor}"
    )
