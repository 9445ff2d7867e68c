"""Gathers the evidence for a range of k, one k at a time, so that a caller can show how far it is.

What is found for one k does not depend on the others: a wider range costs only its new k.
"""

from collections.abc import Iterable

import numpy as np

from segmentation.clustering.evidence.chance import (
    AUTO_ROWS,
    FULL_ROWS,
    LEVEL,
    N_SETS,
    ChanceOfK,
    chance_of_k,
    exceeding_over_all,
    power_transformed,
)

FIRST_SETS = 20
MOST_EXCEEDING = int(LEVEL * (N_SETS + 1)) - 1
"""With more reference sets than this above the data, they can no longer be better than chance."""


def sample_to_test(points: np.ndarray, n_rows: int, random_state: int = 0) -> np.ndarray:
    """Return the points, or an even sample of them, for the test against chance.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    n_rows : int
        At most.
    random_state : int

    Returns
    -------
    ndarray of shape (at most n_rows, n_features)
    """
    if len(points) <= n_rows:
        return points
    random = np.random.default_rng(random_state)
    return points[np.sort(random.choice(len(points), n_rows, replace=False))]


def chance_by_k(
    points: np.ndarray, ks: Iterable[int], *, full: bool, random_state: int = 0
) -> tuple[dict[int, ChanceOfK], dict[int, ChanceOfK], int]:
    """Test the points against chance, as they are and with long tails shortened.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    ks : iterable of int
    full : bool
        All reference sets for every k and up to `FULL_ROWS` points; otherwise `AUTO_ROWS` points
        and an end as soon as the answer is sure to be no.
    random_state : int

    Returns
    -------
    chance, power_transformed : dict of int to ChanceOfK
        The second is empty when no column has a long tail, or the first is an answer already.
    n_tested : int
    """
    tested = sample_to_test(points, FULL_ROWS if full else AUTO_ROWS, random_state)
    distinct = len(np.unique(tested, axis=0))
    ks = [k for k in ks if k <= distinct]
    chance = _by_k(tested, ks, full=full, random_state=random_state)
    shorter = power_transformed(tested)
    hopeless = not full and exceeding_over_all(chance)[0] > MOST_EXCEEDING
    second = (
        {}
        if shorter is None or hopeless
        else _by_k(shorter, ks, full=full, random_state=random_state)
    )
    return chance, second, len(tested)


def _by_k(
    points: np.ndarray, ks: list[int], *, full: bool, random_state: int
) -> dict[int, ChanceOfK]:
    if full:
        return {k: chance_of_k(points, k, random_state=random_state) for k in ks}
    first = range(FIRST_SETS)
    found = {k: chance_of_k(points, k, sets=first, random_state=random_state) for k in ks}
    if exceeding_over_all(found)[0] > MOST_EXCEEDING:
        return found
    others = range(FIRST_SETS, N_SETS)
    return {
        k: found[k].with_sets_of(chance_of_k(points, k, sets=others, random_state=random_state))
        for k in ks
    }
