"""Which rows of a table can be segmented, and a ledger of those that cannot.

The chosen columns are checked here, once: a column that cannot be a feature is a `SpecError` that
says why. Values are altered only where rows of one customer are put together; filling gaps, capping
and transforms belong to the fitted features, so that new customers are treated the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.customers.duplicates import merge_duplicates
from segmentation.customers.formulas.derivation import NOTHING, Derivation, with_formulas
from segmentation.customers.outliers import QUANTILES, beyond, bounds
from segmentation.errors import DataError, SpecError, counted
from segmentation.tables.columns.kinds import MAX_LEVELS
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.roles import ColumnProfile, identifier_of, profile_columns
from segmentation.tables.table import Table

MIN_ROWS = 3
MERGED, GAP, EXTREME = "merged with a row of the same customer", "no value for ", "extreme "
OUTSIDE = "outside the filter "


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerRows:
    """The customers that will be segmented.

    Attributes
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
        All columns of the table for the kept rows, in table order, indexed by `positions`.
    positions : ndarray of shape (n_kept,), int
        0-based rows of the table.
    identifier : str or None
        Name of the identifier column; None when rows are known by their position.
    ledger : pandas.DataFrame of shape (n_dropped, 2)
        ``identifier`` and ``reason`` of every row left out, in table order.
    columns : tuple of ColumnProfile
        What is known of every column.
    derivation : Derivation
        The formulas and the filter they went through, and the rules that divide them.
    """

    frame: pd.DataFrame = field(repr=False)
    positions: np.ndarray = field(repr=False)
    identifier: str | None
    ledger: pd.DataFrame = field(repr=False)
    columns: tuple[ColumnProfile, ...] = field(repr=False)
    derivation: Derivation = field(default=NOTHING, repr=False)

    def column(self, name: str) -> ColumnProfile:
        """Return the profile of the column `name`."""
        return next(column for column in self.columns if column.name == name)

    @property
    def identifiers(self) -> pd.Series:
        """The kept customers' identifiers, else their 0-based rows."""
        if self.identifier is None:
            return pd.Series(self.positions, name="row")
        return self.frame[self.identifier].reset_index(drop=True)


def customer_rows(  # noqa: PLR0913 - a keyword per setting of the spec
    table: Table,
    features: tuple[str, ...],
    *,
    missing: str = "drop",
    duplicates: str = "keep",
    outliers: str = "keep",
    quantiles: tuple[float, float] = QUANTILES,
    formulas: tuple[tuple[str, str], ...] = (),
    where: str = "",
    rules: tuple[tuple[str, str], ...] = (),
    limits: Mapping[str, tuple[float, float]] | None = None,
) -> CustomerRows:
    """Return the rows that can be segmented on `features`, and why the others cannot.

    Parameters
    ----------
    table : Table
    features : tuple of str
        Columns to cluster on.
    missing : str
        ``drop`` leaves out rows with a gap in any feature; ``impute`` keeps every row.
    duplicates : str
        As in `merge_duplicates`.
    outliers : str
        ``set_aside`` leaves out rows with a feature beyond its quantiles; others keep every row.
    quantiles : tuple of float
    formulas : tuple of (str, str)
        Columns to make first, of rows that are put together already.
    where : str
        A condition; rows that do not meet it are left out.
    rules : tuple of (str, str)
        Names and conditions of segments by rule; they leave nobody out.
    limits : mapping of str to (float, float) or None
        Where extreme values begin, by feature; None takes the quantiles of these rows.

    Returns
    -------
    CustomerRows
        ``len(frame) + len(ledger)`` equals the table's rows.

    Raises
    ------
    SpecError
        If a feature is no column, is the identifier, free text or a date, holds no value, is
        constant, or has more than `MAX_LEVELS` levels; if a formula or the filter does not fit.
    DataError
        If fewer than `MIN_ROWS` rows remain.
    """
    columns = profile_columns(table)
    identifier = identifier_of(columns)
    frame, stays = merge_duplicates(table.frame, identifier, duplicates)
    made, derivation, chosen = with_formulas(replace(table, frame=frame), formulas, where, rules)
    if derivation.names:
        frame, columns = made.frame, profile_columns(made)
    known = {column.name: column for column in columns}
    for feature in features:
        if feature not in known:
            raise SpecError(
                f"There is no column “{feature}” in {table.name}. Choose among its columns."
            )
        reason = unsuitable(known[feature], len(table.frame))
        if reason:
            raise SpecError(reason)
    gaps = gaps_of(frame, features)
    # The first reason that holds is the one that counts.
    reasons = {MERGED: ~stays, OUTSIDE + derivation.condition: ~chosen}
    if missing == "drop":
        reasons |= {GAP + name: gaps[:, at] for at, name in enumerate(features)}
    if outliers == "set_aside":
        if limits is None:
            numbers = [name for name in features if known[name].numeric]
            limits = {name: bounds(frame[name][stays & chosen], quantiles) for name in numbers}
        reasons |= extremes_of(frame, limits)
    keep = ~np.logical_or.reduce(list(reasons.values()))
    positions = np.flatnonzero(keep)
    rows = CustomerRows(
        frame=frame if keep.all() else frame.iloc[positions],  # no copy of a large table
        positions=positions,
        identifier=identifier,
        ledger=_ledger(frame, identifier, reasons, keep),
        columns=columns,
        derivation=derivation,
    )
    _check_rows(rows, features)
    return rows


