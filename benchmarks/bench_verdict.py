"""How often the verdict is right: 30 kinds of data without groups, 20 with, 2 that overlap.

For each kind and size: the share of seeds told “separate groups” where there are none, with its
Clopper-Pearson interval, or told the right number where there are; beside it the adjusted Rand
index of what the verdict suggests, of the silhouette's peak, the gap statistic and the BIC of a
Gaussian mixture. Half of the kinds were never looked at while the rule was made (`kinds`).

Run it as ``bench_verdict.py [seconds for each half]``; it takes up seeds in turns until the time is
over, 100 of 60 and 300 customers and 20 of 2,000, first without groups, then with.
"""

import os

for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_limit] = "1"

import multiprocessing  # noqa: E402 - the limits come first
import sys  # noqa: E402
import time  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Iterable  # noqa: E402
from zlib import crc32  # noqa: E402

import harness  # noqa: E402
import kinds  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from scipy.stats import beta  # noqa: E402
from sklearn.metrics import adjusted_rand_score  # noqa: E402
from sklearn.mixture import GaussianMixture  # noqa: E402

import segmentation as sg  # noqa: E402
from segmentation.analysis.fitted_range import FittedRange, fit_range  # noqa: E402
from segmentation.analysis.scan import borders_of, scan_k  # noqa: E402
from segmentation.clustering.gaps.borders import are_gaps  # noqa: E402

KS = range(2, 11)
SEEDS = {60: 100, 300: 100, 2_000: 20}
WITHOUT = kinds.TUNED | kinds.UNSEEN
WITH = kinds.GROUPED | kinds.GROUPED_UNSEEN | kinds.OVERLAPPING
WAYS = ("verdict", "silhouette", "gap", "mixture")
RIVALS_UP_TO = 300
RIVAL_SEEDS = 10
"""Customers and seeds up to which the gap and the mixture are computed beside ours."""


def fitted(kind: str, points: object) -> FittedRange:
    """Cluster a made table."""
    frame = pd.DataFrame(points)
    frame.columns = [str(name) if isinstance(name, str) else f"c{name}" for name in frame]
    table = sg.read_table(frame, kind)
    return fit_range(table, sg.SegmentationSpec(features=tuple(frame.columns)), KS)


def without_groups(kind: str, n: int, seed: int) -> dict:
    """Return whether groups are claimed; the test against chance only where it could matter."""
    made = fitted(kind, WITHOUT[kind](np.random.default_rng([seed, n, crc32(kind.encode())]), n))
    if not any(are_gaps(borders_of(made, k)) for k in made.clusterings):
        return {"groups": False}
    scan = scan_k(made.table, made.spec, KS, fitted=made)
    return {"groups": scan.verdict == "groups"}


def with_groups(kind: str, n: int, seed: int) -> dict:
    """Return the verdict, and the adjusted Rand index of each way to choose k."""
    expected, make = WITH[kind]
    points, groups = make(np.random.default_rng([seed, n, crc32(kind.encode())]), n)
    made = fitted(kind, points)
    start = time.process_time()
    scan = scan_k(made.table, made.spec, KS, fitted=made)
    seconds = time.process_time() - start
    ways = {"verdict": scan.suggested_k, "silhouette": scan.peak_k}
    if n <= RIVALS_UP_TO and seed < RIVAL_SEEDS:
        full = scan_k(made.table, made.spec, KS, evidence="full", fitted=made)
        ways["gap"] = full.gap_k
        ways["mixture"] = _by_mixture(made.points)
    member = groups >= 0
    return {
        "verdict": scan.verdict,
        "right": scan.recommended_k == expected,
        "more": (scan.recommended_k or 0) > expected,
        "seconds": seconds,
        "ari": {
            way: float(adjusted_rand_score(groups[member], _labels(made, k)[member]))
            for way, k in ways.items()
        },
    }


def _by_mixture(points: np.ndarray) -> int | np.ndarray:
    models = [
        GaussianMixture(k, covariance_type=shape, reg_covar=1e-4, random_state=0).fit(points)
        for k in KS
        for shape in ("full", "diag", "tied")
    ]
    return min(models, key=lambda model: model.bic(points)).predict(points)


def _labels(made: FittedRange, k: int | np.ndarray | None) -> np.ndarray:
    if isinstance(k, np.ndarray):
        return k
    if k is None or k not in made.clusterings:
        return np.zeros(len(made.points), dtype=int)
    return made.clusterings[k].labels


def answer(case: tuple[str, int, int]) -> tuple[str, int, dict]:
    """Return one case and what was found."""
    kind, n, seed = case
    return kind, n, (without_groups if kind in WITHOUT else with_groups)(kind, n, seed)


def summary(found: dict[tuple[str, int], list[dict]]) -> dict:
    """Return shares with intervals, by kind and size."""
    rows: dict[str, dict[str, dict]] = {}
    for (kind, n), cases in sorted(found.items()):
        row: dict = {"seeds": len(cases), "unseen": kind in kinds.UNSEEN | kinds.GROUPED_UNSEEN}
        if kind in WITHOUT:
            row |= _share("false groups", [case["groups"] for case in cases])
        else:
            row |= _share("right number", [case["right"] for case in cases])
            row["too many"] = float(np.mean([case["more"] for case in cases]))
            for verdict in ("groups", "slices", "none"):
                row[verdict] = float(np.mean([case["verdict"] == verdict for case in cases]))
            row["ari"] = {
                way: round(float(np.mean([c["ari"][way] for c in cases if way in c["ari"]])), 2)
                for way in sorted({way for case in cases for way in case["ari"]}, key=WAYS.index)
            }
            row["seconds"] = round(float(np.median([case["seconds"] for case in cases])), 2)
        rows.setdefault(kind, {})[str(n)] = row
    pooled = {
        name: _share(
            "false groups", [c["groups"] for (k, _), cs in found.items() if k in of for c in cs]
        )
        for name, of in (("seen", kinds.TUNED), ("unseen", kinds.UNSEEN))
    }
    return {"pooled": pooled, "kinds": rows}


def _share(name: str, hits: list[bool]) -> dict:
    count, n = sum(hits), len(hits)
    low = float(beta.ppf(0.025, count, n - count + 1)) if count else 0.0
    high = float(beta.ppf(0.975, count + 1, n - count)) if count < n else 1.0
    return {name: count / max(n, 1), "of": n, "interval": [round(low, 3), round(high, 3)]}


def gathered(of: Iterable[str], seconds: float) -> dict[tuple[str, int], list[dict]]:
    """Take up cases in turns, until the time is over."""
    until = time.monotonic() + seconds
    cases = sorted(
        (seed / n_seeds, n, kind, seed)
        for n, n_seeds in SEEDS.items()
        for kind in of
        for seed in range(n_seeds)
    )
    found: dict[tuple[str, int], list[dict]] = defaultdict(list)
    with multiprocessing.Pool() as pool:
        turns = pool.imap_unordered(answer, [(kind, n, seed) for _, n, kind, seed in cases])
        for kind, n, row in turns:
            found[kind, n].append(row)
            if time.monotonic() > until:
                pool.terminate()
                break
    return found


def main() -> None:
    """Judge the kinds without groups, then those with."""
    seconds = float(sys.argv[1] if len(sys.argv) > 1 else 36_000)
    found = gathered(WITHOUT, seconds)
    harness.save("verdict", summary(found | gathered(WITH, seconds)))


if __name__ == "__main__":
    main()
