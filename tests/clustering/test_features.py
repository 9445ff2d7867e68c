"""The fitted preprocessor: scalings by hand, categories, gaps, one row like many."""

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering import features as module
from segmentation.clustering.preparing import fitting
from segmentation.clustering.preparing.fitting import fit_features
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import customer_rows
from segmentation.tables.reading import read_table

FRAME = pd.DataFrame(
    {
        "spend": [0.0, 10.0, 20.0, 70.0],
        "plan": ["basic", "plus", "basic", "basic"],
        "member": [True, False, True, True],
    }
)


def fitted(frame: pd.DataFrame = FRAME, **settings):
    """Fit features on a made table."""
    spec = SegmentationSpec(**({"features": ("spend",)} | settings))
    rows = customer_rows(read_table(frame, "made"), spec.features, missing=spec.missing)
    return fit_features(rows, spec), rows


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [
        ("standard", (np.array([0, 10, 20, 70]) - 25) / np.sqrt(725)),
        ("minmax", np.array([0, 10, 20, 70]) / 70),
        ("robust", (np.array([0, 10, 20, 70]) - 15) / 25),
        ("none", np.array([0, 10, 20, 70])),
    ],
)
def test_scalings_by_hand(scaling, expected):
    """Mean 25, population variance 725; median 15, quartiles 7.5 and 32.5."""
    space, rows = fitted(scaling=scaling)
    assert space.transform(rows.frame)[:, 0] == pytest.approx(expected)


def test_a_robust_scale_of_zero_falls_back_to_the_standard_one():
    """When most values are equal the interquartile range is 0 and cannot divide."""
    frame = pd.DataFrame({"spend": [5.0] * 9 + [105.0]})
    space, rows = fitted(frame, scaling="robust")
    points = space.transform(rows.frame)
    assert points.mean() == pytest.approx(0)
    assert points.std() == pytest.approx(1)


def test_two_levels_lie_exactly_one_apart():
    """A two-level category weighs like one number at most."""
    space, rows = fitted(features=("plan",))
    points = space.transform(rows.frame)
    assert space.axes == ("plan=basic", "plan=plus")
    assert np.linalg.norm(points[0] - points[1]) == pytest.approx(1)
    assert np.linalg.norm(points[0] - points[2]) == 0


def test_yes_or_no_is_a_category():
    """A true/false column becomes two levels with readable names."""
    space, rows = fitted(features=("member",))
    assert space.axes == ("member=no", "member=yes")
    assert space.raw(rows.frame)[0].tolist() == [0, 1]


def test_a_weight_multiplies_the_squared_distance():
    """Weight 4 doubles the coordinates, of numbers and of categories."""
    for features in (("spend",), ("plan",)):
        plain, rows = fitted(features=features)
        heavy, _ = fitted(features=features, weights={features[0]: 4.0})
        assert heavy.transform(rows.frame) == pytest.approx(2 * plain.transform(rows.frame))


def test_gaps_are_filled_with_the_fitted_median_and_most_frequent_level():
    """Scoring a gap uses the value learnt at fitting, not one of the new rows."""
    space, _ = fitted(features=("spend", "plan"), scaling="none")
    new = pd.DataFrame({"spend": [np.nan, 1000.0], "plan": [None, "plus"]})
    raw = space.raw(new)
    assert raw[0].tolist() == [15.0, 1.0, 0.0]
    assert raw[1].tolist() == [1000.0, 0.0, 1.0]


def test_an_unknown_level_is_equally_far_from_all_levels():
    """A level not seen in the fit maps to zeros, so that it favours no known level."""
    space, _ = fitted(features=("plan",))
    assert space.transform(pd.DataFrame({"plan": ["gold"]})).tolist() == [[0.0, 0.0]]


def test_one_row_scores_like_the_same_row_in_a_batch():
    """Nothing is refitted on the rows being scored."""
    space, rows = fitted(features=("spend", "plan", "member"))
    batch = space.transform(rows.frame)
    for position in range(len(rows.frame)):
        assert (space.transform(rows.frame.iloc[[position]]) == batch[position]).all()


def test_many_customers_are_placed_side_by_side_as_few_are(monkeypatch):
    """The same features and points, whichever thread makes an axis."""
    random = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "spend": random.lognormal(size=300),
            "visits": np.where(random.random(300) < 0.1, np.nan, random.normal(size=300)),
            "region": random.choice(["north", "south", "west"], 300),
        }
    )
    spec = SegmentationSpec(features=tuple(frame.columns), missing="impute")
    alone, rows = fitted(frame, features=spec.features, missing="impute")
    points, raw = alone.transform(rows.frame), alone.raw(rows.frame)
    monkeypatch.setattr(module, "MANY_ROWS", 1)
    monkeypatch.setattr(fitting, "MANY_ROWS", 1)
    assert fit_features(rows, spec) == alone
    assert (alone.transform(rows.frame) == points).all()
    assert (alone.place(raw) == points).all()
