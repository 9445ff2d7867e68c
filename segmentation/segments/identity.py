"""Which segment is which while k moves: slots that fix colour, symbol and place on the screen.

The two segments of k = 2 take the slots 0 and 1. Going from k to k + 1, each segment keeps the slot
of the one it shares most customers with (the assignment that keeps most customers in place), and
the segment left over takes the lowest free slot. Slots are a pure function of the partitions, so a
link shows the same colours whichever way one came to its k.

References
----------
Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Res. Logistics 2.
"""

from collections.abc import Mapping

import numpy as np

from segmentation.clustering.result import overlap

COLORS = (
    "#4238cb",
    "#e27218",
    "#087a5a",
    "#bf368f",
    "#3797dc",
    "#7a5b00",
    "#8b2a1f",
    "#435871",
)
"""By slot, repeating; eight that colour-blind eyes tell apart on a light ground."""


def slots_by_k(labelings: Mapping[int, np.ndarray]) -> dict[int, tuple[int, ...]]:
    """Give every segment of every k its slot.

    Parameters
    ----------
    labelings : mapping of int to ndarray of shape (n_samples,), int
        Labels in canonical order for k = 1 or 2 upwards; a k that is missing is passed over.

    Returns
    -------
    dict of int to tuple of int
        For each k, the slot of label 0, 1, …, k − 1; always 0 … k − 1 in some order when no k is
        missing.
    """
    slots: dict[int, tuple[int, ...]] = {}
    before = None
    for k in sorted(labelings):
        if before is None:
            slots[k] = tuple(range(k))
        else:
            slots[k] = _inherited(labelings[before], slots[before], labelings[k], k)
        before = k
    return slots


def _inherited(
    old: np.ndarray, old_slots: tuple[int, ...], new: np.ndarray, k: int
) -> tuple[int, ...]:
    """Return the slots of the new labels: inherited by overlap, else the lowest free."""
    from scipy.optimize import linear_sum_assignment

    parents, children = linear_sum_assignment(overlap(old, new), maximize=True)
    slots = {int(c): old_slots[p] for p, c in zip(parents, children, strict=True)}
    free = iter(slot for slot in range(k + max(old_slots) + 1) if slot not in slots.values())
    return tuple(slots[label] if label in slots else next(free) for label in range(k))