def unsuitable(column: ColumnProfile, n_rows: int) -> str | None:
    """Say why a column cannot be a feature.

    Parameters
    ----------
    column : ColumnProfile
    n_rows : int
        Rows of its table.

    Returns
    -------
    str or None
        One sentence, or None when it can be one.
    """
    name = f"“{column.name}”"
    if column.missing == n_rows:
        return f"{name} has no values at all. Choose another column."
    if column.role == Role.IDENTIFIER:
        return (
            f"{name} identifies customers, so it says nothing about groups. Choose another column."
        )
    if column.kind == Kind.DATE:
        return f"{name} holds dates. Choose a number or a category instead."
    if column.kind == Kind.TEXT or not (column.numeric or column.distinct <= MAX_LEVELS):
        return (
            f"{name} holds free text: {column.distinct:,} different values. "
            f"Choose a number, or a category of at most {MAX_LEVELS} values."
        )
    if column.distinct == 1:
        return (
            f"{name} has the same value for every customer, so it cannot tell them apart. "
            f"Choose another column."
        )
    return None


def gaps_of(frame: pd.DataFrame, features: tuple[str, ...]) -> np.ndarray:
    """Return where a feature is missing or not finite.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, any)
    features : tuple of str

    Returns
    -------
    ndarray of shape (n_rows, n_features), bool
    """
    gaps = [
        frame[name].isna().to_numpy()
        | (np.isinf(frame[name].to_numpy()) if frame[name].dtype == np.float64 else False)
        for name in features
    ]
    return np.column_stack(gaps)


def extremes_of(
    frame: pd.DataFrame, limits: Mapping[str, tuple[float, float]]
) -> dict[str, np.ndarray]:
    """Return, by reason, which rows have a number beyond its limits.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, any)
    limits : mapping of str to (float, float)

    Returns
    -------
    dict of str to ndarray of shape (n_rows,), bool
    """
    return {EXTREME + name: beyond(frame[name], limit) for name, limit in limits.items()}


def _ledger(
    frame: pd.DataFrame, identifier: str | None, reasons: dict[str, np.ndarray], keep: np.ndarray
) -> pd.DataFrame:
    """Name every dropped row with its reasons; gaps in several columns are one."""
    dropped = np.flatnonzero(~keep)
    who = dropped if identifier is None else frame[identifier].to_numpy()[dropped]
    why = reason_texts(reasons, dropped)
    return pd.DataFrame({"identifier": who, "reason": pd.Series(why, dtype="str")})


def reason_texts(reasons: dict[str, np.ndarray], dropped: np.ndarray) -> np.ndarray:
    """Say of each of some rows why it is left out.

    Parameters
    ----------
    reasons : dict of str to ndarray of shape (n_rows,), bool
        Whom each holds for, the first that counts first.
    dropped : ndarray of shape (n_dropped,), int
        Rows for whom one holds at least.

    Returns
    -------
    ndarray of shape (n_dropped,), object
    """
    codes = np.zeros(len(dropped), dtype=np.int64)
    for holds in reasons.values():
        # Few combinations occur, whatever the number of rows; numbered anew they never overflow.
        codes = pd.factorize(2 * codes + holds[dropped])[0]
    _, first = np.unique(codes, return_index=True)
    combinations = ([name for name, holds in reasons.items() if holds[dropped[at]]] for at in first)
    texts = [_reason(names) for names in combinations]
    return np.array([*texts, None], dtype=object)[codes]


def _reason(reasons: list[str]) -> str:
    """Return the kind of reason that comes first, with all the columns it holds for."""
    for kind in (GAP, EXTREME):
        if reasons[0].startswith(kind):
            return kind + ", ".join(f.removeprefix(kind) for f in reasons if f.startswith(kind))
    return reasons[0]


def _left_out(rows: CustomerRows) -> str:
    """Return how many rows are left out, and that they lack values where that is why."""
    only_gaps = bool(rows.ledger["reason"].str.startswith(GAP).all())
    return f"{len(rows.ledger):,}" + (" with missing values" if only_gaps else "")


def _check_rows(rows: CustomerRows, features: tuple[str, ...]) -> None:
    n_kept, n_dropped = len(rows.frame), len(rows.ledger)
    if n_kept < MIN_ROWS:
        gone = f" after leaving out {_left_out(rows)}" if n_dropped else ""
        found = f"The file has {counted(n_kept, 'customer')}{gone}"
        advice = "Use a larger file, or choose columns with fewer gaps."
        if n_dropped and rows.ledger["reason"].str.startswith(OUTSIDE).all():
            found = f"The filter leaves {counted(n_kept, 'customer')} of {n_kept + n_dropped:,}"
        if rows.derivation.condition:
            advice = f"Widen the filter “{rows.derivation.condition[:80]}”, or remove it."
        raise DataError(f"{found}; segments need at least {MIN_ROWS}. {advice}")
    for feature in features:
        values = rows.frame[feature].dropna()
        if values.empty:
            raise SpecError(
                f"“{feature}” has no value for any customer that is left. Choose another column."
            )
        if (values == values.iloc[0]).all():
            same = f"“{feature}” has the same value for every customer that is left after"
            if rows.derivation.condition:
                raise SpecError(
                    f"{same} filtering, so it cannot tell them apart. Segment without this column, "
                    f"or remove the filter."
                )
            raise SpecError(f"{same} dropping {_left_out(rows)}. Choose another column.")
