"""How often a second opinion is given, and how near it comes: with groups and without.

For each kind and size, over some seeds: how often another method is said to see groups, how often
their number is right, the median adjusted Rand index of it and of K-means at its silhouette's peak
with the true groups, and the median time. Kinds marked * were never looked at while the rule was
made.
"""

import os

for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_limit] = "1"

import time  # noqa: E402 - the limits come first

import harness  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

import segmentation as sg  # noqa: E402
from segmentation.analysis.fitted_range import fit_range  # noqa: E402
from segmentation.clustering.evidence.second_opinion import second_opinion  # noqa: E402
from segmentation.clustering.result import adjusted_rand, overlap  # noqa: E402

SIZES, SEEDS = (200, 500), 20
Random = np.random.Generator


def moons(random: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make two half circles that reach into each other."""
    angle, group = random.uniform(0, np.pi, n), random.integers(2, size=n)
    x = np.where(group == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(group == 0, np.sin(angle), 0.5 - np.sin(angle))
    return np.column_stack([x, y]) + random.normal(scale=0.08, size=(n, 2)), group


def long_parallel(random: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make two long groups side by side, aslant."""
    group = random.integers(2, size=n)
    across = random.normal(scale=0.4, size=n) + 3 * group
    points = np.column_stack([random.normal(scale=5, size=n), across])
    return points @ np.array([[0.8, 0.6], [-0.6, 0.8]]), group


def log_scale(random: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make three groups that are round on a log scale."""
    group = random.integers(3, size=n)
    middles = np.array([[0, 0], [2.4, 0], [0, 2.4]])
    return np.exp(middles[group] + random.normal(scale=0.45, size=(n, 2))), group


def rings(random: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make one ring inside another."""
    group, angle = random.integers(2, size=n), random.uniform(0, 2 * np.pi, n)
    far = 1 + 1.5 * group + random.normal(scale=0.12, size=n)
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)]), group


def half_arc(random: Random, n: int) -> np.ndarray:
    """Make one bent group."""
    angle, far = random.uniform(0, np.pi, n), 1 + random.normal(scale=0.08, size=n)
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)])


def banana(random: Random, n: int) -> np.ndarray:
    """Make one bent group that thins out."""
    x = random.normal(size=n)
    return np.column_stack([x, x**2 + random.normal(scale=0.4, size=n)])


KINDS = {
    "two moons": moons,
    "long parallel groups": long_parallel,
    "three groups on log scale": log_scale,
    "two rings *": rings,
    "uniform": lambda random, n: random.uniform(size=(n, 2)),
    "half arc": half_arc,
    "t, 3 degrees": lambda random, n: random.standard_t(3, size=(n, 2)),
    "shares (Dirichlet)": lambda random, n: random.dirichlet([1, 1, 1], n),
    "banana *": banana,
    "exponential, 3 columns *": lambda random, n: random.exponential(size=(n, 3)),
    "normal, 5 columns *": lambda random, n: random.normal(size=(n, 5)),
}


def measured(kind: str, n: int, seed: int) -> dict[str, float]:
    """Ask once."""
    made = KINDS[kind](np.random.default_rng([seed, n]), n)
    points, group = made if isinstance(made, tuple) else (made, None)
    frame = pd.DataFrame(points, columns=[f"c{at}" for at in range(points.shape[1])])
    spec = sg.SegmentationSpec(features=tuple(frame.columns), random_state=seed)
    fitted = fit_range(sg.read_table(frame, "made"), spec, range(2, 11))
    start = time.perf_counter()
    found = second_opinion(fitted.rows.frame, fitted.space, random_state=seed)
    figures = {"seconds": time.perf_counter() - start, "told": float(found is not None)}
    if group is not None:
        peak = max(fitted.metrics, key=lambda k: fitted.metrics[k].silhouette)
        labels = fitted.clusterings[peak].labels.astype(int)
        figures["ari of K-means"] = adjusted_rand(overlap(group, labels))
        if found is not None:
            figures["right number"] = float(found.n_groups == group.max() + 1)
            figures["ari"] = found.agreement(group)
    return figures


def main() -> None:
    """Fill the grid."""
    grid = {}
    for kind in KINDS:
        for n in SIZES:
            rows = pd.DataFrame([measured(kind, n, seed) for seed in range(SEEDS)])
            medians = rows.median().drop(["told", "right number"], errors="ignore").round(3)
            shares = rows.reindex(columns=["told", "right number"]).mean().dropna()
            grid[f"{kind}, {n}"] = {**shares.to_dict(), **medians.to_dict()}
            print(kind, n, grid[f"{kind}, {n}"], flush=True)
    harness.save("second_opinion", {"seeds": SEEDS, "kinds": grid})


if __name__ == "__main__":
    main()
