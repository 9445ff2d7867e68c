"""Kinds of data with and without groups, on which the verdict is judged.

Each kind is a function of a random generator and a number of customers. Half of them, `UNSEEN` and
`GROUPED_UNSEEN`, were written down before the rule was tried on them.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

Random = np.random.Generator
Plain = Callable[[Random, int], np.ndarray | pd.DataFrame]
Grouped = Callable[[Random, int], tuple[np.ndarray | pd.DataFrame, np.ndarray]]


def _correlated(r: Random, n: int, corr: float, size: int = 2) -> np.ndarray:
    covariance = np.full((size, size), corr) + (1 - corr) * np.eye(size)
    return r.multivariate_normal(np.zeros(size), covariance, n)


def _bent(angle: np.ndarray, r: Random, noise: float) -> np.ndarray:
    return np.c_[np.cos(angle), np.sin(angle)] + r.normal(size=(len(angle), 2)) * noise


def _core_in_halo(r: Random, n: int) -> np.ndarray:
    return np.r_[0.5 * r.normal(size=(n // 2, 2)), 2.5 * r.normal(size=(n - n // 2, 2))]


def _banana(r: Random, n: int) -> np.ndarray:
    x = r.normal(size=n)
    return np.c_[x, x**2 + 0.4 * r.normal(size=n)]


def _sphere(r: Random, n: int) -> np.ndarray:
    x = r.normal(size=(n, 3))
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _fan(r: Random, n: int) -> np.ndarray:
    t = r.random(n)
    return np.c_[t, 0.5 * t * r.normal(size=n)]


def _levels(r: Random, n: int, shares: dict[str, tuple[float, ...]]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: r.choice(list("abcdefgh")[: len(p)], n, p=p) for name, p in shares.items()}
    )


def _heaped(r: Random, n: int) -> np.ndarray:
    x = r.normal(45, 14, size=(n, 2))
    return np.where(r.random((n, 2)) < 0.5, np.round(x, -1), np.round(x))


def _mixed_noise(r: Random, n: int) -> pd.DataFrame:
    frame = _levels(r, n, {"region": (0.5, 0.3, 0.2), "sex": (0.5, 0.5)})
    return frame.assign(age=r.normal(45, 12, n), spend=r.gamma(2, 40, n))


def _torus(r: Random, n: int) -> np.ndarray:
    around, inside = r.random((2, n)) * 2 * np.pi
    ring = 2 + 0.6 * np.cos(inside)
    return np.c_[ring * np.cos(around), ring * np.sin(around), 0.6 * np.sin(inside)]


def _spiral(r: Random, n: int) -> np.ndarray:
    turn = np.sqrt(r.random(n)) * 3 * np.pi
    return turn[:, None] * _bent(turn, r, 0.02)


def _parabola(r: Random, n: int) -> np.ndarray:
    x = r.uniform(-1, 1, (n, 2))
    return np.c_[x, (x**2).sum(axis=1) + 0.1 * r.normal(size=n)]


def _prices(r: Random, n: int) -> np.ndarray:
    return np.ceil(r.gamma(3, 8, size=(n, 2))) - 0.01


def _one_factor(r: Random, n: int) -> np.ndarray:
    factor = r.normal(size=n)
    return np.clip(np.round(3 + factor[:, None] + r.normal(size=(n, 4))), 1, 5)


TUNED: dict[str, Plain] = {
    "even square": lambda r, n: r.random((n, 2)),
    "even, 5 columns": lambda r, n: r.random((n, 5)),
    "Gaussian, 10 columns": lambda r, n: r.normal(size=(n, 10)),
    "Gaussian, 30 columns": lambda r, n: r.normal(size=(n, 30)),
    "Gaussian, r = 0.8": lambda r, n: _correlated(r, n, 0.8),
    "t, 3 degrees": lambda r, n: r.standard_t(3, size=(n, 2)),
    "lognormal": lambda r, n: r.lognormal(size=(n, 2)),
    "core in halo": _core_in_halo,
    "half arc": lambda r, n: _bent(r.random(n) * np.pi, r, 0.08),
    "ring": lambda r, n: _bent(r.random(n) * 2 * np.pi, r, 0.08),
    "banana": _banana,
    "surface of a sphere": _sphere,
    "fan": _fan,
    "shares of three": lambda r, n: r.dirichlet([0.6] * 3, n)[:, :2],
    "heaped ages": _heaped,
}

UNSEEN: dict[str, Plain] = {
    "independent categories": lambda r, n: _levels(
        r, n, {"a": (0.4, 0.3, 0.2, 0.1), "b": (0.5, 0.5), "c": (0.6, 0.3, 0.1)}
    ),
    "numbers and categories": _mixed_noise,
    "Poisson counts, one column": lambda r, n: r.poisson(2, size=(n, 1)),
    "negative binomial, two columns": lambda r, n: r.negative_binomial(1, 0.2, size=(n, 2)),
    "geometric and even": lambda r, n: np.c_[r.geometric(0.4, n), r.random(n)],
    "ratings of one factor": _one_factor,
    "prices ending in 99": _prices,
    "gamma, r = 0.6": lambda r, n: np.exp(0.6 * _correlated(r, n, 0.6, 3)),
    "Pareto money": lambda r, n: np.c_[r.pareto(2.5, n), r.normal(size=n)],
    "Laplace, 4 columns": lambda r, n: r.laplace(size=(n, 4)),
    "torus": _torus,
    "spiral": _spiral,
    "parabola": _parabola,
    "shares of five": lambda r, n: r.dirichlet([0.8] * 5, n),
    "triangle": lambda r, n: np.sort(r.random((n, 2)), axis=1),
}


def _blobs(
    r: Random,
    n: int,
    centers: list | np.ndarray,
    spread: float | list[float] = 1.0,
    shares: list[float] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    centers = np.asarray(centers, dtype=float)
    groups = r.choice(len(centers), n, p=shares)
    spreads = np.broadcast_to(spread, len(centers))[groups]
    return centers[groups] + r.normal(size=(n, centers.shape[1])) * spreads[:, None], groups


def _with_noise_columns(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    points, groups = _blobs(r, n, [[0, 0, 0], [6, 0, 0], [0, 6, 6]])
    return np.c_[points, r.normal(size=(n, 7))], groups


def _among_noise(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    points, groups = _blobs(r, n, [[0, 0], [6, 0], [3, 5]])
    points[: n // 20] = r.uniform(-4, 10, (n // 20, 2))
    groups[: n // 20] = -1
    return points, groups


def _squares(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(4, size=n)
    return 1.6 * np.c_[groups % 2, groups // 2] + r.random((n, 2)), groups


def _on_circle(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    turn = np.arange(7) / 7 * 2 * np.pi
    return _blobs(r, n, 7 * np.c_[np.cos(turn), np.sin(turn)])


def _parallel(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(2, size=n)
    return np.c_[5 * r.normal(size=n), 3 * groups + 0.5 * r.normal(size=n)], groups


def _logarithmic(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    points, groups = _blobs(r, n, [[0, 0], [2.5, 2], [5, 0]], 0.45)
    return np.exp(points), groups


def _heavy_tails(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(3, size=n)
    centers = np.array([[0, 0], [9, 0], [0, 9]])
    return centers[groups] + r.standard_t(5, size=(n, 2)), groups


def _leaning(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(3, size=n)
    return np.array([[0, 0], [5, -5], [-5, 5]])[groups] + _correlated(r, n, 0.6), groups


def _counts(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(2, size=n)
    return r.poisson(np.array([[3, 4], [25, 22]])[groups]), groups


def _latent_classes(r: Random, n: int) -> tuple[pd.DataFrame, np.ndarray]:
    groups = r.integers(2, size=n)
    chance = np.where(groups == 1, 0.9, 0.1)[:, None]
    answers = np.where(r.random((n, 8)) < chance, "yes", "no")
    return pd.DataFrame(answers, columns=[f"q{i}" for i in range(8)]), groups


def _mixed(r: Random, n: int) -> tuple[pd.DataFrame, np.ndarray]:
    points, groups = _blobs(r, n, [[0, 0], [6, 0], [0, 6]])
    kept = r.random(n) < 0.8
    level = np.where(kept, np.array(list("abc"))[groups], r.choice(list("abc"), n))
    return pd.DataFrame({"x": points[:, 0], "y": points[:, 1], "level": level}), groups


def _discs(r: Random, n: int) -> tuple[np.ndarray, np.ndarray]:
    groups = r.integers(3, size=n)
    turn, radius = r.random(n) * 2 * np.pi, np.sqrt(r.random(n))
    return np.array([[0, 0], [3, 0], [1.5, 2.6]])[groups] + radius[:, None] * _bent(turn, r, 0), (
        groups
    )


GROUPED: dict[str, tuple[int, Grouped]] = {
    "five round": (5, lambda r, n: _blobs(r, n, [[0, 0], [6, 0], [0, 6], [6, 6], [3, 12]])),
    "a middle and four corners": (
        5,
        lambda r, n: _blobs(
            r, n, [[0, 0], [5, 5], [-5, 5], [5, -5], [-5, -5]], 1, [0.4, 0.15, 0.15, 0.15, 0.15]
        ),
    ),
    "three round": (3, lambda r, n: _blobs(r, n, [[0, 0], [5, 0], [2.5, 4.4]])),
    "two in 5 columns": (2, lambda r, n: _blobs(r, n, [[0] * 5, [2.2] * 5])),
    "unequal spreads": (3, lambda r, n: _blobs(r, n, [[0, 0], [7, 0], [0, 7]], [0.5, 1, 1.5])),
    "70, 20 and 10 %": (
        3,
        lambda r, n: _blobs(r, n, [[0, 0], [6, 0], [0, 6]], 1, [0.7, 0.2, 0.1]),
    ),
    "three and 7 noise columns": (3, _with_noise_columns),
    "three among noise": (3, _among_noise),
    "four squares": (4, _squares),
    "seven on a circle": (7, _on_circle),
}

GROUPED_UNSEEN: dict[str, tuple[int, Grouped]] = {
    "three with heavy tails": (3, _heavy_tails),
    "three leaning": (3, _leaning),
    "two of counts": (2, _counts),
    "two of yes and no": (2, _latent_classes),
    "three of numbers and a category": (3, _mixed),
    "three discs": (3, _discs),
    "four in 6 columns": (4, lambda r, n: _blobs(r, n, 5 * np.eye(6)[:4])),
    "40, 30, 20 and 10 %": (
        4,
        lambda r, n: _blobs(r, n, [[0, 0], [6, 0], [0, 6], [6, 7]], 1, [0.4, 0.3, 0.2, 0.1]),
    ),
    "eight in 3 columns": (
        8,
        lambda r, n: _blobs(
            r, n, 5.5 * np.array(np.meshgrid([0, 1], [0, 1], [0, 1])).T.reshape(8, 3)
        ),
    ),
    "two long, side by side": (2, _parallel),
}

OVERLAPPING: dict[str, tuple[int, Grouped]] = {
    "three overlapping, 11 % shared": (
        3,
        lambda r, n: _blobs(r, n, [[0, 0], [2.5, 0], [1.2, 2.2]]),
    ),
    "three on a log scale": (3, _logarithmic),
}
"""Groups that no gap parts; “groups” is not expected of them, a wrong number would be a fault."""
