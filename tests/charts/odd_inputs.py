"""Odd names and numbers, and for every chart a maker that turns them into what it draws.

A maker takes names and as many numbers, and puts each where its chart has one: names are segments,
columns, levels or customers; numbers are values where the chart takes any, else the nearest that
its data can be: customers are whole and not below 0, shares lie between 0 and 1.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from segmentation.charts import criteria, segment_map, segment_pairs, steps
from segmentation.charts.columns import (
    correlation,
    counts,
    histogram,
    scatter,
    spread,
    spread_charts,
)
from segmentation.charts.evidence import bands, dendrogram, lineage, matrices, silhouettes
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.clustering.methods.kmeans_trace import lesson
from segmentation.clustering.methods.ward import TopOfTree
from segmentation.clustering.preparing.fitting import LARGEST
from segmentation.clustering.selection import Evidence, KScan
from segmentation.clustering.stability import Stability

Names = tuple[str, ...]

MARKUP = ("<script>alert(1)</script>", "<i>own</i>", "$x$", "%{own}", "two\nlines", "\x00", " ")
ALIKE = tuple(f"{'The same words again and again, ' * 3}{end}" for end in "abcd")
THREE = ("Low", "Middle", "High")
FIFTEEN = tuple(f"Segment {number}" for number in range(1, 16))

ODD: dict[str, tuple[Names, list[float]]] = {
    "nothing": ((), []),
    "one": (("Only",), [3.0]),
    "one zero": (("Only",), [0.0]),
    "constant": (THREE, [7.0, 7.0, 7.0]),
    "zeros": (THREE, [0.0, 0.0, 0.0]),
    "some zeros": (FIFTEEN, [0.0, 5.0, 0.0] * 5),
    "missing": (THREE, [np.nan] * 3),
    "partly missing": (THREE, [1.0, np.nan, 3.0]),
    "infinite": (THREE, [np.inf, -np.inf, 1.0]),
    "negative": (THREE, [-1.0, -2.0, -30.0]),
    "huge": (THREE, [1.7e308, 1.6e308, 1.0]),
    "tiny": (THREE, [5e-324, 1e-300, 0.0]),
    "far apart": (THREE, [1e-300, 1e300, 1e15]),
    "markup": (MARKUP, [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0]),
    "very long": (("x" * 300, "many words " * 60, "y" * 41), [1.0, 2.0, 3.0]),
    "alike when shortened": (ALIKE, [4.0, 3.0, 2.0, 1.0]),
    "fifteen": (FIFTEEN, [float(number) for number in range(15)]),
}


def slots(names: Names) -> tuple[int, ...]:
    """Give the last name the first place."""
    return tuple(reversed(range(len(names))))


def customers(values: list[float]) -> np.ndarray:
    """Return numbers of customers."""
    return np.clip(np.nan_to_num(values), 0, 10**12).astype(np.int64)


def parts(values: list[float]) -> np.ndarray:
    """Return shares, 0 to 1."""
    return np.clip(np.nan_to_num(values), 0, 1)


def comparable(values: list[float]) -> np.ndarray:
    """Return numbers that the segmentation takes: larger ones are refused before any chart."""
    return np.clip(np.nan_to_num(values), -LARGEST, LARGEST)


def as_column(draw: Callable, names: Names, values: list[float]) -> object:
    """Make a table of one number, called by the first name, and a category of all names."""
    number = names[0] if names else "number"
    frame = pd.DataFrame({number: np.array(values, dtype=float), "by": pd.Series(names, dtype=str)})
    return draw(frame, number)


def as_columns(names: Names, values: list[float]) -> object:
    """Make a table with a column per name."""
    rows = [np.roll(np.array(values, dtype=float), by) for by in range(len(names))]
    frame = pd.DataFrame(np.reshape(rows, (len(names), len(values))), columns=list(names))
    return correlation.correlation_data(frame, names)


def scan(values: list[float]) -> KScan:
    """Make a scan whose criteria are the values at 2, 3, …."""
    ks = range(2, len(values) + 2)
    numbers = np.array(values, dtype=float)
    evidence = {
        k: ChanceOfK(
            silhouette=float(parts([value])[0]),
            log_inertia=float(np.log(np.maximum(comparable([abs(value)])[0], 1e-308))),
            reference_silhouettes=np.array([0.1, 0.2]),
            reference_log_inertia=np.array([0.0, 1.0]),
        )
        for k, value in zip(ks, values, strict=True)
    }
    return KScan(
        scores=pd.DataFrame({"silhouette": numbers, "inertia": np.abs(numbers)}, index=ks),
        decision=UNDECIDED,
        p_value=float("nan"),
        evidence=Evidence(chance=evidence),
        n_sampled=0,
    )


def mapped(n_axes: int, names: Names, values: list[float]) -> object:
    """Put a customer of every segment on so many axes."""
    numbers = np.where(np.isfinite(values), comparable(values), np.nan)
    return segment_map.segment_map_data(
        np.tile(numbers[:, None], (1, n_axes)),
        (*names, *THREE)[:n_axes],
        np.arange(len(names)),
        slots(names),
        names,
        np.array(names, dtype=object),
    )


def paired(n_columns: int, names: Names, values: list[float]) -> object:
    """Put a customer of every segment on so many columns, the first of them marked."""
    numbers = np.where(np.isfinite(values), comparable(values), np.nan)
    return segment_pairs.segment_pairs_data(
        np.tile(numbers[:, None], (1, n_columns)),
        (*names, *THREE)[:n_columns],
        np.arange(len(names)),
        slots(names),
        names,
        np.arange(len(names)) == 0,
    )


def taught(place: int, names: Names, values: list[float]) -> tuple:
    """Follow the algorithm on the values up to one of its steps; it needs one customer."""
    numbers = comparable(values or [1.0])
    points = np.column_stack([numbers, numbers[::-1]])
    n_clusters = min(3, len(np.unique(points, axis=0)))
    found = lesson(points, n_clusters, scaled=False)
    return found, range(len(found.steps))[place], (*names, "across", "up")[:2]


def merged(_names: Names, values: list[float]) -> object:
    """Merge one group after another."""
    n = len(values)
    results = [0, *range(n, 2 * n - 2)]
    tree = TopOfTree(
        sizes=customers(values),
        merges=np.array([*zip(results, range(1, n), strict=False)], dtype=int).reshape(-1, 2),
        heights=np.sort(np.abs(comparable(values)))[1:],
    )
    return dendrogram.dendrogram_data(tree, 2)


def grown(names: Names, _values: list[float]) -> object:
    """Divide thirty customers into 1, 2, … segments."""
    ks = range(1, len(names) + 1)
    return lineage.lineage_data(
        {k: np.arange(30) % k for k in ks}, {k: tuple(reversed(range(k))) for k in ks}
    )


def repeated(names: Names, values: list[float]) -> object:
    """Resample segments that come back when their value is above 0."""
    ks = range(2, len(names) + 1)
    found = {
        k: Stability(agreement=np.zeros(4), jaccard=np.tile(parts(values[:k]), (4, 1)), n_rows=30)
        for k in ks
    }
    return matrices.stability_data(found, {k: tuple(range(k)) for k in ks})


def agreed(names: Names, values: list[float]) -> object:
    """Let ways of these names agree; where an index is not defined it is missing."""
    pairs = {
        (one, other): float(np.clip(v, -1, 1))
        for one in names
        for other, v in zip(names, values, strict=True)
    }
    return matrices.agreement_data(pairs, {name: name for name in names})


def placed(names: Names, values: list[float]) -> object:
    """Give every segment up to nine customers with a silhouette; some segments have none."""
    sizes = np.minimum(customers(values), 9)
    labels = np.repeat(np.arange(len(names)), sizes)
    sits = np.clip(comparable(values), -1, 1)[labels]
    return silhouettes.silhouette_plot_data(sits, labels, slots(names), names, len(labels) + 1)


MAKERS: dict[str, tuple[Callable, Callable[[Names, list[float]], object]]] = {
    "histogram": (
        histogram.histogram_chart,
        partial(as_column, lambda frame, name: histogram.histogram_data(frame, name, "by")),
    ),
    "box": (
        spread_charts.box_chart,
        partial(as_column, lambda frame, name: spread.spread_data(frame, name, "by")),
    ),
    "violin": (spread_charts.violin_chart, partial(as_column, spread.spread_data)),
    "scatter": (
        scatter.scatter_chart,
        partial(as_column, lambda frame, name: scatter.scatter_data(frame, name, name, "by")),
    ),
    "counts of a number": (counts.counts_chart, partial(as_column, counts.counts_data)),
    "counts of names": (
        counts.counts_chart,
        partial(as_column, lambda frame, _name: counts.counts_data(frame, "by")),
    ),
    "correlation": (correlation.correlation_chart, as_columns),
    "silhouette": (criteria.criterion_chart, lambda _n, v: criteria.silhouette_data(scan(v), 3)),
    "elbow": (criteria.criterion_chart, lambda _n, v: criteria.elbow_data(scan(v), 3)),
    "chance": (bands.band_chart, lambda _n, v: bands.chance_data(scan(v))),
    "gap": (bands.band_chart, lambda _n, v: bands.gap_data(scan(v))),
    "map strip": (segment_map.segment_map_chart, partial(mapped, 1)),
    "map flat": (segment_map.segment_map_chart, partial(mapped, 2)),
    "map solid": (segment_map.segment_map_chart, partial(mapped, 3)),
    "pairs of one": (segment_pairs.segment_pairs_chart, partial(paired, 1)),
    "pairs of two": (segment_pairs.segment_pairs_chart, partial(paired, 2)),
    "pairs of three": (segment_pairs.segment_pairs_chart, partial(paired, 3)),
    "first step": (steps.step_chart, lambda n, v: steps.step_data(*taught(0, n, v))),
    "last step": (steps.step_chart, lambda n, v: steps.step_data(*taught(-1, n, v))),
    "first fall": (steps.fall_chart, lambda n, v: steps.fall_data(*taught(0, n, v)[:2])),
    "last fall": (steps.fall_chart, lambda n, v: steps.fall_data(*taught(-1, n, v)[:2])),
    "dendrogram": (dendrogram.dendrogram_chart, merged),
    "lineage": (lineage.lineage_chart, grown),
    "stability": (matrices.matrix_chart, repeated),
    "agreement": (matrices.matrix_chart, agreed),
    "silhouettes": (silhouettes.silhouette_plot, placed),
}
