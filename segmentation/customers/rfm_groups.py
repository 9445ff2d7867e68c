"""The eleven usual groups of buyers, made of the scores for recency, frequency and money.

Which scores make which group is a table of rules, to be seen and changed; rules that leave a
combination without a group are refused. What a rule says of its customers follows from its scores
(`segmentation.customers.rfm_scores`), so that it is true of every one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from segmentation.customers.rfm_scores import BEST, WORST
from segmentation.errors import SpecError

Scores = tuple[int, int]
Combination = tuple[int, int, int]
ANY: Scores = (WORST, BEST)
MEASURES = ("Recency", "frequency", "money")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """A group, by the scores of its customers.

    Attributes
    ----------
    name : str
    recency, frequency, money : tuple of int
        Lowest and highest score, 1 to 5.
    meaning : str
        What it says of each of them, as a sentence.
    """

    name: str
    recency: Scores = ANY
    frequency: Scores = ANY
    money: Scores = ANY
    meaning: str = field(default="")

    @property
    def scores(self) -> set[Combination]:
        """All combinations of recency, frequency and money that it holds."""
        ranges = (self.recency, self.frequency, self.money)
        return set(product(*(range(low, high + 1) for low, high in ranges)))

    @property
    def by_scores(self) -> str:
        """What can be said of any rule: “Recency 4 to 5, frequency 1.”."""
        ranges = (self.recency, self.frequency, self.money)
        told = [
            f"{name} {low}" if low == high else f"{name} {low} to {high}"
            for name, (low, high) in zip(MEASURES, ranges, strict=True)
            if (low, high) != ANY
        ]
        text = ", ".join(told) or "Any scores"
        return f"{text[:1].upper()}{text[1:]}."


def _rules(name: str, meaning: str, *boxes: tuple[Scores, Scores, Scores]) -> list[GroupRule]:
    return [
        GroupRule(name=name, recency=recency, frequency=frequency, money=money, meaning=meaning)
        for recency, frequency, money in boxes
    ]


GROUPS: tuple[GroupRule, ...] = (
    *_rules("Champions", "Bought recently, buy often and spend a lot.", ((4, 5), (4, 5), (4, 5))),
    *_rules(
        "Loyal",
        "Bought often.",
        ((3, 3), (4, 5), ANY),
        ((4, 5), (4, 5), (1, 3)),
    ),
    *_rules("Potential loyalist", "Bought recently, and more than once.", ((4, 5), (2, 3), ANY)),
    *_rules("New", "Bought once, and among the last of all.", ((5, 5), (1, 1), ANY)),
    *_rules("Promising", "Bought once, and recently.", ((4, 4), (1, 1), ANY)),
    *_rules(
        "Need attention",
        "Bought more than twice; their last purchase does not stand out.",
        ((3, 3), (3, 3), ANY),
    ),
    *_rules(
        "About to sleep",
        "Bought once or twice, or fewer times than most; their last purchase does not stand out.",
        ((3, 3), (1, 2), ANY),
    ),
    *_rules(
        "At risk",
        "Bought more than once and well, but long ago.",
        ((2, 2), (4, 5), (1, 3)),
        ((1, 1), (4, 5), (1, 3)),
        ((2, 2), (2, 5), (4, 5)),
        ((1, 1), (2, 3), (4, 5)),
    ),
    *_rules("Cannot lose", "Bought often and spent a lot, longest ago.", ((1, 1), (4, 5), (4, 5))),
    *_rules(
        "Hibernating",
        "Bought once or not well, and long ago.",
        ((2, 2), (1, 1), ANY),
        ((2, 2), (2, 3), (1, 3)),
    ),
    *_rules(
        "Lost",
        "Bought once or not well, longest ago.",
        ((1, 1), (1, 1), ANY),
        ((1, 1), (2, 3), (1, 3)),
    ),
)
"""The eleven usual groups. No two of these rules overlap; of changed ones the first that fits is
taken."""

RF_GROUPS: tuple[GroupRule, ...] = (
    *_rules("Champions", "Came recently, and come often.", ((4, 5), (4, 5), ANY)),
    *_rules("Loyal", "Came often.", ((3, 3), (4, 5), ANY)),
    *_rules("Potential loyalist", "Came recently, and more than once.", ((4, 5), (2, 3), ANY)),
    *_rules("New", "Came once, and among the last of all.", ((5, 5), (1, 1), ANY)),
    *_rules("Promising", "Came once, and recently.", ((4, 4), (1, 1), ANY)),
    *_rules(
        "Need attention",
        "Came more than twice; their last visit does not stand out.",
        ((3, 3), (3, 3), ANY),
    ),
    *_rules(
        "About to sleep",
        "Came once or twice, or fewer times than most; their last visit does not stand out.",
        ((3, 3), (1, 2), ANY),
    ),
    *_rules("At risk", "Came often, but long ago.", ((2, 2), (4, 5), ANY)),
    *_rules("Cannot lose", "Came often, longest ago.", ((1, 1), (4, 5), ANY)),
    *_rules("Hibernating", "Did not come often, and long ago.", ((2, 2), (1, 3), ANY)),
    *_rules("Lost", "Did not come often, longest ago.", ((1, 1), (1, 3), ANY)),
)
"""The same where no money is known: by recency and frequency alone."""

DEFINITIONS = (
    "“Recently”: fewer than two in five customers bought later, and it was in the later half of "
    "the time that the sales cover. “Long ago”: at least three in five bought later, and it was "
    "before the last quarter of that time; “longest ago”: four in five bought later. “Among the "
    "last of all”: four in five last bought before. “Often”: four orders or more, and three in "
    "five have fewer. “A lot”: three in five have spent less. “Well”: often or a lot."
)
"""What the words of the built-in sentences mean."""


def group_names(
    recency: np.ndarray,
    frequency: np.ndarray,
    money: np.ndarray,
    rules: tuple[GroupRule, ...] = GROUPS,
) -> np.ndarray:
    """Put every customer into exactly one group.

    Parameters
    ----------
    recency, frequency, money : ndarray of shape (n_customers,), int
        Scores from 1 to 5.
    rules : tuple of GroupRule

    Returns
    -------
    ndarray of shape (n_customers,), object
        Names.

    Raises
    ------
    SpecError
        If a combination of scores has no group.
    """
    return group_cube(rules)[recency - WORST, frequency - WORST, money - WORST]


def group_cube(rules: tuple[GroupRule, ...]) -> np.ndarray:
    """Return the group of every combination of scores.

    Parameters
    ----------
    rules : tuple of GroupRule
        The first that fits is taken.

    Returns
    -------
    ndarray of shape (5, 5, 5), object
        Names, by recency, frequency and money less 1.

    Raises
    ------
    SpecError
        If a combination has no group.
    """
    names = np.full((BEST, BEST, BEST), None, dtype=object)
    for rule in reversed(rules):
        ranges = (rule.recency, rule.frequency, rule.money)
        names[tuple(slice(low - WORST, high) for low, high in ranges)] = rule.name
    missing = np.argwhere(names == None)  # noqa: E711 - cell by cell
    if len(missing):
        at = missing[0] + WORST
        raise SpecError(
            f"The rules name no group for recency {at[0]}, frequency {at[1]} and money {at[2]}. "
            "Add a rule that holds them."
        )
    return names


def meanings(rules: Iterable[GroupRule]) -> dict[str, str]:
    """Return what may be said of each group's customers.

    Parameters
    ----------
    rules : iterable of GroupRule

    Returns
    -------
    dict of str to str
        By name. A built-in sentence is said while the scores still bear it; a changed rule that
        kept the sentence is told by its scores. The user's own sentences stay.
    """
    borne: dict[str, set[Combination]] = {}
    for rule in (*GROUPS, *RF_GROUPS):
        borne.setdefault(rule.meaning, set()).update(rule.scores)
    said: dict[str, list[str]] = {}
    for rule in rules:
        is_borne = rule.scores <= borne.get(rule.meaning, rule.scores)
        sentence = rule.meaning if rule.meaning and is_borne else rule.by_scores
        if sentence not in said.setdefault(rule.name, []):
            said[rule.name].append(sentence)
    return {name: " Or: ".join(sentences) for name, sentences in said.items()}
