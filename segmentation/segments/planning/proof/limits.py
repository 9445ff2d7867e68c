r"""The limits of a lift: exact for the difference of two shares, whatever the sizes of the groups.

A limit and a verdict are one computation here. For a lift :math:`\delta` in question, results at
least as favourable as the observed one form a region; its largest probability under a lift of
:math:`\delta` is the p-value of :math:`\delta`, and the lower limit is the largest lift that is
still refused. “It worked” says no more than that 0 is refused.
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.segments.planning.proof.shares import (
    binomial,
    clopper_pearson,
    newcombe_lower,
    not_too_rare,
    reached,
)

ALPHA = 0.05
SPENT = 0.02
"""Part of the level given up so that only plausible base rates need be looked at."""
CUT = 1e-6
"""Part of the level that stands for the results too rare to be added up."""
STEP = 0.02
"""Width of a cell of base rates and of a block of results, in standard errors of the lift."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Favourable:
    """The results of two groups that speak for a lift at least as much as the observed one.

    Attributes
    ----------
    n, m : int
        Customers of the two groups, the smaller one second.
    level : float
        Of one side.
    first, second : tuple of float
        Shares that are plausible for either group, lowest and highest.
    results : ndarray of shape (n_results,)
        Responses of the second group that count.
    starts : ndarray of shape (n_blocks,), int
        Where each block of results begins.
    least : ndarray of shape (n_blocks,)
        Fewest responses of the first group that are favourable beside the first result of a block.
    """

    n: int
    m: int
    level: float
    first: tuple[float, float]
    second: tuple[float, float]
    results: np.ndarray = field(repr=False)
    starts: np.ndarray = field(repr=False)
    least: np.ndarray = field(repr=False)


def lift_interval(
    hits: int, n_treated: int, base_hits: int, n_control: int, *, alpha: float = ALPHA
) -> tuple[float, float]:
    r"""Return an interval of the lift that errs on either side at most alpha / 2 of the time.

    Parameters
    ----------
    hits, n_treated : int
        Responses and customers of the treatment.
    base_hits, n_control : int
        Of the control.
    alpha : float
        Chance of an error, both sides together.

    Returns
    -------
    low, high : float
        In shares of customers, -1 to 1.

    Notes
    -----
    Results are ordered by Newcombe's lower limit, which rises with the responses of the treatment
    and falls with those of the control; the limit is then Buehler's: the largest lift under which
    results so favourable have a probability of at most alpha / 2 whatever the base rate. The base
    rates run over the rectangle of both groups' Clopper-Pearson intervals, whose own error is taken
    off the level (Berger and Boos). They are taken in cells: a cell's probability is bounded by its
    most favourable corner, so that no rate between two points of a grid is missed. The error is
    bounded for every base rate and every size of the groups; it is somewhat below alpha / 2. Time
    does not grow with the groups beyond some thousands.

    References
    ----------
    Buehler, R. (1957). Confidence intervals for the product of two binomial parameters. JASA 52.
    Berger, R. and Boos, D. (1994). P values maximized over a confidence set for the nuisance
    parameter. JASA 89.
    Lloyd, C. and Kabaila, P. (2003). On the optimality and limitations of Buehler bounds.
    Australian and New Zealand Journal of Statistics 45.

    Examples
    --------
    >>> low, high = lift_interval(56, 70, 48, 80)
    >>> f"{low:.3f} to {high:.3f}"
    '0.049 to 0.346'
    """
    low = _lower_limit(hits, n_treated, base_hits, n_control, alpha / 2)
    return low, -_lower_limit(base_hits, n_control, hits, n_treated, alpha / 2)


def lift_p_value(
    hits: int,
    n_treated: int,
    base_hits: int,
    n_control: int,
    *,
    alpha: float = ALPHA,
    nothing: tuple[float, float] = (0.0, 0.0),
) -> float:
    """Return twice the smaller of the two one-sided chances of such a result without an effect.

    Parameters
    ----------
    hits, n_treated, base_hits, n_control : int
    alpha : float
        The level of the interval beside which it stands: it is at most alpha when that interval
        lies on one side of 0.
    nothing : tuple of float
        The lowest and the highest lift that would be no effect.

    Returns
    -------
    float
        At most 1.
    """
    up = favourable(hits, n_treated, base_hits, n_control, alpha / 2)
    down = favourable(base_hits, n_control, hits, n_treated, alpha / 2)
    return min(1.0, 2 * chance(up, nothing[1]), 2 * chance(down, -nothing[0]))


