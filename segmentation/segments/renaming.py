"""Names that a user gave: they stay with the segment while k moves and when the data are refreshed.

On the same table a name belongs to a slot. On another table, with the same settings, it goes to the
segment whose middle is where the named one's was, in the units of the file.
"""

from dataclasses import dataclass

import numpy as np

from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.spec import SegmentationSpec

NEAR = 0.5
"""How near, of the distance to the next segment's middle, a refreshed segment must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName:
    """A name and the segment it was given to.

    Attributes
    ----------
    name : str
    slot : int
    family : SegmentationSpec
        Without k.
    fingerprint : str
        Of the table.
    axes : tuple of str
    center : tuple of float
        The segment's middle in the units of the file, by axis.
    """

    name: str
    slot: int
    family: SegmentationSpec
    fingerprint: str
    axes: tuple[str, ...]
    center: tuple[float, ...]


def given_names(
    given: tuple[GivenName, ...],
    *,
    family: SegmentationSpec,
    fingerprint: str,
    slots: tuple[int, ...],
    space: FeatureSpace,
    centers: np.ndarray,
) -> dict[int, str]:
    """Find the segments that a user has named.

    Parameters
    ----------
    given : tuple of GivenName
        The latest last.
    family : SegmentationSpec
    fingerprint : str
        Of the table.
    slots : tuple of int
    space : FeatureSpace
    centers : ndarray of shape (n_segments, n_axes)
        In the units of the file.

    Returns
    -------
    dict of int to str
        By segment. Names given on this table come first; without any, those of the latest other
        table with the same settings.
    """
    same = [name for name in given if name.family == family and name.axes == space.axes]
    here = {name.slot: name.name for name in same if name.fingerprint == fingerprint}
    if here:
        return {segment: here[slot] for segment, slot in enumerate(slots) if slot in here}
    if not same or len(centers) < 2:
        return {}
    latest = same[-1].fingerprint
    by_slot = {name.slot: name for name in same if name.fingerprint == latest}
    return _by_place(list(by_slot.values()), space, centers)


def _by_place(given: list[GivenName], space: FeatureSpace, centers: np.ndarray) -> dict[int, str]:
    from scipy.optimize import linear_sum_assignment

    new = space.place(centers)
    old = space.place(np.array([name.center for name in given]))
    apart = np.sqrt(((old[:, None] - new[None]) ** 2).sum(axis=2))
    between = np.sqrt(((new[:, None] - new[None]) ** 2).sum(axis=2))
    np.fill_diagonal(between, np.inf)
    reach = NEAR * between.min(axis=1)
    named, segments = linear_sum_assignment(apart)
    return {
        int(segment): given[name].name
        for name, segment in zip(named, segments, strict=True)
        if apart[name, segment] <= reach[segment]
    }


def with_given(proposed: tuple[str, ...], given: dict[int, str]) -> tuple[str, ...]:
    """Put given names in place of proposed ones, all distinct.

    Parameters
    ----------
    proposed : tuple of str
    given : dict of int to str
        By segment.

    Returns
    -------
    tuple of str
        A name that is taken already gets a number; given names come first.
    """
    names: dict[int, str] = {}
    order = [*sorted(given), *(s for s in range(len(proposed)) if s not in given)]
    for segment in order:
        base = given.get(segment, proposed[segment])
        name, number = base, 1
        while name in names.values():
            number += 1
            name = f"{base} {number}"
        names[segment] = name
    return tuple(names[segment] for segment in range(len(proposed)))
