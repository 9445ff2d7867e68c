"""Lines of invoices: which column is which, what each line is, and which cannot be used.

Returns count in money and not in recency or frequency; a line without a customer or a date counts
nowhere. Every line is accounted for by what it is.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.customers.reference_day import reference_day
from segmentation.customers.sale_parts import FEWEST_LINES_EACH, may_hold_money, parts_of_sale
from segmentation.errors import DataError, SpecError, counted
from segmentation.tables.table import Table

PURCHASE, RETURN, FREE = "purchase", "return", "free of charge"
NO_CUSTOMER, NO_DATE, NO_AMOUNT, LATER = "no customer", "no date", "no amount", "after the date"
KINDS = (PURCHASE, RETURN, FREE, NO_CUSTOMER, NO_DATE, NO_AMOUNT, LATER)
RETURNS = ("net", "drop")
FREE_LINES = ("count", "drop")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleColumns:
    """Which column of a table of transactions is which.

    Attributes
    ----------
    customer, date : str
    amount : str or None
        Money of a line; None where it is `quantity` times `price`, or not known, as of visits.
    quantity, price : str or None
    order : str or None
        What is bought at once; None counts days.
    product, category : str or None
    returns : str
        ``net`` takes returned money off, ``drop`` ignores it.
    free : str
        ``count`` takes lines without money as purchases, ``drop`` ignores them.
    """

    customer: str
    date: str
    amount: str | None = None
    quantity: str | None = None
    price: str | None = None
    order: str | None = None
    product: str | None = None
    category: str | None = None
    returns: str = "net"
    free: str = "count"

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are named."""
        names = (self.customer, self.date, self.amount, self.quantity, self.price, self.order)
        return tuple(name for name in (*names, self.product, self.category) if name)

    @property
    def has_money(self) -> bool:
        """Whether the money of a line is known."""
        return bool(self.amount or (self.quantity and self.price))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """Transactions, line by line.

    Attributes
    ----------
    kinds : ndarray of shape (n_lines,), int8
        What each line is, as its place in `KINDS`: a purchase, a return, free of charge, or why
        it counts nowhere.
    money : ndarray of shape (n_lines,), float64
        In the unit of the file; NaN where there is none.
    dates : ndarray of shape (n_lines,), datetime64[us]
    as_of : pandas.Timestamp
        The day from which recency is counted.
    n_repeated : int
        Lines that equal an earlier one in every cell; they are kept.
    counted : tuple of int
        How many lines there are of each of `KINDS`, where they are not held.
    """

    kinds: np.ndarray = field(repr=False)
    money: np.ndarray = field(repr=False)
    dates: np.ndarray = field(repr=False)
    as_of: pd.Timestamp
    n_repeated: int
    counted: tuple[int, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many lines there are of each kind; together all lines of the table."""
        numbers = self.counted or np.bincount(self.kinds, minlength=len(KINDS)).tolist()
        return {kind: n for kind, n in zip(KINDS, numbers, strict=True) if n}

    @property
    def bought(self) -> np.ndarray:
        """Which lines are purchases, as (n_lines,) bool."""
        return self.kinds == KINDS.index(PURCHASE)

    @property
    def returned(self) -> np.ndarray:
        """Which lines are returns, as (n_lines,) bool."""
        return self.kinds == KINDS.index(RETURN)


def guess_columns(table: Table) -> SaleColumns | None:
    """Guess which column is which from names and values.

    Parameters
    ----------
    table : Table

    Returns
    -------
    SaleColumns or None
        None when the table does not look like transactions: without a date or money, or with about
        one line per customer. Where no number could be money, lines with an order or a product are
        purchases without money.
    """
    parts = parts_of_sale(table)
    has_money = parts["amount"] or parts["quantity"]
    bought = (parts["order"] or parts["product"]) and not may_hold_money(table, parts)
    if not parts["customer"] or not parts["date"] or not (has_money or bought):
        return None
    n_customers = table.frame[parts["customer"]].nunique()
    if len(table.frame) < FEWEST_LINES_EACH * n_customers:
        return None
    return SaleColumns(**parts)


def classify_lines(table: Table, columns: SaleColumns, as_of: object = None) -> Lines:
    """Tell what each line is.

    Parameters
    ----------
    table : Table
        One row per line.
    columns : SaleColumns
    as_of : date, str or None
        The day (`reference_day`) from which recency is counted; later lines count nowhere. None
        takes the latest date of the table.

    Returns
    -------
    Lines

    Raises
    ------
    SpecError
        If a column is not there, a choice is none of ours, or the day was not understood.
    DataError
        If the date column holds no dates, or the money no numbers.
    no_purchase
        If no purchase is left.
    """
    day = reference_day(as_of)
    _check(table, columns)
    frame = table.frame
    dates = frame[columns.date]
    pieces, each, paid = (frame.get(n) for n in (columns.quantity, columns.price, columns.amount))
    money = np.ones(len(frame))  # where none is known every line counts
    if columns.has_money:
        money = (pieces * each if paid is None else paid).to_numpy(dtype=float)
    latest = dates.max() if day is None else day
    # The first that holds decides.
    reasons = {
        NO_CUSTOMER: frame[columns.customer].isna().to_numpy(),
        NO_DATE: dates.isna().to_numpy(),
        NO_AMOUNT: ~np.isfinite(money),
        LATER: (dates.dt.normalize() > latest.normalize()).to_numpy(),
        RETURN: money < 0,
        FREE if columns.free == "drop" else PURCHASE: money == 0,
    }
    kinds = np.zeros(len(frame), dtype=np.int8)
    for reason, holds in reversed(reasons.items()):
        kinds[holds] = KINDS.index(reason)
    if kinds.all():
        raise no_purchase(table.name)
    return Lines(
        kinds=kinds,
        money=money,
        dates=dates.to_numpy().astype("datetime64[us]"),
        as_of=latest.normalize(),
        n_repeated=int(frame.duplicated().sum()),
    )


def line_sentences(lines: Lines, columns: SaleColumns) -> tuple[str, ...]:
    """Say what the lines are and how they count.

    Parameters
    ----------
    lines : Lines
    columns : SaleColumns

    Returns
    -------
    tuple of str
    """
    counts = lines.counts
    money = "is taken off what customers spent" if columns.returns == "net" else "is ignored"
    said = {
        PURCHASE: "Purchases: {}.",
        RETURN: f"Returns: {{}}. Their money {money}, and they count as no visit.",
        FREE: "Left out because they are free of charge: {}.",
        NO_CUSTOMER: "Left out because they have no customer: {}.",
        NO_DATE: "Left out because they have no date: {}.",
        NO_AMOUNT: "Left out because they have no amount: {}.",
        LATER: f"Left out because they are later than {lines.as_of:%Y-%m-%d}: {{}}.",
    }
    sentences = [
        text.format(counted(counts[kind], "line")) for kind, text in said.items() if kind in counts
    ]
    if lines.n_repeated:
        sentences.append(
            f"Identical to an earlier line: {counted(lines.n_repeated, 'line')}. They were kept, "
            "because two of the same thing can be bought at once."
        )
    sentences.append(f"Recency is counted from {lines.as_of:%Y-%m-%d}.")
    return tuple(sentences)


def check_choices(columns: SaleColumns) -> None:
    """Refuse choices that are none of ours, or no money where a part of it is named.

    Parameters
    ----------
    columns : SaleColumns

    Raises
    ------
    SpecError
    """
    if columns.returns not in RETURNS or columns.free not in FREE_LINES:
        raise SpecError(
            f"returns is “{columns.returns}” and free is “{columns.free}”. Choose one of "
            f"{', '.join(RETURNS)} and one of {', '.join(FREE_LINES)}."
        )
    if not columns.has_money and (columns.quantity or columns.price):
        raise SpecError("There is no line total. Choose an amount, or a quantity and a price.")


def no_purchase(name: str) -> DataError:
    """Return the refusal of sales in which nobody has bought anything.

    Parameters
    ----------
    name : str
        Of the table.

    Returns
    -------
    DataError
    """
    return DataError(
        f"There is no purchase that can be counted in {name}: a line with a customer, a date and "
        "an amount above zero. Choose other columns."
    )


def _check(table: Table, columns: SaleColumns) -> None:
    frame = table.frame
    for name in (columns.customer, columns.date, *columns.used):
        if name not in frame.columns:
            raise SpecError(
                f"There is no column “{name}” in {table.name}. Choose among its columns."
            )
    check_choices(columns)
    if not pd.api.types.is_datetime64_dtype(frame[columns.date].dtype):
        raise DataError(
            f"“{columns.date}” holds no dates. Choose a column of dates, or say on the Data page "
            f"how its dates are written."
        )
    for name in filter(None, (columns.amount, columns.quantity, columns.price)):
        if not pd.api.types.is_numeric_dtype(frame[name].dtype):
            raise DataError(f"“{name}” holds text, not money or numbers. Choose another column.")
