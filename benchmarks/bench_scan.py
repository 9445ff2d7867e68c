"""`scan_k` against the loop over k that one would write with scikit-learn.

Both score k = 2 … 12 of the same standardised columns: by inertia, silhouette, Calinski-Harabasz
and Davies-Bouldin at 10,000 customers, without the silhouette in the loop at a million. The loop
fits `KMeans(n_init=10)` with the library's default threads. Data are overlapping groups, and even
noise, which is harder. At 10,000 both are also measured while four other processes keep every core
busy. The test against chance (``auto``) and the first segments of 100,000 customers and 8 columns
are compared with the loop in processor time, which other programs on the machine hardly change, and
so is all evidence for Gaussian mixtures of 200 customers with a loop that has their BIC alone. The
last part times the full evidence on the built-in table on two cores. ``bench_scan.py processor``
measures the rows in processor time alone.
"""

import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import harness
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.mixture import GaussianMixture

import segmentation as sg
from segmentation.analysis.choosing.proposal import first_k
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.kmeans import kmeans
from segmentation.clustering.result import make_clustering
from segmentation.clustering.validity import measure

KS = range(2, 13)
ROUNDS = 3
LARGE = 1_000_000
MANY, FEW = 100_000, 200
BUSY = 4
FEATURES = tuple("abcde")
MALL = ("Annual Income (k$)", "Spending Score (1-100)")
MALL_SCAN = """
import os, time
os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
import segmentation as sg
from segmentation.analysis import fitted_range
from segmentation.analysis import scan
table = sg.load_sample("mall_customers")
spec = sg.SegmentationSpec(features={features!r})
sg.scan_k(table, spec, range(2, 4), evidence="full")  # the libraries are loaded
begin = time.perf_counter()
found = fitted_range.fit(table, spec, range(1, 11))
curves = time.perf_counter() - begin
sg.scan_k(table, spec, range(2, 11), evidence="full", fitted=found)
print(curves, time.perf_counter() - begin)
"""


def data(kind: str, n_samples: int) -> np.ndarray:
    """Make standardised points: overlapping groups, or none."""
    if kind == "groups":
        points, _ = make_blobs(n_samples, 5, centers=6, cluster_std=2.0, random_state=3)
    else:
        points = np.random.default_rng(1).uniform(size=(n_samples, 5))
    return (points - points.mean(axis=0)) / points.std(axis=0)


def loop(points: np.ndarray) -> list[float]:
    """Fit and score each k by itself."""
    found = []
    for k in KS:
        model = KMeans(k, n_init=10, random_state=0).fit(points)
        if len(points) < LARGE:
            silhouette_score(points, model.labels_)
        calinski_harabasz_score(points, model.labels_)
        davies_bouldin_score(points, model.labels_)
        found.append(model.inertia_)
    return found


def timed(function, *arguments) -> tuple[float, object]:
    """Return seconds and what came out."""
    begin = time.perf_counter()
    result = function(*arguments)
    return time.perf_counter() - begin, result


def side_by_side(kind: str, n_samples: int, rounds: int) -> dict:
    """Alternate ours and the loop on the same points."""
    points = data(kind, n_samples)
    table = sg.read_table(pd.DataFrame(points, columns=list(FEATURES)), "made")
    spec = sg.SegmentationSpec(features=FEATURES)
    ours, naive = [], []
    for _ in range(rounds):
        seconds, scan = timed(lambda: sg.scan_k(table, spec, KS, evidence="criteria"))
        ours.append(seconds)
        seconds, inertia = timed(loop, points)
        naive.append(seconds)
    above = scan.scores["inertia"].to_numpy() / np.array(inertia) - 1
    figures = {"ours": harness.summary(ours), "naive": harness.summary(naive)}
    return figures | {
        "times_faster": round(figures["naive"]["median_ms"] / figures["ours"]["median_ms"], 1),
        "inertia_worst": round(float(above.max()), 6),
        "inertia_mean": round(float(above.mean()), 6),
    }


def processor(function, *arguments) -> tuple[float, object]:
    """Return seconds of processor time, of all threads, and what came out."""
    begin = time.process_time()
    result = function(*arguments)
    return time.process_time() - begin, result


def in_processor_time() -> dict:
    """Compare the verdict, and the first segments of many customers, with the loop."""
    found = {}
    for kind in ("groups", "noise"):
        points = data(kind, 10_000)
        table = sg.read_table(pd.DataFrame(points, columns=list(FEATURES)), "made")
        spec = sg.SegmentationSpec(features=FEATURES)
        naive, _ = processor(loop, points)
        for evidence in ("criteria", "auto"):
            ours, scan = processor(partial(sg.scan_k, table, spec, KS, evidence=evidence))
            found[f"{evidence}, 10,000 {kind}"] = _beside(ours, naive) | {"verdict": scan.verdict}
    found["mixtures, full evidence, 200 groups"] = mixtures()
    points = make_blobs(MANY, 8, centers=9, cluster_std=2.0, random_state=3)[0]
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    columns = [f"c{at}" for at in range(8)]
    table = sg.read_table(pd.DataFrame(points, columns=columns), "made")
    ours, result = processor(first_segments, table, sg.SegmentationSpec(features=tuple(columns)))
    naive, inertia = processor(
        lambda: [KMeans(k, n_init=10, random_state=0).fit(points).inertia_ for k in KS]
    )
    above = np.array([result.fitted.clusterings[k].inertia for k in KS]) / inertia - 1
    worst = {"inertia_worst": round(float(above.max()), 6)}
    return found | {f"first segments, {MANY:,}": _beside(ours, naive) | worst}


