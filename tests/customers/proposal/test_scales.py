"""On which scale a number is compared, on shapes whose answer is known."""

import numpy as np
import pytest

from segmentation.customers.proposal.candidates import Candidate
from segmentation.customers.proposal.scales import on_scale, scale_of, skew

R = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (R.lognormal(5, 1, 500), "log"),
        (R.poisson(1.5, 500), "log"),
        (R.normal(50, 5, 500), None),
        (R.lognormal(3, 1, 500) - 5, "yeo_johnson"),
        (-R.lognormal(3, 1, 500), "yeo_johnson"),
        (R.choice([0, 1, 2, 50], 500), None),
        (np.full(500, 7.0), None),
        ([1.0, 2.0], None),
    ],
    ids=["money", "counts", "even", "below zero", "to the left", "few values", "constant", "two"],
)
def test_scales_of_known_shapes(values, scale):
    """A logarithm only where nothing is below zero and it shortens the tail."""
    candidate = Candidate(name="x", values=np.array(values, dtype=float), rank=0)
    assert scale_of(candidate) == scale
    assert on_scale(candidate, scale).shape == candidate.values.shape


def test_answers_stay_as_they_are():
    """However skewed."""
    answers = np.repeat([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], [60, 20, 10, 5, 3, 1, 1])
    assert skew(answers) > 1
    assert scale_of(Candidate(name="q", values=answers, rank=0, is_rating=True)) is None


def test_gaps_stay_gaps():
    """A missing value is missing on every scale."""
    candidate = Candidate(name="x", values=np.array([1.0, np.nan, 9.0]), rank=0)
    assert np.isnan(on_scale(candidate, "log")).tolist() == [False, True, False]
