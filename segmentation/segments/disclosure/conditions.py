"""Whether the condition of a filter may be told to others, or would point to a few customers.

A shared result says how many customers it tells of. With the condition beside it whoever reads it
learns that these, and only these, meet it: from a filter on a name, an address or an identifier
that a person is there, and from one that nearly everybody meets what the few others are not.
Therefore it is told where each of its parts is a plain filter on a column that names and reaches
nobody, and where no part, nor the whole, sets fewer than a minimum of customers apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.filters import Filter, filters_of, filters_text
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.tables.columns.profile import ColumnProfile
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.table import Table


def condition_may_be_told(
    table: Table,
    formulas: tuple[tuple[str, str], ...],
    where: str,
    columns: Iterable[ColumnProfile],
    minimum: int = MINIMUM,
) -> bool:
    """Say whether a filter can be told in words without pointing to a few customers.

    Parameters
    ----------
    table : Table
        Before the filter, one row per customer.
    formulas : tuple of (str, str)
        Name and formula of each column of the user's own.
    where : str
        The condition.
    columns : iterable of ColumnProfile
        What is known of the columns, those of formulas among them.
    minimum : int
        Customers below which nothing is told of a group.

    Returns
    -------
    bool
        False for whatever is more than values, ranges and answers joined by ``and``.

    Raises
    ------
    SpecError
        If a formula or the condition does not fit the table.
    """
    made, _, chosen = with_formulas(table, formulas, where)
    filters, rest = filters_of(where, source_kinds(made))
    harmless = {column.name for column in columns if _names_nobody(column)}
    if rest or not filters or any(each.column not in harmless for each in filters):
        return False
    sizes = [int(chosen.sum()), int((~chosen).sum())]
    sizes += [size for each in filters for part in _parts(each) for size in _sizes(made, part)]
    return all(size == 0 or size >= minimum for size in sizes)


def _names_nobody(column: ColumnProfile) -> bool:
    """Return whether a column tells neither who a customer is nor how to reach them."""
    return (
        column.role != Role.IDENTIFIER
        and column.kind != Kind.TEXT
        and column.personal is None
        and column.contact is None
    )


def _parts(each: Filter) -> Iterator[Filter]:
    """Take a filter apart: each value, and each end of a range, for itself."""
    if each.values:
        yield from (replace(each, values=(value,)) for value in each.values)
    elif each.low is not None and each.high is not None:
        yield from (replace(each, low=None), replace(each, high=None))
    else:
        yield each


def _sizes(made: Table, part: Filter) -> tuple[int, ...]:
    """Return how many a part keeps, and of a range or an answer how many it leaves out."""
    _, _, chosen = with_formulas(made, (), filters_text((part,)))
    kept = int(chosen.sum())
    if part.values:
        return (kept,)
    return kept, int((~chosen & made.frame[part.column].notna().to_numpy()).sum())
