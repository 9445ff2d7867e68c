"""Categories where a table holds no numbers; rare values are joined, so that all are of use."""

import pandas as pd

from segmentation.customers.formulas.writing import written_name
from segmentation.tables.columns.codes import is_id_name
from segmentation.tables.columns.levels import level_names
from segmentation.tables.columns.taxonomy import DESCRIBING, Kind, Role
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import Table

RARE = 0.05
"""Share of the customers below which a value is joined with the other rare ones."""

MOST_KEPT, MOST_LETTERS = 7, 60
LEAST_TOLD = 0.5
"""Share of the customers whose value must be kept; hundreds of rare values tell nothing."""

MAIN = "main {}"


def is_category(column: ColumnProfile, n_rows: int) -> bool:
    """Return whether a column can be one of the features of a table without numbers.

    Parameters
    ----------
    column : ColumnProfile
    n_rows : int

    Returns
    -------
    bool
    """
    return (
        column.role in DESCRIBING
        and not column.numeric
        and column.kind not in {Kind.DATE, Kind.TEXT}
        and column.distinct > 1
        and column.missing <= n_rows / 2
    )


def are_numbers_of_groups(table: Table, column: ColumnProfile) -> bool:
    """Return whether a category is held as numbers that nobody can read, as channels 1 and 2.

    Parameters
    ----------
    table : Table
    column : ColumnProfile

    Returns
    -------
    bool
        False of yes and no in 1 and 0.
    """
    is_number = pd.api.types.is_numeric_dtype(table.frame[column.name].dtype)
    return column.kind == Kind.CATEGORY and is_number


def joined_levels(table: Table, column: ColumnProfile) -> tuple[str, str] | None:
    """Write the formula that joins a column's rare values.

    Parameters
    ----------
    table : Table
    column : ColumnProfile

    Returns
    -------
    tuple of (str, str) or None
        Name and formula; None where fewer than two values are rare, or too little would be left.
    """
    values = table.frame[column.name]
    refused = column.personal or is_id_name(column.name) or column.missing > len(values) / 2
    chosen = {choice.name: choice.role for choice in table.choices if choice.role}
    unwanted = chosen.get(column.name, Role.DESCRIPTOR) not in DESCRIBING
    is_text = pd.api.types.is_string_dtype(values.dtype)
    if not is_text or refused or unwanted or column.role == Role.IDENTIFIER:
        return None
    shares = pd.Series(level_names(values.dropna(), coded=False)).value_counts(normalize=True)
    order = sorted(shares.index, key=lambda level: (-shares[level], level))
    kept = [level for level in order if shares[level] >= RARE][:MOST_KEPT]
    if len(shares) - len(kept) < 2 or not kept or shares[kept].sum() < LEAST_TOLD:
        return None
    name = MAIN.format(column.label)
    if name in table.frame.columns or any(len(level) > MOST_LETTERS for level in kept):
        return None
    texts = ", ".join("'" + level.replace("'", "''") + "'" for level in kept)
    return name, f"one_of({written_name(column.name)}, {texts})"
