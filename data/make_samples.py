"""Make the two samples that are invented: the transactions of a shop, and a seller's accounts.

Run it to write the files anew; the same seeds give the same bytes. No figure in them was measured
anywhere.
"""

import gzip
import io
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
SEED = 20_240_601
N_CUSTOMERS = 3_000
FIRST_DAY, N_DAYS = pd.Timestamp("2023-06-01"), 365

CATEGORIES = {
    "Garden": ("Watering can", "Hose", "Seeds", "Gloves", "Planter", "Shears"),
    "Kitchen": ("Teapot", "Knife", "Board", "Pan", "Jar", "Apron"),
    "Toys": ("Blocks", "Puzzle", "Kite", "Ball", "Doll", "Train"),
    "Stationery": ("Notebook", "Pen", "Calendar", "Envelope", "Ruler", "Tape"),
    "Textiles": ("Towel", "Blanket", "Cushion", "Curtain", "Rug", "Scarf"),
}
HABITS = pd.DataFrame(
    {
        "share": [0.36, 0.24, 0.16, 0.14, 0.10],
        "orders": [1.0, 3.0, 9.0, 5.0, 2.0],
        "lines": [2.0, 3.5, 4.0, 9.0, 3.0],
        "quiet_days": [120, 70, 12, 30, 240],
        "favourite": ["Toys", "Kitchen", "Garden", "Stationery", "Textiles"],
    },
    index=["once", "now and then", "often", "for a business", "gone"],
)
INDUSTRIES = ("Retail", "Manufacturing", "Health", "Logistics", "Education", "Software")
COUNTRIES = ("Germany", "France", "Poland", "Spain", "Norway")


def transactions() -> pd.DataFrame:
    """Make the lines of a shop's orders, with returns, gifts, guests and repeated lines."""
    draw = np.random.default_rng(SEED)
    products = pd.DataFrame(
        [
            (f"P{n:03d}", f"{name} {size}", category)
            for n, (category, name, size) in enumerate(
                (category, name, size)
                for category, names in CATEGORIES.items()
                for name in names
                for size in ("small", "medium", "large")
            )
        ],
        columns=["product_code", "description", "category"],
    )
    products["unit_price"] = draw.gamma(2.2, 5.0, len(products)).round(2) + 0.95
    by_category = {name: group.index.to_numpy() for name, group in products.groupby("category")}
    kinds = draw.choice(len(HABITS), N_CUSTOMERS, p=HABITS["share"])
    rows = []
    order = 100_000
    for customer, kind in enumerate(kinds, start=10_001):
        habit = HABITS.iloc[kind]
        n_orders = 1 if kind == 0 else 1 + draw.poisson(habit["orders"])
        quiet = min(N_DAYS - 1, int(draw.gamma(2.0, habit["quiet_days"] / 2)))
        days = np.sort(draw.integers(0, N_DAYS - quiet, n_orders))
        for day in days:
            order += 1
            for _ in range(1 + draw.poisson(habit["lines"])):
                likes = draw.random() < 0.6
                pool = by_category[habit["favourite"]] if likes else products.index.to_numpy()
                units = int(1 + draw.poisson(8 if kind == 3 else 0.8))
                rows.append((order, int(day), customer, int(draw.choice(pool)), units))
    lines = pd.DataFrame(rows, columns=["order", "day", "customer", "product", "units"])
    return _with_oddities(lines, products, draw)


def _with_oddities(
    lines: pd.DataFrame, products: pd.DataFrame, draw: np.random.Generator
) -> pd.DataFrame:
    """Add what real exports have, and write it as a shop system would."""
    back = lines.sample(frac=0.025, random_state=SEED)
    back = back.assign(
        units=-back["units"],
        day=np.minimum(back["day"] + 7, N_DAYS - 1),
        order=back["order"] + 500_000,
    )
    again = lines.sample(frac=0.004, random_state=SEED + 1)
    lines = pd.concat([lines, back, again]).sort_values(["day", "order"], kind="stable")
    guests = draw.random(len(lines)) < 0.06
    gifts = draw.random(len(lines)) < 0.006
    chosen = products.loc[lines["product"].to_numpy()].reset_index(drop=True)
    minutes = draw.integers(8 * 60, 20 * 60, lines["order"].max() + 1)[lines["order"].to_numpy()]
    when = FIRST_DAY + pd.to_timedelta(lines["day"].to_numpy() * 1440 + minutes, "min")
    orders = lines["order"].to_numpy()
    letters = np.where(orders >= 500_000, "R", "A")
    return pd.DataFrame(
        {
            "order_no": letters + pd.Series(orders % 500_000).astype(str),
            "order_date": pd.Series(when).dt.strftime("%d/%m/%Y %H:%M"),
            "customer_id": pd.Series(lines["customer"].to_numpy()).astype("Int64").mask(guests),
            "product_code": chosen["product_code"],
            "description": chosen["description"],
            "category": chosen["category"],
            "quantity": lines["units"].to_numpy(),
            "unit_price": chosen["unit_price"].mask(gifts, 0.0),
        }
    )


def accounts() -> pd.DataFrame:
    """Make the accounts of a seller to businesses: who they are and what they buy."""
    draw = np.random.default_rng(SEED + 2)
    n = 400
    size = draw.choice(4, n, p=[0.45, 0.30, 0.15, 0.10])
    employees = np.exp(draw.normal([2.3, 3.9, 5.4, 7.3], 0.45, (n, 4))[np.arange(n), size]).round()
    spend = np.array([3.0, 11.0, 48.0, 120.0])[size] * draw.lognormal(0, 0.35, n)
    keen = draw.random(n) < 0.35
    orders = 2 + draw.poisson(np.array([3, 7, 12, 20])[size] * np.where(keen, 1.8, 0.8))
    visits = draw.integers(0, 9, n) * (size > 1)
    return pd.DataFrame(
        {
            "account_id": [f"B{n:04d}" for n in range(1, n + 1)],
            "industry": draw.choice(INDUSTRIES, n),
            "country": draw.choice(COUNTRIES, n, p=[0.35, 0.25, 0.2, 0.12, 0.08]),
            "employees": np.maximum(1, employees).astype(int),
            "annual_revenue_million": (employees * draw.lognormal(-2, 0.4, n)).round(2),
            "orders_last_year": orders,
            "spend_thousand": (spend * np.where(keen, 1.5, 0.9)).round(1),
            "discount_percent": np.clip(draw.normal(4 + 4 * size, 2), 0, 30).round(1),
            "days_to_pay": np.clip(draw.normal(32 - 4 * keen, 8), 5, 90).round().astype(int),
            "sales_visits": visits,
            "support_tickets": draw.poisson(1 + size),
            "customer_since": draw.integers(2008, 2024, n),
        }
    )


def main() -> None:
    """Write both files."""
    buffer = io.StringIO()
    transactions().to_csv(buffer, index=False, lineterminator="\n")
    packed = gzip.compress(buffer.getvalue().encode(), mtime=0)
    (HERE / "shop_transactions.csv.gz").write_bytes(packed)
    accounts().to_csv(HERE / "b2b_accounts.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
