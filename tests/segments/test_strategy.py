"""Targets and plays: the answers for the built-in table, and what the profile decides."""

from dataclasses import replace
from math import isnan

import pytest

import segmentation as sg
from segmentation.segments.planning.fulfilment import fulfilment
from segmentation.segments.planning.playbook import playbook
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.segments.strategy import (
    NOT_NAMED,
    concept_columns,
    corrected_columns,
    first_target,
    named_by,
    play_for,
    rank_targets,
    unjudged_goals,
    usable_goals,
)
from segmentation.segments.vocabulary import vocabulary
from segmentation.tables.labels import split_unit

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


@pytest.fixture(scope="module")
def classic():
    """Segment the built-in table as everybody does."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    result = sg.segment(sg.load_sample("mall_customers"), spec)
    columns = concept_columns(result.profiles, vocabulary())
    return result, columns, usable_goals(playbook(), columns)


def ranked(classic, weights):
    """Rank the segments, with every goal's sentence counted."""
    result, columns, goals = classic
    shares = fulfilment(result.rows.frame, result.labels, goals, columns)
    return rank_targets(result.profiles, goals, columns, weights, shares)


def best(classic, **weights):
    """Return the name of the first target."""
    return classic[0].names[ranked(classic, weights)[0].segment]


def test_the_owners_questions_have_answers(classic):
    """Who is best to address, and who has income and does not spend."""
    assert best(classic) == "Affluent big spenders"
    assert best(classic, Potential=0) == "Affluent big spenders"
    assert best(classic, **{"Value now": 0}) == "Careful earners"


def test_scores_are_the_formula_where_the_sentence_holds(classic):
    """Half of income less score, in standard deviations; the reason has the figures."""
    result, _, _ = classic
    targets = {t.segment: t for t in ranked(classic, {})}
    z = {fact.column: fact.z for fact in result.profiles[2].numbers}
    assert targets[2].scores["Potential"] == pytest.approx((z[INCOME] - z[SCORE]) / 2)
    assert isnan(targets[2].scores["Value now"])
    assert targets[2].total == targets[2].scores["Potential"]
    assert targets[2].reason.startswith("In favour: ")
    assert "Annual Income 88.2 k$ (average of all 60.6 k$)" in targets[2].reason
    assert targets[3].reason == NOT_NAMED
    assert not targets[3].is_named_by({})
    assert not targets[2].is_named_by({"Potential": 0})


def test_a_goal_names_the_highest_of_those_it_is_true_of(classic):
    """A large score alone does not name a segment."""
    result, columns, goals = classic
    potential = next(goal for goal in goals if goal.title == "Potential")
    assert named_by(potential, ranked(classic, {})).segment == 2
    untrue = {"Potential": (0.5, 0.4, 0.5, 0.0, 0.0)}
    targets = rank_targets(result.profiles, (potential,), columns, {}, untrue)
    assert named_by(potential, targets) is None


def test_a_goal_needs_its_columns(classic):
    """Without recency nothing is at risk or easy to win; without spending nothing is known."""
    _, columns, goals = classic
    assert [goal.title for goal in goals] == ["Value now", "Potential"]
    assert unjudged_goals(playbook(), goals) == ("Ease to win", "Risk of loss")
    assert usable_goals(playbook(), {"age": "Age"}) == ()
    everything = {"recency": "r", "spending": "s"}
    titles = [goal.title for goal in usable_goals(playbook(), everything)]
    assert titles == ["Value now", "Ease to win", "Risk of loss"]
    assert columns["spending"] == SCORE


@pytest.mark.parametrize(
    "columns",
    [
        {"spending": "x", "frequency": "x"},
        {"spending": "x", "frequency": "y", "recency": "z"},
        {"spending": "x", "income": "y", "staff": "y"},
        {"spending": "x"},
    ],
)
def test_no_column_stands_behind_two_goals_alone(columns):
    """Value and ease by one formula would count it twice."""
    goals = usable_goals(playbook(), columns)
    formulas = [tuple(sorted(goal.parts(columns))) for goal in goals]
    assert len(set(formulas)) == len(formulas)
    assert len({goal.title for goal in goals}) == len(goals)


