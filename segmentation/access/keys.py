"""Keys of the scoring service: whose they are, what they open and until when.

A key is random, of 256 bits, and shown once; what is kept is its SHA-256. A slow digest, as
passwords need, would add nothing: nobody tries out 2²⁵⁶ keys.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from segmentation.access.people import name_of
from segmentation.access.store import Store, in_utc
from segmentation.errors import DataError

if TYPE_CHECKING:
    import sqlalchemy as sa

READ, SCORE = "read", "score"
SCOPES = {
    READ: "list and describe the saved segmentations",
    SCORE: "give customers their segments, and make customers from lines of sales",
}
FORM = re.compile(r"studio_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")
ID = re.compile(r"[0-9a-f]{8}")
USUAL_DAYS, MOST_DAYS = 365, 3_650
UNKNOWN = "There is no key “{id}”. `keys list` tells which there are."


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is known of a key.

    Attributes
    ----------
    id : str
        Eight hexadecimal digits, which stand in the key too and open nothing.
    owner : str
        Whose it is: it sees what that person sees.
    scopes : frozenset of str
        Of `SCOPES`.
    made, ends : datetime
        In UTC.
    revoked : datetime or None
    digest : str
        SHA-256 of the key, in hexadecimal digits.
    """

    id: str
    owner: str
    scopes: frozenset[str]
    made: datetime
    ends: datetime
    revoked: datetime | None = None
    digest: str = field(default="", repr=False)

    def state(self, now: datetime) -> str:
        """Return ``holds``, ``revoked`` or ``ended``.

        Parameters
        ----------
        now : datetime

        Returns
        -------
        str
        """
        if self.revoked is not None:
            return "revoked"
        return "holds" if now < self.ends else "ended"

    def is_of(self, text: bytes) -> bool:
        """Tell whether a text is this key, in a time that says nothing of it.

        Parameters
        ----------
        text : bytes

        Returns
        -------
        bool
        """
        return hmac.compare_digest(digest(text), self.digest)


class Keys:
    """The keys in the database of the library.

    Parameters
    ----------
    url : str
        Of the library.
    clock : callable
        Tells the time in UTC.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store, self.clock = Store(url, _table, "The keys of the service"), clock

    def prepare(self) -> None:
        """Make the table where there is none.

        Raises
        ------
        DataError
            If the database refuses.
        """
        self._store.prepare()

    def make(self, owner: str, scopes: frozenset[str], days: int = USUAL_DAYS) -> tuple[Key, str]:
        """Make a key.

        Parameters
        ----------
        owner : str
        scopes : frozenset of str
        days : int
            That it holds.

        Returns
        -------
        Key
        str
            The key itself, which nothing can tell again.

        Raises
        ------
        DataError
            If the owner, the scopes or the days are none, or the database refuses.
        """
        if not scopes or scopes - SCOPES.keys():
            unknown = ", ".join(sorted(scopes - SCOPES.keys())) or "nothing"
            raise DataError(f"A key opens {unknown}. Choose among {', '.join(SCOPES)}.")
        if not 1 <= days <= MOST_DAYS:
            raise DataError(f"A key holds for {days} days. Choose 1 to {MOST_DAYS:,} days.")
        id_, now = secrets.token_hex(4), self.clock()
        text = f"studio_{id_}_{secrets.token_urlsafe(32)}"
        key = Key(
            id=id_,
            owner=name_of(owner),
            scopes=scopes,
            made=now,
            ends=now + timedelta(days=days),
            digest=digest(text.encode()),
        )
        row = {"id": id_, "owner": key.owner, "scopes": " ".join(sorted(scopes))}
        times = {"made": key.made, "ends": key.ends, "digest": key.digest}
        with self._store.transaction() as (connection, table):
            connection.execute(table.insert().values(row | times))
        return key, text

    def all(self) -> tuple[Key, ...]:
        """List the keys, the latest first, those that hold no more too.

        Returns
        -------
        tuple of Key

        Raises
        ------
        DataError
            If the database refuses.
        """
        with self._store.transaction() as (connection, table):
            query = table.select().order_by(table.c.made.desc(), table.c.id)
            rows = connection.execute(query).all()
        return tuple(
            Key(
                id=row.id,
                owner=row.owner,
                scopes=frozenset(row.scopes.split()),
                made=in_utc(row.made),
                ends=in_utc(row.ends),
                revoked=row.revoked and in_utc(row.revoked),
                digest=row.digest,
            )
            for row in rows
        )

    def revoke(self, id_: str) -> None:
        """End a key now.

        Parameters
        ----------
        id_ : str

        Raises
        ------
        DataError
            If there is none that holds, or the database refuses.
        """
        with self._store.transaction() as (connection, table):
            same = (table.c.id == (id_ if ID.fullmatch(id_) else ""), table.c.revoked.is_(None))
            done = connection.execute(table.update().where(*same).values(revoked=self.clock()))
            if not done.rowcount:
                raise DataError(UNKNOWN.format(id=id_))


def digest(text: bytes) -> str:
    """Return what is kept of a key.

    Parameters
    ----------
    text : bytes

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return hashlib.sha256(text).hexdigest()


def _table() -> "sa.Table":
    import sqlalchemy as sa

    moment = sa.DateTime(timezone=True)
    return sa.Table(
        "service_keys",
        sa.MetaData(),
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made", moment, nullable=False),
        sa.Column("ends", moment, nullable=False),
        sa.Column("revoked", moment),
    )
