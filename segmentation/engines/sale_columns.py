"""Which column of sales is which, checked as in memory and written as SQL."""

from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from segmentation.customers.transactions import SaleColumns
from segmentation.errors import DataError, SpecError


class Stored(Protocol):
    """What is asked of sales, wherever they lie.

    Attributes
    ----------
    name : str
    schema : pyarrow.Schema
    names : list of str
        The columns.
    """

    name: str
    schema: pa.Schema
    names: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleExpressions:
    """The columns of a sale as SQL expressions.

    Attributes
    ----------
    customer, moment, money : str
    order : str or None
    """

    customer: str
    moment: str
    money: str
    order: str | None


def sale_expressions(source: Stored, columns: SaleColumns) -> SaleExpressions:
    """Check the columns of a sale and write them as SQL.

    Parameters
    ----------
    source : Stored
    columns : SaleColumns

    Returns
    -------
    SaleExpressions

    Raises
    ------
    SpecError
        If a column is not there.
    DataError
        If a column does not hold what it should.
    """
    for name in columns.used:
        if name not in source.names:
            raise SpecError(
                f"There is no column “{name}” in {source.name}. Choose among its columns."
            )
    kind = source.schema.field(columns.date).type
    if not (pa.types.is_timestamp(kind) or pa.types.is_date(kind)):
        raise DataError(
            f"“{columns.date}” holds no dates. Choose a column of dates, or write it as dates."
        )
    moment = _quoted(columns.date)
    if pa.types.is_timestamp(kind) and kind.tz:
        moment = f"({moment} AT TIME ZONE {sql_text(kind.tz)})"
    for name in filter(None, (columns.amount, columns.quantity, columns.price)):
        number = source.schema.field(name).type
        if not (_is_number(number) or pa.types.is_decimal(number)):
            raise DataError(f"“{name}” holds text, not money or numbers. Choose another column.")
    money = "1.0::DOUBLE"
    if columns.amount:
        money = f"{_quoted(columns.amount)}::DOUBLE"
    elif columns.has_money:
        money = f"{_quoted(columns.quantity)}::DOUBLE * {_quoted(columns.price)}::DOUBLE"
    return SaleExpressions(
        customer=_known(source, columns.customer),
        moment=moment,
        money=money,
        order=_known(source, columns.order) if columns.order else None,
    )


def _is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_floating(kind)


def _known(source: Stored, name: str) -> str:
    """Return a column whose missing numbers are missing, not “not a number”."""
    quoted = _quoted(name)
    if pa.types.is_floating(source.schema.field(name).type):
        return f"CASE WHEN isnan({quoted}) THEN NULL ELSE {quoted} END"
    return quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def sql_text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
