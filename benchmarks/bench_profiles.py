"""Describing segments, beside the pandas and scikit-learn one would write for the same tables.

Both make means, differences and shares of every column, effect sizes with tests, the spread of the
columns clustered on, names or their raw material, a decision tree of every depth, and a rule per
segment. Each variant of each size runs in a process of its own, for its memory; the times of the
small sizes are medians over repeats.
"""

import json
import subprocess
import sys
import time
import tracemalloc

import harness
import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.charts.columns.spread_charts import violin_chart
from segmentation.charts.segments.spreads import segment_spreads
from segmentation.charts.theme import LIGHT
from segmentation.segments.describing.cards import make_cards
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.describing.trees import MAX_DEPTH, grow_trees
from segmentation.segments.naming import name_segments
from segmentation.segments.profiling import profile_segments
from segmentation.segments.rules import segment_rules

SIZES = {200: 7, 10_000: 5, 1_000_000: 1}
FEATURES = ("spend", "visits", "income")
N_NUMBERS, N_CATEGORIES, K = 14, 6, 5


def made(n: int) -> tuple[pd.DataFrame, sg.Segmentation]:
    """Make customers in five groups, 14 numbers and 6 categories, and segment them."""
    random = np.random.default_rng(4)
    group = random.integers(0, K, n)
    frame = pd.DataFrame(
        {
            name: random.normal(10 * ((group * step) % K), 3, n)
            for name, step in zip(FEATURES, (1, 2, 3), strict=True)
        }
    )
    for at in range(N_NUMBERS - len(FEATURES)):
        frame[f"number {at}"] = random.normal(group * (at % 3) / 2, 1, n)
    for at in range(N_CATEGORIES):
        frame[f"category {at}"] = random.choice(list("abcdef"), n).astype(object)
    table = sg.read_table(frame, "made")
    spec = sg.SegmentationSpec(features=FEATURES, n_clusters=K)
    return frame, sg.segment(table, spec)


def ours(_: pd.DataFrame, result: sg.Segmentation) -> object:
    """Profiles, names, effects, cards, trees and rules."""
    rows, labels, space = result.rows, result.labels, result.space
    profiles = profile_segments(rows, labels, FEATURES)
    effects = measure_effects(rows, labels, profiles)
    distances = result.customers["distance"].to_numpy()
    cards = make_cards(rows, labels, profiles, effects, distances)
    trees = grow_trees(rows.frame, space, labels)
    return (
        name_segments(profiles),
        cards,
        trees,
        segment_rules(rows.frame, space, labels),
    )


def naive(frame: pd.DataFrame, result: sg.Segmentation) -> object:
    """Make the same tables by groupby, crosstab, SciPy's tests and scikit-learn's trees."""
    from scipy.stats import chi2_contingency, kruskal
    from sklearn.tree import DecisionTreeClassifier, export_text

    labels = result.labels
    numbers = frame.select_dtypes("number")
    by = numbers.groupby(labels)
    means, spans = by.mean(), numbers[list(FEATURES)].groupby(labels).quantile([0.1, 0.9])
    z = (means - numbers.mean()) / numbers.std(ddof=0)
    tests = {}
    for name in numbers:
        parts = [numbers[name][labels == segment] for segment in range(K)]
        between = sum(len(p) * (p.mean() - numbers[name].mean()) ** 2 for p in parts)
        eta = between / ((numbers[name] - numbers[name].mean()) ** 2).sum()
        tests[name] = eta, kruskal(*parts).pvalue
    for name in frame.columns.difference(numbers.columns):
        counts = pd.crosstab(labels, frame[name])
        tests[name] = chi2_contingency(counts, correction=False), counts.div(counts.sum(1), axis=0)
    points = frame[list(FEATURES)].to_numpy()
    fidelity = []
    for depth in range(1, MAX_DEPTH + 1):
        tree = DecisionTreeClassifier(max_depth=depth, random_state=0).fit(points, labels)
        fidelity.append(tree.score(points, labels))
        if fidelity[-1] == 1:
            break
    rules = [
        export_text(
            DecisionTreeClassifier(max_depth=4, random_state=0).fit(points, labels == segment)
        )
        for segment in range(K)
    ]
    return means, spans, z, tests, fidelity, rules


VARIANTS = {"ours": ours, "naive": naive}


def child(who: str, n: int) -> None:
    """Run one variant and print times and memory."""
    frame, result = made(n)
    VARIANTS[who](*made(200))  # loads what it needs
    seconds = []
    for _ in range(SIZES[n]):
        begun = time.perf_counter()
        VARIANTS[who](frame, result)
        seconds.append(time.perf_counter() - begun)
    tracemalloc.start()
    VARIANTS[who](frame, result)
    extra_mb = tracemalloc.get_traced_memory()[1] / 2**20
    print(json.dumps({"seconds": seconds, "extra_mb": extra_mb}))


def payload() -> dict[str, float]:
    """Compare what a distribution chart sends with the customers' values themselves."""
    _, result = made(1_000_000)
    data = segment_spreads(result.rows.frame, "spend", result.labels, result.names, result.slots)
    sent = len(violin_chart(data, LIGHT).to_json())
    return {"sent_kb": round(sent / 1024, 1), "share_of_values": round(sent / (8 * 1_000_000), 5)}


def main() -> int:
    """Each size with both variants, in turns of processes."""
    if len(sys.argv) > 2:
        child(sys.argv[1], int(sys.argv[2]))
        return 0
    figures: dict[str, object] = {}
    for n in SIZES:
        found = {}
        for who in VARIANTS:
            done = subprocess.run(
                [sys.executable, __file__, who, str(n)], capture_output=True, text=True, check=True
            )
            said = json.loads(done.stdout.splitlines()[-1])
            found[who] = harness.summary(said["seconds"]) | {"extra_mb": round(said["extra_mb"], 1)}
        figures[f"{n:,}"] = found | {"ratio": harness.ratios(found["ours"], found["naive"])}
    figures["payload"] = payload()
    harness.save("profiles", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
