"""What a user should know of a table before trusting what is made from it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.columns.taxonomy import Role
from segmentation.tables.roles import identifier_of, profile_columns
from segmentation.tables.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Counts over the whole table.

    Attributes
    ----------
    n_rows, n_columns : int
    missing_cells : int
        Empty cells.
    rows_with_missing : int
        Rows with at least one empty cell.
    repeated_rows : int
        Rows equal to an earlier one in every cell.
    repeated_identifiers : int
        Rows whose identifier an earlier row has; 0 without an identifier.
    identifier : str or None
    """

    n_rows: int
    n_columns: int
    missing_cells: int
    rows_with_missing: int
    repeated_rows: int
    repeated_identifiers: int
    identifier: str | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, in plain words; a clean table says so."""
        faults = []
        if self.missing_cells:
            faults.append(
                f"Empty: {counted(self.missing_cells, 'cell')} "
                f"in {counted(self.rows_with_missing, 'row')}."
            )
        if self.repeated_rows:
            faults.append(f"Identical to an earlier row: {counted(self.repeated_rows, 'row')}.")
        if self.repeated_identifiers:
            faults.append(
                f"A “{self.identifier}” seen before: "
                f"{counted(self.repeated_identifiers, 'row')}. Each row counts as a separate "
                "customer."
            )
        return tuple(faults) or ("Nothing is missing and no row is repeated.",)


def table_quality(table: Table) -> Quality:
    """Count gaps and repetitions.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Quality
    """
    frame = table.frame
    missing = frame.isna()
    identifier = identifier_of(profile_columns(table))
    repeated = 0 if identifier is None else int(frame[identifier].dropna().duplicated().sum())
    return Quality(
        n_rows=len(frame),
        n_columns=frame.shape[1],
        missing_cells=int(missing.to_numpy().sum()),
        rows_with_missing=int(missing.any(axis=1).sum()),
        repeated_rows=int(frame.duplicated().sum()),
        repeated_identifiers=repeated,
        identifier=identifier,
    )


def dates_without_time(table: Table) -> tuple[str, ...]:
    """Return the date columns whose values are whole days, to be shown as such.

    Parameters
    ----------
    table : Table

    Returns
    -------
    tuple of str
    """
    dates = table.frame.select_dtypes("datetime")
    known = {name: dates[name].dropna() for name in dates}
    return tuple(name for name, days in known.items() if (days.dt.normalize() == days).all())


def summary_statistics(table: Table) -> pd.DataFrame:
    """Summarise every number that is not an identifier.

    Parameters
    ----------
    table : Table

    Returns
    -------
    pandas.DataFrame of shape (n_numbers, 9)
        A row per column, in the file's units: ``Column``, ``Values``, ``Mean``, ``Std. deviation``
        (sample), ``Minimum``, ``25 %``, ``Median``, ``75 %``, ``Maximum``.
    """
    numbers = [
        column
        for column in profile_columns(table)
        if column.numeric and column.role != Role.IDENTIFIER
    ]
    if not numbers:
        return pd.DataFrame()
    values = table.frame[[column.name for column in numbers]].replace([np.inf, -np.inf], np.nan)
    described = values.astype(float).describe().T
    described.columns = [
        "Values",
        "Mean",
        "Std. deviation",
        "Minimum",
        "25 %",
        "Median",
        "75 %",
        "Maximum",
    ]
    described.insert(0, "Column", [column.name for column in numbers])
    return described.reset_index(drop=True)
