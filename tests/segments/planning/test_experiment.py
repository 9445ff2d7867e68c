"""The experiment: known sample sizes, a lot that can be drawn again."""

import numpy as np
import pandas as pd
import pytest

from segmentation.errors import SpecError
from segmentation.segments.planning.experiment import (
    arms,
    assign,
    assignment_table,
    sample_size,
)


def test_known_sample_sizes():
    """Five against six per cent, by the pooled formula; less for a larger lift."""
    assert sample_size(0.05, 0.06) == 8158
    assert sample_size(0.06, 0.05) == 8158
    assert sample_size(0.10, 0.15) == 686
    assert sample_size(0.05, 0.06, power=0.9) > 10_000


def test_every_segment_gives_its_share():
    """Strata by hand: 10% of 100, of 40 and of 7; one of three and none of one."""
    segments = np.repeat([0, 1, 2, 3, 4], [100, 40, 7, 3, 1])
    held = assign(segments, 0.1)
    assert [arm.n_control for arm in arms(segments, held)] == [10, 4, 1, 1, 0]
    assert [arm.n_treated for arm in arms(segments, held)] == [90, 36, 6, 2, 1]


def test_segments_that_nobody_is_in_have_arms_of_none():
    """Such as one of which nobody can be contacted."""
    counted = arms(np.array([0, 0]), np.array([True, False]), 3)
    assert [(arm.n_treated, arm.n_control) for arm in counted] == [(1, 1), (0, 0), (0, 0)]


def test_the_seed_draws_the_same_again():
    """The same seed draws the same hold-out group, and another seed draws another."""
    segments = np.arange(500) % 4
    assert (assign(segments, 0.2) == assign(segments, 0.2)).all()
    assert (assign(segments, 0.2) != assign(segments, 0.2, random_state=1)).any()


def test_everybody_may_be_drawn():
    """Over many seeds each customer is held out about as often."""
    segments = np.zeros(40, dtype=int)
    drawn = sum(assign(segments, 0.25, random_state=seed).astype(int) for seed in range(400))
    assert drawn.min() > 60
    assert drawn.max() < 145


def test_the_file_names_identifier_segment_and_group():
    """The assignment has a row per customer in table order, with segment and group."""
    table = assignment_table(
        pd.Series(["a", "b"], name="customer"),
        np.array([1, 0]),
        ("X", "Y"),
        np.array([True, False]),
    )
    assert table.values.tolist() == [["a", "Y", "control"], ["b", "X", "treatment"]]
    assert list(table.columns) == ["customer", "segment_name", "group"]


@pytest.mark.parametrize("share", [0, 1, 1.5, -0.1])
def test_a_hold_out_is_a_share(share):
    """A hold-out of nobody, of everybody or beyond is refused."""
    with pytest.raises(SpecError, match="control group"):
        assign(np.zeros(9, dtype=int), share)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"base": 0.05, "wanted": 0.05}, "smallest improvement"),
        ({"base": -0.1, "wanted": 0.05}, "from 0% to 100%"),
        ({"base": 0.1, "wanted": 1.05}, "wanted response is 105"),
        ({"base": 0.1, "wanted": 0.2, "power": 1.0}, "between 0 and 1"),
    ],
)
def test_shares_that_cannot_be_are_one_sentence(settings, said):
    """What was found, what to do."""
    with pytest.raises(SpecError, match=said):
        sample_size(**settings)
