"""Levels in words: each form where it belongs, and not where it would say more."""

import numpy as np
import pytest

from segmentation.segments.describing.claims.level_words import level_words
from segmentation.segments.describing.composition import Composition
from segmentation.tables.labels import split_unit


def words(column: str, level: str, share: float, *, is_score: bool = False) -> str:
    """Say the level of a column of one level."""
    table = Composition(
        column=column,
        label=split_unit(column),
        levels=(level,),
        counts=np.ones((1, 1), dtype=int),
        is_feature=False,
        is_score=is_score,
    )
    return level_words(table, level, share)


@pytest.mark.parametrize(
    ("level", "share", "said"),
    [
        ("5", 1.0, "All are in the top frequency group"),
        ("1", 0.4, "40% are in the bottom frequency group"),
        ("4", 0.999, ">99% are in the second highest frequency group"),
        ("6", 0.5, "50% have frequency score 6"),
    ],
)
def test_a_score_of_ours_is_a_rank(level, share, said):
    """Of five; what is none of them is a number."""
    assert words("frequency_score", level, share, is_score=True) == said


def test_a_score_of_somebody_else_is_a_number():
    """Nobody knows whether its 5 is the best or the worst."""
    assert words("frequency_score", "5", 1.0) == "All have frequency score 5"


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("Female", "Gender: 59% Female"),
        ("0", "59% have Gender 0"),
        ("1.5", "59% have Gender 1.5"),
        ("2-3 rooms", "Gender: 59% 2-3 rooms"),
        ("", "Gender: 59% "),
    ],
)
def test_texts_and_numbers(level, said):
    """A number reads as one."""
    assert words("Gender", level, 0.59) == said
