"""Read-outs of campaigns: how often a verdict is wrong, and whether its interval agrees.

For every cell (base rate, customers held out, customers addressed) campaigns without an effect and
with one are simulated and read off as the Plan page does. Counted are “it worked” and “it did harm”
without an effect, intervals on either side of which the true lift lies, and verdicts that their own
interval contradicts. Beside it stands what one would otherwise write: the pooled test of two shares
and Newcombe's interval. The detectable lift is simulated at unequal groups.
"""

import sys
import time
from pathlib import Path

import harness
import numpy as np

from segmentation.segments.planning.proof.limits import chance, favourable
from segmentation.segments.planning.proof.power import detectable_lift
from segmentation.segments.planning.proof.shares import newcombe_lower
from segmentation.segments.planning.proof.verdict import Responses, judge

BASES = (0.002, 0.01, 0.05, 0.2)
HELD_OUT, PER_HELD_OUT = (20, 100, 1_000, 10_000), (1, 9, 99)
N_CAMPAIGNS, N_FOR_LARGE, N_READ, LEVEL = 2_000, 500, 12, 0.025
MANY, NEAR = 300, 0.12
"""Above so many different results only those are worked out whose approximate limit of this level
leaves out the lift; at the level of the verdict no other can."""
UNEQUAL = ((0.05, 900, 100), (0.05, 9_000, 1_000), (0.2, 1_800, 200), (0.01, 9_900, 100))


def campaigns(
    random: np.random.Generator, rates: tuple[float, float], n: int, m: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the different results of simulated campaigns and how often each came up."""
    times = N_CAMPAIGNS if m < max(HELD_OUT) else N_FOR_LARGE
    drawn = [random.binomial(n, rates[0], times), random.binomial(m, rates[1], times)]
    return np.unique(np.column_stack(drawn), axis=0, return_counts=True)


def refused(results: np.ndarray, n: int, m: int, lift: float) -> np.ndarray:
    """Return whether a lift lies below the lower limit and above the upper one, (n_results, 2)."""
    x, y = results.T.astype(float)
    far = np.column_stack(
        [newcombe_lower(x, n, y, m, NEAR) > lift, newcombe_lower(y, m, x, n, NEAR) > -lift]
    )
    far |= len(results) <= MANY
    return np.array(
        [
            (
                above and chance(favourable(x, n, y, m, LEVEL), lift) <= LEVEL,
                below and chance(favourable(y, m, x, n, LEVEL), -lift) <= LEVEL,
            )
            for (x, y), (above, below) in zip(results.tolist(), far.tolist(), strict=True)
        ]
    )


def contradictions(results: np.ndarray, n: int, m: int) -> int:
    """Count the verdicts, of some results, that are not what their interval says."""
    wrong = 0
    for x, y in results[:: max(1, len(results) // N_READ)].tolist():
        found = Responses(name="A", hits=x, n_treated=n, base_hits=y, n_control=m)
        lift = judge((found,))[0]
        worked, harm = (lift.verdict.startswith(word) for word in ("It worked", "It did harm"))
        wrong += (worked != (lift.low > 0)) or (harm != (lift.high < 0))
    return wrong


def plain(results: np.ndarray, n: int, m: int) -> np.ndarray:
    """Return worked, harm, and contradiction, by the pooled test and Newcombe's interval."""
    x, y = results.T.astype(float)
    pooled = (x + y) / (n + m)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    score = np.where(error > 0, (x / n - y / m) / np.where(error > 0, error, 1), 0)
    low = newcombe_lower(x, n, y, m, LEVEL)
    high = -newcombe_lower(y, m, x, n, LEVEL)
    worked, harm = score > 1.96, score < -1.96
    return np.column_stack([worked, harm, (worked != (low > 0)) | (harm != (high < 0))])


def cell(random: np.random.Generator, base: float, n: int, m: int) -> dict[str, float]:
    """Simulate one cell without an effect, and with a lift of half the base rate."""
    results, weight = campaigns(random, (base, base), n, m)
    wrong = refused(results, n, m, 0.0)
    others = plain(results, n, m)
    lifted, times = campaigns(random, (1.5 * base, base), n, m)
    missed = refused(lifted, n, m, 0.5 * base)
    read = contradictions(results, n, m) + contradictions(lifted, n, m)
    share = lambda said, often: round(float((said * often).sum() / often.sum()), 4)  # noqa: E731
    return {
        "base": base,
        "held_out": m,
        "addressed": n,
        "worked": share(wrong[:, 0], weight),
        "harm": share(wrong[:, 1], weight),
        "covered": round(1 - share(wrong.any(axis=1), weight), 4),
        "covered_with_lift": round(1 - share(missed.any(axis=1), times), 4),
        "contradictions": read,
        "plain_worked": share(others[:, 0], weight),
        "plain_harm": share(others[:, 1], weight),
        "plain_contradictions": share(others[:, 2], weight),
    }


def seen(random: np.random.Generator, base: float, n: int, m: int) -> float:
    """Return how often the lift that is called detectable is proven."""
    lift = detectable_lift(base, n, m)
    results, weight = campaigns(random, (base + lift, base), n, m)
    return round(float((refused(results, n, m, 0.0)[:, 0] * weight).sum() / weight.sum()), 4)


def main() -> int:
    """Fill the cells."""
    random = np.random.default_rng(7)
    cells = []
    for base in BASES:
        for m in HELD_OUT:
            for times in PER_HELD_OUT:
                if m * times <= 100_000:
                    cells.append(cell(random, base, m * times, m))
                    print(cells[-1], flush=True)
    begun = time.perf_counter()
    judge((Responses(name="A", hits=450, n_treated=9_000, base_hits=40, n_control=1_000),))
    figures: dict[str, object] = {
        "campaigns_each": N_CAMPAIGNS,
        "campaigns_at_10000": N_FOR_LARGE,
        "cells": cells,
    }
    figures["seconds_of_a_read_out"] = round(time.perf_counter() - begun, 3)
    figures["power_of_the_detectable_lift"] = [
        {"base": base, "addressed": n, "held_out": m, "seen": seen(random, base, n, m)}
        for base, n, m in UNEQUAL
    ]
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
