"""The process that runs queries: checks one, runs it within its limits, waits for the next."""

import json
import os
import sys
from collections.abc import Iterable

import pandas as pd

from segmentation.errors import DataError, LimitError, SegmentationError, SpecError
from segmentation.tables.database.asking import QueryLimits, as_frame, no_rows, too_large, too_long
from segmentation.tables.database.drivers import ExpiredError, running
from segmentation.tables.process.channel import pack_report, receive, send, send_frame
from segmentation.tables.process.limiting import give_back, limit_memory, prepare_limits
from segmentation.tables.table import ReadReport

FIRST_ROWS, BATCH_BYTES, SAMPLED_ROWS = 100, 8_000_000, 50
MOST_CHARACTERS = 100_000
"""Of a query; those that people write have some hundreds."""


def main() -> None:
    """Serve requests until the parent ends; nothing else may write where the answers go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    prepare_limits()
    while (request := receive(sys.stdin.buffer)) is not None:
        frame = None
        try:
            frame, report = answer(**json.loads(request))
            said = b"table", pack_report(report), b""
        except SegmentationError as error:
            said = b"problem", type(error).__name__.encode(), str(error).encode()
        send(answers, *said)
        if frame is not None:
            send_frame(answers, frame)
        del frame
        give_back()


def answer(
    url: str, query: str, parameters: dict[str, object], name: str, limits: dict
) -> tuple[pd.DataFrame, ReadReport]:
    """Check a query and run it.

    Parameters
    ----------
    url, query : str
    parameters : dict of str to object
    name : str
        The query, for sentences.
    limits : dict
        Fields of `QueryLimits`.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport

    Raises
    ------
    SpecError
        If it is not one SELECT, or a value is missing.
    DataError
        If the database cannot be reached, refuses it, or returns no rows.
    LimitError
        If it takes more than the limits.
    """
    import sqlalchemy as sa

    may = QueryLimits(**limits)
    limit_memory(may.memory_bytes)
    try:
        check_select(query)
        with running(url, query, parameters, may.seconds) as (columns, fetch):
            rows = fetched(fetch, name, may)
        found = as_frame(columns, rows, name)
    except ExpiredError as error:
        raise LimitError(too_long(name, may)) from error
    except (DataError, SpecError, LimitError):
        raise
    except (sa.exc.SQLAlchemyError, OSError, ValueError) as error:
        explain(error, name, may)
    except (MemoryError, RecursionError, OverflowError) as error:
        raise LimitError(too_large(name, may)) from error
    return found


def check_select(query: str, dialect: str | None = None) -> None:
    """Refuse anything but one SELECT.

    Parameters
    ----------
    query : str
    dialect : str or None
        As sqlglot knows it; None where any will do.

    Raises
    ------
    SpecError
    """
    import sqlglot
    from sqlglot import exp

    wanted = "Write one SELECT, with values as :name."
    if len(query) > MOST_CHARACTERS:
        raise SpecError(
            f"The query has {len(query):,} characters; at most {MOST_CHARACTERS:,} are taken. "
            f"{wanted}"
        )
    try:
        statements = [each for each in sqlglot.parse(query, read=dialect) if each is not None]
    except (sqlglot.errors.SqlglotError, RecursionError) as error:
        raise SpecError(f"The query cannot be understood. {wanted}") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise SpecError(f"The query is not one SELECT. {wanted}")
    writing = (exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Command, exp.Into)
    if statements[0].find(*writing):
        raise SpecError(f"The query would change the database. {wanted}")


def fetched(fetch, name: str, limits: QueryLimits) -> list[tuple]:  # noqa: ANN001 - of a driver
    """Fetch rows in batches of so many bytes, and no more of them than may be.

    Parameters
    ----------
    fetch : callable
        Returns the next so many rows.
    name : str
        The query, for sentences.
    limits : QueryLimits

    Returns
    -------
    list of tuple

    Raises
    ------
    DataError
        If there is none.
    LimitError
        If there are more, or larger ones.
    """
    rows, n_bytes, at_once = [], 0, FIRST_ROWS
    while batch := fetch(min(at_once, limits.rows + 1 - len(rows))):
        rows += batch
        if len(rows) > limits.rows:
            raise LimitError(
                f"{name} returns more than {limits.rows:,} rows. Choose fewer in the query, or "
                f"sums per customer."
            )
        size = _bytes_of(batch)
        n_bytes += size
        if n_bytes > limits.bytes:
            raise LimitError(too_large(name, limits))
        at_once = max(1, BATCH_BYTES * len(batch) // size)
    if not rows:
        raise DataError(no_rows(name))
    return rows


def _bytes_of(batch: list[Iterable]) -> int:
    return sum(sys.getsizeof(row) + sum(map(sys.getsizeof, row)) for row in batch)


def explain(error: Exception, name: str, limits: QueryLimits) -> None:
    """Raise our error for one of the database's.

    Parameters
    ----------
    error : Exception
    name : str
        The query, for sentences.
    limits : QueryLimits

    Raises
    ------
    SpecError
        If a value is missing.
    DataError
        If the database cannot be reached or refuses the query.
    LimitError
        If it took too long there.
    """
    import sqlalchemy as sa

    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if "statement timeout" in reason:
        raise LimitError(too_long(name, limits)) from error
    if "value is required for bind parameter" in reason:
        missing = reason.split("'")[1]
        raise SpecError(f"A value of the query is missing: give one for “{missing}”.") from error
    never_reached = isinstance(error, sa.exc.OperationalError) and error.statement is None
    if never_reached or isinstance(error, OSError):
        raise DataError(
            f"The database cannot be reached: {reason}. Try again, or ask its administrator."
        ) from error
    raise DataError(f"The database refuses the query: {reason}. Correct it.") from error
