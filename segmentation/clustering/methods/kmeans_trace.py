"""K-means one step at a time, on two columns, to be looked at.

It is the plain algorithm with one start: what the search of `segmentation.clustering.kmeans` does
some hundred times. Nothing here is used to make segments.

References
----------
Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Trans. Information Theory 28(2).
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.lloyd import nearest_center

N_STARTS = 50
MAX_STEPS = 60
MAX_ROWS = 500
SAME = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One moment of the algorithm.

    Attributes
    ----------
    kind : str
        ``place`` (the first centres), ``assign`` or ``move``.
    centers : ndarray of shape (n_clusters, 2)
        In the units of the file.
    labels : ndarray of shape (n_samples,) or None
        Before the first assignment there are none.
    inertia : float
        Of the labels and centres, in the space the distances are measured in; NaN before labels.
    changed : int
        Customers that the step gave another centre.
    """

    kind: str
    centers: np.ndarray = field(repr=False)
    labels: np.ndarray | None = field(repr=False)
    inertia: float
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """A start followed to its end, among others.

    Attributes
    ----------
    points : ndarray of shape (n_samples, 2)
        In the units of the file.
    steps : tuple of Step
    endings : ndarray of shape (N_STARTS,)
        Inertia in which each random start ends.
    spreads : tuple of float
        Standard deviation of the two columns in the units of the file.
    """

    points: np.ndarray = field(repr=False)
    steps: tuple[Step, ...]
    endings: np.ndarray = field(repr=False)
    spreads: tuple[float, float]

    @property
    def excess(self) -> float:
        """How much more inertia this start ends in than the best, as a share."""
        best = float(self.endings.min())
        return self.steps[-1].inertia / best - 1 if best > 0 else 0.0

    @property
    def n_best(self) -> int:
        """How many random starts end in the best inertia."""
        return int((self.endings <= self.endings.min() * (1 + SAME)).sum())


def lesson(
    values: np.ndarray, n_clusters: int, *, scaled: bool, start: str = "first", seed: int = 0
) -> Lesson:
    """Follow one start of K-means on two columns.

    Parameters
    ----------
    values : ndarray of shape (n_samples, 2)
        Finite; at most `MAX_ROWS` evenly spaced rows are taken.
    n_clusters : int
        At most the number of distinct rows taken.
    scaled : bool
        Whether both columns get a standard deviation of 1 first.
    start : str
        ``first`` (a random one), ``good`` or ``bad``: the best and the worst of `N_STARTS`.
    seed : int
        Of the random starts.

    Returns
    -------
    Lesson
    """
    rows = values[:: max(1, -(-len(values) // MAX_ROWS))]
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0) if scaled else np.ones(2)
    points = (rows - middle) / scale
    # Rows that differ may have one and the same place once the middle, far from them, is taken off.
    different = points[np.unique(rows, axis=0, return_index=True)[1]]
    random = np.random.default_rng(seed)
    firsts = [
        different[random.choice(len(different), n_clusters, replace=False)] for _ in range(N_STARTS)
    ]
    ways = [_followed(points, centers) for centers in firsts]
    endings = np.array([way[-1].inertia for way in ways])
    chosen = {"first": 0, "good": int(endings.argmin()), "bad": int(endings.argmax())}[start]
    steps = tuple(
        Step(
            kind=step.kind,
            centers=step.centers * scale + middle,
            labels=step.labels,
            inertia=step.inertia,
            changed=step.changed,
        )
        for step in ways[chosen]
    )
    return Lesson(
        points=rows, steps=steps, endings=endings, spreads=(float(spread[0]), float(spread[1]))
    )


def _followed(points: np.ndarray, centers: np.ndarray) -> list[Step]:
    """Assign and move in turn until no customer changes."""
    steps = [Step(kind="place", centers=centers, labels=None, inertia=float("nan"), changed=0)]
    labels = np.full(len(points), -1)
    while len(steps) < MAX_STEPS:
        assigned = nearest_center(points, centers)
        changed = int((assigned != labels).sum())
        if changed == 0:
            break
        labels = assigned
        steps.append(_step("assign", points, centers, labels, changed))
        centers = np.array(
            [
                points[labels == cluster].mean(axis=0) if (labels == cluster).any() else center
                for cluster, center in enumerate(centers)
            ]
        )
        steps.append(_step("move", points, centers, labels, 0))
    return steps


def _step(
    kind: str, points: np.ndarray, centers: np.ndarray, labels: np.ndarray, changed: int
) -> Step:
    inertia = float(((points - centers[labels]) ** 2).sum())
    return Step(kind=kind, centers=centers, labels=labels, inertia=inertia, changed=changed)
