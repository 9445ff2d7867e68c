"""The cells of later customers: checked, filled, and judged against those that were fitted on.

Nothing is guessed from the other rows, so that one customer alone gets what it gets in a batch.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature
from segmentation.customers.cleaning import GAP, OUTSIDE
from segmentation.customers.formulas.columns import usual_numbers
from segmentation.customers.formulas.derivation import Derivation, derived
from segmentation.customers.formulas.nodes import DATE, FLAG, KIND_NAMES, NUMBER, TEXT
from segmentation.customers.formulas.rules import places_of_rules
from segmentation.errors import ModelError
from segmentation.models.rule import AssignmentRule, InputColumn
from segmentation.tables.columns.levels import level_names
from segmentation.tables.values.missing import MISSING_NUMBER

SHOWN = 40
FEW = 256
"""Rows up to which a plain loop is faster than what is made for many."""
MANY_NAMES = 12
EMPTY, NO_RULE = "in a segment that had nobody: ", "no rule holds"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InputValues:
    """What the rule needs of each customer.

    Attributes
    ----------
    values : list of ndarray of shape (n_rows,)
        Per feature: numbers, or places of levels with −1 for one that is unknown. Rows that cannot
        be scored hold any valid value.
    in_range : ndarray of shape (n_rows,), bool
        Whether every value lies where the fitted customers lay; a filled one does.
    reasons : ndarray of shape (n_rows,), object
        Why a row cannot be scored, None when it can.
    outside, gaps : ndarray of shape (n_features,), int
        Rows with a value outside of the range or an unknown level; rows without a value.
    places : ndarray of shape (n_rows,), int, or None
        By rule, the first rule that holds for each row.
    """

    values: list[np.ndarray] = field(repr=False)
    in_range: np.ndarray = field(repr=False)
    reasons: np.ndarray = field(repr=False)
    outside: np.ndarray
    gaps: np.ndarray
    places: np.ndarray | None = field(default=None, repr=False)


def check_columns(rule: AssignmentRule, names: Iterable[object]) -> None:
    """Refuse rows that lack a column.

    Parameters
    ----------
    rule : AssignmentRule
    names : iterable of str
        Columns of the rows.

    Raises
    ------
    ModelError
        If a column is not there, or there twice.
    """
    row_columns = list(map(str, names))
    for column in rule.inputs:
        if row_columns.count(column.name) > 1:
            raise ModelError(
                f"The rows have {row_columns.count(column.name)} columns called “{column.name}”. "
                f"Keep one of them."
            )
        if column.name not in row_columns:
            there = ", ".join(f"“{name[:SHOWN]}”" for name in row_columns[:MANY_NAMES]) or "none"
            raise ModelError(
                f"The rows have no column “{column.name}”, which this model needs. They have "
                f"{there}{', …' if len(row_columns) > MANY_NAMES else ''}. Rename a column, or "
                f"choose a model made for these."
            )


def validate_input(
    rule: AssignmentRule, frame: pd.DataFrame | Mapping[str, pd.Series]
) -> InputValues:
    """Read the columns that a rule needs.

    Parameters
    ----------
    rule : AssignmentRule
    frame : pandas.DataFrame or mapping of str to pandas.Series
        With these columns, of any type.

    Returns
    -------
    InputValues
    """
    n_rows = len(frame[rule.inputs[0].name])
    values, missing, outside = [], [], []
    in_range = np.ones(n_rows, dtype=bool)
    reasons = np.full(n_rows, None, dtype=object)
    places = None
    if rule.derivation:
        frame, places = _derived(rule.derivation, frame, reasons)
    for feature, column in zip(rule.space.features, rule.columns, strict=True):
        cells = frame[column.name]
        if isinstance(feature, CategoryFeature):
            read, gaps = _levels(feature, cells)
            strange = read < 0
        else:
            read, gaps, wrong = _numbers(column, cells)
            _explain(reasons, column.name, cells, wrong)
            read = np.where(gaps | wrong, feature.fill, read)
            strange = (read < column.low) | (read > column.high)
            strange &= ~gaps
        values.append(read)
        missing.append(gaps)
        outside.append(int(strange.sum()))
        in_range &= ~strange
    if not rule.fills_gaps:
        _explain_gaps(reasons, [column.name for column in rule.columns], missing)
    if rule.is_by_rule:
        _explain_rules(reasons, rule, places)
    in_range &= pd.isna(reasons)
    return InputValues(
        values=values,
        in_range=in_range,
        reasons=reasons,
        outside=np.array(outside),
        gaps=np.array([int(gaps.sum()) for gaps in missing]),
        places=places,
    )


def _derived(
    derivation: Derivation, frame: pd.DataFrame | Mapping[str, pd.Series], reasons: np.ndarray
) -> tuple[dict[str, pd.Series], np.ndarray]:
    """Return the columns with those that formulas make, and each row's rule; explain the filter."""
    cells, n_rows = {}, len(reasons)
    for name, kind in derivation.sources:
        read, wrong = _SOURCES[kind](frame[name])
        cells[name] = read
        for row in np.flatnonzero(wrong & pd.isna(reasons)):
            shown = str(frame[name].iloc[row])[:SHOWN]
            reasons[row] = f"“{name}” is not {KIND_NAMES[kind]}: “{shown}”"
    made, chosen = derived(derivation, cells, n_rows)
    reasons[~chosen & pd.isna(reasons)] = OUTSIDE + derivation.condition
    plain = {name: frame[name] for name in frame.keys() if name not in made}  # noqa: SIM118 - a frame too
    places = places_of_rules(derivation, cells | made, n_rows)
    return plain | {name: pd.Series(values) for name, values in made.items()}, places


