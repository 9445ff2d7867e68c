"""Lloyd's algorithm over all rows of a large table, from centres that a sample has given.

Decided: one pass reads all rows once and moves the centres of every wanted k. It is the arithmetic
of a large table in memory (single precision around a middle, sums in double precision), batch by
batch on two threads. Where the points fit into `HELD_SHARE` of the memory they are made once and
kept; else every pass reads the columns again. It ends when a pass gains less than `TOLERANCE` of
the inertia, or after `MOST_PASSES`.

References
----------
Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Trans. Information Theory 28(2).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pyarrow as pa

from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.methods.lloyd import cluster_scores
from segmentation.clustering.pool import WORKER, one_thread
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.reading.source import Source

HELD_SHARE = 0.4
TOLERANCE = 1e-5
MOST_PASSES = 20
MOST_READS = 6
"""Passes when every one of them reads the file."""

BLOCK_ROWS = 8_192
THREADS = 2
AHEAD = 3
"""Batches that are worked on at once, or wait to be taken."""

Chunk = tuple[np.ndarray, float]
"""Points with a 1 appended, (n_axes + 1, n_rows) float32, and the sum of their squares."""

Given, Made = TypeVar("Given"), TypeVar("Made")


def in_order(function: Callable[[Given], Made], given: Iterable[Given]) -> Iterator[Made]:
    """Work on some batches at once, and give what comes of them in their order.

    Parameters
    ----------
    function : callable
    given : iterable
        Of which no more than `AHEAD` are held.

    Yields
    ------
    object
        What the function makes of each.
    """
    waiting: deque = deque()
    with one_thread(), ThreadPoolExecutor(THREADS, thread_name_prefix=WORKER) as pool:
        for batch in given:
            waiting.append(pool.submit(function, batch))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """The points of all kept rows, held or made anew in every pass.

    Attributes
    ----------
    source : Source
    keeping : Keeping
    space : FeatureSpace
    origin : ndarray of shape (n_axes,)
        Taken off, so that single precision is enough.
    held : list of chunks or None
    """

    source: Source
    keeping: Keeping
    space: FeatureSpace
    origin: np.ndarray = field(repr=False)
    held: list[Chunk] | None = field(default=None, repr=False)

    def chunks(self, step: str) -> Iterator[Chunk]:
        """Return the points batch by batch.

        Parameters
        ----------
        step : str
            What they are for.

        Yields
        ------
        Chunk
        """
        self.source.progress.begin(step, self.source.n_rows)
        if self.held is None:
            yield from in_order(self._made, self.source.batches(self.keeping.columns))
            return
        for chunk in self.held:
            yield chunk
            self.source.progress.add(chunk[0].shape[1])

    def _made(self, batch: pa.RecordBatch) -> Chunk:
        points = self.space.transform(self.keeping.rows(batch).frame) - self.origin
        columns = np.ones((len(self.origin) + 1, len(points)), dtype=np.float32)
        columns[:-1] = points.T
        return columns, float(np.einsum("ij,ij->", points, points))


def points_of(
    source: Source,
    keeping: Keeping,
    space: FeatureSpace,
    origin: np.ndarray,
    *,
    memory_bytes: int,
) -> Points:
    """Make the points of all rows, and hold them where the memory allows.

    Parameters
    ----------
    source : Source
    keeping : Keeping
    space : FeatureSpace
    origin : ndarray of shape (n_axes,)
    memory_bytes : int

    Returns
    -------
    Points
    """
    points = Points(source=source, keeping=keeping, space=space, origin=origin)
    if 4 * source.n_rows * (len(origin) + 1) > HELD_SHARE * memory_bytes:
        return points
    held = list(points.chunks("Preparing the rows"))
    return Points(source=source, keeping=keeping, space=space, origin=origin, held=held)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Refined:
    """Centres after the passes.

    Attributes
    ----------
    centers : ndarray of shape (k, n_axes)
        In the fitted feature space.
    sizes : ndarray of shape (k,), int64
        Rows nearest to each before its last move.
    inertia : float
        Likewise.
    n_passes : int
    gain : float
        Share of the inertia that the last pass has gained.
    """

    centers: np.ndarray = field(repr=False)
    sizes: np.ndarray
    inertia: float
    n_passes: int
    gain: float


def refine(
    points: Points, starts: Mapping[int, np.ndarray], *, most: int | None = None
) -> dict[int, Refined]:
    """Move the centres of every k until they gain no more.

    Parameters
    ----------
    points : Points
    starts : mapping of int to ndarray of shape (n_starts, k, n_axes)
        By k, in the fitted feature space; the first pass decides which start goes on.
    most : int or None
        Passes; `MOST_PASSES` by default, `MOST_READS` where each reads the file.

    Returns
    -------
    dict of int to Refined
    """
    if most is None:
        most = MOST_PASSES if points.held is not None else MOST_READS
    centers = {k: start - points.origin for k, start in starts.items()}
    found: dict[int, Refined] = {}
    active = list(starts)
    for number in range(1, most + 1):
        passed = _one_pass(points, {k: centers[k] for k in active}, number)
        for k, (sums, inertia) in passed.items():
            best = int(inertia.argmin())
            counts, own = sums[best, :, -1:], centers[k][best].copy()
            moved = np.divide(sums[best, :, :-1], counts, out=own, where=counts > 0)
            before = found[k].inertia if k in found else np.inf
            reached = float(inertia[best])
            centers[k] = moved[None]
            found[k] = Refined(
                centers=moved + points.origin,
                sizes=np.rint(counts[:, 0]).astype(np.int64),
                inertia=reached,
                n_passes=number,
                gain=before / reached - 1 if reached > 0 else 0.0,
            )
        active = [k for k in active if found[k].gain > TOLERANCE]
        if not active:
            break
    return found


def _one_pass(
    points: Points, centers: Mapping[int, np.ndarray], number: int
) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Return each start's sums, (n_starts, k, n_axes + 1), and inertia before the move, by k."""
    ones = np.ones(BLOCK_ROWS, dtype=np.float32)

    def sums_of(chunk: Chunk) -> tuple[float, dict[int, tuple[np.ndarray, np.ndarray]]]:
        columns, squares = chunk
        starts = range(0, columns.shape[1], BLOCK_ROWS)
        parts = (columns[:, start : start + BLOCK_ROWS] for start in starts)
        blocks = [(part, part.T, ones[: part.shape[1]]) for part in parts]
        return squares, {k: cluster_scores(blocks, c, np.float32) for k, c in centers.items()}

    sums = dict.fromkeys(centers, 0.0)
    score, squares = dict.fromkeys(centers, 0.0), 0.0
    for own, scored in in_order(sums_of, points.chunks(f"Pass {number} over all rows")):
        squares += own
        for k, (added, gained) in scored.items():
            sums[k] = sums[k] + added
            score[k] = score[k] + gained
    return {k: (sums[k], np.maximum(0.0, squares - 2 * score[k])) for k in centers}
