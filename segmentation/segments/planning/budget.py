r"""How to split a budget over segments so that the expected profit is largest.

A segment of n customers at cost c per contact answers a budget x with the response rate
:math:`r(x) = r_{max}(1 - e^{-x/(cn)})`: the first contacts reach those who are easiest to win, and
each further one wins less. With a linear answer it is :math:`r_{max}\,x/(cn)` until everybody has
been contacted once.
"""

from dataclasses import dataclass

import numpy as np

from segmentation.errors import SpecError

CURVES = ("saturating", "linear")
HALVINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A segment as something to spend on.

    Attributes
    ----------
    size : int
        Customers.
    cost : float
        Of one contact.
    response : float
        Highest share that responds, 0 to 1.
    margin : float
        Earned by one response, before the cost of contacts.
    lowest, highest : float
        Bounds of what is spent on it.
    """

    size: int
    cost: float
    response: float
    margin: float
    lowest: float = 0.0
    highest: float = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Split:
    """A budget, split.

    Attributes
    ----------
    spent : ndarray of shape (n_segments,)
    profit : ndarray of shape (n_segments,)
        Expected, after the cost of contacts.
    left : float
        Of the budget: what no segment would pay back.
    """

    spent: np.ndarray
    profit: np.ndarray
    left: float

    @property
    def total_profit(self) -> float:
        """Over all segments."""
        return float(self.profit.sum())


def expected_profit(
    prospects: list[Prospect], spent: np.ndarray, *, curve: str = "saturating"
) -> np.ndarray:
    """Return the profit of each segment for what is spent on it.

    Parameters
    ----------
    prospects : list of Prospect
    spent : ndarray of shape (n_segments,)
    curve : str
        ``saturating`` or ``linear``.

    Returns
    -------
    ndarray of shape (n_segments,)
    """
    most, scale = _most_and_scale(prospects)
    reach = np.asarray(spent, dtype=float) / scale
    answered = 1 - np.exp(-reach) if curve == "saturating" else np.minimum(reach, 1)
    return most * answered - spent


def split_budget(prospects: list[Prospect], budget: float, *, curve: str = "saturating") -> Split:
    r"""Split a budget so that the expected profit is largest.

    Parameters
    ----------
    prospects : list of Prospect
    budget : float
        At most this is spent; less when a further unit would not come back.
    curve : str
        ``saturating`` or ``linear``.

    Returns
    -------
    Split

    Raises
    ------
    SpecError
        If the budget, a cost, a margin, a response or a bound cannot be.

    Notes
    -----
    At the optimum every segment that is neither at its lower nor at its upper bound returns the
    same for one more unit, :math:`(m r_{max}/c)\,e^{-x/(cn)} = 1 + \lambda`, with
    :math:`\lambda = 0` when money is left. :math:`\lambda` is found by halving, so that the
    split is exact to the last digits. With the linear answer the best return is served first.

    References
    ----------
    Boyd, S. and Vandenberghe, L. (2004). Convex Optimization, section 5.5.3 (water-filling).
    """
    _check(prospects, budget, curve)
    lowest = np.array([p.lowest for p in prospects], dtype=float)
    highest = np.array([p.highest for p in prospects], dtype=float)
    most, scale = _most_and_scale(prospects)
    if curve == "linear":
        spent = _greedy(
            most / scale, lowest, np.minimum(highest, np.maximum(scale, lowest)), budget
        )
    else:
        spent = _filled(most, scale, lowest, highest, budget)
    profit = expected_profit(prospects, spent, curve=curve)
    return Split(spent=spent, profit=profit, left=float(max(0.0, budget - spent.sum())))


def even_split(prospects: list[Prospect], budget: float) -> np.ndarray:
    """Return the budget in equal parts within the bounds, (n_segments,), for comparison.

    Parameters
    ----------
    prospects : list of Prospect
    budget : float

    Returns
    -------
    ndarray of shape (n_segments,)
    """
    lowest = np.array([p.lowest for p in prospects], dtype=float)
    highest = np.array([p.highest for p in prospects], dtype=float)
    wanted = min(budget, float(np.minimum(highest, budget).sum()))
    low, high = 0.0, budget
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        full = np.clip(middle, lowest, highest).sum() >= wanted
        low, high = (low, middle) if full else (middle, high)
    return np.clip(high, lowest, np.minimum(highest, budget))


def _most_and_scale(prospects: list[Prospect]) -> tuple[np.ndarray, np.ndarray]:
    """Return what full response earns, and the budget that contacts everybody once."""
    most = np.array([p.size * p.response * p.margin for p in prospects], dtype=float)
    return most, np.array([p.size * p.cost for p in prospects], dtype=float)


def _filled(
    most: np.ndarray, scale: np.ndarray, lowest: np.ndarray, highest: np.ndarray, budget: float
) -> np.ndarray:
    ratio = most / scale

    def spent_at(price: float) -> np.ndarray:
        """Spend on each segment until one more unit returns the price."""
        return np.clip(scale * np.log(np.maximum(ratio, price) / price), lowest, highest)

    low, high = 0.0, float(np.log(max(ratio.max(), 2.0))) + 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if spent_at(np.exp(middle)).sum() <= budget else (middle, high)
    return spent_at(np.exp(high))


def _greedy(
    returns: np.ndarray, lowest: np.ndarray, highest: np.ndarray, budget: float
) -> np.ndarray:
    spent = lowest.copy()
    for at in np.argsort(-returns, kind="stable"):
        if returns[at] > 1:
            room = min(highest[at] - spent[at], budget - spent.sum())
            spent[at] += max(0.0, room)
    return spent


def _check(prospects: list[Prospect], budget: float, curve: str) -> None:
    if curve not in CURVES:
        raise SpecError(
            f"The response to more money is “{curve}”. Choose one of: {', '.join(CURVES)}."
        )
    if not prospects:
        raise SpecError("There is no segment to spend on. Choose at least one.")
    if not (np.isfinite(budget) and budget > 0):
        raise SpecError(f"The budget is {budget:,g}. Give an amount above 0.")
    for number, prospect in enumerate(prospects, start=1):
        check_prospect(prospect, f"Segment {number}")
    lowest = sum(p.lowest for p in prospects)
    if lowest > budget * (1 + 1e-12):
        raise SpecError(
            f"The segments are promised at least {lowest:,.10g} together, and the budget is "
            f"{budget:,.10g}. Lower the minimum of a segment, or raise the budget."
        )


def check_prospect(prospect: Prospect, name: str) -> None:
    """Refuse figures that cannot be, in a sentence.

    Parameters
    ----------
    prospect : Prospect
    name : str
        Of the segment.

    Raises
    ------
    SpecError
        If a figure is not a number, or outside of what it can be.
    """
    figures = (prospect.cost, prospect.response, prospect.margin, prospect.lowest)
    if not all(np.isfinite(figure) for figure in figures) or np.isnan(prospect.highest):
        raise SpecError(f"{name}: a figure is missing. Fill in cost, response and margin.")
    if prospect.cost <= 0:
        raise SpecError(
            f"{name}: a contact costs {prospect.cost:,g}. Give an amount above 0, if only a "
            "cent: free contacts have no budget."
        )
    if prospect.margin <= 0:
        raise SpecError(
            f"{name}: a response earns {prospect.margin:,g}, so contacts can only lose money. Give "
            "a margin above 0, or leave the segment out."
        )
    if not 0 <= prospect.response <= 1:
        raise SpecError(
            f"{name}: the response is {prospect.response:.1%}. Give a share from 0% to 100%."
        )
    if not 0 <= prospect.lowest <= prospect.highest:
        raise SpecError(
            f"{name}: the budget should lie between {prospect.lowest:,g} and "
            f"{prospect.highest:,g}. Give a minimum from 0 up to the maximum."
        )
