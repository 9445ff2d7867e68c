"""A segment at a glance: which columns, how long the bars, whose value."""

import math

import pytest

from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.facts.tiles import make_tiles, value_column
from segmentation.segments.planning.playbook import Play
from segmentation.segments.profiling import CategoryFact, SegmentProfile
from segmentation.tables.labels import split_unit

PLAYS = (Play(name="Retain", offers=("a gift",)), Play(name="Test"))


def number(column, mean, overall, z, **more) -> NumberFact:
    """Make a fact of a number."""
    settings = {"n_known": 10, "is_feature": True} | more
    label = split_unit(column)
    return NumberFact(column=column, label=label, mean=mean, overall=overall, z=z, **settings)


def profile(segment, size, numbers, categories=()) -> SegmentProfile:
    """Make a profile out of twenty customers."""
    return SegmentProfile(
        segment=segment, size=size, share=size / 20, numbers=numbers, categories=categories
    )


SEX = CategoryFact(
    column="Sex",
    label=split_unit("Sex"),
    level="f",
    share=0.9,
    overall=0.5,
    n_known=10,
    is_feature=False,
)
TWO = (
    profile(
        0,
        15,
        (
            number("Spend (€)", 30.0, 25.0, 0.5),
            number("Visits", 1.0, 2.0, -3.0),
            number("Age", 60.0, 40.0, 1.9, is_feature=False),
        ),
        (SEX,),
    ),
    profile(1, 5, (number("Spend (€)", 10.0, 25.0, -1.5), number("Visits", 5.0, 2.0, 1.0))),
)


def test_the_bars_are_the_features_that_differ_most_then_others():
    """By hand: −3 deviations fill a bar, 0.5 a quarter, and age comes after both."""
    first, second = make_tiles(TWO, ("Big", "Small"), (1, 0), PLAYS)
    assert [tile.name for tile in (first, second)] == ["Small", "Big"]
    assert [(bar.label, bar.length) for bar in second.bars] == [
        ("Visits", -1.0),
        ("Spend", 0.25),
        ("Age", 0.95),
    ]
    assert (second.bars[1].value, second.bars[1].of_all) == ("30 €", "25 €")
    assert second.play.name == "Retain"


def test_a_level_stands_with_its_share():
    """0.9 against 0.5 is 0.8 of a deviation of 0.5: 40 percent of a bar."""
    tiles = make_tiles((profile(0, 20, (), (SEX,)),), ("All",), (0,), PLAYS[:1])
    (bar,) = tiles[0].bars
    assert (bar.label, bar.value, bar.of_all) == ("Sex: f", "90%", "50%")
    assert bar.length == pytest.approx(0.4)


def test_the_share_of_value_is_of_the_sum():
    """15 × 30 of 15 × 30 + 5 × 10; with no such column nothing is said."""
    known = (
        profile(0, 15, (number("Spend (€)", 30.0, 25.0, 0.5, n_known=15),)),
        profile(1, 5, (number("Spend (€)", 10.0, 25.0, -1.5, n_known=5),)),
    )
    tiles = make_tiles(known, ("Big", "Small"), (0, 1), PLAYS, value="Spend (€)")
    assert [tile.value_share for tile in tiles] == pytest.approx([0.9, 0.1])
    assert tiles[0].value_label == "Spend"
    untold = make_tiles(known, ("Big", "Small"), (0, 1), PLAYS)
    assert untold[0].value_label == ""
    assert math.isnan(untold[0].value_share)


@pytest.mark.parametrize("size", [1, 4])
def test_too_few_have_no_averages(size):
    """Under five customers a bar would speak of persons."""
    (tile,) = make_tiles((profile(0, size, TWO[0].numbers),), ("Few",), (0,), PLAYS[:1])
    assert tile.bars == ()


def test_what_is_not_known_has_no_bar():
    """No value at all; and a level everybody has is no difference."""
    gone = number("Spend", float("nan"), 3.0, float("nan"), n_known=0)
    odd = number("Visits", 2.0, 2.0, float("nan"))
    (tile,) = make_tiles((profile(0, 20, (gone, odd)),), ("All",), (0,), PLAYS[:1])
    assert [(bar.label, bar.length) for bar in tile.bars] == [("Visits", 0.0)]


def test_a_score_is_no_value():
    """Shares of a sum are said of money alone."""
    assert value_column({"spending": "Total spend (€)"}) == "Total spend (€)"
    assert value_column({"spending": "Spending score"}) is None
    assert value_column({"income": "Income"}) is None
