"""What customers buy, as shares of one whole: how much they weigh, and which are too rare."""

import numpy as np
import pandas as pd

from segmentation.customers.rfm import SHARE, category_shares

WEIGHT = 0.5
"""Factor of a share in the squared distance. Shares of one whole repeat each other: at full weight
what customers buy drowns how they buy (benchmarks/bench_proposal.py)."""

FEWEST_BUYERS = 0.02
"""Share of customers who must have bought of a kind; rarer ones tell only of chance."""

LEAST_TASTE = 0.1
"""Share of the greatest possible spread that must be left with many orders: measured .26 to .66 in
shops whose customers have tastes, .00 in those where all buy alike."""

FEWEST_ORDERS = 3
"""Where nobody has so many, taste and chance cannot be told apart."""

MOST_SHARES = 8
REST = f"{SHARE}other"


def kind_shares(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns that say what customers buy, as shares of their money.

    Parameters
    ----------
    frame : pandas.DataFrame
        Customers, as `segmentation.customers.rfm.rfm` makes them.

    Returns
    -------
    tuple of str
        In the order of the table, at most `MOST_SHARES`: those of which customers differ most.
        Without the rest, which the others leave, and without what hardly anybody buys.
    """
    spreads = {
        name: float(values.std())
        for name in category_shares(frame)
        if name != REST
        and ((values := frame[name].to_numpy(dtype=float)) > 0).mean() >= FEWEST_BUYERS
        and np.isfinite(values).all()
        and np.ptp(values) > 0
    }
    if len(spreads) < 2:
        return ()
    largest = sorted(spreads, key=lambda name: (-spreads[name], name))[:MOST_SHARES]
    return tuple(name for name in spreads if name in largest)


def taste(frame: pd.DataFrame, shares: tuple[str, ...], orders: np.ndarray) -> float | None:
    """Return how far customers differ in what they buy, beyond the chance of few orders.

    Parameters
    ----------
    frame : pandas.DataFrame
    shares : tuple of str
        Columns of one whole.
    orders : ndarray of shape (n_rows,)
        How often each customer has bought.

    Returns
    -------
    float or None
        0 where all buy alike, 1 where each buys one kind alone; None where orders cannot tell.

    Notes
    -----
    The squared distance of a customer's shares from the mean shares p, in units of Σ p(1 − p),
    falls with the orders n as a + b/n when lines are drawn by chance; a is left with many orders.
    """
    values = frame[list(shares)].to_numpy(dtype=float)
    known = np.isfinite(orders) & (orders >= 1)
    values, orders = values[known], orders[known]
    if not len(orders) or orders.max() < FEWEST_ORDERS or np.ptp(orders) == 0:
        return None
    mean = values.mean(axis=0)
    apart = ((values - mean) ** 2).sum(axis=1) / (mean * (1 - mean)).sum()
    chance = 1 / orders
    slope = ((chance - chance.mean()) * apart).sum() / ((chance - chance.mean()) ** 2).sum()
    return float(apart.mean() - slope * chance.mean())
