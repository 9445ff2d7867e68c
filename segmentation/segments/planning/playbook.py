"""The rule base of strategies: goals to rank segments by, and plays that fit their levels.

`data/strategies.toml` holds both, for anybody to edit. Neither knows a segment's number or a
column's name: columns are found by the concepts of `segmentation.segments.vocabulary`, or named by
the user.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from segmentation.errors import SpecError
from segmentation.segments.vocabulary import LEVELS, fits

RHYTHM = "rhythm"
"""What a goal calls the usual time between a customer's own purchases."""

SIDES = ("above", "not above", "below", "not below")
"""Where a customer may be beside the middle one, as a goal's condition."""

BEYOND = "beyond"
STRATEGIES_FILE = Path(__file__).parents[3] / "data" / "strategies.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a team may care about, as a formula over concepts.

    Attributes
    ----------
    title, says : str
        The second is the sentence that must be true of most customers of a segment it names.
    plus, minus : tuple of str
        Concepts whose standardised columns count for and against.
    needs : tuple of str
        Concepts without which the goal cannot be judged.
    holds : mapping of str to str
        By concept, on which of `SIDES` of the middle customer one must be; for `RHYTHM`, `BEYOND`.
    """

    title: str
    says: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    holds: Mapping[str, str] = field(default_factory=dict)

    @property
    def wants(self) -> frozenset[str]:
        """What must be known of the customers: the concepts, and their rhythm if it counts."""
        return frozenset(self.needs) | (frozenset({RHYTHM}) & frozenset(self.holds))

    def parts(self, columns: Mapping[str, str]) -> list[tuple[int, str]]:
        """Return the sign and the column of every part that the table has."""
        signed = [(1, name) for name in self.plus] + [(-1, name) for name in self.minus]
        return [(sign, columns[name]) for sign, name in signed if name in columns]

    def formula(self, labels: Mapping[str, str], columns: Mapping[str, str]) -> str:
        """Return the formula as read: “(Annual Income − Spending Score) / 2”."""
        parts = self.parts(columns)
        text = ""
        for sign, column in parts:
            joint = " − " if sign < 0 else " + " if text else ""
            text += joint + labels[column]
        return f"({text}) / {len(parts)}" if len(parts) > 1 else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What to do about a segment.

    Attributes
    ----------
    name : str
        Retain, Grow, Win back, Reactivate, Serve at low cost, Test.
    kind, aim, why, channel, message, measure : str
        Which usual type of customer, what for, why, how, with what words, by what to judge.
    do : str
        The name as what to do about them, within a sentence: “win them back”.
    offers : tuple of str
    when : mapping of str to tuple of str
        By concept, the levels it fits; empty fits everybody.
    """

    name: str
    kind: str = ""
    aim: str = ""
    why: str = ""
    offers: tuple[str, ...] = ()
    channel: str = ""
    message: str = ""
    measure: str = ""
    do: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def instruction(self) -> str:
        """What to do about them, for a title: “win them back”."""
        return self.do or f"{self.name[:1].lower()}{self.name[1:]} them"

    def fits(self, levels: Mapping[str, str]) -> bool:
        """Return whether a segment with these levels by concept should be treated so."""
        return fits(self.when, levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All goals and plays.

    Attributes
    ----------
    goals : tuple of Goal
    plays : tuple of Play
        Those with the most conditions first.
    """

    goals: tuple[Goal, ...]
    plays: tuple[Play, ...]


@cache
def playbook(path: Path = STRATEGIES_FILE) -> Playbook:
    """Read the goals and plays, once.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Playbook

    Raises
    ------
    SpecError
        If the file is not there, is damaged, or says something it cannot mean.
    """
    try:
        return read_playbook(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(
            f"{path.name}, what to do about segments, cannot be read: {error}. Restore the file."
        ) from error


def read_playbook(text: str, name: str = STRATEGIES_FILE.name) -> Playbook:
    """Read goals and plays from a text in TOML.

    Parameters
    ----------
    text : str
    name : str
        What the file is called, for the sentence of an error.

    Returns
    -------
    Playbook

    Raises
    ------
    SpecError
        If the text is damaged, or says something it cannot mean.
    """
    try:
        given = tomllib.loads(text)
        goals = tuple(Goal(**_tuples(entry)) for entry in given.get("goal", []))
        plays = [Play(**_tuples(entry)) for entry in given.get("play", [])]
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise SpecError(f"{name}, what to do about segments, is damaged: {error}.") from error
    unknown = {lv for play in plays for levels in play.when.values() for lv in levels} - set(LEVELS)
    if unknown:
        raise SpecError(
            f"{name}: {', '.join(unknown)} is not a level. Levels are {', '.join(LEVELS)}."
        )
    for goal in goals:
        _check_conditions(goal, name)
    if all(play.when for play in plays):
        raise SpecError(f"{name}: no play is for everybody. Add one without conditions.")
    return Playbook(goals=goals, plays=tuple(sorted(plays, key=lambda play: -len(play.when))))


def _check_conditions(goal: Goal, name: str) -> None:
    """Refuse a condition that cannot be, or whose column need not be there."""
    for concept, wanted in goal.holds.items():
        allowed = (BEYOND,) if concept == RHYTHM else SIDES
        if wanted not in allowed or concept not in goal.wants:
            raise SpecError(
                f"{name}: the goal “{goal.title}” holds where {concept} is “{wanted}”. Choose one "
                f"of {', '.join(allowed)}, and name a concept among what the goal needs."
            )


def _tuples(entry: dict) -> dict:
    """Return lists as tuples, also those of the conditions."""
    fixed = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    if "when" in fixed:
        fixed["when"] = {
            concept: tuple(levels) if isinstance(levels, list) else (levels,)
            for concept, levels in fixed["when"].items()
        }
    return fixed
