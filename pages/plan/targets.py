"""The first part of the Plan page: what the team cares about, and who comes first by it."""

from dataclasses import dataclass
from math import isnan

import streamlit as st

from pages.plan import words
from pages.segment_form import settings
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.facts.tiles import Tile, value_column
from segmentation.segments.planning.playbook import RHYTHM, Goal, Play, playbook
from segmentation.segments.strategy import (
    Target,
    concept_columns,
    corrected_columns,
    named_by,
    play_for,
    rank_targets,
    unjudged_goals,
    usable_goals,
)
from segmentation.segments.vocabulary import vocabulary
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import format_share

CONCEPTS = {
    "spending": "What they spend",
    "income": "What they earn",
    "frequency": "How often they buy",
    "recency": "Days since they last bought",
    "interval": "Days between their purchases",
    "tenure": "Days since they first bought",
    "basket": "Average order",
    "staff": "Size of the company",
}
NO_COLUMN = "none"
WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Whom to address, and with what.

    Attributes
    ----------
    targets : tuple of Target
        The best first.
    plays : tuple of Play
        By segment.
    goals : tuple of Goal
        That could be judged.
    columns : dict of str to str
        By concept.
    weights : dict of str to float
        By the goal's title.
    """

    targets: tuple[Target, ...]
    plays: tuple[Play, ...]
    goals: tuple[Goal, ...]
    columns: dict[str, str]
    weights: dict[str, float]


def show_targets(result: Segmentation) -> Plan:
    """Let the user weigh the goals, and rank the segments by them; folded below the cards."""
    columns = _choose_columns(result)
    goals = _goals(result, columns)
    plan = _plan(result, columns, goals, _choose_weights(goals, columns))
    if not goals:
        st.info(words.NO_GOALS_FOLDED)
    else:
        _show_ranking(result, plan.targets, goals)
        if missing := unjudged_goals(playbook(), goals):
            st.caption(words.not_judged(missing))
    return plan


def plays_of(result: Segmentation) -> tuple[Play, ...]:
    """Return what to do about each segment, by the columns as they were matched on this page."""
    return tuple(tile.play for tile in sorted(tiles_of(result), key=lambda tile: tile.segment))


def tiles_of(result: Segmentation) -> tuple[Tile, ...]:
    """Return each segment at a glance, by the columns as they were matched on this page.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    tuple of Tile
        With the share of the number that the user counts by on Profiles, else of what is spent.
    """
    return cached.tiles(result, tuple(_matched().items()), st.session_state.get("value", ""))


def value_of(result: Segmentation) -> str | None:
    """Return the column whose sum those tiles share out; None where none is known."""
    chosen = st.session_state.get("value", "")
    numbers = {fact.column for fact in result.profiles[0].numbers}
    return chosen if chosen in numbers else value_column(kept_columns(result))


def _matched() -> dict[str, str]:
    """Return the columns that were matched on this page, by concept."""
    chosen = {concept: st.session_state.get(f"concept_{concept}") for concept in CONCEPTS}
    return {concept: column for concept, column in chosen.items() if column is not None}


def kept_plan(result: Segmentation) -> Plan:
    """Return whom to address as it was left on this page, without asking."""
    columns = kept_columns(result)
    goals = _goals(result, columns)
    weights = {goal.title: st.session_state.get(f"goal_{goal.title}", 1.0) for goal in goals}
    return _plan(result, columns, goals, weights)


def kept_columns(result: Segmentation) -> dict[str, str]:
    """Return which column tells what, as matched on this page, else as guessed from the names."""
    return corrected_columns(result.profiles, vocabulary(), _matched())


def _goals(result: Segmentation, columns: dict[str, str]) -> tuple[Goal, ...]:
    by_concept = tuple(sorted(columns.items()))
    derived = frozenset({RHYTHM} if cached.has_rhythm(result, by_concept) else ())
    return usable_goals(playbook(), columns, derived)


def _plays(result: Segmentation, columns: dict[str, str]) -> tuple[Play, ...]:
    return tuple(play_for(profile, playbook(), columns) for profile in result.profiles)


def _plan(
    result: Segmentation,
    columns: dict[str, str],
    goals: tuple[Goal, ...],
    weights: dict[str, float],
) -> Plan:
    shares = cached.goal_shares(result, goals, tuple(sorted(columns.items())))
    targets = rank_targets(result.profiles, goals, columns, weights, shares)
    plays = _plays(result, columns)
    return Plan(targets=targets, plays=plays, goals=goals, columns=columns, weights=weights)


def _choose_columns(result: Segmentation) -> dict[str, str]:
    """Let the user say which column tells what; guessed from the names."""
    numbers = [fact.column for fact in result.profiles[0].numbers]
    guessed = concept_columns(result.profiles, vocabulary())
    labels = settings.option_names(numbers) | {NO_COLUMN: "No column"}
    columns = dict(guessed)
    with st.popover(words.MATCH_COLUMNS, icon=":material/view_column:"):
        for concept, title in CONCEPTS.items():
            options = [NO_COLUMN, *numbers]
            chosen = st.selectbox(
                title,
                options,
                options.index(guessed.get(concept, NO_COLUMN)),
                format_func=labels.get,
                key=f"concept_{concept}",
                persist_state="session",
            )
            columns.pop(concept, None)
            if chosen != NO_COLUMN:
                columns[concept] = chosen
    return columns


def _choose_weights(goals: tuple[Goal, ...], columns: dict[str, str]) -> dict[str, float]:
    if not goals:
        return {}
    labels = {name: split_unit(name).label for name in columns.values()}
    weights = {}
    for place, goal in zip(st.columns(len(goals), gap="medium"), goals, strict=True):
        weights[goal.title] = place.select_slider(
            goal.title,
            WEIGHTS,
            1.0,
            format_func=lambda weight: f"× {weight:g}",
            key=f"goal_{goal.title}",
            persist_state="session",
            help=f"{goal.says} Formula, each column standardised: "
            f"{plain(goal.formula(labels, columns))}.",
        )
        place.caption(plain(goal.formula(labels, columns)))
    return weights


def _named(result: Segmentation, goal: Goal, targets: tuple[Target, ...]) -> str:
    """Say whom a goal names, or of how many customers in all it is true."""
    target = named_by(goal, targets)
    if target is not None:
        return f"{goal.title}: “{result.names[target.segment]}”"
    sizes = {profile.segment: profile.size for profile in result.profiles}
    n_true = round(sum(t.shares[goal.title] * sizes[t.segment] for t in targets))
    return (
        f"{goal.title}: no segment, since in none it is true of most customers ({n_true:,} of "
        f"{len(result.labels):,} in all)"
    )


def _show_ranking(
    result: Segmentation, targets: tuple[Target, ...], goals: tuple[Goal, ...]
) -> None:
    st.markdown(". ".join(plain(_named(result, goal, targets)) for goal in goals) + ".")
    rows = [
        {
            "Rank": place,
            "Segment": result.names[target.segment],
            "Customers": result.profiles[target.segment].size,
            **{t: None if isnan(score) else round(score, 2) for t, score in target.scores.items()},
            "Total": round(target.total, 2),
            "Why": target.reason,
        }
        for place, target in enumerate(targets, start=1)
    ]
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "Customers": st.column_config.NumberColumn(format="localized"),
            "Why": st.column_config.TextColumn(width="large"),
        },
        alt="The segments ranked by the weighted goals, with the reason.",
    )
    st.caption(words.RANKING_NOTE)
    held = [(goal, named_by(goal, targets)) for goal in goals]
    counts = [
        f"{goal.title}: {goal.says} True of {format_share(target.shares[goal.title])} of "
        f"“{result.names[target.segment]}”."
        if target
        else f"{goal.title}: {goal.says} True of no segment."
        for goal, target in held
    ]
    st.markdown("\n".join(f"- {plain(said)}" for said in counts))
