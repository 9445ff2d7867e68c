"""Scores from 1 to 5, and the eleven usual groups they make.

Which scores make which group is a table of rules, to be seen and changed; rules that leave a
combination without a group are refused.
"""

from dataclasses import dataclass

import numpy as np

from segmentation.errors import SpecError

BEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """A group, by the scores of its customers.

    Attributes
    ----------
    name : str
    recency, value : tuple of int
        Lowest and highest score, 1 to 5. Value is the mean of the scores for frequency and money,
        a half rounded up.
    meaning : str
        What it says of them, as a sentence.
    """

    name: str
    recency: tuple[int, int]
    value: tuple[int, int]
    meaning: str


GROUPS = (
    GroupRule(
        name="Champions", recency=(4, 5), value=(4, 5), meaning="Bought lately, often and much."
    ),
    GroupRule(name="Loyal", recency=(3, 3), value=(4, 5), meaning="Buy often and much."),
    GroupRule(name="Loyal", recency=(4, 4), value=(3, 3), meaning="Buy often and much."),
    GroupRule(
        name="Potential loyalist",
        recency=(5, 5),
        value=(2, 3),
        meaning="Bought lately, and more than once or twice.",
    ),
    GroupRule(
        name="Potential loyalist",
        recency=(4, 4),
        value=(2, 2),
        meaning="Bought lately, and more than once or twice.",
    ),
    GroupRule(name="New", recency=(5, 5), value=(1, 1), meaning="Bought just now, and little."),
    GroupRule(name="Promising", recency=(4, 4), value=(1, 1), meaning="Bought lately, and little."),
    GroupRule(
        name="Need attention",
        recency=(3, 3),
        value=(3, 3),
        meaning="Middling in all; may slip away.",
    ),
    GroupRule(
        name="About to sleep", recency=(3, 3), value=(1, 2), meaning="Little, and some time ago."
    ),
    GroupRule(
        name="At risk", recency=(2, 2), value=(3, 5), meaning="Bought much, but not for a while."
    ),
    GroupRule(
        name="At risk", recency=(1, 1), value=(3, 3), meaning="Bought much, but not for a while."
    ),
    GroupRule(
        name="Cannot lose", recency=(1, 1), value=(4, 5), meaning="Were among the best; long gone."
    ),
    GroupRule(name="Hibernating", recency=(2, 2), value=(1, 2), meaning="Little, and long ago."),
    GroupRule(name="Lost", recency=(1, 1), value=(1, 2), meaning="Little, and longest ago."),
)
"""The eleven usual groups; the first rule that fits is taken."""


def scores(values: np.ndarray, *, less_is_better: bool = False) -> np.ndarray:
    """Score values from 1 to 5 by fifths of the customers; 5 is best.

    Parameters
    ----------
    values : ndarray of shape (n_customers,)
    less_is_better : bool

    Returns
    -------
    ndarray of shape (n_customers,), int64
        Equal values always have the same score.

    Notes
    -----
    The score is that of the value's middle rank, so that a value that half of all customers share
    is scored as the middle of that half.

    Examples
    --------
    >>> scores(np.array([1, 1, 1, 1, 1, 1, 2, 3, 5, 9])).tolist()
    [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]
    """
    from scipy.stats import rankdata

    ranks = rankdata(-values if less_is_better else values, method="average")
    return np.clip(((ranks - 0.5) / max(1, len(values)) * BEST).astype(np.int64) + 1, 1, BEST)


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
    names = np.full((BEST + 1, BEST + 1), None, dtype=object)
    for rule in reversed(rules):
        (low, high), (least, most) = rule.recency, rule.value
        names[low : high + 1, least : most + 1] = rule.name
    for at in range(1, BEST + 1):
        for value in range(1, BEST + 1):
            if names[at, value] is None:
                raise SpecError(
                    f"The rules name no group for recency {at} and value {value}. Add a rule that "
                    f"holds them."
                )
    return names[recency, (frequency + money + 1) // 2]
