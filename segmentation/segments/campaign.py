"""What a campaign would bring: break-even, expected profit with an interval, return per unit."""

from dataclasses import dataclass

import numpy as np

from segmentation.errors import SpecError
from segmentation.segments.planning.budget import Prospect, check_prospect

DRAWS = 4_000
INTERVAL = (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a campaign costs and brings in one segment, as the user sees it.

    Attributes
    ----------
    cost : float
        Of one contact.
    low, response, high : float
        Share that responds: in a low, the expected and a high case; 0 to 1.
    margin : float
        Earned by one response, before the cost of contacts.
    """

    cost: float
    low: float
    response: float
    high: float
    margin: float

    @property
    def break_even(self) -> float:
        """Response at which the margin pays for the contacts: cost over margin."""
        return self.cost / self.margin

    @property
    def mean_response(self) -> float:
        """Mean of the triangle of the three responses."""
        return (self.low + self.response + self.high) / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What addressing everybody in a segment once would bring.

    Attributes
    ----------
    cost : float
        Of all contacts.
    profit : float
        Expected, after the cost.
    low, high : float
        Between them it lies in nine of ten cases.
    break_even : float
        Response from which it pays, 0 to 1 or more.
    chance_of_loss : float
        0 to 1.
    """

    cost: float
    profit: float
    low: float
    high: float
    break_even: float
    chance_of_loss: float

    @property
    def per_unit(self) -> float:
        """Expected profit per unit of budget."""
        return self.profit / self.cost


def outlook(
    offer: Offer, size: int, name: str = "The segment", *, random_state: int = 0
) -> Outlook:
    """Simulate a campaign to a whole segment.

    Parameters
    ----------
    offer : Offer
    size : int
        Customers, 1 or more.
    name : str
        Of the segment, for the sentence of an error.
    random_state : int

    Returns
    -------
    Outlook
        `profit` is exact; the interval and the chance of loss are from `DRAWS` campaigns: a
        response from the triangle of the three shares, then each customer by itself.

    Raises
    ------
    SpecError
        If a figure cannot be.
    """
    check_offer(offer, name)
    random = np.random.default_rng(random_state)
    shares = np.full(DRAWS, offer.response)
    if offer.high > offer.low:
        shares = random.triangular(offer.low, offer.response, offer.high, DRAWS)
    profits = offer.margin * random.binomial(size, shares) - offer.cost * size
    low, high = np.quantile(profits, INTERVAL)
    return Outlook(
        cost=offer.cost * size,
        profit=size * (offer.margin * offer.mean_response - offer.cost),
        low=float(low),
        high=float(high),
        break_even=offer.break_even,
        chance_of_loss=float((profits < 0).mean()),
    )


def prospect(offer: Offer, size: int, *, lowest: float = 0.0, highest: float = np.inf) -> Prospect:
    """Return a segment as something to spend on, with the mean of the three responses."""
    return Prospect(
        size=size,
        cost=offer.cost,
        response=offer.mean_response,
        margin=offer.margin,
        lowest=lowest,
        highest=highest,
    )


def check_offer(offer: Offer, name: str) -> None:
    """Refuse figures that cannot be, in a sentence.

    Parameters
    ----------
    offer : Offer
    name : str
        Of the segment.

    Raises
    ------
    SpecError
        If a figure is missing or outside of what it can be, or the responses are out of order.
    """
    for share in (offer.low, offer.response, offer.high):
        check_prospect(Prospect(size=1, cost=offer.cost, response=share, margin=offer.margin), name)
    if not offer.low <= offer.response <= offer.high:
        raise SpecError(
            f"{name}: the responses are {offer.low:.1%}, {offer.response:.1%} and "
            f"{offer.high:.1%}. Give the low one first, then the expected, then the high one."
        )
