"""The quick test over a range of k: samples, what cannot be tested, and when it ends."""

import numpy as np

from segmentation.clustering.evidence.chance import N_SETS
from segmentation.clustering.evidence.chance_scan import FIRST_SETS, chance_by_k, sample_to_test


def test_a_sample_is_drawn_from_all_rows_in_their_order():
    """The same rows for the same seed; all of them where there are no more."""
    points = np.arange(50.0)[:, None]
    drawn = sample_to_test(points, 10)
    assert drawn.shape == (10, 1)
    assert (np.diff(drawn[:, 0]) > 0).all()
    assert (drawn == sample_to_test(points, 10)).all()
    assert sample_to_test(points, 50) is points


def test_a_k_that_the_points_do_not_hold_is_left_out():
    """Three spots have no four clusters."""
    points = np.repeat([[0.0, 0.0], [1.0, 5.0], [7.0, 1.0]], 10, axis=0)
    assert sorted(chance_by_k(points, [2, 3, 4])[0]) == [2, 3]


def test_it_ends_as_soon_as_the_answer_is_no():
    """Noise is refused after the first sets, and its long tails are not tried."""
    random = np.random.default_rng(0)
    points = np.column_stack([random.uniform(size=(80, 2)), random.exponential(size=80)])
    chance, shortened, n_tested = chance_by_k(points, [2, 3])
    assert {len(tested.reference_silhouettes) for tested in chance.values()} == {FIRST_SETS}
    assert shortened == {}
    assert n_tested == 80


def test_it_goes_to_the_end_where_the_answer_may_be_yes():
    """Two spots far apart are better than any reference set."""
    random = np.random.default_rng(0)
    points = np.concatenate([random.normal(size=(40, 2)), random.normal(30, size=(40, 2))])
    chance, _, _ = chance_by_k(points, [2])
    assert len(chance[2].reference_silhouettes) == N_SETS
    assert chance[2].n_exceeding == 0
