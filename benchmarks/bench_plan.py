"""The plan's figures: the budget split beside a general optimiser, and honest read-outs.

The split of 50 segments is timed beside SciPy's SLSQP on the same problem, and checked against a
fine grid on small ones. Read-outs are simulated: the share of 95 % intervals that hold the true
lift, and of campaigns without any effect that are called one.
"""

import sys
import time
from pathlib import Path

import harness
import numpy as np
from scipy.optimize import minimize

from segmentation.segments.planning.budget import Prospect, expected_profit, split_budget
from segmentation.segments.planning.readout import lift_interval, lift_p_value

N_SEGMENTS, REPEATS, N_GRIDS, N_CAMPAIGNS = 50, 7, 40, 2_000
BASES, TREATED = (0.02, 0.05, 0.2), ((900, 100), (2_000, 500), (9_000, 1_000))


def prospects(random: np.random.Generator, n: int) -> list[Prospect]:
    """Make segments of many sizes, costs and margins."""
    return [
        Prospect(
            size=int(random.integers(20, 9_000)),
            cost=float(random.uniform(0.1, 3)),
            response=float(random.uniform(0.01, 0.2)),
            margin=float(random.uniform(5, 200)),
        )
        for _ in range(n)
    ]


def optimised(segments: list[Prospect], budget: float) -> np.ndarray:
    """Split by a general optimiser, as one would without knowing the form of the optimum."""
    found = minimize(
        lambda spent: -expected_profit(segments, spent).sum() / budget,
        np.full(len(segments), budget / len(segments)),
        method="SLSQP",
        bounds=[(0, budget)] * len(segments),
        constraints={"type": "ineq", "fun": lambda spent: (budget - spent.sum()) / budget},
        options={"maxiter": 500},
    )
    return found.x


def grid_gap(random: np.random.Generator) -> float:
    """Return how much the best point of a grid of two segments earns beyond ours, relative."""
    segments, budget = prospects(random, 2), float(random.uniform(100, 9_000))
    first = np.linspace(0, budget, 4_001)
    used = np.concatenate([first, first * 0.5, first * 0])
    rest = np.concatenate([budget - first, 0.5 * (budget - first), budget - first])
    pairs = np.column_stack([used, rest])
    best = max(expected_profit(segments, pair).sum() for pair in pairs)
    ours = split_budget(segments, budget).total_profit
    return float((best - ours) / max(1.0, abs(ours)))


def simulated(random: np.random.Generator, lift: float) -> dict[str, float]:
    """Simulate campaigns of several sizes; return how often intervals hold and effects are seen."""
    holds, claims = [], []
    for base in BASES:
        for n, m in TREATED:
            hits = random.binomial(n, base + lift, N_CAMPAIGNS)
            others = random.binomial(m, base, N_CAMPAIGNS)
            for x, y in zip(hits.tolist(), others.tolist(), strict=True):
                low, high = lift_interval(x, n, y, m)
                holds.append(low <= lift <= high)
                claims.append(lift_p_value(x, n, y, m) <= 0.05)
    return {
        "intervals_hold": round(float(np.mean(holds)), 4),
        "effects_seen": round(float(np.mean(claims)), 4),
    }


def main() -> int:
    """Time, compare and simulate."""
    random = np.random.default_rng(5)
    segments = prospects(random, N_SEGMENTS)
    times: dict[str, list[float]] = {"ours": [], "naive": []}
    for _ in range(REPEATS):
        begun = time.perf_counter()
        split = split_budget(segments, 20_000)
        times["ours"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        general = optimised(segments, 20_000)
        times["naive"].append(time.perf_counter() - begun)
    figures: dict[str, object] = {who: harness.summary(seconds) for who, seconds in times.items()}
    figures["ratio"] = harness.ratios(figures["ours"], figures["naive"])
    figures["profit_above_general"] = round(
        split.total_profit / expected_profit(segments, general).sum() - 1, 6
    )
    figures["largest_gap_to_grid"] = max(grid_gap(random) for _ in range(N_GRIDS))
    figures["without_effect"] = simulated(random, 0.0)
    figures["with_effect"] = simulated(random, 0.02)
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