def mixtures() -> dict:
    """Compare all evidence for Gaussian mixtures of 200 customers with a loop that has the BIC."""
    points = data("groups", FEW)
    table = sg.read_table(pd.DataFrame(points, columns=list(FEATURES)), "made")
    spec = sg.SegmentationSpec(features=FEATURES, algorithm="gaussian_mixture")
    naive, _ = processor(
        lambda: [GaussianMixture(k, n_init=10, random_state=0).fit(points).bic(points) for k in KS]
    )
    ours, scan = processor(partial(sg.scan_k, table, spec, KS, evidence="full"))
    return _beside(ours, naive) | {"verdict": scan.verdict}


def first_segments(table: sg.Table, spec: sg.SegmentationSpec) -> object:
    """Do what the first picture needs: every k of the slider, one of them as segments."""
    fitted = fit_range(table, spec)
    return sg.segment(table, replace(spec, n_clusters=first_k(fitted)), fitted=fitted)


def _beside(ours: float, naive: float) -> dict:
    seconds = {"ours_s": round(ours, 2), "loop_s": round(naive, 2)}
    return seconds | {"times_less": round(naive / ours, 1)}


def spin(until: float) -> None:
    """Keep a core busy."""
    while time.time() < until:
        pass


def busy() -> dict:
    """Time our scan alone and beside processes that keep every core busy."""
    points = data("groups", 10_000)
    table = sg.read_table(pd.DataFrame(points, columns=list(FEATURES)), "made")
    spec = sg.SegmentationSpec(features=FEATURES)

    def scan():
        return sg.scan_k(table, spec, KS, evidence="criteria")

    alone = [timed(scan)[0] for _ in range(ROUNDS)]
    others = [
        multiprocessing.Process(target=spin, args=(time.time() + 20,), daemon=True)
        for _ in range(BUSY)
    ]
    for other in others:
        other.start()
    beside = [timed(scan)[0] for _ in range(ROUNDS)]
    for other in others:
        other.terminate()
    alone, beside = harness.summary(alone), harness.summary(beside)
    ratio = round(beside["median_ms"] / alone["median_ms"], 2)
    return {"alone": alone, "beside_four": beside, "ratio": ratio}


def silhouettes_equal() -> float:
    """Return the largest difference from scikit-learn's silhouette for equal labels."""
    points = data("groups", 10_000)
    found = [make_clustering(points, labels) for labels in kmeans(points, list(KS))]
    ours = [metrics.silhouette for metrics in measure(points, found)]
    theirs = [silhouette_score(points, clustering.labels) for clustering in found]
    return float(np.abs(np.array(ours) - theirs).max())


def extra_memory() -> dict:
    """Scan a million customers in a process of its own; how much more it holds than the table."""
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
import pathlib, bench_scan, pandas as pd, segmentation as sg

def held(what):
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.split(what + ":")[1].split()[0]) / 1024

points = bench_scan.data("groups", bench_scan.LARGE)
table = sg.read_table(pd.DataFrame(points, columns=list("abcde")), "made")
spec = sg.SegmentationSpec(features=tuple("abcde"))
sg.scan_k(sg.load_sample("mall_customers"), sg.SegmentationSpec(features=("Age",)), range(2, 4))
size = points.nbytes / 2**20
del points
before = held("VmRSS")
pathlib.Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
sg.scan_k(table, spec, bench_scan.KS, evidence="criteria")
print(size, held("VmHWM") - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    data_mb, extra = map(float, done.stdout.split())
    return {"data_mb": round(data_mb), "extra_mb": round(extra), "ratio": round(extra / data_mb, 1)}


def mall() -> dict:
    """Time the full evidence on two cores."""
    code = MALL_SCAN.format(features=MALL)
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(ROUNDS)
    ]
    curves, whole = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    return {"curves": harness.summary(curves), "full": harness.summary(whole), "cores": 2}


def growth() -> dict:
    """Time the scan as the table, the range and the columns grow."""
    found = {}
    for name, settings in {
        "n": [(n, 5, 12) for n in (1_000, 10_000, 100_000, 1_000_000)],
        "d": [(10_000, d, 12) for d in (2, 5, 20, 50)],
        "k": [(10_000, 5, k) for k in (3, 6, 12, 15)],
    }.items():
        for n_samples, n_features, last in settings:
            points = np.random.default_rng(0).normal(size=(n_samples, n_features))
            columns = [f"c{i}" for i in range(n_features)]
            table = sg.read_table(pd.DataFrame(points, columns=columns), "made")
            spec = sg.SegmentationSpec(features=tuple(columns))
            seconds, _ = timed(
                lambda table=table, spec=spec, last=last: sg.scan_k(
                    table, spec, range(2, last + 1), evidence="criteria"
                )
            )
            key = {"n": n_samples, "d": n_features, "k": last}[name]
            found.setdefault(name, {})[str(key)] = round(seconds, 3)
    return found


def main() -> None:
    """Measure all of it, or the part that is measured in processor time."""
    if sys.argv[1:] == ["processor"]:
        harness.save("scan_processor_time", in_processor_time())
        return
    harness.save(
        "scan",
        {
            "cores": os.cpu_count(),
            "10,000 groups": side_by_side("groups", 10_000, ROUNDS),
            "10,000 noise": side_by_side("noise", 10_000, ROUNDS),
            "1,000,000 groups": side_by_side("groups", LARGE, 1),
            "1,000,000 noise": side_by_side("noise", LARGE, 1),
            "silhouette_difference": silhouettes_equal(),
            "busy": busy(),
            "memory": extra_memory(),
            "mall": mall(),
            "growth": growth(),
        },
    )


if __name__ == "__main__":
    main()
