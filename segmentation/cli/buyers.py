"""The command ``rfm``: lines of sales or visits become customers with their groups."""

import argparse

from segmentation.cli.files import PIPE, add_file, check_ending, options_of, read, say, write_table
from segmentation.errors import counted


def add_rfm(commands: argparse._SubParsersAction) -> None:
    """Add the command.

    Parameters
    ----------
    commands : argparse action
    """
    rfm = commands.add_parser("rfm", help="make customers and their groups from lines of sales")
    add_file(rfm, "lines of sales, visits or gifts")
    rfm.add_argument("--customer", required=True, metavar="COLUMN", help="who bought")
    rfm.add_argument("--date", required=True, metavar="COLUMN", help="when")
    money = rfm.add_argument_group("money", "left out, groups are by recency and frequency alone")
    money.add_argument("--amount", metavar="COLUMN", help="of a line")
    money.add_argument("--quantity", metavar="COLUMN", help="of a line, with --price")
    money.add_argument("--price", metavar="COLUMN", help="of a piece, with --quantity")
    rfm.add_argument("--order", metavar="COLUMN", help="what is bought at once; else a day is")
    rfm.add_argument("--as-of", metavar="DAY", help="count from it; else from the latest date")
    rfm.add_argument(
        "--out", default=PIPE, help="a .csv, .parquet or .xlsx; - is CSV on the standard output"
    )
    rfm.set_defaults(run=_rfm)


def _rfm(given: argparse.Namespace) -> None:
    from segmentation.customers.rfm import rfm

    check_ending(given.out)
    made = rfm(
        read(given.file, options_of(given)),
        customer=given.customer,
        date=given.date,
        amount=given.amount,
        quantity=given.quantity,
        price=given.price,
        order=given.order,
        as_of=given.as_of,
    )
    for sentence in made.report.converted:
        say(sentence)
    groups = made.frame.iloc[:, -1].value_counts()
    told = ", ".join(f"{name}: {n:,}" for name, n in groups.items())
    say(f"{counted(len(made.frame), 'customer')}. {told}.")
    write_table(given.out, made.frame)
