"""What drives a partition: shares by hand, and a result that is one column."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.evidence.drivers import Driver, dominant, drivers


def fitted(frame: pd.DataFrame, k: int, **settings):
    """Fit one k and measure the drivers."""
    spec = sg.SegmentationSpec(features=tuple(frame.columns), **settings)
    fits = fit_range(sg.read_table(frame), spec, [k])
    return drivers(fits.points, fits.space, fits.clusterings[k])


def test_shares_by_hand():
    """Two groups 10 apart in one column and 1 in the other, unscaled: 100 to 1."""
    frame = pd.DataFrame({"far": [0.0, 2, 10, 12], "near": [0.0, 0, 1, 1.5]})
    found = fitted(frame, 2, scaling="none")
    assert [driver.feature for driver in found] == ["far", "near"]
    assert found[0].share == pytest.approx(100 / (100 + 1.25**2))
    assert found[0].explained == pytest.approx(100 / 104)
    assert sum(driver.share for driver in found) == pytest.approx(1)


def test_a_result_that_is_one_category_is_named():
    """Min-max scaled, two segments are gender and nothing else."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame(
        {"gender": np.array(["f", "m"])[random.integers(2, size=80)], "x": random.normal(size=80)}
    )
    found = fitted(frame, 2, scaling="minmax")
    assert dominant(found) == found[0]
    assert found[0].feature == "gender"
    assert found[0].is_copy


def test_several_columns_or_only_one_choice_give_no_warning():
    """A share below the bound, and a single feature, are as they should be."""
    share = {"explained": 0.5, "is_copy": False}
    some = (Driver(feature="a", share=0.6, **share), Driver(feature="b", share=0.4, **share))
    assert dominant(some) is None
    assert dominant((Driver(feature="a", share=1.0, **share),)) is None
    most = (Driver(feature="a", share=0.95, **share), Driver(feature="b", share=0.05, **share))
    assert dominant(most) == most[0]


def test_as_many_segments_as_levels_are_not_yet_a_copy():
    """Two segments along a number, each with both genders."""
    frame = pd.DataFrame({"gender": ["f", "m"] * 6, "x": [0.0] * 6 + [9.0] * 6})
    assert not any(driver.is_copy for driver in fitted(frame, 2))
