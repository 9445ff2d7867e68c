"""The rows that travel: drawn evenly by the database, the same on every run."""

import hashlib
from dataclasses import replace

import numpy as np

from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.engines.reading.sampling import Sample, rows_for_all
from segmentation.engines.warehouse.relation import Relation
from segmentation.engines.warehouse.statements import sample_rows
from segmentation.errors import DataError
from segmentation.tables.sources import queried_table

OFF = 0.5
"""Share of the wanted rows by which a draw may be off before rows are taken to repeat."""


def sample_size(relation: Relation, algorithm: str = "kmeans") -> int:
    """Return how many rows stand for all.

    Parameters
    ----------
    relation : Relation
    algorithm : str
        That must be able to take so many.

    Returns
    -------
    int
    """
    most = rows_for_all(len(relation.columns))
    limit = ALGORITHMS[algorithm].max_rows
    return most if limit is None else min(most, limit)


def draw(relation: Relation, *, random_state: int = 0, most: int | None = None) -> Sample:
    """Draw an even sample.

    Parameters
    ----------
    relation : Relation
    random_state : int
    most : int or None
        As in `segmentation.engines.reading.sampling.draw`.

    Returns
    -------
    Sample
        In the order of the draw; its positions say nothing.

    Raises
    ------
    DataError
        If the database refuses, or a column changes its type.
    """
    most = min(sample_size(relation) if most is None else most, relation.n_rows)
    relation.progress.begin("Drawing a sample", 0)
    rows = _drawn(relation, random_state, most, repeated=False)
    if _repeat(rows, most):
        rows = _drawn(relation, random_state, most, repeated=True)
    plain = [row[:-1] for row in sorted(rows, key=lambda row: row[-1])[:most]]
    if relation.database.dialect.types_values:
        _check_types(relation, plain)
    table = queried_table(list(relation.columns), plain, relation.name)
    is_whole = len(plain) == relation.n_rows
    if not is_whole:
        digest = hashlib.sha256(f"{relation.n_rows} {table.fingerprint}".encode())
        table = replace(table, fingerprint=digest.hexdigest()[:32])
    return Sample(
        table=table, positions=np.arange(len(plain)), texts=frozenset(), is_whole=is_whole
    )


def _drawn(relation: Relation, seed: int, most: int, *, repeated: bool) -> list[tuple]:
    dialect = relation.database.dialect
    statement = sample_rows(
        relation.columns, relation.n_rows, most, seed, dialect, repeated=repeated
    )
    return relation.ask(statement)[1]


def _repeat(rows: list[tuple], most: int) -> bool:
    """Return whether rows repeat, so that a draw by cells alone is not even."""
    is_off = abs(len(rows) - most) > OFF * most
    return is_off or len({row[-1] for row in rows}) < len(rows)


def _check_types(relation: Relation, rows: list[tuple]) -> None:
    """Refuse a column that holds numbers here and texts there, where a database lets it."""
    for name, values in zip(relation.columns, zip(*rows, strict=True), strict=True):
        kinds = {type(value) for value in values if value is not None}
        n_texts = sum(isinstance(value, str) for value in values)
        if str in kinds and kinds & {int, float}:
            raise changing(name, n_texts, f"{len(rows):,} rows drawn")


def changing(name: str, n_texts: int, among: str) -> DataError:
    """Return the refusal of a column that changes its type.

    Parameters
    ----------
    name : str
    n_texts : int
        Rows that hold no number.
    among : str
        Which rows were looked at.

    Returns
    -------
    DataError
    """
    verb = "holds" if n_texts == 1 else "hold"
    return DataError(
        f"“{name}” changes its type: {n_texts:,} of {among} {verb} something that is no number, "
        f"others numbers. Mend them, or leave them out by a query."
    )
