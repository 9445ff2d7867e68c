"""Shops with planted habits of buying, as lines of sales, on which the proposal is judged.

Every shop draws its own number of habits, how often, how much and how lately each of them buys, and
what it likes. Shops 0 to 19 were looked at while the rules were made, 20 to 29 (`UNSEEN`) never.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

SEEN, UNSEEN = range(20), range(20, 30)
FIRST_DAY, N_DAYS = pd.Timestamp("2024-01-01"), 365
KINDS = ("Books", "Shoes", "Garden", "Toys", "Food", "Tools", "Music", "Bath", "Sport", "Light")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one kind of customer buys.

    Attributes
    ----------
    orders : float
        Mean number of orders in a year beyond the first; 0 for those who come once.
    lines, units, price : float
        Mean lines of an order, pieces of a line, and price relative to the shop's.
    quiet_days : float
        Mean days since the last order.
    favourite : int
        The kind of product that is liked.
    liking : float
        Share of lines that are of it.
    """

    orders: float
    lines: float
    units: float
    price: float
    quiet_days: float
    favourite: int
    liking: float


LIVES = (
    (0.0, 2.0, 1.0, 1.0, 120),
    (3.0, 3.0, 1.0, 1.0, 70),
    (11.0, 3.0, 1.0, 1.0, 12),
    (5.0, 7.0, 8.0, 1.0, 30),
    (2.0, 3.0, 1.0, 1.0, 250),
    (7.0, 2.0, 1.0, 3.0, 25),
    (1.0, 1.0, 1.0, 5.0, 60),
    (20.0, 1.0, 1.0, 0.5, 6),
    (0.0, 6.0, 3.0, 2.0, 200),
)
"""Orders, lines, units, price and quiet days of lives a customer can lead, before they vary."""


def habits_of(shop: int) -> tuple[tuple[Habit, ...], np.ndarray, int]:
    """Return the habits of a shop, their shares among customers, and its number of kinds."""
    draw = np.random.default_rng([17, shop])
    n_habits = int(draw.integers(3, 7))
    n_kinds = int(draw.integers(4, len(KINDS) + 1))
    lives = draw.choice(len(LIVES), n_habits, replace=False)
    # In one shop of four what is bought says nothing of who buys.
    favourites = draw.permutation(n_kinds)[np.arange(n_habits) % n_kinds]
    liking = 0.0 if shop % 4 == 3 else float(draw.uniform(0.45, 0.75))
    habits = []
    for life, favourite in zip(lives, favourites, strict=True):
        orders, lines, units, price, quiet = np.array(LIVES[life]) * draw.lognormal(0, 0.15, 5)
        habits.append(
            Habit(
                orders=orders,
                lines=lines,
                units=units,
                price=price,
                quiet_days=quiet,
                favourite=int(favourite),
                liking=liking,
            )
        )
    shares = draw.dirichlet(np.full(n_habits, 6.0))
    return tuple(habits), shares, n_kinds


def planted_shop(shop: int, n_customers: int = 1_200) -> tuple[pd.DataFrame, pd.Series]:
    """Make the lines of sales of a shop.

    Parameters
    ----------
    shop : int
        Which one; the same gives the same lines.
    n_customers : int

    Returns
    -------
    lines : pandas.DataFrame
        order_no, order_date, customer_id, category, quantity, unit_price.
    truth : pandas.Series
        The habit of each customer, by customer_id.
    """
    habits, shares, n_kinds = habits_of(shop)
    draw = np.random.default_rng([18, shop])
    kinds = draw.choice(len(habits), n_customers, p=shares)
    each = {name: np.array([getattr(h, name) for h in habits]) for name in Habit.__slots__}
    often = each["orders"][kinds]
    n_orders = 1 + draw.poisson(np.where(often < 0.5, 0.0, often))
    quiet = np.minimum(N_DAYS - 1, draw.gamma(2.0, each["quiet_days"][kinds] / 2)).astype(int)
    who = np.repeat(np.arange(n_customers), n_orders)
    day = (draw.random(len(who)) * (N_DAYS - quiet[who])).astype(int)
    order = np.arange(len(who))
    n_lines = 1 + draw.poisson(each["lines"][kinds[who]])
    at = np.repeat(order, n_lines)
    kind = kinds[who[at]]
    likes = draw.random(len(at)) < each["liking"][kind]
    popular = draw.dirichlet(np.full(n_kinds, 2.0))
    category = np.where(
        likes, each["favourite"][kind].astype(int), draw.choice(n_kinds, len(at), p=popular)
    )
    price = each["price"][kind] * draw.gamma(2.2, 6.0, len(at)) + 0.95
    lines = pd.DataFrame(
        {
            "order_no": [f"A{number}" for number in at],
            "order_date": FIRST_DAY + pd.to_timedelta(day[at], "D"),
            "customer_id": who[at] + 10_001,
            "category": np.array(KINDS)[category],
            "quantity": 1 + draw.poisson(np.maximum(0.3, each["units"][kind] - 1)),
            "unit_price": price.round(2),
        }
    )
    lines = lines.sort_values(["order_date", "order_no"], kind="stable").reset_index(drop=True)
    return lines, pd.Series(kinds, index=np.arange(n_customers) + 10_001)
