"""The command ``rfm``: lines of sales or visits become customers with their groups."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from segmentation.cli.engines.large import add_engine, is_in_pieces, opened_source
from segmentation.cli.files import (
    PIPE,
    add_file,
    add_raw,
    check_ending,
    options_of,
    read,
    say,
    write_table,
)
from segmentation.errors import SpecError, counted

if TYPE_CHECKING:
    from segmentation.customers.transactions import SaleColumns
    from segmentation.tables.table import Table

CUTS = {
    "recency": "days, rising: up to so many the score is one higher; such as 30,90,180",
    "frequency": "orders, rising: from so many on",
    "money": "money, rising: from so much on",
}


def add_rfm(commands: argparse._SubParsersAction) -> None:
    """Add the command.

    Parameters
    ----------
    commands : argparse action
    """
    rfm = commands.add_parser("rfm", help="make customers and their groups from lines of sales")
    add_file(rfm, "lines of sales, visits or gifts")
    add_columns(rfm)
    add_engine(rfm)
    rfm.set_defaults(run=_rfm)


def add_columns(rfm: argparse.ArgumentParser) -> None:
    """Let a command say which column is which, how customers are scored, and where they go.

    Parameters
    ----------
    rfm : argparse.ArgumentParser
    """
    rfm.add_argument("--customer", required=True, metavar="COLUMN", help="who bought")
    rfm.add_argument("--date", required=True, metavar="COLUMN", help="when")
    money = rfm.add_argument_group("money", "left out, groups are by recency and frequency alone")
    money.add_argument("--amount", metavar="COLUMN", help="of a line")
    money.add_argument("--quantity", metavar="COLUMN", help="of a line, with --price")
    money.add_argument("--price", metavar="COLUMN", help="of a piece, with --quantity")
    rfm.add_argument("--order", metavar="COLUMN", help="what is bought at once; else a day is")
    rfm.add_argument("--as-of", metavar="DAY", help="count from it; else from the latest date")
    scores = rfm.add_argument_group("scores", "from 1 to 5; by size unless cut points are given")
    scores.add_argument("--bins", type=int, metavar="N", help="parts of each measure, 2 to 5")
    for measure, what in CUTS.items():
        scores.add_argument(f"--cuts-{measure}", default="", metavar="A,B", help=what)
    rfm.add_argument(
        "--out", default=PIPE, help="a .csv, .parquet or .xlsx; - is CSV on the standard output"
    )
    add_raw(rfm)


def _cuts(text: str) -> tuple[float, ...]:
    """Read cut points as the page does: numbers with commas between them."""
    try:
        return tuple(float(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise SpecError(
            f"“{text[:40]}” is not a list of cut points. Write numbers with commas between them, "
            "such as 30,90,180."
        ) from None


def _rfm(given: argparse.Namespace) -> None:
    make_customers(given, lambda: _in_pieces(given) if is_in_pieces(given) else _loaded(given))


def make_customers(given: argparse.Namespace, count: "Callable[[], Table]") -> None:
    """Make customers, give them their groups, and write them.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_columns`.
    count : callable
        Adds the lines up; what is wrong with the command is said before.

    Raises
    ------
    SpecError
        If a choice is none of ours, or the place cannot be written to.
    """
    from segmentation.customers.rfm_rules.regrouped import regrouped
    from segmentation.customers.rfm_rules.rules import RfmChoice
    from segmentation.customers.rfm_scores import BEST

    check_ending(given.out)
    choice = RfmChoice(
        bins=BEST if given.bins is None else given.bins,
        recency=_cuts(given.cuts_recency),
        frequency=_cuts(given.cuts_frequency),
        money=_cuts(given.cuts_money),
    )
    made = regrouped(count(), choice)
    for sentence in made.report.converted:
        say(sentence)
    groups = made.frame.iloc[:, -1].value_counts()
    told = ", ".join(f"{name}: {n:,}" for name, n in groups.items())
    say(f"{counted(len(made.frame), 'customer')}. {told}.")
    write_table(given.out, made.frame, raw=given.raw)


def _loaded(given: argparse.Namespace) -> "Table":
    from segmentation.customers.rfm import rfm

    return rfm(
        read(given.file, options_of(given)),
        customer=given.customer,
        date=given.date,
        amount=given.amount,
        quantity=given.quantity,
        price=given.price,
        order=given.order,
        as_of=given.as_of,
    )


def sale_columns(given: argparse.Namespace) -> "SaleColumns":
    """Return which column is which.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_columns`.

    Returns
    -------
    SaleColumns
    """
    from segmentation.customers.transactions import SaleColumns

    return SaleColumns(
        customer=given.customer,
        date=given.date,
        amount=given.amount,
        quantity=given.quantity,
        price=given.price,
        order=given.order,
    )


def _in_pieces(given: argparse.Namespace) -> "Table":
    from segmentation.engines.sales import customers_of_sales

    columns = sale_columns(given)
    with opened_source(given) as (source, allowed, folder):
        return customers_of_sales(source, columns, folder, as_of=given.as_of, memory=allowed)
