# ruff: noqa: S608 - statements are what this makes; names and texts are quoted by `text`
"""The segment of every row, as a table or a view of the database that holds the rows.

Decided: it is the statement that scores with the model, run in the transaction that reads: all of
it is there in the end, or nothing has changed. What is there already is replaced where a comment
says that it was made here, else only where that is asked for. The table that is read never is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segmentation.engines.local import Tally
from segmentation.engines.warehouse.relation import ROWS, Relation, over, written_name
from segmentation.errors import SpecError
from segmentation.exports.customers import free_names
from segmentation.models.input_validation import check_columns
from segmentation.models.model import SegmentModel
from segmentation.models.sql.statement import RESULTS, to_sql
from segmentation.models.sql.values import text

KINDS = ("table", "view")
MADE_HERE = "Segments written by python -m segmentation score"
UNSCORED = "a value is missing or cannot be scored, or the filter leaves it out"


@dataclass(frozen=True, slots=True)
class Place:
    """Where labels are written.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    name : str
    """

    kind: str
    name: str


def place_of(written: str) -> Place:
    """Return the place that a text names.

    Parameters
    ----------
    written : str
        ``table:NAME`` or ``view:NAME``.

    Returns
    -------
    Place

    Raises
    ------
    SpecError
        If it names none.
    """
    kind, _, name = written.partition(":")
    if kind not in KINDS or not name.strip():
        raise SpecError(
            f"“{written}” is no place in a database. The labels stay there: write --out table:NAME "
            f"or view:NAME."
        )
    return Place(kind, name.strip())


def labels_sql(
    model: SegmentModel,
    query: str,
    columns: Sequence[str],
    dialect: str,
    table: str | None = None,
) -> str:
    """Write the SELECT of all rows and their segments.

    Parameters
    ----------
    model : SegmentModel
    query : str
        The rows.
    columns : sequence of str
        Of them.
    dialect : str
        Of the database.
    table : str or None
        The table that they are, where there is no more to the query.

    Returns
    -------
    str
        All columns, then `RESULTS` under names that are free.

    Raises
    ------
    SpecError
        If the dialect cannot hold the rule.
    """
    results = free_names(RESULTS, columns)
    if table is not None:
        return to_sql(model.rule, table, dialect, results)
    return over(query, to_sql(model.rule, ROWS, dialect, results))


def write_labels(
    relation: Relation, model: SegmentModel, place: Place, *, replaces: bool = False
) -> Tally:
    """Write the segment of every row, and count them.

    Parameters
    ----------
    relation : Relation
        Of a database that may be written to.
    model : SegmentModel
    place : Place
    replaces : bool
        Whether what is there gives way, whoever made it.

    Returns
    -------
    Tally

    Raises
    ------
    ModelError
        If a column is missing.
    SpecError
        If something of that name is there that was not made here, or it is the table that is read.
    """
    database = relation.database
    check_columns(model.rule, relation.columns)
    name = written_name(place.name, database)
    if relation.table is not None and written_name(relation.table, database) == name:
        raise SpecError(f"The labels of {relation.name} cannot take its own place. Name another.")
    relation.progress.begin("Writing the labels", 0)
    _make_room(relation, place, name, replaces=replaces)
    query, columns, table = relation.query, relation.columns, relation.table
    select = labels_sql(model, query, columns, database.dialect.name, table)
    database.run(f"CREATE {place.kind.upper()} {name} AS {select}")
    if database.dialect.keeps_comments:
        database.run(f"COMMENT ON {place.kind.upper()} {name} IS {text(MADE_HERE)}")
    return _tally(relation, name)


def _make_room(relation: Relation, place: Place, name: str, *, replaces: bool) -> None:
    """Remove what has the name, if it may be."""
    database = relation.database
    schema, _, own = place.name.rpartition(".")
    named = {"name": text(name), "own": text(own), "schema": text(schema) if schema else "NULL"}
    _, found = database.fetch(database.dialect.described.format(**named))
    for kind, comment in found:
        if not (replaces or comment == MADE_HERE):
            raise SpecError(
                f"There is a {kind.lower()} {place.name} that was not made here, or does not say "
                f"so. Name another, or give --replace."
            )
        database.run(f"DROP {kind} {name}")


def _tally(relation: Relation, name: str) -> Tally:
    _, called, _, in_range = (text(n, '"') for n in free_names(RESULTS, relation.columns))
    _, rows = relation.database.fetch(
        f"SELECT {called}, {in_range}, COUNT(*) FROM {name} GROUP BY {called}, {in_range}"
    )
    tally = Tally()
    for segment, is_in_range, number in rows:
        tally.n_rows += number
        if segment is None:
            tally.reasons[UNSCORED] += number
        else:
            tally.segments[segment] += number
            tally.n_out_of_range += 0 if is_in_range else number
    return tally
