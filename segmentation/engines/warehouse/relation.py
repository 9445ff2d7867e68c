# ruff: noqa: S608 - a statement is what this makes; names are quoted
"""A table or a query of a database, whose rows stay there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from segmentation.engines.reading import deciding
from segmentation.engines.reading.progress import Progress
from segmentation.engines.warehouse.connecting import NO_VALUES, Answer, Database
from segmentation.errors import DataError, SpecError
from segmentation.models.sql.statement import table_name, written
from segmentation.tables.database.answering import check_select
from segmentation.tables.database.asking import no_rows
from segmentation.tables.formats.layout.names import tidy_names
from segmentation.tables.sources import queried_table
from segmentation.tables.table import Table

ROWS = "seg_rows"
"""What statements call the rows of a relation."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relation:
    """Rows that a database answers for.

    Attributes
    ----------
    name : str
        For sentences.
    query : str
        The SELECT that they are, as the user wrote it.
    table : str or None
        The table that they are, where there is no more to the query.
    columns : tuple of str
    n_rows : int
    database : Database
    values : mapping of str to object
        Bound by the database where the query has ``:name``.
    progress : Progress
    """

    name: str
    query: str = field(repr=False)
    table: str | None = None
    columns: tuple[str, ...]
    n_rows: int
    database: Database = field(repr=False)
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    progress: Progress = field(default_factory=Progress, repr=False)

    @property
    def is_large(self) -> bool:
        """Whether it is not loaded: as of files."""
        return deciding.is_too_large(self.n_rows, len(self.columns))

    @property
    def why(self) -> str:
        """How large it is, as a clause."""
        return f"it has {self.n_rows:,} rows and {len(self.columns):,} columns"

    def ask(self, statement: str) -> Answer:
        """Ask about all rows.

        Parameters
        ----------
        statement : str
            A SELECT of `ROWS`, in no dialect.

        Returns
        -------
        Answer
        """
        return self.ask_plainly(written(statement, self.database.dialect))

    def ask_plainly(self, statement: str) -> Answer:
        """Ask about all rows in the database's own dialect.

        Parameters
        ----------
        statement : str

        Returns
        -------
        Answer
        """
        if self.values:
            statement = statement.replace(":", "\\:")
        return self.database.fetch(over(self.query, statement), self.values)

    def load(self) -> Table:
        """Load all rows.

        Returns
        -------
        Table

        Raises
        ------
        DataError
            If there are none.
        """
        return queried_table(*self.database.fetch(self.query, self.values), self.name)


def open_relation(
    database: Database,
    *,
    table: str | None = None,
    query: str | None = None,
    values: Mapping[str, object] = NO_VALUES,
    name: str | None = None,
    progress: Progress | None = None,
) -> Relation:
    """Look at a table or a query: its columns, and how many rows it has.

    Parameters
    ----------
    database : Database
    table : str or None
        As in `segmentation.models.sql.statement.to_sql`.
    query : str or None
        One SELECT, where there is no table.
    values : mapping of str to object
        Of the query.
    name : str or None
        What to call it in sentences; by default the table, or “The query”.
    progress : Progress or None

    Returns
    -------
    Relation

    Raises
    ------
    SpecError
        If the query is not one SELECT, or two columns have one name.
    DataError
        If the database refuses it, or it has no rows.
    """
    name = name or table or "The query"
    if table is not None:
        query = f"SELECT * FROM {written_name(table, database)}"
    query = (query or "").strip().rstrip(";").rstrip()
    check_select(query, database.dialect.name)
    columns, _ = database.fetch(over(query, f"SELECT * FROM {ROWS} LIMIT 0"), values)
    _check_names(name, columns, query, database.dialect.name)
    _, ((n_rows,),) = database.fetch(over(query, f"SELECT COUNT(*) FROM {ROWS}"), values)
    if not n_rows:
        raise DataError(no_rows(name))
    return Relation(
        name=name,
        query=query,
        table=table,
        columns=tuple(columns),
        n_rows=int(n_rows),
        database=database,
        values=values,
        progress=progress or Progress(),
    )


def written_name(table: str, database: Database) -> str:
    """Return the name of a table as a database writes it.

    Parameters
    ----------
    table : str
    database : Database

    Returns
    -------
    str
    """
    select = written(f"SELECT * FROM {table_name(table, database.dialect)}", database.dialect)
    return select.split("FROM", 1)[1].strip()


def over(query: str, statement: str) -> str:
    """Return a statement about `ROWS` with the query that they are.

    Parameters
    ----------
    query : str
        As the user wrote it; a comment at its end ends with its line.
    statement : str

    Returns
    -------
    str
    """
    start, rest = "WITH ", statement
    if statement.startswith(start):
        return f"WITH {ROWS} AS (\n{query}\n), {rest[len(start) :]}"
    return f"WITH {ROWS} AS (\n{query}\n) {statement}"


def _check_names(name: str, columns: Sequence[str], query: str, dialect: str) -> None:
    """Refuse columns without a name of their own; databases give the second of two another."""
    import sqlglot

    listed = sqlglot.parse_one(query, read=dialect).named_selects
    twice = [each for each in listed if each not in {"", "*"} and listed.count(each) > 1]
    tidy, _ = tidy_names(list(columns))
    odd = twice + [c for c, t in zip(columns, tidy, strict=True) if c != t]
    if odd:
        raise SpecError(
            f"{name} returns a column called “{odd[0]}”, which is no name of its own. Give every "
            f"column a name by AS."
        )