def favourable(hits: int, n: int, base_hits: int, m: int, level: float) -> Favourable:
    """Collect the results that speak for a lift at least as much as this one.

    Parameters
    ----------
    hits, n, base_hits, m : int
        Responses and customers of the treatment, then of the control.
    level : float
        Of this side.

    Returns
    -------
    Favourable
    """
    if n < m:  # customers without a response, the groups exchanged: the same lift
        hits, n, base_hits, m = m - base_hits, m, n - hits, n
    first, second = (clopper_pearson(*of, SPENT * level / 4) for of in ((hits, n), (base_hits, m)))
    results = not_too_rare(second, m, CUT * level)
    width = max(1, int(STEP * m * _error(hits, n, base_hits, m)))
    starts = np.arange(0, len(results), width)
    return Favourable(
        n=n,
        m=m,
        level=level,
        first=first,
        second=second,
        results=results,
        starts=starts,
        least=_least(results[starts], n, m, level, float(hits), float(base_hits)),
    )


def chance(of: Favourable, lift: float) -> float:
    """Return the largest chance of so favourable a result when the lift is at most this one.

    Parameters
    ----------
    of : Favourable
    lift : float
        In shares of customers.

    Returns
    -------
    float
        An upper bound; above 1 it says nothing. It never falls as the lift grows, but for the
        width of the cells.
    """
    lowest = max(of.second[0], of.first[0] - lift, 0.0)
    highest = min(of.second[1], of.first[1] - lift, 1.0)
    if lift < of.first[0] - of.second[1]:
        return SPENT * of.level
    if lowest > highest:  # beyond the rectangle: its most favourable corner
        lowest = highest = of.second[0]
    begin, end = np.arcsin(np.sqrt([lowest, highest]))
    n_cells = 1 + int((end - begin) / (STEP * np.sqrt(1 / of.n + 1 / of.m) / 2))
    edges = np.sin(np.linspace(begin, end, n_cells + 1)) ** 2
    mass = np.add.reduceat(binomial(of.results, of.m, edges[:-1, None]), of.starts, axis=1)
    rates = np.clip(edges[1:] + lift, 0.0, 1.0)
    sums = (mass * reached(of.least, of.n, rates, CUT * of.level)).sum(axis=1)
    return float(sums.max() + (SPENT + 4 * CUT) * of.level)


def _lower_limit(hits: int, n: int, base_hits: int, m: int, level: float) -> float:
    """Return the largest lift that is refused, to a thousandth of a standard error."""
    of = favourable(hits, n, base_hits, m, level)
    error = _error(hits, n, base_hits, m)
    guess = float(newcombe_lower(hits, n, base_hits, m, level))
    low, step = guess, error / 4
    while low > -1 and chance(of, low) > level:
        low, step = max(-1.0, low - step), 2 * step
    if low <= -1:
        return -1.0
    high, step = low + step / 2, error / 4
    while high < 1 and chance(of, high) <= level:
        low, high, step = high, high + step, 2 * step
    return _refused(of, low, min(high, 1.0), error / 1000)


def _refused(of: Favourable, low: float, high: float, near: float) -> float:
    """Return a lift that is refused, next to one that is not."""
    # `low` is refused and what is returned has been tried: the limit is never above the true one.
    from scipy.special import ndtri

    def beyond(lift: float) -> float:
        return float(ndtri(min(chance(of, lift), 1 - 1e-12)) - ndtri(of.level))

    at_low, at_high = beyond(low), beyond(high)
    while high - low > near:
        part = np.clip(at_low / (at_low - at_high), 0.02, 0.98)
        middle = float(low + part * (high - low))
        found = beyond(middle)
        if found <= 0:
            low, at_low, at_high = middle, found, at_high / 2
        else:
            high, at_high, at_low = middle, found, at_low / 2
    return low


def _least(
    results: np.ndarray, n: int, m: int, level: float, hits: float, base_hits: float
) -> np.ndarray:
    """Return the fewest responses that are favourable beside each result; n + 1 where none are."""
    observed = newcombe_lower(hits, n, base_hits, m, level) - 1e-12
    below, above = np.full(len(results), -1.0), np.full(len(results), n + 1.0)
    while (above - below > 1).any():
        middle = np.floor((above + below) / 2)
        tried = np.clip(middle, 0, n)
        reaches = newcombe_lower(tried, n, results, m, level) >= observed
        inside = (above - below > 1) & reaches
        above = np.where(inside, middle, above)
        below = np.where((above - below > 1) & ~reaches, middle, below)
    return above


def _error(hits: int, n: int, base_hits: int, m: int) -> float:
    """Return the standard error of the lift, above 0 for any counts."""
    p, q = (hits + 0.5) / (n + 1), (base_hits + 0.5) / (m + 1)
    return float(np.sqrt(p * (1 - p) / n + q * (1 - q) / m))
