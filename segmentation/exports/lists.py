"""The customers of a segment as a mail tool takes them: only who can be contacted, nobody twice."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.customers import free_name
from segmentation.exports.reach import REASONS, Reach
from segmentation.segments.planning.experiment import assign

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
    contacts = reached.contacts
    members = reached.can & (result.labels == segment)
    identifier = result.rows.identifiers
    is_address = str(identifier.name) in {contacts.email, contacts.phone}
    treated, control = np.flatnonzero(members & ~held), np.flatnonzero(members & held)
    rows = treated if is_address else np.concatenate([treated, control])
    is_control = held[rows]
    source = result.table.frame.iloc[result.rows.positions[rows]]
    parts: dict[str, np.ndarray] = {}
    if not is_address:
        title = str(identifier.name) if result.rows.identifier else "row"
        parts[title] = identifier.to_numpy()[rows]
    for title, column, values in (
        ("email", contacts.email, reached.emails),
        ("phone", contacts.phone, reached.phones),
    ):
        if column:
            parts[_free(title, parts)] = np.where(is_control, "", values[rows])
    for name in contacts.names:
        title = name if len(contacts.names) > 1 else "name"
        parts[_free(title, parts)] = source[name].to_numpy()
    if reached.knows_consent:
        parts[_free("consent", parts)] = np.full(len(rows), "yes", dtype=object)
    parts[_free("segment", parts)] = np.full(len(rows), result.names[segment], dtype=object)
    parts[_free("group", parts)] = np.where(is_control, HELD_OUT, TO_CONTACT)
    return pd.DataFrame(parts)


def _free(title: str, parts: dict[str, np.ndarray]) -> str:
    return free_name(title, parts)
