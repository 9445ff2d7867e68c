"""Gathering: samples, and what cannot be tested."""

import numpy as np

from segmentation.clustering.evidence.chance_scan import chance_by_k, sample_to_test


def test_a_sample_is_drawn_from_all_rows_in_their_order():
    """The same for the same seed."""
    points = np.arange(50.0)[:, None]
    drawn = sample_to_test(points, 10)
    assert drawn.shape == (10, 1)
    assert (np.diff(drawn[:, 0]) > 0).all()
    assert (drawn == sample_to_test(points, 10)).all()
    assert sample_to_test(points, 50) is points


def test_a_k_that_the_points_do_not_hold_is_left_out():
    """Three spots have no four clusters."""
    points = np.repeat([[0.0, 0.0], [1.0, 5.0], [7.0, 1.0]], 10, axis=0)
    assert sorted(chance_by_k(points, [2, 3, 4], full=True)[0]) == [2, 3]


def test_widening_the_range_changes_nothing_for_the_others():
    """Each k is by itself."""
    points = np.random.default_rng(0).normal(size=(60, 2))
    alone = chance_by_k(points, [3], full=True)[0][3]
    among = chance_by_k(points, [2, 3, 4], full=True)[0][3]
    assert (alone.reference_silhouettes == among.reference_silhouettes).all()
    assert alone.gap == among.gap


def test_full_evidence_tests_long_tails_even_when_there_is_no_hope():
    """Only the quick test may stop before."""
    random = np.random.default_rng(0)
    points = np.column_stack([random.uniform(size=(80, 2)), random.exponential(size=80)])
    plain, power_transformed, _ = chance_by_k(points, [2, 3], full=True)
    assert power_transformed.keys() == plain.keys()