def test_a_rhythm_says_more_than_recency():
    """With it the sentence is about each customer's own time, without it about all of them."""
    columns = {"recency": "r", "spending": "s"}
    said = [
        next(g.says for g in usable_goals(playbook(), columns, known) if g.title == "Risk of loss")
        for known in (frozenset({"rhythm"}), frozenset())
    ]
    assert "twice the usual time between their own purchases" in said[0]
    assert "usual time" not in said[1]


def test_every_segment_has_a_play(classic):
    """By its profile: two to keep, two to grow, one to serve cheaply."""
    result, columns, _ = classic
    plays = [play_for(profile, playbook(), columns).name for profile in result.profiles]
    assert plays == ["Grow", "Retain", "Grow", "Serve at low cost", "Retain"]


def profile(**z):
    """Make a profile with these columns."""
    facts = tuple(
        NumberFact(
            column=name,
            label=split_unit(name),
            mean=value,
            overall=0,
            z=value,
            n_known=9,
            is_feature=True,
        )
        for name, value in z.items()
    )
    return SegmentProfile(segment=0, size=9, share=0.5, numbers=facts, categories=())


@pytest.mark.parametrize(
    ("z", "play", "kind"),
    [
        ({"recency": -1, "frequency": 1, "monetary": 1}, "Retain", "frequent and loyal"),
        ({"recency": 1, "frequency": 1, "monetary": 1}, "Win back", "lapsed, once good"),
        ({"recency": 1, "frequency": -1, "monetary": -1}, "Reactivate", "occasional"),
        ({"recency": 1, "frequency": -1}, "Reactivate", "occasional"),
        ({"income": 1, "spend": 1}, "Retain", "luxury"),
        ({"employees": 1, "spend": -1}, "Grow", "large account"),
        ({"discount_share": 1}, "Grow", "deal-seeking"),
        ({"avg_discount": 1}, "Test", "unknown"),
        ({"height": 1}, "Test", "unknown"),
    ],
)
def test_the_profile_decides_not_the_number(z, play, kind):
    """The same levels, the same play, whatever the segment's number."""
    one = profile(**z)
    columns = concept_columns((one,), vocabulary())
    found = play_for(one, playbook(), columns)
    assert (found.name, found.kind) == (play, kind)
    assert play_for(replace(one, segment=7), playbook(), columns) == found


def test_of_equal_segments_the_larger_comes_first():
    """When no column ranks two segments the larger is first, and the reason says so."""
    small, large = profile(height=1.0), replace(profile(height=2.0), segment=1, size=50)
    targets = rank_targets((small, large), (), {}, {})
    assert [target.segment for target in targets] == [1, 0]
    assert targets[0].reason == "No column counts for or against them."


def test_of_two_columns_the_first_speaks():
    """Those clustered on come first in a profile."""
    assert concept_columns((profile(spend=1.0, spending=2.0),), vocabulary()) == {
        "spending": "spend"
    }


def test_the_first_target_can_be_contacted_and_paid_for(classic):
    """By hand: the best by the goals, unless hardly anybody is there or nothing is spent on it."""
    targets = ranked(classic, {})
    best_, second = targets[0].segment, targets[1].segment
    sizes = [profile.size for profile in classic[0].profiles]
    assert first_target(targets, {}, sizes) == best_
    few = [1 if s == best_ else size for s, size in enumerate(sizes)]
    assert first_target(targets, {}, few) == second
    spent = [0.0 if s == best_ else 5.0 for s in range(len(sizes))]
    assert first_target(targets, {}, sizes, spent) == second
    assert first_target(targets, {}, [4] * len(sizes)) is None
    assert first_target(targets, {}, sizes, [0.0] * len(sizes)) is None
    assert first_target(targets, {goal.title: 0.0 for goal in classic[2]}, sizes) is None


def test_a_column_that_was_matched_by_hand_comes_before_the_guess(classic):
    """And no column at all where none was wanted."""
    profiles, known = classic[0].profiles, vocabulary()
    assert corrected_columns(profiles, known, {}) == classic[1]
    given = {"spending": INCOME, "income": "none", "age": "none", "tenure": "Age"}
    assert corrected_columns(profiles, known, given) == {"spending": INCOME, "tenure": "Age"}
