"""The table that saved segmentations stand in, and what stands in its rows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from segmentation.errors import DataError
from segmentation.models.documents.database import engine_of, make_table
from segmentation.models.model import SegmentModel

if TYPE_CHECKING:
    import sqlalchemy as sa

LONGEST_NAME, LONGEST_NOTE, LARGEST_PLAN = 200, 2_000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """What a list says of a saved segmentation.

    Attributes
    ----------
    id : str
        Sixteen hexadecimal digits that nobody can guess.
    name, note : str
    n_clusters, n_customers : int
    features : tuple of str
    created, changed : datetime
        In UTC.
    """

    id: str
    name: str
    note: str
    n_clusters: int
    n_customers: int
    features: tuple[str, ...]
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Saved:
    """A saved segmentation.

    Attributes
    ----------
    entry : LibraryEntry
    model : SegmentModel
    view : mapping of str to list of str
        The link that shows it.
    plan : mapping of str to object
        What was filled in for it: plain values.
    """

    entry: LibraryEntry
    model: SegmentModel = field(repr=False)
    view: Mapping[str, list[str]] = field(repr=False)
    plan: Mapping[str, Any] = field(repr=False)


def connected(url: str) -> tuple["sa.Engine", "sa.Table"]:
    """Open a library, and make its table where there is none.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.

    Returns
    -------
    sqlalchemy.Engine
    sqlalchemy.Table

    Raises
    ------
    DBAPIError
        When the database refuses.
    """
    import sqlalchemy as sa

    engine = engine_of(url)
    moment = sa.DateTime(timezone=True)
    table = sa.Table(
        "saved_segmentations",
        sa.MetaData(),
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("extras", sa.Text, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.Column("changed", moment, nullable=False),
        sa.Column("deleted", moment),
    )
    make_table(engine, table)
    return engine, table


def entry_of(row: Any) -> LibraryEntry:  # noqa: ANN401 - a row of SQLAlchemy
    """Return what a list says of an entry.

    Parameters
    ----------
    row : sqlalchemy.Row

    Returns
    -------
    LibraryEntry
    """
    n_clusters, n_customers, features = json.loads(row.about)
    return LibraryEntry(
        id=row.id,
        name=row.name,
        note=row.note,
        n_clusters=n_clusters,
        n_customers=n_customers,
        features=tuple(features),
        created=row.created.replace(tzinfo=row.created.tzinfo or UTC),
        changed=row.changed.replace(tzinfo=row.changed.tzinfo or UTC),
    )


def checked_name(name: str) -> str:
    """Return a name on one line; refuse an empty one.

    Parameters
    ----------
    name : str

    Returns
    -------
    str

    Raises
    ------
    DataError
    """
    plain = " ".join(name.replace("\0", "").split())[:LONGEST_NAME]
    if not plain:
        raise DataError("The segmentation has no name. Give it one to find it again.")
    return plain


def packed(view: Mapping[str, list[str]], plan: Mapping[str, Any]) -> str:
    """Write a link and a plan as one text; refuse one that is too long.

    Parameters
    ----------
    view : mapping of str to list of str
    plan : mapping of str to object

    Returns
    -------
    str

    Raises
    ------
    DataError
    """
    text = json.dumps({"view": dict(view), "plan": dict(plan)}, allow_nan=True)
    if len(text) > LARGEST_PLAN:
        raise DataError(
            f"The plan has {len(text) / 1e6:,.1f} MB; at most {LARGEST_PLAN / 1e6:,.1f} MB can be "
            f"saved. Shorten its notes."
        )
    return text
