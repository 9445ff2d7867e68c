"""Transactions become customers: how recently, how often, for how much, and what they bought."""

import numpy as np
import pandas as pd

from segmentation.customers.rfm_groups import GROUPS, GroupRule
from segmentation.customers.rfm_rules.scored import MONEY, made_customers
from segmentation.customers.transactions import (
    Lines,
    SaleColumns,
    classify_lines,
    line_sentences,
)
from segmentation.tables.contacts.carried import carried_contacts
from segmentation.tables.table import Table

MOST_CATEGORIES = 12
"""Categories that get a share of their own, the largest by money; the rest is one share."""

SHARE = "share_of_"
DAY = np.timedelta64(1, "D")


def rfm(  # noqa: PLR0913 - the columns of a sale, by name
    table: Table,
    *,
    customer: str,
    date: str,
    amount: str | None = None,
    quantity: str | None = None,
    price: str | None = None,
    order: str | None = None,
    as_of: object = None,
    **more: str | None,
) -> Table:
    r"""Make one row per customer from transactions.

    Parameters
    ----------
    table : Table
        One row per line of an order.
    customer, date : str
        Its columns.
    amount : str or None
        Money of a line; None takes `quantity` times `price`, or knows no money without them.
    quantity, price, order : str or None
        Further columns; without an order, days are counted as orders.
    as_of : date, str or None
        The day from which recency is counted; None takes the latest date of the table. A text is
        read day first after dots and dashes; of a time with a zone the day there counts.
    **more : str
        ``product`` and ``category`` (columns), ``returns`` (``net`` or ``drop``) and ``free``
        (``count`` or ``drop``), as in `SaleColumns`.

    Returns
    -------
    Table
        The customer's column, and for each:
        ``recency_days``, ``frequency`` (distinct orders), ``monetary_value`` (returns taken off),
        ``average_order``, ``tenure_days``, ``days_between_orders`` (NaN after one),
        ``share_of_returns`` (of the money), with a product ``n_products``, with a category
        ``n_categories`` and its shares of spend, contacts
        (`segmentation.tables.contacts.carried`), then the scores 1 to 5
        (`segmentation.customers.rfm_scores`) and ``rfm_group``; without money nothing made of it.

    Raises
    ------
    SpecError
        If a column is not there, or a choice is none of ours.
    DataError
        If the date column holds no dates, the money no numbers, or no purchase is left.

    Notes
    -----
    Cost O(n_lines). A customer who only returned things has no purchase and no row.

    References
    ----------
    Hughes, A. M. (1994). Strategic Database Marketing. Probus.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.read_table(
    ...     b"who,day,paid\nAnn,2024-01-01,5\nAnn,2024-01-11,7\nBo,2024-01-06,9\n"
    ... )
    >>> made = sg.rfm(table, customer="who", date="day", amount="paid")
    >>> made.frame[["who", "recency_days", "frequency", "monetary_value"]].values.tolist()
    [['Ann', 0, 2, 12.0], ['Bo', 5, 1, 9.0]]
    """
    columns = SaleColumns(
        customer=customer,
        date=date,
        amount=amount,
        quantity=quantity,
        price=price,
        order=order,
        **more,
    )
    return customers_from(table, columns, as_of=as_of)


def customers_from(
    table: Table,
    columns: SaleColumns,
    *,
    as_of: object = None,
    rules: tuple[GroupRule, ...] = GROUPS,
) -> Table:
    """Make one row per customer, with the choices as one value.

    Parameters
    ----------
    table : Table
    columns : SaleColumns
    as_of : date or None
    rules : tuple of GroupRule
        Which scores make which group.

    Returns
    -------
    Table

    Raises
    ------
    SpecError
        If a column is not there, or the rules leave a customer without a group.
    DataError
        If the columns do not hold what they should.
    """
    lines = classify_lines(table, columns, as_of)
    codes, who = pd.factorize(table.frame[columns.customer], sort=True)
    measured = _measured(table.frame, columns, lines, codes, len(who))
    bought = measured.pop("bought")
    brought_back = np.bincount(codes[lines.returned], minlength=len(who)) > 0
    kept = carried_contacts(table, codes, len(who), lines.dates, columns.used).loc[bought]
    return made_customers(
        name_of_customers(table),
        who[bought],
        pd.DataFrame({name: values[bought] for name, values in measured.items()}),
        columns,
        line_sentences(lines, columns),
        n_only_returned=int((brought_back & ~bought).sum()),
        contacts=kept.reset_index(drop=True),
        rules=rules,
    )


