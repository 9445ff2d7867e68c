"""Whom to start with, and what to do about each segment, by the rule base of strategies."""

from collections.abc import Mapping
from dataclasses import dataclass

from segmentation.segments.naming import level_of
from segmentation.segments.planning.playbook import Goal, Play, Playbook
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.segments.vocabulary import Vocabulary
from segmentation.tables.number_format import amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A segment's place in the ranking.

    Attributes
    ----------
    segment : int
    scores : mapping of str to float
        By goal, in standard deviations from the average customer.
    total : float
        The scores, weighted.
    reason : str
        One sentence.
    """

    segment: int
    scores: Mapping[str, float]
    total: float
    reason: str


def concept_columns(profiles: tuple[SegmentProfile, ...], known: Vocabulary) -> dict[str, str]:
    """Find the column of each concept.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    known : Vocabulary

    Returns
    -------
    dict of str to str
        By concept; of several columns the first, and those clustered on are first.
    """
    columns: dict[str, str] = {}
    for fact in profiles[0].numbers:
        concept = known.concept_of(fact.column)
        if concept:
            columns.setdefault(concept, fact.column)
    return columns


def usable_goals(base: Playbook, columns: Mapping[str, str]) -> tuple[Goal, ...]:
    """Return the goals that these columns can judge."""
    return tuple(goal for goal in base.goals if set(goal.needs) <= set(columns))


def rank_targets(
    profiles: tuple[SegmentProfile, ...],
    goals: tuple[Goal, ...],
    columns: Mapping[str, str],
    weights: Mapping[str, float],
) -> tuple[Target, ...]:
    """Rank the segments by what the team cares about.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    goals : tuple of Goal
        Those that the columns can judge.
    columns : mapping of str to str
        By concept.
    weights : mapping of str to float
        By the goal's title; 1 where not named.

    Returns
    -------
    tuple of Target
        The best first; of equal ones the larger.
    """
    targets = [_target(profile, goals, columns, weights) for profile in profiles]
    return tuple(sorted(targets, key=lambda t: (-t.total, -profiles[t.segment].size)))


def play_for(profile: SegmentProfile, base: Playbook, columns: Mapping[str, str]) -> Play:
    """Return what to do about a segment.

    Parameters
    ----------
    profile : SegmentProfile
    base : Playbook
    columns : mapping of str to str
        By concept.

    Returns
    -------
    Play
        The one with the most conditions that fits its levels.
    """
    levels = {concept: level_of(_fact(profile, name).z) for concept, name in columns.items()}
    return next(play for play in base.plays if play.fits(levels))


def _target(
    profile: SegmentProfile,
    goals: tuple[Goal, ...],
    columns: Mapping[str, str],
    weights: Mapping[str, float],
) -> Target:
    scores, pulls = {}, {}
    for goal in goals:
        parts = goal.parts(columns)
        weight = weights.get(goal.title, 1.0)
        scores[goal.title] = sum(sign * _fact(profile, c).z for sign, c in parts) / len(parts)
        for sign, column in parts:
            pulls[column] = pulls.get(column, 0.0) + weight * sign * _fact(profile, column).z
    return Target(
        segment=profile.segment,
        scores=scores,
        total=sum(weights.get(title, 1.0) * score for title, score in scores.items()),
        reason=_reason(profile, pulls),
    )


def _reason(profile: SegmentProfile, pulls: Mapping[str, float]) -> str:
    """Say the figures that moved the segment most, for and against."""
    strongest = sorted(pulls, key=lambda column: -abs(pulls[column]))[:2]
    told = []
    for column in strongest:
        fact = _fact(profile, column)
        side = "speaks for them" if pulls[column] > 0 else "speaks against them"
        told.append(
            f"{fact.label.label} {amount(fact.mean, fact.label)} (average "
            f"{amount(fact.overall, fact.label)}) {side}"
        )
    return "; ".join(told) + "." if told else "No column speaks for or against them."


def _fact(profile: SegmentProfile, column: str) -> NumberFact:
    return next(fact for fact in profile.numbers if fact.column == column)
