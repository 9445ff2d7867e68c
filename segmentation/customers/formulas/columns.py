"""Columns of a table as a formula finds them, and what formulas make as columns of a table."""

import numpy as np
import pandas as pd

from segmentation.customers.formulas.evaluation import Cells, missing
from segmentation.customers.formulas.grammar import LARGEST
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER, TEXT
from segmentation.tables.columns.kinds import kind_of
from segmentation.tables.columns.levels import level_names
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.table import Table


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


def table_cells(sources: tuple[tuple[str, str], ...], frame: pd.DataFrame) -> dict[str, Cells]:
    """Return the columns that are used, of a table that is typed already.

    Parameters
    ----------
    sources : tuple of (str, str)
        Columns and the kind of each.
    frame : pandas.DataFrame

    Returns
    -------
    dict of str to ndarray
    """
    return {name: _cells(frame[name], kind) for name, kind in sources}


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
