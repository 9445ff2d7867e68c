"""Features are learned from what a column answers; the odd settings."""

import numpy as np
import pytest

from segmentation.clustering.preparing.fitting import fit_category, fit_number
from segmentation.clustering.preparing.numbers import HeldNumbers
from segmentation.clustering.spec import SegmentationSpec
from segmentation.errors import SpecError


def learned(values, **settings):
    """Learn a feature called x."""
    spec = SegmentationSpec(features=("x",), **settings)
    return fit_number("x", HeldNumbers(values=np.array(values, dtype=float)), spec)


def test_by_hand():
    """Mean and deviation, range, and quartiles."""
    assert (learned([0, 2]).center, learned([0, 2]).scale) == (1.0, 1.0)
    assert (learned([3, 7], scaling="minmax").center, learned([3, 7], scaling="minmax").scale) == (
        3.0,
        4.0,
    )
    robust = learned([0, 1, 2, 3, 4], scaling="robust")
    assert (robust.center, robust.scale, robust.fill) == (2.0, 2.0, 2.0)


def test_caps_come_before_the_logarithm():
    """The line is that of what is left of the values."""
    made = learned(
        [0, 1, 3, 1e9], outliers="cap", outlier_quantiles=(0.0, 0.5), transforms={"x": "log"}
    )
    assert (made.low, made.high) == (0.0, 2.0)
    assert made.center == pytest.approx(np.mean(np.log1p([0, 1, 2, 2])))


def test_what_cannot_be():
    """Each in a sentence that names the column."""
    with pytest.raises(SpecError, match="“x” has negative values"):
        learned([-1, 1], transforms={"x": "log"})
    with pytest.raises(SpecError, match="too large to compare, such as 1e\\+200"):
        learned([1, 1e200])
    with pytest.raises(SpecError, match="“many” cannot fill it"):
        learned([1, 2], fills={"x": "many"})


def test_the_most_frequent_level_fills_gaps_and_the_first_of_equals():
    """Levels stand in the order of their letters."""
    spec = SegmentationSpec(features=("x",))
    assert fit_category("x", {"b": 2, "a": 2, "c": 1}, False, spec).fill == "a"
    assert fit_category("x", {"b": 3, "a": 2}, False, spec).levels == ("a", "b")
