# ruff: noqa: S608 - a query that was checked is asked how large it is
"""A query of a database in the app: loaded where it is small, else a sample of it and its counts.

Decided: the pages that show a sample of a large file show this one too; only where the passes run
differs. Nothing tells that a database has changed since: counts are of the rows that it then has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import rule_of
from segmentation.engines.reading import deciding
from segmentation.engines.reading.progress import Progress
from segmentation.engines.warehouse.connecting import connected, dialect_at
from segmentation.engines.warehouse.preparation import counted_rows
from segmentation.engines.warehouse.relation import ROWS, Relation, open_relation, over
from segmentation.engines.warehouse.sampling import draw
from segmentation.engines.warehouse.statements import KeptRows
from segmentation.engines.warehouse.writing import place_of, write_labels
from segmentation.engines.whole.counting import Counted, Totals, keeping_as
from segmentation.engines.whole.opening import SAMPLE_ROWS
from segmentation.errors import SpecError
from segmentation.models.input_validation import NO_RULE
from segmentation.models.model import load_model
from segmentation.models.sql.dialects import TESTED
from segmentation.models.sql.totals import column_sums, totals_sql
from segmentation.segments.profiling import NUMBERS, described
from segmentation.tables.database.answering import check_select
from segmentation.tables.limits import Sampled
from segmentation.tables.sources import read_query
from segmentation.tables.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query of one of the operator's databases.

    Attributes
    ----------
    database : str
        The operator's name of it.
    url : str
    query : str
    values : tuple of (str, str)
        Bound by the database where the query has ``:name``.
    name : str
        What to call the table.
    """

    database: str
    url: str
    query: str
    values: tuple[tuple[str, str], ...] = ()
    name: str = "The query"


def is_large(asked: Asked) -> bool:
    """Look how large a query is, within the limits of any query.

    Parameters
    ----------
    asked : Asked

    Returns
    -------
    bool
        Whether it is left there; no where the database is of a kind that is not read this way.

    Raises
    ------
    SpecError
        If it is not one SELECT.
    DataError
        If the database cannot be reached, or refuses it.
    LimitError
        If it takes too long to count.
    """
    check_select(asked.query)
    try:
        dialect = dialect_at(asked.url)
    except SpecError:
        return False  # who reads it says what is wrong
    if dialect.name not in TESTED:
        return False
    query, values = asked.query.strip().rstrip(";"), dict(asked.values)

    def answer(statement: str) -> Table:
        return read_query(asked.url, over(query, statement), values, name=asked.name)

    n_rows = int(answer(f"SELECT COUNT(*) AS n FROM {ROWS}").frame["n"].iloc[0])
    n_columns = answer(f"SELECT * FROM {ROWS} LIMIT 1").frame.shape[1] if n_rows else 0
    return deciding.is_too_large(n_rows, n_columns)


def open_query(asked: Asked, progress: Progress | None = None) -> Table:
    """Draw a sample of a large query.

    Parameters
    ----------
    asked : Asked
    progress : Progress or None

    Returns
    -------
    Table
        `SAMPLE_ROWS` rows.

    Raises
    ------
    SpecError
        If it is not one SELECT.
    DataError
        If the database refuses it, or it has no rows.
    """
    with connected(asked.url) as database:
        relation = _relation(asked, database, progress)
        table = draw(relation, most=SAMPLE_ROWS).table
    n_drawn, n_rows = len(table.frame), relation.n_rows
    said = (
        f"It is too large to be loaded: of its {n_rows:,} rows {n_drawn:,} were drawn evenly, and "
        f"all pages show these."
    )
    return replace(
        table,
        name=f"{n_drawn:,} of {n_rows:,} rows of {asked.name}",
        report=replace(table.report, warnings=(said, *table.report.warnings)),
        sampled=Sampled(
            n_rows=n_rows,
            pattern=asked.name,
            database=asked.database,
            query=asked.query,
            values=asked.values,
        ),
    )


def _relation(asked: Asked, database: object, progress: Progress | None) -> Relation:
    values: Mapping[str, object] = dict(asked.values)
    return open_relation(
        database, query=asked.query, values=values, name=asked.name, progress=progress
    )


def count_query(asked: Asked, fitted: FittedRange, progress: Progress | None = None) -> Counted:
    """Have all rows of a query counted by segment, and their numbers added up.

    Parameters
    ----------
    asked : Asked
        That `fitted` holds a sample of.
    fitted : FittedRange
    progress : Progress or None

    Returns
    -------
    Counted

    Raises
    ------
    SpecError
        If rows of one customer are to be put together.
    DataError
        If a column changes its type, or the database refuses.
    """
    keeping = keeping_as(fitted, f"{asked.name} stays in its database, where")
    columns = tuple(described(fitted.rows, fitted.spec.features, NUMBERS))
    with connected(asked.url) as database:
        relation = _relation(asked, database, progress)
        relation.progress.begin("Counting all rows", 0)
        numbers = (name for name in keeping.features if fitted.rows.column(name).numeric)
        kept = KeptRows(keeping=keeping, numbers=frozenset(numbers), dialect=database.dialect)
        n_kept, left_out = counted_rows(relation, kept)
        totals, n_times = {}, len(fitted.clusterings)
        often = f" {n_times} times, once for each number of segments" if n_times > 1 else ""
        relation.progress.begin(f"Counting all rows{often}", relation.n_rows * n_times)
        for k in sorted(fitted.clusterings):
            totals[k] = _totals(relation, fitted, k, columns, keeping.limits)
            relation.progress.add(relation.n_rows)
    if without := n_kept - int(next(iter(totals.values())).sizes.sum()):
        left_out[NO_RULE] += without
    return Counted(
        n_rows=relation.n_rows,
        left_out=tuple(left_out.most_common()),
        columns=columns,
        totals=totals,
    )


def _totals(
    relation: Relation,
    fitted: FittedRange,
    k: int,
    columns: tuple[str, ...],
    limits: Mapping[str, tuple[float, float]],
) -> Totals:
    """Add up the rows of each of some segments, by one statement."""
    rule, dialect = rule_of(fitted, k, ("",) * k), relation.database.dialect
    sums = column_sums(rule, columns, dialect)
    _, rows = relation.ask_plainly(totals_sql(rule, ROWS, dialect, sums, limits))
    sizes, shape = np.zeros(k, dtype=np.int64), (k, len(columns))
    known, summed = np.zeros(shape, dtype=np.int64), np.zeros(shape)
    for segment, n, *numbers in rows:
        sizes[segment] = n
        known[segment], summed[segment] = np.split(np.array(numbers, dtype=float), 2)
    return Totals(sizes=sizes, known=known, sums=summed)


def label_query(asked: Asked, model: bytes, place: str, progress: Progress | None = None) -> str:
    """Write the segment of every row of a query where its operator lets them be written.

    Parameters
    ----------
    asked : Asked
        Without values.
    model : bytes
    place : str
        ``table:NAME`` or ``view:NAME``.
    progress : Progress or None

    Returns
    -------
    str
        The place.

    Raises
    ------
    SpecError
        If the place is none, or holds what was not made here.
    DataError
        If the database refuses.
    """
    there = place_of(place)
    with connected(asked.url, writes=True) as database:
        write_labels(_relation(asked, database, progress), load_model(model), there)
    return place
