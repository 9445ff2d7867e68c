"""The commands that put a saved model to work: ``score`` and ``sql``."""

import argparse
import sys
from typing import TYPE_CHECKING

from segmentation.cli.engines.large import add_engine, is_in_pieces, opened_source
from segmentation.cli.engines.warehouse import add_database, is_in_database, label_there
from segmentation.cli.files import PIPE, add_file, add_raw, bytes_of, load, options_of, say, write
from segmentation.errors import SpecError, counted
from segmentation.models.sql.dialects import TESTED

if TYPE_CHECKING:
    from segmentation.engines.local import Tally
    from segmentation.models.model import SegmentModel


def add_score(commands: argparse._SubParsersAction) -> None:
    """Add ``score``.

    Parameters
    ----------
    commands : argparse action
    """
    score = commands.add_parser("score", help="give later customers their segments")
    score.add_argument("model", help="a saved model; - is the standard input")
    add_file(score, "the customers", or_database=True)
    add_database(score)
    score.add_argument(
        "--out",
        default=PIPE,
        help="a .csv or .parquet; - is CSV on the output; of a database, table:NAME or view:NAME",
    )
    score.add_argument(
        "--replace",
        action="store_true",
        help="replace a table or view of that name, also where this command has not made it",
    )
    add_renaming(score)
    add_engine(score, or_database=True)
    add_raw(score)
    score.set_defaults(run=_score)


def add_renaming(command: argparse.ArgumentParser) -> None:
    """Let a command that scores say which column is which, and be quiet.

    Parameters
    ----------
    command : argparse.ArgumentParser
    """
    command.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="MODEL=FILE",
        help="a column that has another name in the file, such as Age=age_years",
    )
    command.add_argument("--quiet", action="store_true", help="no progress and no verdict")


def add_sql(commands: argparse._SubParsersAction) -> None:
    """Add ``sql``.

    Parameters
    ----------
    commands : argparse action
    """
    sql = commands.add_parser("sql", help="write a model as one SELECT")
    sql.add_argument("model", help="a saved model; - is the standard input")
    sql.add_argument("--table", required=True, help="the customers' table")
    sql.add_argument("--dialect", default="duckdb", help=f"{', '.join(TESTED)} or another")
    sql.add_argument("--out", default=PIPE, help="- is the standard output")
    sql.set_defaults(run=_sql)


def _score(given: argparse.Namespace) -> None:
    from segmentation.engines.local import score_file

    if given.model == given.file == PIPE:
        raise SpecError("The model and the customers cannot both come by the standard input.")
    model = load(given.model)
    renamed = renamed_of(given)
    if is_in_database(given):
        tally = label_there(given, model)
        if not given.quiet:
            say_tally(model, tally)
        return
    out = sys.stdout.buffer if given.out == PIPE else given.out
    if is_in_pieces(given):
        with opened_source(given) as (source, *_):
            tally = score_file(model, source, out, renamed=renamed, raw=given.raw)
    else:
        source, options = bytes_of(given.file), options_of(given)
        progress = None if given.quiet else _show_progress
        tally = score_file(
            model, source, out, renamed=renamed, options=options, progress=progress, raw=given.raw
        )
    if not given.quiet:
        say_tally(model, tally)


def _sql(given: argparse.Namespace) -> None:
    statement = load(given.model).to_sql(given.table, dialect=given.dialect)
    write(given.out, f"{statement}\n".encode())


def renamed_of(given: argparse.Namespace) -> dict[str, str]:
    """Return the columns that have another name in the file.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_renaming`.

    Returns
    -------
    dict of str to str
        By name in the model.

    Raises
    ------
    SpecError
        If a text renames nothing.
    """
    return dict(_pair(text) for text in given.column)


def _pair(text: str) -> tuple[str, str]:
    name, sign, other = text.partition("=")
    if not sign:
        raise SpecError(
            f"“{text}” renames nothing. Write the model's column, =, the file's column."
        )
    return name, other


def _show_progress(done: int, of: int) -> None:
    """Tell a person how far it is; a log gets only the verdict."""
    if sys.stderr.isatty():
        print(f"\r{done:,} of {of:,} rows", end="\n" if done == of else "", file=sys.stderr)  # noqa: T201


def say_tally(model: "SegmentModel", tally: "Tally") -> None:
    """Say how many customers came to which segment, and why others did not.

    Parameters
    ----------
    model : SegmentModel
    tally : Tally
    """
    sizes = ", ".join(f"{name}: {tally.segments[name]:,}" for name in model.names)
    say(f"{counted(tally.n_rows, 'row')}. {sizes}.")
    if tally.n_out_of_range:
        share = tally.n_out_of_range / max(1, tally.n_rows)
        say(f"{share:.1%} have a value outside of those the model was made on.")
    for reason, count in tally.reasons.most_common():
        say(f"{counted(count, 'row')} without a segment: {reason}.")
