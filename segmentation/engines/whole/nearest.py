"""The segments of many rows for every number of segments at once.

Decided: a product of matrices compares all centres of all numbers of segments, three times as fast
as the arithmetic of scoring (`segmentation.models.rule.assign`). Rows between whose two nearest
centres it cannot tell for sure go through that arithmetic, so that every answer is the same.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from segmentation.models.rule import AssignmentRule, assign

BLOCK_ROWS = 2_048
CLOSE = 1e-9
"""Relative to the largest score; rounding is far below."""


def segments_of(
    rules: Mapping[int, AssignmentRule], points: np.ndarray, places: np.ndarray | None = None
) -> dict[int, np.ndarray]:
    """Give points their segments by several rules of one space.

    Parameters
    ----------
    rules : mapping of int to AssignmentRule
        By number of segments.
    points : ndarray of shape (n_axes, n_samples)
    places : ndarray of shape (n_samples,), int, or None
        As in `assign`.

    Returns
    -------
    dict of int to ndarray of shape (n_samples,), int64
        What `assign` gives, by number of segments.
    """
    if any(rule.mixture is not None or rule.is_by_rule for rule in rules.values()):
        return {k: assign(rule, points, places).segments for k, rule in rules.items()}
    found, unsure = _by_product([rule.centers for rule in rules.values()], points)
    for rule, segments, rows in zip(rules.values(), found, unsure, strict=True):
        if len(rows):
            segments[rows] = assign(rule, np.ascontiguousarray(points[:, rows])).segments
    return dict(zip(rules, found, strict=True))


def _by_product(
    centers: Sequence[np.ndarray], points: np.ndarray
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the nearest of each set of centres, and the rows that may be as near to another."""
    n_samples = points.shape[1]
    every = np.concatenate(centers)
    heads = np.column_stack([every, -(every**2).sum(axis=1) / 2])
    ends = np.cumsum([0, *map(len, centers)])
    found = [np.empty(n_samples, dtype=np.int64) for _ in centers]
    unsure: list[list[np.ndarray]] = [[np.empty(0, dtype=np.int64)] for _ in centers]
    for start in range(0, n_samples, BLOCK_ROWS):
        block = points[:, start : start + BLOCK_ROWS]
        scores = heads @ np.vstack([block, np.ones(block.shape[1])])
        # Half of |x|² is missing from every score and counts among what is rounded.
        close = CLOSE * (1 + np.abs(scores).max() + (block**2).sum(axis=0).max())
        for at, segments in enumerate(found):
            part = scores[ends[at] : ends[at + 1]]
            near = part >= part.max(axis=0) - close
            segments[start : start + BLOCK_ROWS] = near.argmax(axis=0)
            if np.count_nonzero(near) > near.shape[1]:
                unsure[at].append(start + np.flatnonzero(near.sum(axis=0) > 1))
    return found, [np.concatenate(rows) for rows in unsure]
