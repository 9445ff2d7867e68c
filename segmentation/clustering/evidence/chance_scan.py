"""The quick test against chance over a range of k, which ends as soon as the answer is sure."""

from collections.abc import Callable, Iterable

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

Test = Callable[[int, bool, int], ChanceOfK | None]

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
        ``test(k, shortened, part)``: one of the `PARTS` of the sets for one k, None where it cannot
        be tested; what keeps the answers of `chance_of_k`, or does not when None.

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
    shortened = power_transformed(tested, categories)

    def anew(k: int, is_shortened: bool, part: int) -> ChanceOfK:  # noqa: FBT001 - the second of two tests
        of = shortened if is_shortened else tested
        return chance_of_k(
            of, k, sets=PARTS[part], categories=categories, random_state=random_state
        )

    test = test or anew
    chance = _until_sure(lambda k, part: test(k, False, part), ks)
    if shortened is None or exceeding_over_all(chance)[0] > MOST_EXCEEDING:
        return chance, {}, len(tested)
    return chance, _until_sure(lambda k, part: test(k, True, part), ks), len(tested)


def all_sets(part_of: Callable[[int], ChanceOfK | None]) -> ChanceOfK | None:
    """Put the parts of the reference sets of one k together.

    Parameters
    ----------
    part_of : callable
        One of the `PARTS` by its number, or None where the k cannot be tested.

    Returns
    -------
    ChanceOfK or None
    """
    first = part_of(0)
    return None if first is None else first.with_sets_of(part_of(1))


def _until_sure(
    test: Callable[[int, int], ChanceOfK | None], ks: list[int]
) -> dict[int, ChanceOfK]:
    """Take further reference sets only where the first ones leave a chance to be better."""
    firsts = ((k, test(k, 0)) for k in ks)
    first = {k: tested for k, tested in firsts if tested is not None}
    if exceeding_over_all(first)[0] > MOST_EXCEEDING:
        return first
    return {k: tested.with_sets_of(test(k, 1)) for k, tested in first.items()}
