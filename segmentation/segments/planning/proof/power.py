r"""What an experiment can show: the power of the verdict that is really given, added up exactly.

The formula of the textbooks speaks of a large-sample test at equal groups. The verdict comes from
`limits`, so its power does too: for every number of responses among the held-out customers the
fewest responses that prove a lift are found, and the chances of reaching them are added up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil, inf, sqrt

import numpy as np

from segmentation.segments.planning.experiment import sample_size
from segmentation.segments.planning.proof.limits import (
    ALPHA,
    STEP,
    chance,
    favourable,
)
from segmentation.segments.planning.proof.shares import binomial, not_too_rare, reached

POWER = 0.8
RARE = 1e-4
"""Chance of the counts on either side that are not added up."""
KNOTS = 8
"""Counts at which the border of the verdict is found where there are many; lines run between."""
LARGE = 300
"""Responses to be expected of the smaller group above which the normal distribution serves."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Border:
    """From where on a lift is proven.

    Attributes
    ----------
    n, m : int
        Customers of the treatment and of the control.
    base_hits : ndarray of shape (n_counts,)
        Responses of the control.
    hits : ndarray of shape (n_counts,)
        The fewest responses of the treatment that prove a lift beside them; n + 1 where none do.
    """

    n: int
    m: int
    base_hits: np.ndarray = field(repr=False)
    hits: np.ndarray = field(repr=False)


def power_of(
    base: float, wanted: float, n_treated: int, n_control: int, *, alpha: float = ALPHA
) -> float:
    """Return the chance that a campaign with this effect is told from one without.

    Parameters
    ----------
    base, wanted : float
        Response without the campaign and with it, 0 to 1; a lower one is harm.
    n_treated, n_control : int
    alpha : float
        Of the verdict, both sides together.

    Returns
    -------
    float
        Never above the true chance, but for the lines between the knots of the border.
    """
    if wanted < base:  # harm is a lift of those who do not respond
        base, wanted = 1 - base, 1 - wanted
    return _power(border(base, n_treated, n_control, alpha=alpha), base, wanted)


def detectable_lift(
    base: float, n_treated: int, n_control: int, *, power: float = POWER, alpha: float = ALPHA
) -> float:
    """Return the smallest lift that two groups of these sizes show with the wanted power.

    Parameters
    ----------
    base : float
        Response without the campaign, 0 to 1.
    n_treated, n_control : int
    power : float
        Chance that it is seen when it is there.
    alpha : float
        Of the verdict, both sides together.

    Returns
    -------
    float
        In shares of customers, above 0; infinite when a group is empty or no lift is large enough.

    Notes
    -----
    Exact for the verdict of `lift_interval`. Where the smaller group should give more than 300
    responses, and as many customers who do not respond, the normal distribution serves, with the
    widths of the interval's cells and blocks, and the skewness, added to its quantile.
    """
    if not (n_treated and n_control) or base >= 1:
        return inf
    if min(n_treated, n_control) * min(base, 1 - base) > LARGE:
        return _bisected(
            lambda lift: _large_enough(base, lift, n_treated, n_control, power, alpha), 1 - base
        )
    proven = border(base, n_treated, n_control, alpha=alpha)
    return _bisected(lambda lift: _power(proven, base, base + lift) >= power, 1 - base)


def detectable_harm(
    base: float, n_treated: int, n_control: int, *, power: float = POWER, alpha: float = ALPHA
) -> float:
    """Return the smallest loss of responses that two groups of these sizes show.

    Parameters
    ----------
    base : float
        Response without the campaign, 0 to 1.
    n_treated, n_control : int
    power, alpha : float
        As in `detectable_lift`.

    Returns
    -------
    float
        In shares of customers, above 0; infinite when even a campaign after which nobody responds
        would be missed too often.
    """
    return detectable_lift(1 - base, n_treated, n_control, power=power, alpha=alpha)


def customers_needed(
    base: float, wanted: float, *, power: float = POWER, alpha: float = ALPHA
) -> int:
    """Return the customers each of two equal groups needs for the verdict to see a difference.

    Parameters
    ----------
    base, wanted : float
        Response without the campaign, and with it that should not be missed, 0 to 1.
    power, alpha : float
        As in `detectable_lift`.

    Returns
    -------
    int
        Per group: at least as many as `sample_size` says, and as many as the power takes.

    Raises
    ------
    SpecError
        If a share is outside 0 to 1, or both responses are equal.
    """
    needed = sample_size(base, wanted, power=power, alpha=alpha)
    if wanted < base:
        base, wanted = 1 - base, 1 - wanted
    while not _large_enough(base, wanted - base, needed, needed, power, alpha):
        needed = ceil(1.002 * needed)
    if needed * min(base, 1 - base) > LARGE:
        return needed
    while (found := power_of(base, wanted, needed, needed, alpha=alpha)) < power:
        needed = _more(needed, found, power, alpha)
    return needed


