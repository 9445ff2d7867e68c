"""`scan_k` on the built-in table against the loop over k that one would write with scikit-learn.

Both score k = 2 … 15 by silhouette, Calinski-Harabasz and Davies-Bouldin on the same standardised
columns. The loop runs once with as many k-means++ starts as ours and once with the usual ten.
Rounds alternate, so that a busy machine slows both.
"""

import time
import warnings

import harness
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.preprocessing import StandardScaler

import segmentation as sg
from segmentation.clustering.kmeans import MAX_STARTS

ROUNDS = 7
KS = range(2, 16)
FEATURES = ("Age", "Annual Income (k$)", "Spending Score (1-100)")


def plain_loop(points: np.ndarray, n_init: int) -> pd.DataFrame:
    """Fit and score each k by itself."""
    rows = []
    for k in KS:
        model = KMeans(n_clusters=k, n_init=n_init, random_state=0).fit(points)
        rows.append(
            {
                "inertia": model.inertia_,
                "silhouette": silhouette_score(points, model.labels_),
                "calinski_harabasz": calinski_harabasz_score(points, model.labels_),
                "davies_bouldin": davies_bouldin_score(points, model.labels_),
            }
        )
    return pd.DataFrame(rows, index=KS)


def main() -> None:
    """Alternate the three and compare times and inertias."""
    warnings.simplefilter("error")
    table = sg.load_sample("mall_customers")
    points = StandardScaler().fit_transform(table.frame[list(FEATURES)])
    spec = sg.SegmentationSpec(features=FEATURES)
    runs = {
        "ours": lambda: sg.scan_k(table, spec, KS).scores,
        "same_starts": lambda: plain_loop(points, MAX_STARTS),
        "ten_starts": lambda: plain_loop(points, 10),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    scores = {name: run() for name, run in runs.items()}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            begin = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begin)
    figures = {name: harness.summary(seconds) for name, seconds in times.items()}
    best = scores["ours"]["inertia"]
    for name in ("same_starts", "ten_starts"):
        figures[f"ratio_to_{name}"] = harness.ratios(figures["ours"], figures[name])
        worse = scores[name]["inertia"] / best - 1
        figures[f"{name}_above_our_inertia"] = {
            "ks_worse": int((worse > 1e-9).sum()),
            "ks_better": int((worse < -1e-9).sum()),
            "largest_excess": round(float(worse.max()), 5),
        }
    harness.save("scan", figures)


if __name__ == "__main__":
    main()
