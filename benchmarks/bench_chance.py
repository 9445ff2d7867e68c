"""How often the test against chance is right: data without groups and with four, many seeds.

For each kind and size the share of seeds with the right answer: none for data without groups, four
for four groups. 100 seeds up to 1,000 customers and 40 at 5,000, in as many processes as cores,
each on one thread.
"""

import os

for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_limit] = "1"

import multiprocessing  # noqa: E402 - the limits come first

import harness  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

import segmentation as sg  # noqa: E402

SIZES = {50: 100, 200: 100, 1_000: 100, 5_000: 40}
CORNERS = np.array([[0, 0], [0, 6], [6, 0], [6, 6]])


def correlated(random: np.random.Generator, n: int) -> np.ndarray:
    """Make a Gaussian with a correlation of 0.8."""
    return random.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], n)


KINDS = {
    "uniform": (None, lambda random, n: random.uniform(size=(n, 2))),
    "uniform, 5 columns": (None, lambda random, n: random.uniform(size=(n, 5))),
    "Gaussian": (None, lambda random, n: random.normal(size=(n, 2))),
    "Gaussian, r = 0.8": (None, correlated),
    "lognormal": (None, lambda random, n: random.lognormal(size=(n, 2))),
    "lognormal, r = 0.8": (None, lambda random, n: np.exp(correlated(random, n))),
    "exponential": (None, lambda random, n: random.exponential(size=(n, 2))),
    "ratings 1 to 5": (None, lambda random, n: random.integers(1, 6, size=(n, 2)).astype(float)),
    "four groups, square": (
        4,
        lambda random, n: CORNERS[random.integers(4, size=n)] + random.normal(size=(n, 2)),
    ),
    "four groups, unequal": (
        4,
        lambda random, n: (
            1.4 * CORNERS[random.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])] + random.normal(size=(n, 2))
        ),
    ),
}


def answer(case: tuple[str, int, int]) -> bool:
    """Return whether the recommendation is right."""
    kind, n_samples, seed = case
    expected, make = KINDS[kind]
    frame = pd.DataFrame(make(np.random.default_rng(seed), n_samples))
    frame.columns = [f"c{i}" for i in range(frame.shape[1])]
    spec = sg.SegmentationSpec(features=tuple(frame.columns), random_state=seed)
    scan = sg.scan_k(sg.read_table(frame, "made"), spec, range(2, 11), evidence="auto")
    return scan.recommended_k == expected


def main() -> None:
    """Fill the grid."""
    found: dict[str, dict[str, float]] = {}
    with multiprocessing.Pool() as pool:
        for kind in KINDS:
            for n_samples, n_seeds in SIZES.items():
                cases = [(kind, n_samples, seed) for seed in range(n_seeds)]
                right = pool.map(answer, cases, chunksize=1)
                found.setdefault(kind, {})[str(n_samples)] = float(np.mean(right))
                print(kind, n_samples, found[kind][str(n_samples)], flush=True)
    shares = [share for row in found.values() for share in row.values()]
    harness.save("chance", {"right": found, "mean": float(np.mean(shares)), "aim": 0.95})


if __name__ == "__main__":
    main()
