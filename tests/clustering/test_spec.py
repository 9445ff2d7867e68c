"""The settings: normal form, hash, and a sentence for every value that is none of ours."""

import pytest

from segmentation.clustering.spec import SegmentationSpec
from segmentation.errors import SpecError


def test_equal_settings_are_equal_and_hash_alike_however_they_were_given():
    """Lists, repeated features and mappings come into one form."""
    first = SegmentationSpec(features=["a", "b", "a"], weights={"a": 2.0})
    second = SegmentationSpec(features=("a", "b"), weights=(("a", 2.0),))
    assert first == second
    assert hash(first) == hash(second)


def test_a_single_name_is_one_feature_not_its_letters():
    """A string is taken as one column."""
    assert SegmentationSpec(features="Age").features == ("Age",)


def test_the_family_forgets_only_k():
    """What all k share has every other setting."""
    spec = SegmentationSpec(features=("a",), n_clusters=4, scaling="robust", random_state=3)
    assert spec.family == SegmentationSpec(features=("a",), scaling="robust", random_state=3)


def test_unnamed_features_weigh_one():
    """Only named features have another weight."""
    spec = SegmentationSpec(features=("a", "b"), weights={"b": 0.5})
    assert (spec.weight("a"), spec.weight("b")) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"features": ()}, r"No feature is chosen\. Choose at least one column"),
        ({"scaling": "log"}, r"scaling is “log”\. Choose one of: standard, minmax, robust, none"),
        ({"missing": "guess"}, r"missing is “guess”\. Choose one of: drop, impute"),
        ({"n_clusters": 0}, r"number of segments is 0\. Choose a whole number from 1 to 15"),
        ({"n_clusters": 16}, r"number of segments is 16\. Choose a whole number from 1 to 15"),
        ({"n_clusters": 2.5}, r"number of segments is 2\.5\. Choose a whole number"),
        ({"random_state": -1}, r"The seed is -1\. Give a whole number from 0 to 4,294,967,295"),
        ({"random_state": 2**32}, r"The seed is 4294967296\. Give a whole number from 0"),
        ({"random_state": 0.5}, r"The seed is 0\.5\. Give a whole number from 0"),
        ({"n_clusters": True}, r"number of segments is True\. Choose a whole number"),
        ({"weights": {"b": 1.0}}, r"a weight for “b”, which is not a chosen feature"),
        ({"weights": {"a": 0.0}}, r"The weight of “a” is 0\.0\. Give a number above 0"),
        ({"weights": {"a": float("nan")}}, r"The weight of “a” is nan\. Give a number above 0"),
    ],
)
def test_a_setting_that_is_none_of_ours_says_what_is(settings, message):
    """Found, wanted, what to do."""
    with pytest.raises(SpecError, match=message):
        SegmentationSpec(**({"features": ("a",)} | settings))
