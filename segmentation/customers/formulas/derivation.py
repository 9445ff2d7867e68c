"""What is made of a customer's columns before anything else looks at them: formulas and a filter.

The same derivation runs when segments are found and when later customers are scored; in databases
it is written by `segmentation.models.sql.formulas`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.customers.formulas.checking import checked
from segmentation.customers.formulas.evaluation import Cells, evaluate, missing
from segmentation.customers.formulas.grammar import LARGEST, parse
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER, TEXT, Node, columns_of
from segmentation.errors import SpecError
from segmentation.tables.columns.kinds import kind_of
from segmentation.tables.columns.levels import level_names
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.table import Table

MOST_FORMULAS, LONGEST_NAME = 50, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Formulas and a filter, checked against a table.

    Attributes
    ----------
    sources : tuple of (str, str)
        Columns of the file that are used, and the kind of each.
    formulas : tuple of (str, Node)
        Columns that are made, in order; a later one may use an earlier one.
    where : Node or None
        Who is segmented; None is everybody.
    condition : str
        The same as it was written.
    """

    sources: tuple[tuple[str, str], ...] = ()
    formulas: tuple[tuple[str, Node], ...] = ()
    where: Node | None = None
    condition: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are made."""
        return tuple(name for name, _ in self.formulas)

    def __bool__(self) -> bool:
        """Return whether there is anything to do."""
        return bool(self.formulas) or self.where is not None


NOTHING = Derivation()


def derivation_of(
    formulas: tuple[tuple[str, str], ...], where: str, kinds: Mapping[str, str]
) -> Derivation:
    """Read formulas and a filter and check them.

    Parameters
    ----------
    formulas : tuple of (str, str)
        Name of the column that is made, and its formula.
    where : str
        A condition; empty for everybody.
    kinds : mapping of str to str
        Kind of each column of the table.

    Returns
    -------
    Derivation

    Raises
    ------
    SpecError
        If a formula cannot be read, uses what is not there or comes later, or a name is taken.
    """
    if len(formulas) > MOST_FORMULAS:
        raise SpecError(f"There are {len(formulas)} formulas. Keep at most {MOST_FORMULAS}.")
    known, made = dict(kinds), []
    later = [name for name, _ in formulas]
    for name, text in formulas:
        _check_name(name, known)
        node = parse(text)
        _check_order(name, columns_of(node), later, known)
        node = checked(node, known)
        if node.kind == DATE:
            raise SpecError(
                f"The formula of “{name}” gives a date. Make a number of it, such as days_since("
                f"…, '2026-01-31')."
            )
        made.append((name, node))
        known[name] = node.kind
    condition = where.strip()
    filtered = checked(parse(condition), known) if condition else None
    if filtered is not None and filtered.kind != FLAG:
        raise SpecError(
            f"The filter “{condition[:80]}” is no condition. Compare something, such as "
            f"country = 'Germany'."
        )
    used = [column for _, node in made for column in columns_of(node)]
    used += columns_of(filtered) if filtered is not None else ()
    sources = tuple((name, kinds[name]) for name in dict.fromkeys(used) if name in kinds)
    return Derivation(sources=sources, formulas=tuple(made), where=filtered, condition=condition)


def source_kinds(table: Table) -> dict[str, str]:
    """Return which kind of value a formula finds in each column.

    Parameters
    ----------
    table : Table

    Returns
    -------
    dict of str to str
    """
    return {str(name): _source_kind(table.frame[name]) for name in table.frame.columns}


def table_cells(derivation: Derivation, frame: pd.DataFrame) -> dict[str, Cells]:
    """Return the columns that are used, of a table that is typed already.

    Parameters
    ----------
    derivation : Derivation
    frame : pandas.DataFrame

    Returns
    -------
    dict of str to ndarray
    """
    return {name: _cells(frame[name], kind) for name, kind in derivation.sources}


def derived(
    derivation: Derivation, cells: Mapping[str, Cells], n_rows: int
) -> tuple[dict[str, Cells], np.ndarray]:
    """Compute the formulas and the filter.

    Parameters
    ----------
    derivation : Derivation
    cells : mapping of str to ndarray of shape (n_rows,)
        Of its sources.
    n_rows : int

    Returns
    -------
    made : dict of str to ndarray of shape (n_rows,)
        The columns that are made.
    chosen : ndarray of shape (n_rows,), bool
        Whom the filter keeps; a row of which it cannot be known is not kept.
    """
    known, made = dict(cells), {}
    for name, node in derivation.formulas:
        made[name] = known[name] = evaluate(node, known, n_rows)
    if derivation.where is None:
        return made, np.ones(n_rows, dtype=bool)
    return made, evaluate(derivation.where, known, n_rows) == 1


def with_formulas(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str = ""
) -> tuple[Table, Derivation, np.ndarray]:
    """Append the columns that formulas make, and say whom a filter keeps.

    Parameters
    ----------
    table : Table
    formulas : tuple of (str, str)
        Name and formula.
    where : str
        A condition; empty for everybody.

    Returns
    -------
    table : Table
        With the columns behind its own; itself where there is nothing to do.
    derivation : Derivation
    chosen : ndarray of shape (n_rows,), bool

    Raises
    ------
    SpecError
        If a formula or the filter does not fit the table.
    """
    n_rows = len(table.frame)
    if not formulas and not where.strip():
        return table, NOTHING, np.ones(n_rows, dtype=bool)
    derivation = derivation_of(formulas, where, source_kinds(table))
    made, chosen = derived(derivation, table_cells(derivation, table.frame), n_rows)
    if not made:
        return table, derivation, chosen
    columns = {name: column_of(made[name], node.kind) for name, node in derivation.formulas}
    frame = table.frame.assign(**columns)
    text = f"{table.fingerprint}{formulas!r}"  # tells as much as hashing every cell again
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return replace(table, frame=frame, fingerprint=digest), derivation, chosen


def column_of(cells: Cells, kind: str) -> pd.Series:
    """Return what a formula gives as a column of a table.

    Parameters
    ----------
    cells : ndarray of shape (n_rows,)
    kind : str
        Of the formula.

    Returns
    -------
    pandas.Series
        float64, str, or bool; flags with gaps as float64.
    """
    if kind == TEXT:
        return pd.Series(cells, dtype="str")
    if kind == FLAG and not missing(cells).any():
        return pd.Series(cells == 1)
    return pd.Series(cells, dtype=float)


def _source_kind(values: pd.Series) -> str:
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return DATE
    if pd.api.types.is_bool_dtype(values.dtype):
        return FLAG
    if pd.api.types.is_numeric_dtype(values.dtype):
        return FLAG if kind_of(values) == Kind.BOOLEAN else NUMBER
    return TEXT


def _cells(values: pd.Series, kind: str) -> Cells:
    if kind == TEXT:
        return level_names(values, coded=False)
    if kind == DATE:
        days = values.to_numpy().astype("datetime64[D]")
        return np.where(np.isnat(days), np.nan, days.astype("int64").astype(float))
    return usual_numbers(values.to_numpy(dtype=float, na_value=np.nan))


def usual_numbers(numbers: np.ndarray) -> np.ndarray:
    """Return numbers without those that no formula can reckon with.

    Parameters
    ----------
    numbers : ndarray of float

    Returns
    -------
    ndarray of float
        NaN where a number is not finite or beyond 1e100.
    """
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(numbers) <= LARGEST, numbers, np.nan)


def _check_name(name: str, known: Mapping[str, str]) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise SpecError(
            f"A column needs a name of 1 to {LONGEST_NAME} characters. Name the formula."
        )
    if name in known:
        raise SpecError(f"There is a column “{name}” already. Give the formula another name.")


def _check_order(
    name: str, used: tuple[str, ...], later: list[str], known: Mapping[str, str]
) -> None:
    for column in used:
        if column in later and column not in known:
            loop = "itself" if column == name else f"“{column}”, which is made after it"
            raise SpecError(
                f"The formula of “{name}” uses {loop}. Put the formula that is used first."
            )
