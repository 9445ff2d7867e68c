"""Made lists of sales for the tests: shops of every kind, and one of CDNOW's shape."""

import numpy as np
import pandas as pd

SALE = {"customer": "who", "date": "day", "amount": "paid", "order": "order"}
FIRST_DAY = pd.Timestamp("2024-01-01")


def sales(who: np.ndarray, day: np.ndarray, paid: np.ndarray) -> pd.DataFrame:
    """Make a list of sales of one line per order, by the days since the first."""
    when = FIRST_DAY + pd.to_timedelta(np.asarray(day, dtype=np.int64), "D")
    order = np.arange(len(who))
    return pd.DataFrame({"who": who, "day": when, "paid": np.asarray(paid, float), "order": order})


def shop(
    seed: int,
    *,
    n_customers: int = 300,
    once: float = 0.5,
    n_days: int = 365,
    most_orders: int = 12,
    prices: int = 0,
) -> pd.DataFrame:
    """Make a shop in which a share of the customers bought once.

    `prices` is the number of different prices, so that sums tie; 0 is any price.
    """
    random = np.random.default_rng(seed)
    n_once = round(once * n_customers)
    more = random.geometric(0.35, n_customers - n_once) + 1
    orders = np.r_[np.ones(n_once, dtype=int), np.minimum(more, most_orders)]
    who = np.repeat(np.arange(n_customers), random.permutation(orders))
    begin = random.integers(0, n_days, n_customers)[who]
    day = begin + (random.random(len(who)) * (n_days - begin)).astype(int)
    if prices:
        return sales(who, day, random.integers(1, prices + 1, len(who)) * 10)
    return sales(who, day, random.lognormal(3.5, 0.9, len(who)).round(2))


def cdnow_like(seed: int = 0, n_customers: int = 23_570) -> pd.DataFrame:
    """Make sales of the shape of CDNOW's: 23,570 customers, first bought in 12 weeks, 78 weeks.

    Purchases after the first and dropping out follow the BG/NBD model, and money the gamma-gamma
    model, with the parameters that were published for CDNOW.

    References
    ----------
    Fader, P. S. and Hardie, B. G. S. (2001). Forecasting repeat sales at CDNOW: a case study.
    Interfaces 31(3), S94-S107.
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). “Counting your customers” the easy way.
    Marketing Science 24(2), 275-284.
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value curves for
    customer base analysis. Journal of Marketing Research 42(4), 415-430.
    """
    random = np.random.default_rng(seed)
    rate = random.gamma(0.243, 1 / 4.414, n_customers)  # purchases a week
    leaves = random.beta(0.793, 2.426, n_customers)  # after any purchase
    begin = random.uniform(0, 12, n_customers)
    who, when = [np.arange(n_customers)], [begin]
    alive, now = np.arange(n_customers), begin
    while len(alive):
        stays = random.random(len(alive)) >= leaves[alive]
        alive, now = alive[stays], now[stays]
        now = now + random.exponential(1 / np.maximum(rate[alive], 1e-9))
        alive, now = alive[now < 78], now[now < 78]
        who.append(alive)
        when.append(now)
    buyers, weeks = np.concatenate(who), np.concatenate(when)
    scale = 15.44 / np.maximum(random.gamma(3.74, 1, n_customers), 1e-9)
    paid = random.gamma(6.25, 1, len(buyers)) * scale[buyers]
    return sales(buyers, weeks * 7, paid.round(2))
