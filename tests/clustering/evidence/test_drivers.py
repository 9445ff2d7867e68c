"""What drives a partition: shares by hand, and a result that is one column."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.evidence.drivers import Driver, column_in_disguise, dominant, drivers
from segmentation.tables.roles import default_features


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


def disguised(frame: pd.DataFrame, k: int, **settings):
    """Fit one k and look for the one column that gives it back."""
    spec = sg.SegmentationSpec(features=tuple(frame.columns), **settings)
    fits = fit_range(sg.read_table(frame), spec, [k])
    raw = fits.space.raw(fits.rows.frame)
    return column_in_disguise(raw, fits.points, fits.space, fits.clusterings[k])


def test_one_cut_by_hand():
    """Visits of 0 and 1 against 8 and 9; the other column is the same on both sides."""
    frame = pd.DataFrame({"visits": [0, 1, 8, 9] * 5, "spend": [1.0, 2, 1, 2] * 5})
    found = disguised(frame, 2, scaling="none")
    assert (found.feature, found.share, found.cuts) == ("visits", 1.0, (8.0,))
    assert found.is_whole
    assert not found.others_know
    assert found.without == 0.5
    assert found.headline == "2 segments that are just visits"
    assert found.sentence == (
        "Visits alone, cut at 8, puts 100% of customers in their segment. Without it, the other "
        "columns do so for only 50%."
    )


def test_a_category_that_is_the_result():
    """Min-max scaled, gender decides; there is nothing to cut."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"gender": ["f", "m"] * 40, "x": random.normal(size=80)})
    found = disguised(frame, 2, scaling="minmax")
    assert found.headline == "2 segments that are just gender"
    assert found.sentence.startswith("Gender alone puts 100% of customers in their segment")


@pytest.mark.parametrize("k", [2, 3, 5])
@pytest.mark.parametrize("shape", ["normal", "lognormal", "uniform"])
def test_a_column_far_wider_than_the_others_is_named_with_what_it_does(shape, k):
    """Not tuned on; the cuts, tried on all customers, do what the sentence says of them."""
    random = np.random.default_rng([k, len(shape)])
    frame = pd.DataFrame(getattr(random, shape)(size=(400, 3)), columns=["a", "b", "c"])
    frame["b"] *= 9
    spec = sg.SegmentationSpec(features=("a", "b", "c"), scaling="none")
    fits = fit_range(sg.read_table(frame), spec, [k])
    found = column_in_disguise(fits.points, fits.points, fits.space, fits.clusterings[k])
    assert found.feature == "b"
    assert not found.others_know
    pieces = np.searchsorted(found.cuts, frame["b"], side="right")
    table = pd.crosstab(pieces, fits.clusterings[k].labels)
    assert table.max(axis=1).sum() >= (found.share - 0.01) * len(frame)
    assert len(found.cuts) == k - 1


def test_groups_that_every_column_knows_are_no_discovery_of_one():
    """Two groups far apart in both columns: said of one, and that the other knows them too."""
    random = np.random.default_rng(1)
    far = random.normal(size=(60, 2)) + np.repeat([[0, 0], [9, 9]], 30, axis=0)
    found = disguised(pd.DataFrame(far, columns=["a", "b"]), 2)
    assert found.others_know
    assert found.headline == ""
    assert "Without it, the other columns do so for" in found.sentence


def test_nothing_is_said_of_segments_that_need_several_columns():
    """Four corners of a square, one column alone, one segment, and a rare segment."""
    random = np.random.default_rng(2)
    square = np.repeat([[0, 0], [9, 0], [0, 9], [9, 9]], 30, axis=0) + random.normal(size=(120, 2))
    frame = pd.DataFrame(square, columns=["a", "b"])
    assert disguised(frame, 4) is None
    assert disguised(frame, 1) is None
    assert disguised(frame[["a"]], 2) is None
    rare = pd.DataFrame(random.normal(size=(100, 2)), columns=["a", "b"])
    rare.loc[:2] = [[9.0, 9.0], [9.5, -9.0], [9.0, 0.0]]
    found = disguised(rare, 2)
    assert found is None or found.share >= 1 - (1 - 0.97) * 0.2


@given(n=st.integers(3, 30), d=st.integers(2, 4), k=st.integers(2, 5), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_small_tables_with_ties_are_judged_without_a_fault(n, d, k, seed):
    """Whatever is said of few customers with repeated values is within its bounds."""
    values = np.random.default_rng(seed).integers(0, 4, size=(n, d)).astype(float)
    values[0], values[1] = 0.0, 3.0
    frame = pd.DataFrame(values, columns=list("abcd"[:d]))
    if len(frame.drop_duplicates()) < k:
        return
    found = disguised(frame, k)
    if found is not None:
        assert 0.95 <= found.share <= 1
        assert len(found.cuts) < k


def test_a_large_table_is_judged_on_a_sample():
    """The whole is still checked on every customer."""
    random = np.random.default_rng(3)
    frame = pd.DataFrame({"wide": 50 * random.normal(size=30_000), "x": random.normal(size=30_000)})
    found = disguised(frame, 3, scaling="none")
    assert found.feature == "wide"
    assert found.share > 0.99
    assert not found.is_whole


def test_one_cut_of_the_accounts_sample_is_named():
    """Whether there was a visit gives 97.5 % of two segments back, and size does nearly as well."""
    table = sg.load_sample("b2b_accounts")
    spec = sg.SegmentationSpec(features=default_features(table))
    fits = fit_range(table, spec, [2])
    raw = fits.space.raw(fits.rows.frame)
    found = column_in_disguise(raw, fits.points, fits.space, fits.clusterings[2])
    assert found.sentence.startswith(
        "Sales visits alone, cut at 1, puts 97% of customers in their segment. Without it, the"
    )
