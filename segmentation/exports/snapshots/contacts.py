"""Whether the number of contacts may be told beside the size of a segment."""

from collections.abc import Sequence

import numpy as np

from segmentation.exports.lists import ListCounts
from segmentation.segments.disclosure.suppression import MINIMUM, protected, told_together


def contacts_told(counts: Sequence[ListCounts], minimum: int = MINIMUM) -> tuple[bool, ...]:
    """Tell of which segments the number of contacts may be told beside their size.

    Parameters
    ----------
    counts : sequence of ListCounts
        By segment.
    minimum : int

    Returns
    -------
    tuple of bool
        All where everybody can be contacted, as then the size says the same; else none of which it
        tells that fewer than `minimum` cannot be, or can.
    """
    others = np.array([sum(number for _, number in count.left_out) for count in counts])
    reached = np.array([count.n_listed + count.n_held_out for count in counts])
    if not others.any():
        return (True,) * len(counts)
    alone = told_together((reached + others).tolist(), minimum)
    enough = ~np.isin(np.arange(len(counts)), list(alone))
    told = np.zeros(len(counts), dtype=bool)
    table = protected(np.column_stack([reached, others])[enough], minimum)
    if len(table.groups) > 1:
        told[enough] = ~table.hidden.any(axis=1)
    return tuple(told.tolist())