def _source_numbers(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    read, _, wrong = _numbers(_UNLIMITED, cells)
    return usual_numbers(read), wrong


def _source_texts(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    return level_names(cells, coded=False), np.zeros(len(cells), dtype=bool)


def _source_flags(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    names = level_names(cells, coded=True)
    read = np.where(np.equal(names, "yes"), 1.0, np.where(np.equal(names, "no"), 0.0, np.nan))
    return read, np.isnan(read) & ~np.equal(names, None).astype(bool)


def _source_days(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Read days; a text must be written as 2026-01-31, with or without a time behind it."""
    if not pd.api.types.is_datetime64_any_dtype(cells.dtype):
        texts = cells.astype("str").str.strip().str.slice(0, 10)
        gone = cells.isna() | texts.str.lower().isin(MISSING_NUMBER)
        cells = pd.to_datetime(texts.where(~gone), format="%Y-%m-%d", errors="coerce")
    else:
        gone = cells.isna()
    days = cells.dt.tz_localize(None).to_numpy().astype("datetime64[D]")
    read = np.where(np.isnat(days), np.nan, days.astype("int64").astype(float))
    return read, np.isnan(read) & ~gone.to_numpy(dtype=bool)


_UNLIMITED = InputColumn(
    name="", low=None, high=None, whole=False, limit=np.inf, edges=(), shares=()
)
_SOURCES = MappingProxyType(
    {NUMBER: _source_numbers, TEXT: _source_texts, FLAG: _source_flags, DATE: _source_days}
)
"""By kind of column, how its cells are read."""


def _levels(feature: CategoryFeature, cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the levels, −1 for unknown ones, and where there is no value."""
    # A fill need not be a level: the customer then has none of them, as in the fit.
    places = {level: place for place, level in enumerate(feature.levels)}
    names = level_names(cells, coded=feature.coded)
    if len(names) < FEW:
        gaps = np.array([name is None for name in names], dtype=bool)
        filled = (feature.fill if name is None else name for name in names)
        return np.array([places.get(name, -1) for name in filled], dtype=int), gaps
    codes, distinct = pd.factorize(names)
    known = [places.get(name, -1) for name in distinct]
    return np.array([*known, places.get(feature.fill, -1)])[codes], codes < 0


def _numbers(column: InputColumn, cells: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return numbers, where there is no value, and where there is one that is none or too large."""
    wrong = np.zeros(len(cells), dtype=bool)
    kind = cells.dtype
    if isinstance(kind, pd.CategoricalDtype):
        cells, kind = cells.astype(kind.categories.dtype), kind.categories.dtype
    if pd.api.types.is_numeric_dtype(kind):
        read = cells.to_numpy(dtype=float, na_value=np.nan)
    elif pd.api.types.is_datetime64_any_dtype(kind) or pd.api.types.is_timedelta64_dtype(kind):
        read, wrong = np.full(len(cells), np.nan), cells.notna().to_numpy()
    else:
        read, wrong = _numbers_of_objects(cells.to_numpy(dtype=object))
    gaps = ~np.isfinite(read) & ~wrong
    with np.errstate(invalid="ignore"):
        return read, gaps, wrong | (np.isfinite(read) & (np.abs(read) > column.limit))


def _numbers_of_objects(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what each of any things is as a number, and which of them stand for none."""
    known: dict[object, tuple[float, bool]] = {}
    readings = []
    for value in values:
        # 1 and True are one key and one number; what a request nests is known by its text.
        key = value if isinstance(value, str | int | float) else str(value)
        if key not in known:
            known[key] = _as_number(value)
        readings.append(known[key])
    read = np.array([number for number, _ in readings], dtype=float)
    return read, np.array([is_wrong for _, is_wrong in readings], dtype=bool)


def _as_number(value: object) -> tuple[float, bool]:
    """Return a cell as a number, and whether it is neither a number nor a gap."""
    if value is None or value is pd.NA or value is pd.NaT:
        return np.nan, False
    number = _number(value)
    if not np.isnan(number) or isinstance(value, float):
        return number, False
    return np.nan, str(value).strip().lower() not in MISSING_NUMBER


def _number(value: object) -> float:
    if isinstance(value, str) and "_" in value:  # nobody but Python reads 1_000 as a thousand
        return np.nan
    try:
        return float(value)
    except (ValueError, TypeError):
        return np.nan
    except OverflowError:  # a whole number of hundreds of digits
        return float(np.finfo(float).max)


def _explain(reasons: np.ndarray, name: str, cells: pd.Series, wrong: np.ndarray) -> None:
    """Say of every wrong cell what it holds; the first reason of a row counts."""
    for row in np.flatnonzero(wrong & pd.isna(reasons)):
        value = cells.iloc[row]
        shown = str(value)[:SHOWN]
        if np.isfinite(_number(value)):
            reasons[row] = f"“{name}” is too large: {shown}"
        else:
            reasons[row] = f"“{name}” is not a number: “{shown}”"


def _explain_rules(reasons: np.ndarray, rule: AssignmentRule, places: np.ndarray) -> None:
    """Say whose rule, or lack of one, led nobody to a segment when the model was made."""
    for place, segment in enumerate(rule.rule_segments):
        if segment is None:
            named = place < len(rule.derivation.rules)
            reason = EMPTY + rule.derivation.rules[place][0] if named else NO_RULE
            reasons[(places == place) & pd.isna(reasons)] = reason


def _explain_gaps(reasons: np.ndarray, names: list[str], missing: list[np.ndarray]) -> None:
    without = np.logical_or.reduce(missing)
    if without.any():
        table = np.column_stack(missing)
        for row in np.flatnonzero(without & pd.isna(reasons)):
            reasons[row] = GAP + ", ".join(np.array(names, dtype=object)[table[row]])