def name_of_customers(sales: Table) -> str:
    """Return what the customers made from a table of sales are called."""
    return f"Customers of {sales.name}"


def category_shares(frame: pd.DataFrame) -> dict[str, str]:
    """Return the columns that hold shares of spend, and the category of each.

    Parameters
    ----------
    frame : pandas.DataFrame
        Customers made by `customers_from`.

    Returns
    -------
    dict of str to str
        Empty when no category was named.
    """
    names = [str(name) for name in frame.columns]
    if "n_categories" not in names:
        return {}
    after = names[names.index("n_categories") + 1 :]
    return {name: name.removeprefix(SHARE) for name in after if name.startswith(SHARE)}


def _measured(
    frame: pd.DataFrame, columns: SaleColumns, lines: Lines, codes: np.ndarray, n_customers: int
) -> dict[str, np.ndarray]:
    """Return every measure for every customer, and under ``bought`` who bought at all."""
    buys, returns = lines.bought, lines.returned
    who = codes[buys]
    days = lines.dates.astype("datetime64[D]")
    first, last = _range(who, days[buys], n_customers)
    bought = np.bincount(who, minlength=n_customers) > 0
    spent = np.bincount(who, lines.money[buys], minlength=n_customers)
    back = np.bincount(codes[returns], -lines.money[returns], minlength=n_customers)
    orders = frame[columns.order].to_numpy()[buys] if columns.order else days[buys]
    frequency = _distinct(who, orders, n_customers)
    order_days = _distinct(who, days[buys], n_customers)
    as_of = np.datetime64(lines.as_of, "D")
    with np.errstate(invalid="ignore", divide="ignore"):
        measures = {
            "recency_days": ((as_of - last) / DAY),
            "frequency": frequency,
            MONEY: spent - back if columns.returns == "net" else spent,
            "average_order": spent / frequency,
            "tenure_days": (as_of - first) / DAY,
            "days_between_orders": np.where(
                order_days > 1, ((last - first) / DAY) / (order_days - 1), np.nan
            ),
            "share_of_returns": np.where(spent > 0, np.minimum(back / spent, 1), 0.0),
        }
    for name in ("recency_days", "tenure_days"):
        measures[name] = np.where(bought, measures[name], 0).astype(np.int64)
    if columns.product:
        products = frame[columns.product].to_numpy()[buys]
        measures["n_products"] = _distinct(who, products, n_customers)
    if columns.category:
        categories = frame[columns.category].to_numpy()[buys]
        measures |= _shares(who, categories, lines.money[buys], spent)
    return measures | {"bought": bought}


def _range(who: np.ndarray, days: np.ndarray, n_customers: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each customer's first and last day."""
    grouped = pd.Series(days.astype("datetime64[s]")).groupby(who)
    places = np.arange(n_customers)
    return tuple(
        each.reindex(places).to_numpy().astype("datetime64[D]")
        for each in (grouped.min(), grouped.max())
    )


def _distinct(who: np.ndarray, what: np.ndarray, n_customers: int) -> np.ndarray:
    """Return how many different things each customer has."""
    things = pd.factorize(what)[0].astype(np.int64)
    kept = things >= 0
    n_things = things.max(initial=0) + 1
    pairs = np.sort(who[kept].astype(np.int64) * n_things + things[kept])
    new = np.ones(len(pairs), dtype=bool)
    new[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[new] // n_things, minlength=n_customers)


def _shares(
    who: np.ndarray, categories: np.ndarray, money: np.ndarray, spent: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the number of categories, and the share of spend in each of the largest."""
    codes, names = pd.factorize(categories)
    kept = codes >= 0
    weight = np.bincount(codes[kept], money[kept], minlength=len(names))
    largest = np.argsort(-weight, kind="stable")[:MOST_CATEGORIES]
    columns = {"n_categories": _distinct(who, categories, len(spent))}
    rest = np.ones(len(spent))
    with np.errstate(invalid="ignore", divide="ignore"):
        for code in largest:
            at = codes == code
            share = np.bincount(who[at], money[at], minlength=len(spent)) / spent
            columns[f"{SHARE}{names[code]}"] = np.where(spent > 0, share, 0.0)
            rest = rest - columns[f"{SHARE}{names[code]}"]
    if len(names) > len(largest) or not kept.all():
        columns[f"{SHARE}other"] = np.clip(np.where(spent > 0, rest, 0.0), 0, 1)
    return columns
