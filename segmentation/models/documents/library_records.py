"""What stands in the rows of saved segmentations."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from segmentation.errors import DataError
from segmentation.models.model import SegmentModel

if TYPE_CHECKING:
    import sqlalchemy as sa

LONGEST_NAME, LONGEST_NOTE, LARGEST_PLAN = 200, 2_000, 1_000_000
PRIVATE, TEAM, LINK = "private", "team", "link"
SHARINGS = (PRIVATE, TEAM, LINK)
"""Who opens a saved segmentation beside its owner: nobody, the team, whoever has its address."""


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
    is_damaged : bool
        Whether its row cannot be read; then nothing but its id, its name and whose it is is known.
    owner, changed_by : str
        Who saved it, and who changed it last; empty where nobody is known.
    sharing : str
        Of `SHARINGS`.
    version : int
        One more with every change.
    """

    id: str
    name: str
    note: str
    n_clusters: int
    n_customers: int
    features: tuple[str, ...]
    created: datetime
    changed: datetime
    is_damaged: bool = False
    owner: str = ""
    changed_by: str = ""
    sharing: str = TEAM
    version: int = 1


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


def entry_of(row: Any) -> LibraryEntry:  # noqa: ANN401 - a row of SQLAlchemy
    """Return what a list says of an entry.

    Parameters
    ----------
    row : sqlalchemy.Row

    Returns
    -------
    LibraryEntry
    """
    try:
        n_clusters, n_customers, features = json.loads(row.about)
        return LibraryEntry(
            id=row.id,
            name=row.name,
            note=row.note,
            n_clusters=int(n_clusters),
            n_customers=int(n_customers),
            features=tuple(map(str, features)),
            created=_moment(row.created),
            changed=_moment(row.changed),
            **_rights(row),
        )
    except (ValueError, TypeError):
        return _damaged(row)


def _rights(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of SQLAlchemy
    """Return whose an entry is; one whose sharing cannot be read is its owner's alone."""
    return {
        "owner": str(row.owner),
        "changed_by": str(row.changed_by),
        "sharing": row.sharing if row.sharing in SHARINGS else PRIVATE,
        "version": row.version if isinstance(row.version, int) else 0,
    }


def _damaged(row: Any) -> LibraryEntry:  # noqa: ANN401 - a row of SQLAlchemy
    """Return an entry whose row cannot be read: the others must not suffer for it."""
    long_ago = datetime.fromtimestamp(0, UTC)
    return LibraryEntry(
        **_rights(row),
        id=str(row.id),
        name=str(row.name),
        note="",
        n_clusters=0,
        n_customers=0,
        features=(),
        created=long_ago,
        changed=long_ago,
        is_damaged=True,
    )


def _moment(value: object) -> datetime:
    """Return a moment in UTC; SQLite has it as a text, which `listed` leaves as it is."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def listed(columns: "Iterable[sa.Column]") -> list[Any]:
    """Return what is asked of the database for columns, such that no damaged row stops a list.

    Parameters
    ----------
    columns : iterable of sqlalchemy.Column

    Returns
    -------
    list
        Moments come as the database has them, and are read one by one.
    """
    import sqlalchemy as sa

    return [
        sa.type_coerce(column, sa.String).label(column.name)
        if isinstance(column.type, sa.DateTime)
        else column
        for column in columns
    ]


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
