"""The proposal of the first screen: planted shops, tables in miniature, and what it costs.

Shops of `planted_shops` by the proposal and by what was shown before (recency, frequency and money
as they are, the most distinct number of segments), as the adjusted Rand index with the planted
habits. Half of the shops were never looked at while the rules were made. The advisor is timed in
processor seconds, beside one plain scan of scikit-learn's K-means over the same customers.
`python bench_proposal.py` runs everything in some minutes; `shops`, `tables`, `cost` or `advisor`
one part, and keeps the figures of the others.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import harness
import numpy as np
import pandas as pd
from miniatures import MINIATURES
from planted_shops import SEEN, UNSEEN, planted_shop
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

import make_samples

import segmentation as sg
from segmentation.analysis.choosing.advisor import advise
from segmentation.analysis.choosing.proposal import first_k, proposed
from segmentation.analysis.fitted_range import fit_range
from segmentation.analysis.scan import scan_k
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import guess_columns
from segmentation.tables.roles import profile_columns

N_CUSTOMERS = 700
KS = range(1, 11)


def customers_of(lines: sg.Table) -> sg.Table:
    """Make customers of lines of sales by the guessed columns."""
    return customers_from(lines, guess_columns(lines))


def sample_shop() -> tuple[sg.Table, np.ndarray]:
    """Return the customers of the built-in shop, and the habit that was planted in each."""
    draw = np.random.default_rng(make_samples.SEED)
    draw.gamma(2.2, 5.0, 90)  # what the script draws before: the prices of 90 products
    kinds = draw.choice(5, make_samples.N_CUSTOMERS, p=make_samples.HABITS["share"])
    table = customers_of(sg.load_sample("shop_transactions"))
    return table, kinds[table.frame.iloc[:, 0].to_numpy().astype(int) - 10_001]


def today(table: sg.Table) -> np.ndarray:
    """Return the segments that were shown before there was a proposal."""
    spec = sg.SegmentationSpec(features=sg.default_features(table))
    fitted = fit_range(table, spec, KS)
    return fitted.clusterings[
        scan_k(table, spec, evidence="criteria", fitted=fitted).start_k
    ].labels


def by_proposal(table: sg.Table) -> np.ndarray:
    """Return the segments of the first screen."""
    fitted = fit_range(table, proposed(table).spec, KS)
    return fitted.clusterings[first_k(fitted)].labels


def agreement(table: sg.Table, truth: np.ndarray) -> dict[str, float]:
    """Return how far segments are the planted habits."""
    ways: dict[str, Callable] = {"before": today, "proposal": by_proposal}
    return {name: round(adjusted_rand_score(truth, way(table)), 3) for name, way in ways.items()}


def shops() -> dict:
    """Measure the sample and twenty planted shops."""
    found = {"shop_transactions": agreement(*sample_shop())}
    for name, group in (("looked at", SEEN), ("never looked at", UNSEEN)):
        each = []
        for shop in group:
            lines, truth = planted_shop(shop, N_CUSTOMERS)
            table = customers_of(sg.read_table(lines))
            each.append(agreement(table, truth.loc[table.frame.iloc[:, 0].astype(int)].to_numpy()))
        frame = pd.DataFrame(each)
        found[name] = {
            "mean": frame.mean().round(3).to_dict(),
            "worst": frame.min().to_dict(),
            "each": each,
        }
    return found


def tables() -> dict:
    """Measure the largest segment of each table in miniature."""
    found = {}
    for name, make in MINIATURES.items():
        table = sg.read_table(make(np.random.default_rng(1)))
        shares = {
            way.__name__: round(float(np.bincount(way(table)).max() / len(way(table))), 3)
            for way in (today, by_proposal)
        }
        spec = sg.propose_spec(table)
        found[name] = shares | {"features": spec.features, "n_clusters": spec.n_clusters}
    return found


def cost() -> dict:
    """Measure the proposal without fits: seconds beside those of describing the columns."""
    found = {}
    for n, m in ((10_000, 30), (1_000_000, 12)):
        draw = np.random.default_rng(0)
        days = pd.to_timedelta(draw.gamma(1, 100, n).astype(int), "D")
        columns = {
            "customer_id": np.arange(n),
            "last_order_date": pd.Timestamp("2025-01-01") - days,
        }
        for at in range(m - 2):
            column = draw.lognormal(0, 1, n) if at % 2 else draw.normal(size=n)
            columns[f"measure_{chr(97 + at // 26)}{chr(97 + at % 26)}"] = column
        table = sg.read_table(pd.DataFrame(columns))
        seconds = [_timed(profile_columns, table), _timed(proposed, table)]
        found[f"{n:,} x {m}"] = {
            "profile_seconds": seconds[0],
            "proposal_seconds": seconds[1],
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    return found


ADVISED = (
    *("visits", "sessions", "clicks", "page_views", "tickets", "returns", "calls", "downloads"),
    *("logins", "app_opens", "balance", "deposits", "basket_value", "discount", "emails_opened"),
    *("reviews", "wishlist", "minutes", "credit_limit", "orders", "spend", "income", "age"),
    *("household", "satisfaction", "importance_of_price", "trust", "items", "points"),
)


def advised_table(shape: str, n: int = 10_000) -> sg.Table:
    """Make 30 columns of all sides of customers: groups far apart, skewed ones, or none."""
    draw = np.random.default_rng(0)
    group = draw.integers(0, 5, n)
    makers = {
        "groups": lambda at: draw.normal(20 + 2.2 * (group * (at % 4 + 1) % 5), 1.5),
        "skewed": lambda at: draw.lognormal(1 + group * (at % 4 + 1) % 5, 1.0),
        "none": lambda _at: draw.normal(size=n),
    }
    columns = {name: makers[shape](at) for at, name in enumerate(ADVISED)}
    return sg.read_table(pd.DataFrame({"customer_id": np.arange(n)} | columns))


def advisor() -> dict:
    """Measure the advisor without anything kept, and its sets one by one."""
    found = {}
    for shape in ("groups", "skewed", "none"):
        table = advised_table(shape)
        told: list[float] = []
        start, wall = time.process_time(), time.perf_counter()
        best = advise(table, progress=lambda *_: told.append(time.process_time()))  # noqa: B023
        ended = time.process_time()
        seconds = round(ended - start, 2)
        took = round(time.perf_counter() - wall, 2)
        plain = _plain_scan(table)
        found[f"{shape}, 10,000 x 30"] = {
            "processor_seconds": seconds,
            "wall_seconds": took,
            "plain_scan_processor_seconds": plain,
            "ratio": round(seconds / plain, 2),
            "sets": len(told),
            "longest_without_progress": round(max(np.diff([start, *told, ended])), 2),
            "verdicts": [advice.decision.verdict for advice in best],
        }
    return found


def _plain_scan(table: sg.Table) -> float:
    """Time what a user would write: K-means of 2 to 10, ten starts, with the silhouette."""
    points = StandardScaler().fit_transform(table.frame[list(ADVISED)])
    start = time.process_time()
    for k in range(2, 11):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(points)
        silhouette_score(points, labels)
    return round(time.process_time() - start, 2)


def _timed(work: Callable, table: sg.Table) -> float:
    start = time.perf_counter()
    work(table)
    return round(time.perf_counter() - start, 3)


if __name__ == "__main__":
    parts = {"shops": shops, "tables": tables, "cost": cost, "advisor": advisor}
    wanted = sys.argv[1:] or list(parts)
    kept = json.loads((harness.RESULTS / "proposal.json").read_text(encoding="utf-8"))["figures"]
    harness.save("proposal", kept | {part: parts[part]() for part in wanted})
