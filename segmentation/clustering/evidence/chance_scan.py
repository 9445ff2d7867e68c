"""The quick test against chance over a range of k, which ends as soon as the answer is sure."""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from segmentation.clustering.evidence.chance import (
    LEVEL,
    N_SETS,
    TEST_ROWS,
    ChanceOfK,
    chance_of_k,
    exceeding_over_all,
)
from segmentation.clustering.evidence.tails import power_transformed

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
    points: np.ndarray,
    ks: Iterable[int],
    *,
    categories: tuple[slice, ...] = (),
    random_state: int = 0,
) -> tuple[dict[int, ChanceOfK], dict[int, ChanceOfK], int]:
    """Test a sample of the points against chance until the answer is sure.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        `TEST_ROWS` of them are tested.
    ks : iterable of int
    categories : tuple of slice
        The columns of each category.
    random_state : int

    Returns
    -------
    chance, power_transformed : dict of int to ChanceOfK
        As they are and with long tails shortened. The second is empty when no column has a long
        tail, or the first is an answer already.
    n_tested : int
    """
    tested = sample_to_test(points, TEST_ROWS, random_state)
    distinct = len(np.unique(tested, axis=0))
    ks = [k for k in ks if k <= distinct]
    test = partial(chance_of_k, categories=categories, random_state=random_state)
    chance = _until_sure(partial(test, tested), ks)
    shortened = power_transformed(tested, categories)
    if shortened is None or exceeding_over_all(chance)[0] > MOST_EXCEEDING:
        return chance, {}, len(tested)
    return chance, _until_sure(partial(test, shortened), ks), len(tested)


def all_sets(test: Callable[..., ChanceOfK], k: int) -> ChanceOfK:
    """Compare the data with all reference sets, drawn in the same two parts as `chance_by_k`.

    Parameters
    ----------
    test : callable
        ``test(k, sets=…)``, such as `chance_of_k` of some points.
    k : int

    Returns
    -------
    ChanceOfK
    """
    return test(k, sets=range(FIRST_SETS)).with_sets_of(test(k, sets=range(FIRST_SETS, N_SETS)))


def _until_sure(test: Callable[..., ChanceOfK], ks: list[int]) -> dict[int, ChanceOfK]:
    """Take further reference sets only where the first ones leave a chance to be better."""
    first = {k: test(k, sets=range(FIRST_SETS)) for k in ks}
    if exceeding_over_all(first)[0] > MOST_EXCEEDING:
        return first
    others = range(FIRST_SETS, N_SETS)
    return {k: tested.with_sets_of(test(k, sets=others)) for k, tested in first.items()}
