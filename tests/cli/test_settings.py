"""Arguments become settings, or one sentence that says what was found and what is wanted."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.cli.settings import on_scales, range_of, rule_of, whole_number
from segmentation.clustering.spec import SegmentationSpec
from segmentation.errors import SpecError

SPEC = SegmentationSpec(features=("a=b", "income"))


@pytest.mark.parametrize(
    ("text", "ks"), [("2-10", range(2, 11)), ("4", range(4, 5)), ("1-1", range(1, 2))]
)
def test_a_range_is_two_numbers_or_one(text, ks):
    """The last is meant too."""
    assert range_of(text) == ks


@pytest.mark.parametrize("text", ["", "-", "10-2", "0-3", "-1", "2-10-12", "2–10", "2-1000000000"])
def test_what_is_no_range_is_a_sentence(text):
    """Backwards, from nothing, with a dash of print, without an end."""
    with pytest.raises(SpecError):
        range_of(text)


@given(st.text(max_size=12))
def test_any_text_is_a_short_range_or_a_sentence(text):
    """No text makes the program count for ever."""
    with suppress(SpecError):
        assert 0 < len(range_of(text)) <= 1_000


def test_a_number_is_whole():
    """Words and halves are not."""
    assert whole_number(" 7 ") == 7
    for text in ("7.5", "seven", "9" * 5_000):
        with pytest.raises(SpecError, match="Give a whole number, or auto"):
            whole_number(text)


def test_a_rule_is_a_name_and_a_condition():
    """The condition may hold further signs."""
    assert rule_of(" Big = spend >= 5 ") == ("Big", "spend >= 5")
    with pytest.raises(SpecError, match="is not a segment"):
        rule_of("Big")


def test_scales_and_weights_are_of_columns_whose_names_may_hold_the_sign():
    """What is not named stays as it was; none takes a scale off."""
    made = on_scales(SPEC, ["income=log"], ["a=b=2"])
    assert dict(made.transforms) == {"income": "log"}
    assert dict(made.weights) == {"a=b": 2.0}
    assert not on_scales(made, ["income=none"], []).transforms
    for scales, weights in ((["x=log"], []), ([], ["income"]), ([], ["income=much"])):
        with pytest.raises(SpecError):
            on_scales(SPEC, scales, weights)
