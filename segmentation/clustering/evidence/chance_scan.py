"""The quick test against chance over a range of k, which ends as soon as the answer is sure."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from segmentation.clustering.evidence.chance import (
    LEVEL,
    N_SETS,
    TEST_ROWS,
    ChanceOfK,
    chance_of_ks,
    exceeding_over_all,
)
from segmentation.clustering.evidence.tails import power_transformed

Tested = dict[int, ChanceOfK]
Test = Callable[[bool, int], Tested]

FIRST_SETS = 20
PARTS = range(FIRST_SETS), range(FIRST_SETS, N_SETS)
"""The reference sets are drawn in two parts: where the first is an answer, the second is spared."""

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
    test: Test | None = None,
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
    test : callable or None
        ``test(shortened, part)``: one of the `PARTS` of the sets for these k, and for others if it
        likes, without those that cannot be tested; None asks `chance_of_ks`.

    Returns
    -------
    chance, power_transformed : dict of int to ChanceOfK
        As they are and with long tails shortened. The second is empty when no column has a long
        tail, or the first is an answer already.
    n_tested : int
    """
    ks = sorted(ks)

    def anew(shortened: bool, part: int) -> Tested:  # noqa: FBT001 - the second of two tests
        return chance_of_sets(
            *(points, ks, shortened, PARTS[part]), categories=categories, random_state=random_state
        )

    test = test or anew
    chance = _until_sure(partial(test, False), ks)
    n_tested = min(len(points), TEST_ROWS)
    if exceeding_over_all(chance)[0] > MOST_EXCEEDING:
        return chance, {}, n_tested
    return chance, _until_sure(partial(test, True), ks), n_tested


def chance_of_sets(
    points: np.ndarray,
    ks: Sequence[int],
    shortened: bool,  # noqa: FBT001 - the second of two tests
    sets: range,
    *,
    categories: tuple[slice, ...] = (),
    random_state: int = 0,
) -> Tested:
    """Compare a sample of the points with some of the reference sets.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    ks : sequence of int
    shortened : bool
        With long tails shortened.
    sets : range
        Which reference sets.
    categories : tuple of slice
        The columns of each category.
    random_state : int

    Returns
    -------
    dict of int to ChanceOfK
        Without the k that the points do not hold; empty when there is no long tail to shorten.
    """
    tested = sample_to_test(points, TEST_ROWS, random_state)
    if shortened:
        tested = power_transformed(tested, categories)
    if tested is None:
        return {}
    distinct = len(np.unique(tested, axis=0))
    held = [k for k in ks if k <= distinct]
    return chance_of_ks(tested, held, sets=sets, categories=categories, random_state=random_state)


def with_all_sets(part_of: Callable[[int], Tested]) -> Tested:
    """Put the parts of the reference sets together.

    Parameters
    ----------
    part_of : callable
        One of the `PARTS` by its number.

    Returns
    -------
    dict of int to ChanceOfK
    """
    return _with_the_rest(part_of(0), part_of)


def _until_sure(part_of: Callable[[int], Tested], ks: Sequence[int]) -> Tested:
    """Take further reference sets only where the first ones leave a chance to be better."""
    first = {k: tested for k, tested in part_of(0).items() if k in ks}
    if exceeding_over_all(first)[0] > MOST_EXCEEDING:
        return first
    return _with_the_rest(first, part_of)


def _with_the_rest(first: Tested, part_of: Callable[[int], Tested]) -> Tested:
    second = part_of(1) if first else {}
    return {k: tested.with_sets_of(second[k]) for k, tested in first.items()}
