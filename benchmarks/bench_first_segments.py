"""The first segments of a large table, beside what one would write with scikit-learn.

Ours begins with a table that was read: it proposes columns and scales, cleans, fits every k of the
slider, chooses a number and says what sets its segments apart. The loop standardises the same
columns, fits `KMeans(n_init=3)` for k = 2 … 11 and takes the means by segment of the last. Both
run on two cores, in turns, in a process whose libraries are loaded; seconds on the clock and of the
processor. `python bench_first_segments.py [rows …]`, 2,900, 100,000 and 1,000,000 unless given.
"""

import os
import sys
import time
from dataclasses import replace

import harness
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

import segmentation as sg
from segmentation.analysis.choosing.proposal import first_k, proposed
from segmentation.analysis.fitted_range import fit_range

COLUMNS = {
    "age": (4, 45),
    "income": (9_000, 60_000),
    "visits": (3, 20),
    "spend": (40, 300),
    "basket": (5, 40),
    "tenure_months": (6, 40),
    "returns": (1, 8),
    "discount_share": (0.03, 0.3),
}
"""Name: spread within a group, and middle."""

ROWS = (2_900, 100_000, 1_000_000)
KS = range(2, 12)


def customers(n_rows: int) -> pd.DataFrame:
    """Make customers of six groups, with a number each."""
    random = np.random.default_rng(3)
    middles = random.normal(0, 2, (6, len(COLUMNS)))
    points = middles[random.integers(0, 6, n_rows)] + random.normal(0, 1, (n_rows, len(COLUMNS)))
    columns = {
        name: (points[:, at] * spread + middle).round(3)
        for at, (name, (spread, middle)) in enumerate(COLUMNS.items())
    }
    return pd.DataFrame({"customer_id": np.arange(n_rows)} | columns)


class Clock:
    """Seconds of a step, on the clock and of the processor."""

    def __init__(self) -> None:
        self.steps: dict[str, dict[str, float]] = {}
        self._before = (time.perf_counter(), time.process_time())

    def mark(self, step: str) -> None:
        """End a step."""
        now = (time.perf_counter(), time.process_time())
        wall, processor = (after - before for after, before in zip(now, self._before, strict=True))
        self.steps[step] = {"wall_s": round(wall, 3), "processor_s": round(processor, 3)}
        self._before = now

    def whole(self) -> dict[str, float]:
        """Return the sum of all steps."""
        return {
            unit: round(sum(step[unit] for step in self.steps.values()), 3)
            for unit in ("wall_s", "processor_s")
        }


def ours(table: sg.Table) -> tuple[Clock, object]:
    """Do what the Segments page does for a table that was just opened."""
    clock = Clock()
    spec = proposed(table).spec
    clock.mark("propose")
    fitted = fit_range(table, spec)
    clock.mark("fit")
    k = first_k(fitted)
    result = sg.segment(table, replace(spec, n_clusters=k), fitted=fitted)
    clock.mark("segment")
    return clock, result


def loop(frame: pd.DataFrame, points: np.ndarray) -> tuple[Clock, list[float]]:
    """Fit each k by itself to the points that ours were found in, and describe the last."""
    clock, inertia = Clock(), []
    points = StandardScaler().fit_transform(points)
    for k in KS:
        model = KMeans(k, n_init=3, random_state=0).fit(points)
        inertia.append(model.inertia_)
    frame.groupby(model.labels_).mean()
    clock.mark("loop")
    return clock, inertia


def beside(n_rows: int) -> dict:
    """Measure both on the same rows."""
    frame = customers(n_rows)
    ours(sg.read_table(frame.head(2_000), "made"))  # the libraries are loaded
    clock, result = ours(sg.read_table(frame, "made"))
    naive, inertia = loop(frame, result.points)
    scale = result.points.var(axis=0)
    above = {}
    if np.allclose(scale, 1):  # the same space
        found = [result.fitted.clusterings[k].inertia for k in KS]
        above = {"inertia_worst": round(float((np.array(found) / inertia - 1).max()), 6)}
    whole, of_loop = clock.whole(), naive.whole()
    times = {unit: round(of_loop[unit] / whole[unit], 1) for unit in whole}
    return {"ours": whole | {"steps": clock.steps}, "loop": of_loop, "times_less": times} | above


def main() -> None:
    """Measure each number of rows."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    rows = [int(rows) for rows in sys.argv[1:]] or ROWS
    harness.save("first_segments", {f"{n_rows:,}": beside(n_rows) for n_rows in rows})


if __name__ == "__main__":
    main()
