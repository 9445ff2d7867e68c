"""Whom to start with, and what to do about each segment, by the rule base of strategies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from segmentation.segments.naming import level_of
from segmentation.segments.planning.fulfilment import MOST
from segmentation.segments.planning.playbook import Goal, Play, Playbook
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.segments.vocabulary import Vocabulary
from segmentation.tables.number_format import amount

NOT_NAMED = "No goal applies to them: none is true of most of them."

IN_FAVOUR, AGAINST = "In favour", "Against"
FEWEST_CONTACTS = 5
"""So few are spoken with, not targeted by a campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A segment's place in the ranking.

    Attributes
    ----------
    segment : int
    scores : mapping of str to float
        By goal, in standard deviations from the average customer; NaN where the goal's sentence is
        not true of most of the segment's customers.
    total : float
        The scores that are there, weighted.
    reason : str
        One sentence.
    shares : mapping of str to float
        By goal, of how many of its customers the sentence is true, 0 to 1.
    """

    segment: int
    scores: Mapping[str, float]
    total: float
    reason: str
    shares: Mapping[str, float] = field(default_factory=dict)

    def is_named_by(self, weights: Mapping[str, float]) -> bool:
        """Return whether a goal that counts holds for the segment."""
        return any(
            not isnan(score) and weights.get(title, 1.0) > 0 for title, score in self.scores.items()
        )


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


def corrected_columns(
    profiles: tuple[SegmentProfile, ...], known: Vocabulary, given: Mapping[str, str]
) -> dict[str, str]:
    """Find the column of each concept, as far as nobody has said another.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    known : Vocabulary
    given : mapping of str to str
        By concept, the column that was chosen for it; what is no number of the table is none.

    Returns
    -------
    dict of str to str
        By concept.
    """
    numbers = {fact.column for fact in profiles[0].numbers}
    columns = concept_columns(profiles, known) | given
    return {concept: column for concept, column in columns.items() if column in numbers}


def usable_goals(
    base: Playbook, columns: Mapping[str, str], derived: frozenset[str] = frozenset()
) -> tuple[Goal, ...]:
    """Return the goals that these columns can judge.

    Parameters
    ----------
    base : Playbook
    columns : mapping of str to str
        By concept.
    derived : frozenset of str
        What else is known of the customers, such as their rhythm.

    Returns
    -------
    tuple of Goal
        Of several with one title the first; none that would be another's formula again, since one
        column under two names would count twice.
    """
    known = set(columns) | derived
    usable: dict[str, Goal] = {}
    formulas = []
    for goal in base.goals:
        parts = sorted(goal.parts(columns))
        if goal.title in usable or not goal.wants <= known or parts in [[], *formulas]:
            continue
        usable[goal.title] = goal
        formulas.append(parts)
    return tuple(usable.values())


def unjudged_goals(base: Playbook, goals: tuple[Goal, ...]) -> tuple[str, ...]:
    """Return the titles of the goals that these columns cannot judge."""
    judged = {goal.title for goal in goals}
    return tuple(dict.fromkeys(goal.title for goal in base.goals if goal.title not in judged))


def rank_targets(
    profiles: tuple[SegmentProfile, ...],
    goals: tuple[Goal, ...],
    columns: Mapping[str, str],
    weights: Mapping[str, float],
    shares: Mapping[str, Sequence[float]] | None = None,
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
    shares : mapping of str to sequence of float, or None
        By the goal's title, of how many customers of each segment its sentence is true, as
        `fulfilment` counts; a goal that is not there holds for every segment.

    Returns
    -------
    tuple of Target
        The best first, those that a goal names before the others; of equal ones the larger.
    """
    shares = shares or {}
    targets = [_target(profile, goals, columns, weights, shares) for profile in profiles]
    return tuple(
        sorted(
            targets,
            key=lambda t: (not t.is_named_by(weights), -t.total, -profiles[t.segment].size),
        )
    )


def named_by(goal: Goal, targets: tuple[Target, ...]) -> Target | None:
    """Return the segment that a goal names.

    Parameters
    ----------
    goal : Goal
    targets : tuple of Target

    Returns
    -------
    Target or None
        The highest by its formula of those for which its sentence holds; None where it holds for
        none.
    """
    holding = [target for target in targets if not isnan(target.scores[goal.title])]
    return max(holding, key=lambda target: target.scores[goal.title], default=None)


def first_target(
    targets: Sequence[Target],
    weights: Mapping[str, float],
    n_contacts: Sequence[int],
    spent: Sequence[float] | None = None,
) -> int | None:
    """Return the segment to target first.

    Parameters
    ----------
    targets : sequence of Target
        The best first.
    weights : mapping of str to float
        By the goal's title; 1 where not named.
    n_contacts : sequence of int
        By segment, how many can be contacted.
    spent : sequence of float or None
        By segment, what a split of the budget gives it; None where none is advised.

    Returns
    -------
    int or None
        The best that a goal names, that is no campaign for a handful (`FEWEST_CONTACTS`), and that
        gets a part of the budget; None where there is none.
    """
    fit = (
        target.segment
        for target in targets
        if target.is_named_by(weights)
        and n_contacts[target.segment] >= FEWEST_CONTACTS
        and (spent is None or spent[target.segment] > 0)
    )
    return next(fit, None)


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
    shares: Mapping[str, Sequence[float]],
) -> Target:
    scores, pulls, held = {}, {}, {}
    for goal in goals:
        weight = weights.get(goal.title, 1.0)
        held[goal.title] = shares[goal.title][profile.segment] if goal.title in shares else 1.0
        if held[goal.title] <= MOST:
            scores[goal.title] = float("nan")
            continue
        parts = goal.parts(columns)
        scores[goal.title] = sum(sign * _fact(profile, c).z for sign, c in parts) / len(parts)
        for sign, column in parts:
            pulls[column] = pulls.get(column, 0.0) + weight * sign * _fact(profile, column).z
    return Target(
        segment=profile.segment,
        scores=scores,
        total=sum(weights.get(t, 1.0) * score for t, score in scores.items() if not isnan(score)),
        reason=NOT_NAMED if goals and not pulls else _reason(profile, pulls),
        shares=held,
    )


def _reason(profile: SegmentProfile, pulls: Mapping[str, float]) -> str:
    """Say the figures that moved the segment most, for and against."""
    strongest = [c for c in sorted(pulls, key=lambda column: -abs(pulls[column])) if pulls[c]][:2]
    sides: dict[str, list[str]] = {IN_FAVOUR: [], AGAINST: []}
    for column in strongest:
        fact = _fact(profile, column)
        sides[IN_FAVOUR if pulls[column] > 0 else AGAINST].append(
            f"{fact.label.label} {amount(fact.typical, fact.label)} ({fact.measure} of all "
            f"{amount(fact.typical_of_all, fact.label)})"
        )
    told = [f"{side}: {', '.join(parts)}." for side, parts in sides.items() if parts]
    return " ".join(told) or "No column counts for or against them."


def _fact(profile: SegmentProfile, column: str) -> NumberFact:
    return next(fact for fact in profile.numbers if fact.column == column)
