"""The plan's figures: the budget split beside a general optimiser.

The split of 50 segments is timed beside SciPy's SLSQP on the same problem, and checked against a
fine grid on small ones.
"""

import sys
import time
from pathlib import Path

import harness
import numpy as np
from scipy.optimize import minimize

from segmentation.segments.planning.budget import Prospect, expected_profit, split_budget

N_SEGMENTS, REPEATS, N_GRIDS = 50, 7, 40


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
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
