"""The product of matrices gives what scoring gives, also between centres and far away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.analysis.segmentation import rule_of
from segmentation.engines.whole.nearest import BLOCK_ROWS, segments_of
from segmentation.models.rule import assign


@pytest.fixture(scope="module")
def rules():
    """Fit the Mall customers for several k."""
    spec = sg.SegmentationSpec(features=("Age", "Annual Income (k$)"))
    fitted = fit_range(sg.load_sample("mall_customers"), spec.family, range(1, 7))
    return {k: rule_of(fitted, k, ("",) * k) for k in fitted.clusterings}


def check(rules, points):
    """Compare with scoring."""
    points = np.ascontiguousarray(points)
    for k, segments in segments_of(rules, points).items():
        assert segments.tolist() == assign(rules[k], points).segments.tolist()


@pytest.mark.parametrize("n_rows", [1, BLOCK_ROWS, 2 * BLOCK_ROWS + 3])
def test_the_same_as_scoring(rules, n_rows):
    """In one block and in several."""
    check(rules, np.random.default_rng(0).normal(0, 2, (2, n_rows)))


def test_rows_in_the_middle_of_two_centres(rules):
    """The first of equals, whatever is rounded."""
    centers = rules[6].centers
    middles = (centers[:, None] + centers[None]) / 2
    check(rules, middles.reshape(-1, 2).T)
    check(rules, np.nextafter(middles.reshape(-1, 2).T, 9))


@settings(max_examples=60, deadline=None)
@given(
    points=hnp.arrays(
        float, st.tuples(st.just(2), st.integers(1, 30)), elements=st.floats(-1e12, 1e12)
    )
)
def test_any_points(rules, points):
    """Of any size."""
    check(rules, points)
