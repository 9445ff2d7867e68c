"""The quick test against chance over a range of k, which ends as soon as the answer is sure."""

from collections.abc import Iterable

import numpy as np

from segmentation.clustering.evidence.chance import (
    AUTO_ROWS,
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
    points: np.ndarray, ks: Iterable[int], *, random_state: int = 0
) -> tuple[dict[int, ChanceOfK], dict[int, ChanceOfK], int]:
    """Test a sample of the points against chance until the answer is sure.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        `AUTO_ROWS` of them are tested.
    ks : iterable of int
    random_state : int

    Returns
    -------
    chance, power_transformed : dict of int to ChanceOfK
        As they are and with long tails shortened. The second is empty when no column has a long
        tail, or the first is an answer already.
    n_tested : int
    """
    tested = sample_to_test(points, AUTO_ROWS, random_state)
    distinct = len(np.unique(tested, axis=0))
    ks = [k for k in ks if k <= distinct]
    chance = _until_sure(tested, ks, random_state)
    shortened = power_transformed(tested)
    if shortened is None or exceeding_over_all(chance)[0] > MOST_EXCEEDING:
        return chance, {}, len(tested)
    return chance, _until_sure(shortened, ks, random_state), len(tested)


def _until_sure(points: np.ndarray, ks: list[int], random_state: int) -> dict[int, ChanceOfK]:
    """Take further reference sets only where the first ones leave a chance to be better."""
    first, others = range(FIRST_SETS), range(FIRST_SETS, N_SETS)
    by_k = {k: chance_of_k(points, k, sets=first, random_state=random_state) for k in ks}
    if exceeding_over_all(by_k)[0] > MOST_EXCEEDING:
        return by_k
    return {
        k: tested.with_sets_of(chance_of_k(points, k, sets=others, random_state=random_state))
        for k, tested in by_k.items()
    }
