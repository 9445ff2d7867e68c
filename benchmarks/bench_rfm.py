"""Customers from a million lines of sales, beside the pandas one would write.

``short`` is recency, frequency and money alone; ``same`` is what ours makes but scores and groups.
"""

import sys
import time
from pathlib import Path

import harness
import numpy as np
import pandas as pd

import segmentation as sg

N_LINES, N_CUSTOMERS, N_ORDERS, REPEATS = 1_000_000, 40_000, 260_000, 7


def sales() -> pd.DataFrame:
    """Make lines: some returns, one day per order."""
    draw = np.random.default_rng(11)
    order = draw.integers(0, N_ORDERS, N_LINES)
    days = draw.integers(0, 730, N_ORDERS)[order]
    return pd.DataFrame(
        {
            "customer": draw.integers(0, N_CUSTOMERS, N_ORDERS)[order],
            "date": pd.Timestamp("2023-01-01") + pd.to_timedelta(days, "D"),
            "order": order,
            "amount": (draw.gamma(2, 12, N_LINES) * draw.choice([1, 1, 1, 1, -0.5], N_LINES)).round(
                2
            ),
            "category": draw.choice(["a", "b", "c", "d", "e"], N_LINES),
        }
    )


def short(frame: pd.DataFrame) -> pd.DataFrame:
    """Recency, frequency and money, and no more."""
    bought = frame[frame["amount"] > 0]
    made = bought.groupby("customer").agg(last=("date", "max"), frequency=("order", "nunique"))
    made["recency_days"] = (frame["date"].max() - made["last"]).dt.days
    made["monetary_value"] = frame.groupby("customer")["amount"].sum()
    return made


def same(frame: pd.DataFrame) -> pd.DataFrame:
    """Every measure of ours, with plain pandas."""
    made = short(frame)
    bought = frame[frame["amount"] > 0]
    by = bought.groupby("customer")
    spent = by["amount"].sum()
    first, days = by["date"].min(), by["date"].nunique()
    back = -frame[frame["amount"] < 0].groupby("customer")["amount"].sum()
    made["average_order"] = spent / made["frequency"]
    made["tenure_days"] = (frame["date"].max() - first).dt.days
    made["days_between_orders"] = (made["last"] - first).dt.days / (days - 1).where(days > 1)
    made["share_of_returns"] = (back / spent).fillna(0)
    made["n_categories"] = by["category"].nunique()
    shares = bought.pivot_table(
        index="customer", columns="category", values="amount", aggfunc="sum", fill_value=0
    )
    made[shares.columns] = shares.div(spent, axis=0)
    made["repeated"] = frame.duplicated().sum()
    return made


def main() -> int:
    """Take the two in turns, ours with shares of categories, scores and groups."""
    frame = sales()
    table = sg.read_table(frame)
    columns = {"customer": "customer", "date": "date", "amount": "amount", "order": "order"}
    readers = {
        "ours": lambda: sg.rfm(table, **columns, category="category").frame,
        "short": lambda: short(frame),
        "same": lambda: same(frame),
    }
    times: dict[str, list[float]] = {who: [] for who in readers}
    made = {}
    for turn in range(REPEATS + 1):
        for who, make in readers.items():
            begun = time.perf_counter()
            made[who] = make()
            if turn:  # the first loads modules
                times[who].append(time.perf_counter() - begun)
    agree = (made["ours"].set_index("customer")["frequency"] == made["short"]["frequency"]).all()
    figures = {who: harness.summary(seconds) for who, seconds in times.items()}
    for who in ("short", "same"):
        figures[f"ratio_to_{who}"] = harness.ratios(figures["ours"], figures[who])
    figures["agree"] = bool(agree)
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
