"""Segments drawn by hand: the customers inside an outline on the map.

An outline is a choice, like a number of segments: it is kept, and who lies inside is found anew.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A box or a lasso on the map.

    Attributes
    ----------
    axes : tuple of str
        What the map showed: one or two of the axes of `segmentation.clustering.projection`.
    corners : tuple of (float, float)
        In the units of the axes, in order; with one axis only the first number counts.
    """

    axes: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomSegment:
    """An outline with a name.

    Attributes
    ----------
    name : str
    outline : Outline
    """

    name: str
    outline: Outline


def inside(coordinates: np.ndarray, outline: Outline) -> np.ndarray:
    """Return which points lie inside an outline.

    Parameters
    ----------
    coordinates : ndarray of shape (n_samples, n_axes)
        On the outline's axes.
    outline : Outline

    Returns
    -------
    ndarray of shape (n_samples,), bool
        False for points without a place on the axes.

    Notes
    -----
    A point is inside when a line from it to the right crosses the outline an odd number of times.
    With one axis, when it lies between the outline's ends.
    """
    x = coordinates[:, 0]
    corners = np.array(outline.corners, dtype=float).reshape(-1, 2)
    if len(corners) < 2:
        return np.zeros(len(x), dtype=bool)
    if coordinates.shape[1] == 1:
        return (x >= corners[:, 0].min()) & (x <= corners[:, 0].max())
    y = coordinates[:, 1]
    is_inside = np.zeros(len(x), dtype=bool)
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y1 == y2:
            continue
        between = (y1 > y) != (y2 > y)
        is_inside ^= between & (x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return is_inside
