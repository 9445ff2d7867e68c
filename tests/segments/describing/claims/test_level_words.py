"""Levels in words: each form where it belongs, and not where it would say more."""

import pytest

from segmentation.segments.describing.claims.level_words import level_words


@pytest.mark.parametrize(
    ("level", "share", "words"),
    [
        ("5", 1.0, "All are in the top frequency group"),
        ("1", 0.4, "40% are in the bottom frequency group"),
        ("4", 0.999, ">99% are in the second highest frequency group"),
        ("6", 0.5, "50% have frequency score 6"),
    ],
)
def test_a_score_of_ours_is_a_rank(level, share, words):
    """Of five; what is none of them is a number."""
    said = level_words("frequency_score", "frequency score", level, share, is_score=True)
    assert said == words


def test_a_score_of_somebody_else_is_a_number():
    """Nobody knows whether its 5 is the best or the worst."""
    assert level_words("frequency_score", "frequency score", "5", 1.0) == (
        "All have frequency score 5"
    )


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("Female", "Gender: 59% Female"),
        ("0", "59% have Gender 0"),
        ("1.5", "59% have Gender 1.5"),
        ("2-3 rooms", "Gender: 59% 2-3 rooms"),
        ("", "Gender: 59% "),
    ],
)
def test_texts_and_numbers(level, words):
    """A number reads as one."""
    assert level_words("Gender", "Gender", level, 0.59) == words
