"""What one row of a table is: a customer, a line of sales, an event, or one of several of somebody.

Segments need one row per customer. A table whose identifier repeats is never segmented row by row
before somebody has said that this is meant.
"""

from dataclasses import dataclass

from segmentation.customers.events.columns import EventColumns, guess_events
from segmentation.customers.events.visitors import FROM_EVENTS
from segmentation.customers.transactions import SaleColumns, guess_columns
from segmentation.errors import counted
from segmentation.tables.columns.codes import is_id_name
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.columns.words.sales import PARTS_OF_SALE
from segmentation.tables.roles import identifier_of, profile_columns
from segmentation.tables.table import Table

FEWEST_ROWS_EACH = 1.2
"""Fewer rows per identifier are a handful of customers who stand twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one row is called.

    Attributes
    ----------
    one, many : str
    """

    one: str = "customer"
    many: str = "customers"

    def counted(self, number: int) -> str:
        """Return “1 visitor” or “1,234 visitors”."""
        return counted(number, self.one, self.many)


CUSTOMERS, VISITORS = Unit(), Unit(one="visitor", many="visitors")
SAMPLED = Unit(one="customer of the sample", many="customers of the sample")


def unit_of(table: Table) -> Unit:
    """Return what a row of a table is called: a customer, a visitor, or one of a sample.

    Parameters
    ----------
    table : Table
        One row each.

    Returns
    -------
    Unit
    """
    if table.sampled is not None:
        return SAMPLED
    return VISITORS if table.report.format == FROM_EVENTS else CUSTOMERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Grain:
    """What one row is.

    Attributes
    ----------
    sales : SaleColumns or None
        When rows are lines of sales.
    events : EventColumns or None
        When rows are events of visitors.
    identifier : str or None
        The column that tells customers apart, when it repeats.
    n_rows, n_customers : int
    """

    sales: SaleColumns | None = None
    events: EventColumns | None = None
    identifier: str | None = None
    n_rows: int
    n_customers: int

    @property
    def is_customers(self) -> bool:
        """Whether each row is a customer of its own, as far as can be seen."""
        return self.identifier is None


def grain_of(table: Table) -> Grain:
    """Tell what one row of a table is.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Grain
        Events where known steps such as views and carts stand in the rows, before sales.
    """
    n_rows = len(table.frame)
    events, sales = guess_events(table), guess_columns(table)
    if events is not None and (events.event is not None or sales is None):
        return Grain(
            events=events,
            identifier=events.visitor,
            n_rows=n_rows,
            n_customers=int(table.frame[events.visitor].nunique()),
        )
    if sales is not None:
        return Grain(
            sales=sales,
            identifier=sales.customer,
            n_rows=n_rows,
            n_customers=int(table.frame[sales.customer].nunique()),
        )
    counts = {name: int(table.frame[name].nunique()) for name in _named_customers(table)}
    repeated = {name: n for name, n in counts.items() if 0 < n <= n_rows / FEWEST_ROWS_EACH}
    if not repeated or len(repeated) < len(counts):  # a household repeats, its members do not
        return Grain(n_rows=n_rows, n_customers=n_rows)
    name = max(repeated, key=repeated.get)
    return Grain(identifier=name, n_rows=n_rows, n_customers=repeated[name])


def _named_customers(table: Table) -> tuple[str, ...]:
    """Return the columns that name customers: the chosen identifier, else those called so."""
    if table.identifier is not None:
        return (table.identifier,) if table.identifier else ()
    guessed = identifier_of(profile_columns(table))
    named = [
        name
        for name in table.frame.columns
        if is_id_name(name) and words(name) & PARTS_OF_SALE["customer"]
    ]
    return tuple(named) or ((guessed,) if guessed else ())
