"""How far segments lie from each other, and a picture of it in two dimensions.

Distances are those of the segments' middles in the space in which the segments were found. Up to
three middles have a true picture; of more, two dimensions can only show a part, and the stress says
how much is lost.
"""

from dataclasses import dataclass, field

import numpy as np

N_STEPS, N_STARTS = 300, 8
"""Of the majorisation, each of which lowers the stress or is the last; and places drawn by lot to
begin from, beside the principal axes: from these alone, four middles that are all as far apart stay
in a poor picture."""

SMALLEST_STEP = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentDistances:
    """Distances between segments, and places in a plane that keep to them as well as they can.

    Attributes
    ----------
    distances : ndarray of shape (n_segments, n_segments)
        Euclidean, between the middles.
    places : ndarray of shape (n_segments, 2)
        In the same unit, around 0; which way they are turned means nothing.
    stress : float
        Kruskal's stress 1: the root of the squared errors of the drawn distances over the squared
        distances; 0 is a true picture.
    """

    distances: np.ndarray = field(repr=False)
    places: np.ndarray = field(repr=False)
    stress: float


def segment_distances(centers: np.ndarray) -> SegmentDistances:
    """Measure how far middles lie from each other and place them in a plane.

    Parameters
    ----------
    centers : ndarray of shape (n_segments, n_features)

    Returns
    -------
    SegmentDistances

    Notes
    -----
    Metric scaling by majorisation (SMACOF) from the first two principal axes of the middles, which
    are the answer of classical scaling, and from `N_STARTS` places drawn by lot; the best is kept.
    At most `N_STEPS` of O(n_segments²) each.

    References
    ----------
    Kruskal, J. B. (1964). Multidimensional scaling by optimizing goodness of fit to a nonmetric
    hypothesis. Psychometrika 29(1). Borg, I. and Groenen, P. J. F. (2005). Modern Multidimensional
    Scaling, 2nd ed. Springer.

    Examples
    --------
    Three middles at the corners of a right angle are drawn as they are:

    >>> found = segment_distances(np.array([[0.0, 0, 0], [3, 0, 0], [0, 0, 4]]))
    >>> found.distances[1, 2], round(found.stress, 6)
    (np.float64(5.0), 0.0)
    """
    # Far-away middles lose no digits, and squares of small ones do not vanish.
    centered = centers - centers.mean(axis=0) if len(centers) else centers
    scale = float(np.abs(centered).max(initial=0.0)) or 1.0
    centered = centered / scale
    distances = _between(centered)
    random = np.random.default_rng(0)  # the same middles have the same picture
    starts = [_first_places(centered)]
    starts += [random.normal(size=(len(centers), 2)) for _ in range(N_STARTS * (len(centers) > 3))]
    pictures = [_improved(start, distances) for start in starts]
    places = _turned(min(pictures, key=lambda picture: stress_of(picture, distances)))
    return SegmentDistances(
        distances=distances * scale, places=places * scale, stress=stress_of(places, distances)
    )


def stress_of(places: np.ndarray, distances: np.ndarray) -> float:
    """Return Kruskal's stress 1 of a picture.

    Parameters
    ----------
    places : ndarray of shape (n_segments, 2)
    distances : ndarray of shape (n_segments, n_segments)

    Returns
    -------
    float
        0 where all distances are 0.
    """
    squares = float((distances**2).sum())
    return float(np.sqrt(((_between(places) - distances) ** 2).sum() / squares)) if squares else 0.0


def _between(points: np.ndarray) -> np.ndarray:
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


def _first_places(centered: np.ndarray) -> np.ndarray:
    """Return the first two principal coordinates."""
    left, sizes, _ = np.linalg.svd(centered, full_matrices=False)
    places = np.zeros((len(centered), 2))
    found = (left * sizes)[:, :2]
    places[:, : found.shape[1]] = found
    return places


def _turned(places: np.ndarray) -> np.ndarray:
    """Turn a picture so that it is widest from left to right, the largest of each axis positive."""
    if not len(places):
        return places
    placed = _first_places(places - places.mean(axis=0))
    strongest = placed[np.abs(placed).argmax(axis=0), [0, 1]]
    return placed * np.where(strongest < 0, -1.0, 1.0)


def _improved(places: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """Return places of lower stress (Guttman's transform, over and over)."""
    n = len(places)
    before = stress_of(places, distances)
    for _ in range(N_STEPS if n > 3 else 0):
        drawn = _between(places)
        ratio = np.divide(distances, drawn, out=np.zeros_like(drawn), where=drawn > 0)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        moved = pull @ places / n
        after = stress_of(moved, distances)
        if after > before - SMALLEST_STEP:
            return moved if after < before else places
        places, before = moved, after
    return places
