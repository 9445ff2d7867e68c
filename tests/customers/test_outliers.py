"""Far-out values and long tails are found, capped, left out or shortened."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import yeojohnson_normmax

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.customers.outliers import (
    MOST_FITTED,
    best_power,
    beyond,
    bounds,
    cleaning_effects,
    skewed,
    transformed,
)

VALUES = pd.Series([*range(1, 100), 1000.0, np.nan])


def table(**columns):
    """Make a table with an identifier."""
    n = len(next(iter(columns.values())))
    return sg.read_table(pd.DataFrame({"id": [f"c{i}" for i in range(n)]} | columns))


def test_limits_by_hand():
    """A missing value is not extreme."""
    limits = bounds(VALUES, (0.01, 0.99))
    assert limits == pytest.approx((1.99, 108.01), abs=0.01)
    assert np.flatnonzero(beyond(VALUES, limits)).tolist() == [0, 99]


def test_tails_by_hand():
    """Only columns with one are offered."""
    frame = pd.DataFrame({"a": [1, 1, 1, 1, 50], "b": [1, 2, 3, 4, 5], "c": [2] * 5})
    assert [name for name, _ in skewed(frame, ["a", "b", "c"])] == ["a"]
    assert skewed(frame, ["a"])[0][1] == pytest.approx(1.5)


@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=30).map(np.array))
def test_shortening_keeps_the_order(values):
    """Shortening long tails leaves numbers finite and the larger of two never the smaller."""
    for how in ("log", "yeo_johnson", None):
        short = transformed(values, how, 0.3)
        assert np.isfinite(short).all()
        assert (np.diff(short[np.argsort(values)]) >= -1e-9).all()


def test_known_transforms():
    """ln(1 + x); Yeo-Johnson with power 0 is the same for positive numbers."""
    values = np.array([0.0, 1.0, 9.0])
    assert transformed(values, "log", 1.0) == pytest.approx(np.log([1, 2, 10]))
    assert transformed(values, "yeo_johnson", 0.0) == pytest.approx(np.log([1, 2, 10]))
    assert transformed(values, "yeo_johnson", 1.0) == pytest.approx(values)
    draw = np.random.default_rng(0).lognormal(0, 1, 2_000)
    assert -0.9 < best_power(draw) < 0.1


@pytest.mark.parametrize("name", ["lognormal", "normal", "poisson", "pareto"])
def test_of_many_values_some_find_the_same_power(name):
    """Evenly among all, wherever they stand: within a hundredth of what all of them find."""
    random = np.random.default_rng(5)
    parameters = {"lognormal": (3, 1.2), "normal": (40, 5), "poisson": (4,), "pareto": (2,)}
    draw = getattr(random, name)(*parameters[name], 3 * MOST_FITTED).astype(float)
    found = best_power(draw)
    assert found == pytest.approx(yeojohnson_normmax(draw), abs=0.01)
    assert best_power(np.sort(draw)) == found
    few = draw[:MOST_FITTED]
    assert best_power(few) == yeojohnson_normmax(few)


def test_effects_are_told_before():
    """Missing, repeated, extreme, long tails."""
    frame = pd.DataFrame({"id": ["a", "a", *map(str, range(99))], "x": VALUES, "y": range(101)})
    made = sg.read_table(frame).with_identifier("id")
    effects = cleaning_effects(made, ("x", "y"))
    assert (effects.n_rows, effects.missing, effects.repeated) == (101, 1, 1)
    assert effects.outside == 3
    assert [name for name, _ in effects.skewness] == ["x"]


def test_setting_aside_is_in_the_ledger():
    """With the columns that were extreme."""
    made = table(x=VALUES.fillna(50), y=np.arange(101.0))
    rows = fit_range(made, sg.SegmentationSpec(features=("x", "y"), outliers="set_aside"), [2]).rows
    assert rows.ledger.set_index("identifier")["reason"].to_dict() == {
        "c0": "extreme x, y",
        "c99": "extreme x",
        "c100": "extreme y",
    }
    assert len(rows.frame) + len(rows.ledger) == 101


def test_capping_keeps_everyone_and_moves_only_the_far_out():
    """The file's figures stay as they are."""
    made = table(x=VALUES.fillna(50), y=np.arange(101.0))
    plain = fit_range(made, sg.SegmentationSpec(features=("x",), scaling="none"), [2])
    capped = fit_range(
        made, sg.SegmentationSpec(features=("x",), scaling="none", outliers="cap"), [2]
    )
    moved = np.flatnonzero(plain.points[:, 0] != capped.points[:, 0])
    assert moved.tolist() == [0, 99]
    assert capped.points.max() < 110
    assert capped.rows.frame["x"].max() == 1000


def test_the_same_customer_has_the_same_point_alone():
    """Caps, power and fill are learned once."""
    made = table(x=np.random.default_rng(1).lognormal(0, 1, 300), y=np.arange(300.0))
    spec = sg.SegmentationSpec(
        features=("x", "y"),
        outliers="cap",
        transforms={"x": "yeo_johnson"},
        missing="impute",
        fills={"y": 7},
    )
    fitted = fit_range(made, spec, [2])
    alone = made.frame.iloc[[17]]
    assert fitted.space.transform(alone)[0] == pytest.approx(fitted.points[17])
    unknown = alone.assign(y=np.nan)
    assert fitted.space.raw(unknown)[0, 1] == 7


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"outliers": "hide"}, "outliers is “hide”"),
        ({"duplicates": "hide"}, "duplicates is “hide”"),
        ({"transforms": {"x": "square"}}, "a transform is “square”"),
        ({"outlier_quantiles": (0.9, 0.1)}, "lower first"),
        ({"transforms": {"x": "log"}}, "negative values"),
        ({"missing": "impute", "fills": {"x": "much"}}, "“much” cannot fill it"),
    ],
)
def test_what_cannot_be_is_said(settings, sentence):
    """A way of cleaning that is not known, or that the values do not allow, is refused."""
    made = table(x=[-1.0, 2, 3, 4, 5, 90])
    with pytest.raises(sg.SpecError, match=sentence):
        fit_range(made, sg.SegmentationSpec(features=("x",), **settings), [2])
