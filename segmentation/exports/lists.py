"""The customers of a segment as a mail tool takes them: only who can be contacted, nobody twice."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.customers import free_name
from segmentation.exports.reach import REASONS, Reach
from segmentation.segments.planning.experiment import assign

IDENTIFIER, EMAIL, PHONE, NAME = "row", "email", "phone", "name"
CONSENT, SEGMENT, GROUP = "consent", "segment", "group"
"""What columns of a list hold, and how they are called where the table has no name for it."""

HELD_OUT, TO_CONTACT = "randomly held out as a control group", "to contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCounts:
    """What the list of a segment holds.

    Attributes
    ----------
    n_listed : int
        To contact.
    n_held_out : int
        Left alone as the control group.
    left_out : tuple of (str, int)
        Each reason that occurs, and of how many.
    """

    n_listed: int
    n_held_out: int
    left_out: tuple[tuple[str, int], ...]


def hold_out(result: Segmentation, reached: Reach, share: float, random_state: int) -> np.ndarray:
    """Pick at random who of those that can be contacted is left alone.

    Parameters
    ----------
    result : Segmentation
    reached : Reach
    share : float
        Of every segment, above 0 and below 1.
    random_state : int

    Returns
    -------
    ndarray of shape (n_kept,), bool

    Raises
    ------
    SpecError
        If the share is outside 0 to 1.
    """
    held = np.zeros(len(reached.can), dtype=bool)
    held[reached.can] = assign(result.labels[reached.can], share, random_state=random_state)
    return held


def list_counts(result: Segmentation, reached: Reach, held: np.ndarray) -> tuple[ListCounts, ...]:
    """Count what the list of every segment holds, and why others are not on it.

    Parameters
    ----------
    result : Segmentation
    reached : Reach
    held : ndarray of shape (n_kept,), bool

    Returns
    -------
    tuple of ListCounts
        By segment.
    """
    k, labels = result.n_clusters, result.labels
    listed = np.bincount(labels[reached.can & ~held], minlength=k)
    control = np.bincount(labels[held], minlength=k)
    gone = [np.bincount(labels[reached.reasons == at], minlength=k) for at in range(len(REASONS))]
    return tuple(
        ListCounts(
            n_listed=int(listed[s]),
            n_held_out=int(control[s]),
            left_out=tuple(
                (reason, int(counts[s]))
                for reason, counts in zip(REASONS, gone, strict=True)
                if counts[s]
            ),
        )
        for s in range(k)
    )


def list_table(
    result: Segmentation, reached: Reach, held: np.ndarray, segment: int
) -> pd.DataFrame:
    """Lay out the customers of a segment for a mail tool.

    Parameters
    ----------
    result : Segmentation
    reached : Reach
    held : ndarray of shape (n_kept,), bool
    segment : int

    Returns
    -------
    pandas.DataFrame
        The identifier, ``email``, ``phone``, the name, ``consent``, ``segment`` and ``group``: who
        is to be contacted, then who is held out, without an address, so that nobody writes to them
        by mistake. Where the identifier is an address, it is not there twice, and who is held out
        is not there.
    """
    members = reached.can & (result.labels == segment)
    treated, control = np.flatnonzero(members & ~held), np.flatnonzero(members & held)
    rows = treated if _by_address(result, reached) else np.concatenate([treated, control])
    is_control = held[rows]
    source = result.table.frame.iloc[result.rows.positions[rows]]
    made = {
        IDENTIFIER: lambda _: result.rows.identifiers.to_numpy()[rows],
        EMAIL: lambda _: np.where(is_control, "", reached.emails[rows]),
        PHONE: lambda _: np.where(is_control, "", reached.phones[rows]),
        NAME: lambda column: source[column].to_numpy(),
        CONSENT: lambda _: np.full(len(rows), "yes", dtype=object),
        SEGMENT: lambda _: np.full(len(rows), result.names[segment], dtype=object),
        GROUP: lambda _: np.where(is_control, HELD_OUT, TO_CONTACT),
    }
    columns = _columns(result, reached)
    return pd.DataFrame({title: made[what](column) for title, (what, column) in columns.items()})


def list_columns(result: Segmentation, reached: Reach) -> tuple[str, ...]:
    """Name the columns of every segment's list without laying one out.

    Parameters
    ----------
    result : Segmentation
    reached : Reach

    Returns
    -------
    tuple of str
        As `list_table` has them.
    """
    return tuple(_columns(result, reached))


def list_rows(result: Segmentation, reached: Reach, counts: ListCounts) -> int:
    """Count the rows of a segment's list without laying it out.

    Parameters
    ----------
    result : Segmentation
    reached : Reach
    counts : ListCounts
        Of the segment.

    Returns
    -------
    int
        As many as `list_table` has.
    """
    return counts.n_listed + (0 if _by_address(result, reached) else counts.n_held_out)


def _by_address(result: Segmentation, reached: Reach) -> bool:
    """Tell whether customers are known by their address, which must not be there twice."""
    return str(result.rows.identifiers.name) in {reached.contacts.email, reached.contacts.phone}


def _columns(result: Segmentation, reached: Reach) -> dict[str, tuple[str, str]]:
    """Return by its title what each column of a list holds, and from which column it comes."""
    contacts, identifier = reached.contacts, str(result.rows.identifiers.name)
    wanted = [] if _by_address(result, reached) else [(IDENTIFIER, identifier)]
    wanted += [
        (what, column)
        for what, column in ((EMAIL, contacts.email), (PHONE, contacts.phone))
        if column
    ]
    wanted += [(NAME, name) for name in contacts.names]
    wanted += [(CONSENT, "")] if reached.knows_consent else []
    titles: dict[str, tuple[str, str]] = {}
    for what, column in (*wanted, (SEGMENT, ""), (GROUP, "")):
        own = what == IDENTIFIER and result.rows.identifier
        several = what == NAME and len(contacts.names) > 1
        titles[free_name(column if own or several else what, titles)] = what, column
    return titles
