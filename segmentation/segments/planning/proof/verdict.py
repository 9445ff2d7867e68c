"""The verdict on a campaign: the lift of every segment with its interval, and what that says."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from segmentation.segments.planning.proof.limits import (
    ALPHA,
    chance,
    favourable,
    lift_interval,
    lift_p_value,
)
from segmentation.segments.planning.proof.shares import clopper_pearson

ALL = "All segments"
FEWEST = 20
"""Customers in a group below which nothing is read off."""
UNEVEN = 0.02
"""Part of the level for the base rates of segments that were held out in uneven shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """How many customers of a segment responded.

    Attributes
    ----------
    name : str
    hits, n_treated : int
        Responses and customers of the treatment.
    base_hits, n_control : int
        Of the control.
    """

    name: str
    hits: int
    n_treated: int
    base_hits: int
    n_control: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The four counts, in the order in which they are judged."""
        return self.hits, self.n_treated, self.base_hits, self.n_control


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """What the campaign brought in one segment.

    Attributes
    ----------
    name : str
    n_treated, n_control : int
    response, base : float
        Shares that responded, 0 to 1.
    low, high : float
        Interval of the lift, response less base: those of all segments hold together at least 95
        times in 100, and so does that of all customers. NaN where there are too few customers.
    p_value : float
        Chance of so large a difference without any effect, times the number of segments; at most
        .05 where the interval lies on one side of 0. NaN where there are too few customers.
    verdict : str
        What the interval says, and where harm could not have been seen, that.
    """

    name: str
    n_treated: int
    n_control: int
    response: float
    base: float
    low: float
    high: float
    p_value: float
    verdict: str

    @property
    def lift(self) -> float:
        """Response less base, in shares of customers."""
        return self.response - self.base


def judge(responses: tuple[Responses, ...]) -> tuple[Lift, ...]:
    """Say what the campaign brought in every segment, and in all together.

    Parameters
    ----------
    responses : tuple of Responses

    Returns
    -------
    tuple of Lift
        One per segment, then ``All segments``.

    Notes
    -----
    The chance of an error, .05, is shared by the segments that have customers enough to be read
    (Bonferroni), for interval and verdict alike, so that neither says what the other does not.
    """
    n_read = n_readable((each.n_treated, each.n_control) for each in responses)
    return (*(_lift(each, n_read) for each in responses), _pooled(responses))


def n_readable(groups: Iterable[tuple[int, int]]) -> int:
    """Count the segments that can be read off; they share the chance of an error.

    Parameters
    ----------
    groups : iterable of tuple of int
        How many are addressed and how many held out.

    Returns
    -------
    int
        At least 1.
    """
    return max(1, sum(min(each) >= FEWEST for each in groups))


def _lift(of: Responses, n_tests: int) -> Lift:
    """Judge one segment; every one of several has its part of the level."""
    if min(of.n_treated, of.n_control) < FEWEST:
        return _judged(of, (np.nan, np.nan), np.nan, ALPHA)
    alpha = ALPHA / n_tests
    p_value = min(1.0, n_tests * lift_p_value(*of.counts, alpha=alpha))
    return _judged(of, lift_interval(*of.counts, alpha=alpha), p_value, alpha)


def _pooled(responses: tuple[Responses, ...]) -> Lift:
    """Judge all segments together."""
    hits, n_treated, base_hits, n_control = np.sum([of.counts for of in responses], axis=0).tolist()
    everybody = Responses(
        name=ALL, hits=hits, n_treated=n_treated, base_hits=base_hits, n_control=n_control
    )
    less, more = _uneven(responses, n_treated, n_control)
    if min(n_treated, n_control) < FEWEST or less == more == 0:
        return _lift(everybody, 1)
    # Where some segments were held out in a larger share than others, the groups differ without
    # any campaign, by what the base rates of the segments make of it: this much is added to the
    # interval on either side, and the base rates have a part of the level.
    alpha = ALPHA * (1 - UNEVEN)
    low, high = lift_interval(*everybody.counts, alpha=alpha)
    p_value = lift_p_value(*everybody.counts, alpha=alpha, nothing=(-more, -less))
    interval = max(-1.0, low + less), min(1.0, high + more)
    return _judged(everybody, interval, min(1.0, p_value + ALPHA * UNEVEN), alpha)


def _uneven(
    responses: tuple[Responses, ...], n_treated: int, n_control: int
) -> tuple[float, float]:
    """Return by how much uneven shares held out may have moved the lift, down and up."""
    tail = ALPHA * UNEVEN / (2 * len(responses))
    less = more = 0.0
    for of in responses:
        apart = of.n_control / max(1, n_control) - of.n_treated / max(1, n_treated)
        if abs(apart) > 1e-12:
            ends = [apart * share for share in clopper_pearson(of.base_hits, of.n_control, tail)]
            less, more = less + min(ends), more + max(ends)
    return min(0.0, less), max(0.0, more)


def _judged(of: Responses, interval: tuple[float, float], p_value: float, alpha: float) -> Lift:
    """Say what the interval says, and no more."""
    hits, n, base_hits, m = of.counts
    low, high = interval
    lift = hits / n - base_hits / m if n and m else float("nan")
    if np.isnan(low):
        said = f"Too few: {n:,} contacted and {m:,} in the control group."
    elif low > 0:
        said = f"It worked: {_share(lift)} of customers, beyond chance."
    elif high < 0:
        said = f"It did harm: {_share(lift)} of customers, beyond chance."
    else:
        said = "No effect is proven: the difference may be chance."
        said += _harm_unseen(base_hits, m, n, alpha)
    return Lift(
        name=of.name,
        n_treated=n,
        n_control=m,
        response=hits / n if n else float("nan"),
        base=base_hits / m if m else float("nan"),
        low=low,
        high=high,
        p_value=p_value,
        verdict=said,
    )


def _harm_unseen(base_hits: int, m: int, n: int, alpha: float) -> str:
    """Say that the held-out customers are too few to show harm, where it is so."""
    if chance(favourable(base_hits, m, 0, n, alpha / 2), 0.0) <= alpha / 2:
        return ""
    responded = f"{base_hits:,} of {m:,}" if base_hits else f"none of {m:,}"
    return (
        f" Harm could not have been seen: {responded} in the control group responded, so even "
        "without a single response among those contacted nothing would be proven."
    )


def _share(lift: float) -> str:
    """Write a lift with a sign, and never as zero."""
    points = f"{lift:+.1%}" if abs(lift) >= 0.001 else f"{100 * lift:+.1g}%"
    return points.replace("-", "−")
