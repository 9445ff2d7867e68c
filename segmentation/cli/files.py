"""What comes in and goes out by the command line: files, pipes, and sentences."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.errors import SpecError
from segmentation.models.documents.whole_file import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from segmentation.models.model import SegmentModel
    from segmentation.tables.table import ReadOptions, Table

PIPE = "-"


def add_file(command: argparse.ArgumentParser, title: str, *, or_database: bool = False) -> None:
    """Let a command take a table, and what would be guessed of its file.

    Parameters
    ----------
    command : argparse.ArgumentParser
    title : str
        What the table is.
    or_database : bool
        Whether it may lie in a database instead.
    """
    command.add_argument(
        "file", nargs="?" if or_database else None, help=f"{title}; - is the standard input"
    )
    command.add_argument(
        "--encoding", help="of the letters of a text, such as cp1251; else it is told from them"
    )
    command.add_argument(
        "--sheet",
        help="of a workbook, or the file of an archive, or the table of a file of several",
    )


def add_raw(command: argparse.ArgumentParser) -> None:
    """Let a command leave texts of a CSV as they are.

    Parameters
    ----------
    command : argparse.ArgumentParser
    """
    command.add_argument(
        "--raw",
        action="store_true",
        help="leave texts that begin with = + - @ as they are; else a CSV gets an apostrophe "
        "before them, so that no spreadsheet runs them",
    )


def options_of(given: argparse.Namespace) -> "ReadOptions":
    """Return what the user says of the file.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command that has `add_file`.

    Returns
    -------
    ReadOptions
    """
    from segmentation.tables.table import ReadOptions

    return ReadOptions(encoding=given.encoding, sheet=given.sheet)


def read(file: str, options: "ReadOptions | None" = None) -> "Table":
    """Read a table of customers, and say what was repaired.

    Parameters
    ----------
    file : str
        A path or `PIPE`.
    options : ReadOptions or None

    Returns
    -------
    Table
    """
    from segmentation.tables.reading import read_table

    name = "The input" if file == PIPE else None
    table = read_table(bytes_of(file), name, options=options)
    for sentence in (*table.report.repaired, *table.report.warnings):
        say(sentence)
    return table


def load(file: str) -> "SegmentModel":
    """Open a saved model.

    Parameters
    ----------
    file : str
        A path or `PIPE`.

    Returns
    -------
    SegmentModel
    """
    from segmentation.models.model import load_model

    return load_model(bytes_of(file), "The input" if file == PIPE else None)


def bytes_of(file: str) -> str | bytes:
    """Return a path as it is, and all of the standard input.

    Parameters
    ----------
    file : str

    Returns
    -------
    str or bytes
    """
    return sys.stdin.buffer.read() if file == PIPE else file


def write(out: str, data: bytes) -> None:
    """Write to a file or the standard output.

    Parameters
    ----------
    out : str
        A path or `PIPE`.
    data : bytes

    Raises
    ------
    SpecError
        If the place cannot be written to.
    """
    if out == PIPE:
        sys.stdout.buffer.write(data)
        return
    try:
        write_whole(Path(out), data)
    except OSError as error:
        raise SpecError(
            f"{out} was not written: {error.strerror}. Choose another place."
        ) from error


def write_table(out: str, frame: "pd.DataFrame", *, raw: bool = False) -> None:
    """Write rows as the ending says; the standard output gets CSV.

    Parameters
    ----------
    out : str
        A path that ends in ``.csv``, ``.parquet`` or ``.xlsx``, or `PIPE`.
    frame : pandas.DataFrame
    raw : bool
        Whether texts of a CSV stay as they are.

    Raises
    ------
    SpecError
        If the ending is another, or the place cannot be written to.
    LimitError
        If a workbook cannot hold so many rows.
    """
    from segmentation.exports.csv_text import csv_bytes
    from segmentation.exports.tables import table_bytes

    if out == PIPE:
        write(out, csv_bytes(frame, raw=raw, encoding="utf-8"))
    else:
        write(out, table_bytes(frame, Path(out).name, raw=raw))


def check_ending(out: str | None) -> None:
    """Refuse a place whose ending says no format, before any work is done.

    Parameters
    ----------
    out : str or None
        A path or `PIPE`; nothing is fine too.

    Raises
    ------
    SpecError
        If the ending is none of ours.
    """
    from segmentation.exports.tables import ending_of

    if out and out != PIPE:
        ending_of(Path(out).name)


def say(sentence: str) -> None:
    """Tell a person on the standard error.

    Parameters
    ----------
    sentence : str
    """
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line talks
