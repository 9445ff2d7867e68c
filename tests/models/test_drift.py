"""Drift by hand, on the same customers, and on others."""

import numpy as np
import pandas as pd
import pytest
from made_models import category, mall_model, number, rule

import segmentation as sg
from segmentation.clustering.features import FeatureSpace
from segmentation.models.drift import input_columns, measure_drift, stability_index
from segmentation.models.input_validation import validate_input
from segmentation.models.rule import assign, coordinates


def drift(made, sizes, frame):
    """Measure later customers."""
    cells = validate_input(made, frame)
    found = assign(made, coordinates(made.space, cells.values)).segments
    return measure_drift(made, np.array(sizes), cells, found)


def test_the_index_by_hand():
    """(.6 − .5) ln(.6 / .5) + (.4 − .5) ln(.4 / .5)."""
    found = stability_index(np.array([0.5, 0.5]), np.array([0.6, 0.4]), n_then=1000, n_now=1000)
    assert found == pytest.approx(0.1 * np.log(1.2) + 0.1 * np.log(1.25))
    assert found == pytest.approx(0.0405, abs=5e-5)


def test_an_empty_bin_is_half_a_customer():
    """Bins that are empty on one side count as half a customer, so the index stays finite."""
    found = stability_index(np.array([1.0, 0.0]), np.array([0.0, 1.0]), n_then=50, n_now=50)
    assert found == pytest.approx(2 * 0.99 * np.log(100))


def test_the_customers_of_the_fit_have_not_changed():
    """No index, nobody outside, the same sizes."""
    model, frame = mall_model(), sg.load_sample("mall_customers").frame
    found = drift(model.rule, [s.size for s in model.segments], frame)
    assert [each.index for each in found.columns] == pytest.approx([0, 0])
    assert found.segments.index == pytest.approx(0)
    assert found.out_of_range == 0
    assert not found.should_refit
    assert np.allclose(found.shares_then, found.shares_now)
    assert (found.n_scored, found.n_unscored) == (200, 0)


def test_other_customers_have():
    """Twice the income: a refit is due, and the column is named."""
    model, frame = mall_model(), sg.load_sample("mall_customers").frame.copy()
    frame["Annual Income (k$)"] *= 2
    found = drift(model.rule, [s.size for s in model.segments], frame)
    assert found.should_refit
    assert found.columns[0].level == "much"
    assert found.columns[1].level == "none"
    assert found.worst.index >= found.columns[0].index
    assert found.columns[0].outside == pytest.approx((frame["Annual Income (k$)"] > 137).mean())
    assert found.out_of_range == found.columns[0].outside


def test_chance_alone_is_no_drift():
    """Small batches of the same customers: hardly ever a claim."""
    model, frame = mall_model(), sg.load_sample("mall_customers").frame
    sizes = [s.size for s in model.segments]
    claims = sum(
        drift(model.rule, sizes, frame.sample(20, random_state=seed)).should_refit
        for seed in range(100)
    )
    assert claims <= 2


def test_shares_are_of_all_rows_and_unscored_ones_are_counted():
    """One gap, one out of range, of four."""
    made = rule([number("x"), category("c", ["a", "b"])], [[0.0, 0.0, 0.0]])
    frame = pd.DataFrame({"x": [1.0, 20.0, None, 6.0], "c": ["a", "a", "b", "new"]})
    found = drift(made, [10], frame)
    assert [each.outside for each in found.columns] == [0.25, 0.25]
    assert [each.missing for each in found.columns] == [0.25, 0.0]
    assert (found.n_scored, found.n_unscored) == (3, 1)
    assert found.out_of_range == pytest.approx(2 / 3)


def test_levels_are_counted_as_they_are():
    """Half of each then, nine in ten of one now; unknown ones are not in the shares."""
    made = rule([category("c", ["a", "b"])], [[0.0, 0.0]])
    frame = pd.DataFrame({"c": ["a"] * 90 + ["b"] * 10 + ["new"] * 7})
    found = drift(made, [1_000], frame).columns[0]
    assert found.index == pytest.approx(0.4 * np.log(0.9 / 0.5) - 0.4 * np.log(0.1 / 0.5))
    assert found.outside == pytest.approx(7 / 107)
    assert found.level == "much"


def test_nobody_has_not_drifted():
    """An empty batch, and one that cannot be scored."""
    made = rule([number("x")], [[0.0]])
    for frame in (pd.DataFrame({"x": []}), pd.DataFrame({"x": ["abc"]})):
        found = drift(made, [10], frame)
        assert not found.should_refit
        assert found.columns[0].index == found.out_of_range == 0


def test_columns_are_described_by_what_was_fitted():
    """Range, whole numbers, tenths; shares of levels."""
    feature, _ = number("x")
    letters, _ = category("c", ["a", "b"])
    frame = pd.DataFrame({"x": np.arange(100.0), "c": ["a"] * 75 + ["b"] * 25})
    x, c = input_columns(frame, FeatureSpace(features=(feature, letters)))
    assert (x.low, x.high, x.whole, x.limit) == (0.0, 99.0, True, pytest.approx(1e100))
    assert x.edges == (9.0, 19.0, 29.0, 39.0, 49.0, 59.0, 69.0, 79.0, 89.0)
    assert x.shares == pytest.approx((0.1,) * 10)
    assert c.shares == (0.75, 0.25)


@pytest.mark.parametrize(
    ("values", "edges", "shares"),
    [
        ([0, 0, 0, 1], (0.0,), (0.75, 0.25)),
        ([5.0, 5.0], (), (1.0,)),
        ([1.5, None, np.inf], (), (1.0,)),
    ],
)
def test_few_values_have_few_bins(values, edges, shares):
    """Repeated values share a bin, so that there is none that nobody could be in."""
    feature, _ = number("x")
    (x,) = input_columns(pd.DataFrame({"x": values}), FeatureSpace(features=(feature,)))
    assert (x.edges, x.shares) == (edges, shares)
