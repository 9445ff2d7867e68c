"""Levels of a category: exact tests, and what they would find."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from segmentation.segments.describing.claims.levels import (
    LARGE,
    MEDIUM,
    levels_found_from,
    levels_sure,
)


def test_the_test_is_the_hypergeometric_one():
    """9 of 10 beside 20 of 90: the chance of as many, twice."""
    counts = np.array([[9, 1], [20, 70]])
    p = 2 * hypergeom.sf(8, 100, 29, 10)
    assert levels_sure(counts, p * 1.001).tolist() == [[True, True], [True, True]]
    assert not levels_sure(counts, p * 0.999).any()


@pytest.mark.parametrize(("size", "expected"), [(5, np.inf), (40, LARGE), (400, MEDIUM)])
def test_more_customers_find_smaller_differences(size, expected):
    """Of five nothing, of forty a large one, of four hundred a medium one."""
    counts = np.array([[size // 2, size - size // 2], [size * 2, size * 2]])
    assert levels_found_from(counts, 1e-4 if size < 400 else 1e-6)[0] == expected


def test_a_medium_difference_is_found_half_the_time():
    """Where it is said to be: 60 customers moved by h = .6 from two in five."""
    counts = np.array([[36, 54], [160, 240]])
    level, random = 1e-3, np.random.default_rng(0)
    assert levels_found_from(counts, level)[0] == MEDIUM
    moved = np.sin(np.arcsin(np.sqrt(0.4)) + 0.3) ** 2
    hits = 0
    for _ in range(400):
        own = random.binomial(90, moved)
        hits += levels_sure(np.array([[own, 90 - own], [160, 240]]), level)[0, 0]
    assert hits >= 170


def test_nothing_to_test():
    """One level, no value, or everybody."""
    assert np.isnan(levels_found_from(np.array([[5], [9]]), 0.01)).all()
    assert np.isnan(levels_found_from(np.array([[0, 0], [5, 6]]), 0.01)).all()
    assert not levels_sure(np.array([[0, 0], [5, 6]]), 0.01).any()