def border(base: float, n_treated: int, n_control: int, *, alpha: float = ALPHA) -> Border:
    """Find from where on a lift is proven, for the counts a base rate leads to.

    Parameters
    ----------
    base : float
        Response of the control, 0 to 1.
    n_treated, n_control : int
    alpha : float
        Of the verdict, both sides together.

    Returns
    -------
    Border
    """
    base_hits = not_too_rare((base, base), n_control, RARE)
    knots = base_hits
    if len(base_hits) > 3 * KNOTS:
        knots = np.unique(np.linspace(base_hits[0], base_hits[-1], KNOTS).round())
    fewest = np.zeros(len(knots))
    step = max(1, int(sqrt(n_treated * max(base * (1 - base), 1 / n_treated)) / 8))
    guess = int(n_treated * knots[0] / n_control)
    for at, hits in enumerate(knots):
        fewest[at] = _fewest(int(hits), n_treated, n_control, alpha / 2, guess, step)
        ahead = (knots[at + 1] - hits) if at + 1 < len(knots) else 0
        slope = (
            n_treated / n_control
            if at == 0
            else (fewest[at] - fewest[at - 1]) / max(1, hits - knots[at - 1])
        )
        guess = int(min(n_treated, fewest[at] + slope * ahead))
    between = np.ceil(np.interp(base_hits, knots, fewest) - 1e-9)
    return Border(n=n_treated, m=n_control, base_hits=base_hits, hits=between)


def _fewest(base_hits: int, n: int, m: int, level: float, guess: int, step: int) -> int:
    """Return the fewest responses that prove a lift, near a guess; n + 1 where none do."""

    def proves(hits: int) -> bool:
        return hits <= n and chance(favourable(hits, n, base_hits, m, level), 0.0) <= level

    low, high = -1, n + 1
    reach = step
    at = min(max(guess, 0), n)
    while high - low > max(1, step // 8):  # the higher one has been tried
        if proves(at):
            high = at
            at = max(low + 1, high - reach) if low < high - reach - 1 else (low + high) // 2
        else:
            low = at
            at = min(high - 1, low + reach) if high > low + reach + 1 else (low + high) // 2
        reach *= 2
    return high


def _power(proven: Border, base: float, wanted: float) -> float:
    """Add up the chances of the results that prove a lift."""
    mass = binomial(proven.base_hits, proven.m, np.array(base))
    beyond = reached(proven.hits, proven.n, np.array([wanted]), RARE)[0]
    return float((mass * np.where(proven.hits > proven.n, 0.0, beyond)).sum())


def _large_enough(base: float, lift: float, n: int, m: int, power: float, alpha: float) -> bool:
    """Return whether large groups show a lift; the verdict's widths count against it."""
    from scipy.special import ndtri

    wanted = base + lift
    mean = (n * wanted + m * base) / (n + m)
    none = sqrt(mean * (1 - mean) * (1 / n + 1 / m))
    some = sqrt(base * (1 - base) / m + wanted * (1 - wanted) / n)
    # Where one group is much smaller its skewness moves the border (Cornish and Fisher).
    quantile = -ndtri(alpha / 2)
    skewness = mean * (1 - mean) * (1 - 2 * mean) * (1 / n**2 - 1 / m**2) / none**3
    quantile += 3 * STEP + max(0.0, skewness * (quantile**2 - 1) / 6)
    return lift >= quantile * none + ndtri(power) * some


def _more(needed: int, found: float, power: float, alpha: float) -> int:
    """Return how many customers should have the power that so many fall short of."""
    from scipy.special import ndtri

    quantile = -ndtri(alpha / 2)
    short = (quantile + ndtri(power)) / max(quantile + ndtri(max(found, 1e-6)), quantile / 2)
    return ceil(min(1.5, max(1.003, short**2)) * needed)


def _bisected(enough: Callable[[float], bool], most: float) -> float:
    """Return the smallest lift that is enough, infinite when the largest is not."""
    if not enough(most):
        return inf
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
