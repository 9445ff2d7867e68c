"""Make the samples that are invented: a shop's sales and web events, accounts, a survey's answers.

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
N_VISITORS, N_ANSWERS = 600, 500
WEB_FIRST_DAY, WEB_DAYS = pd.Timestamp("2025-01-06"), 56
SECTIONS = ("shoes", "bags", "hats", "coats", "sale")
DEVICES = ("phone", "computer", "tablet")
CHANNELS = ("search", "direct", "newsletter", "social")
CAME_BY = ((0.5, 0.2, 0.1, 0.2), (0.15, 0.45, 0.35, 0.05))
BROWSING = pd.DataFrame(
    {
        "share": [0.40, 0.25, 0.20, 0.15],
        "sessions": [0.2, 3.0, 2.5, 6.0],
        "views": [0.6, 9.0, 5.0, 4.0],
        "carts": [0.0, 0.02, 0.35, 0.35],
        "orders": [0.0, 0.2, 0.05, 0.7],
        "mobile": [True, False, True, False],
    },
    index=["looks in once", "reads a lot", "fills carts", "comes to buy"],
)
OPINIONS = pd.DataFrame(
    [
        [4.6, 1.8, 2.4, 2.6, 2.2, 3.0],
        [2.0, 4.5, 2.8, 2.4, 3.2, 3.6],
        [2.6, 3.0, 4.6, 3.2, 2.0, 2.6],
        [2.4, 2.4, 3.0, 4.7, 3.8, 2.2],
    ],
    columns=[
        *("attitude_low_prices", "attitude_brands", "attitude_new_things"),
        *("attitude_environment", "attitude_advice", "attitude_saving_time"),
    ],
    index=["looks for bargains", "trusts brands", "tries new things", "buys green"],
)
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


def web_events() -> pd.DataFrame:
    """Make what visitors of a shop's site looked at, put in the cart and bought, in eight weeks."""
    draw = np.random.default_rng(SEED + 3)
    kinds = draw.choice(len(BROWSING), N_VISITORS, p=BROWSING["share"])
    rows = []
    for visitor, kind in enumerate(kinds, start=1):
        habit = BROWSING.iloc[kind]
        device = draw.choice(DEVICES, p=(0.75, 0.2, 0.05) if habit["mobile"] else (0.3, 0.6, 0.1))
        favourite = draw.choice(SECTIONS)
        for _ in range(1 + draw.poisson(habit["sessions"])):
            channel = draw.choice(CHANNELS, p=CAME_BY[int(kind == 3)])
            minute = int(draw.integers(0, WEB_DAYS * 1440))
            for _ in range(1 + draw.poisson(habit["views"])):
                section = favourite if draw.random() < 0.7 else draw.choice(SECTIONS)
                page = f"/{section}/{draw.integers(1, 40)}"
                steps = ["page_view"]
                if draw.random() < habit["carts"]:
                    steps.append("add_to_cart")
                    if draw.random() < habit["orders"]:
                        steps.append("purchase")
                for step in steps:
                    rows.append((visitor, minute, step, page, device, channel))
                    minute += 1 + int(draw.exponential(2))
    events = pd.DataFrame(
        rows, columns=["visitor", "minute", "event", "page", "device", "channel"]
    ).sort_values(["minute", "visitor"], kind="stable")
    when = WEB_FIRST_DAY + pd.to_timedelta(events["minute"].to_numpy(), "min")
    return pd.DataFrame(
        {
            "visitor_id": [f"W{number:04d}" for number in events["visitor"]],
            "time": pd.Series(when).dt.strftime("%Y-%m-%dT%H:%M"),
            "event": events["event"].to_numpy(),
            "page": events["page"].to_numpy(),
            "device": events["device"].to_numpy(),
            "channel": events["channel"].to_numpy(),
        }
    )


def answers() -> pd.DataFrame:
    """Make the answers of a shop's customers: what they think, who they are, what they do."""
    draw = np.random.default_rng(SEED + 4)
    kinds = draw.choice(len(OPINIONS), N_ANSWERS, p=[0.3, 0.25, 0.25, 0.2])
    meant = OPINIONS.to_numpy()[kinds]
    given = np.clip((meant + draw.normal(0, 0.75, meant.shape)).round(), 1, 5).astype(int)
    age = np.clip(draw.normal(46 - 8 * (kinds == 2), 14), 18, 85).astype(int)
    visits = draw.poisson(np.array([5.0, 2.0, 4.0, 2.5])[kinds])
    spend = visits * draw.lognormal(np.array([2.6, 3.9, 3.3, 3.4])[kinds], 0.45)
    scores = pd.DataFrame(given, columns=OPINIONS.columns)
    people = pd.DataFrame(
        {
            "respondent_id": [f"R{number:04d}" for number in range(1, N_ANSWERS + 1)],
            "age": age,
            "gender": draw.choice(["female", "male", "other"], N_ANSWERS, p=[0.52, 0.46, 0.02]),
            "household_size": 1 + draw.binomial(5, 0.3, N_ANSWERS),
            "region": draw.choice(["North", "South", "East", "West"], N_ANSWERS),
            "visits_last_month": visits,
            "spend_last_month": spend.round(2),
        }
    )
    return pd.concat([people, scores], axis=1)


def main() -> None:
    """Write the files."""
    _write_packed(transactions(), "shop_transactions.csv.gz")
    _write_packed(web_events(), "web_events.csv.gz")
    accounts().to_csv(HERE / "b2b_accounts.csv", index=False, lineterminator="\n")
    answers().to_csv(HERE / "attitudes_survey.csv", index=False, lineterminator="\n")


def _write_packed(frame: pd.DataFrame, name: str) -> None:
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, lineterminator="\n")
    (HERE / name).write_bytes(gzip.compress(buffer.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main()
