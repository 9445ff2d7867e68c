"""Scoring a million customers from Parquet to Parquet: our command line, pandas, and our SQL.

Each way runs in a process of its own, for its memory; they take turns. Pandas reads the file,
scales it and asks a fitted KMeans, as one would write it with scikit-learn; DuckDB runs the
statement that the model writes. All three give the same segments, or the benchmark stops. Eight
times the rows show whether memory grows with them.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import harness
import numpy as np
import pandas as pd

import segmentation as sg

ROOT = Path(__file__).parents[1]
SIZES = {1_000_000: 7, 8_000_000: 3}
K, COLUMNS = 6, tuple(f"x{at}" for at in range(5))

NAIVE = """
import sys, numpy, pandas
from sklearn.cluster import KMeans
model, source, out = sys.argv[1:]
numbers = numpy.load(model)
columns = [f"x{at}" for at in range(5)]
kmeans = KMeans(len(numbers["centers"]), n_init=1, max_iter=1, init=numbers["centers"])
kmeans.fit(numbers["centers"])
kmeans.cluster_centers_ = numbers["centers"]
frame = pandas.read_parquet(source)
points = (frame[columns].to_numpy() - numbers["mean"]) / numbers["scale"]
frame["segment"] = kmeans.predict(points)
frame.to_parquet(out, index=False)
"""
DUCKDB = """
import sys, duckdb
statement, source, out = sys.argv[1:]
duckdb.execute(f"CREATE VIEW customers AS SELECT * FROM '{source}'")
duckdb.execute(f"COPY ({open(statement).read()}) TO '{out}' (FORMAT parquet)")
"""


def made(n_rows: int, seed: int) -> pd.DataFrame:
    """Make customers in six groups."""
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(K, len(COLUMNS))) * 4
    values = middles[chance.integers(0, K, n_rows)] + chance.normal(size=(n_rows, len(COLUMNS)))
    frame = pd.DataFrame(values, columns=list(COLUMNS))
    frame.insert(0, "customer_id", np.arange(n_rows))
    return frame


def make_file(n_rows: int, path: str) -> None:
    """Write customers to a file."""
    made(n_rows, 1).to_parquet(path, index=False)


def check_same(paths: list[str]) -> None:
    """Stop when the ways do not give the same segments."""
    first, *others = (pd.read_parquet(path, columns=["segment"]) for path in paths)
    assert all((first == other).all(axis=None) for other in others)


def apart(work: Callable, *arguments: object) -> None:
    """Do memory-hungry work elsewhere: a process counts what its parent held when it began."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    assert process.exitcode == 0


def run(command: list[str]) -> tuple[float, float]:
    """Run a process; return its seconds and its peak memory in megabytes."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return seconds, usage.ru_maxrss / 1024


def prepared(folder: Path) -> dict[str, list[str]]:
    """Fit a model on a part, and write it in the three forms."""
    table = sg.read_table(made(20_000, 1), "part")
    model = sg.segment(table, sg.SegmentationSpec(features=COLUMNS, n_clusters=K)).model
    model.save(folder / "model.json", made="2025-01-31T12:00:00Z")
    (folder / "model.sql").write_text(model.to_sql("customers"), encoding="utf-8")
    features = model.rule.space.features
    np.savez(
        folder / "model.npz",
        centers=model.rule.centers,
        mean=[feature.center for feature in features],
        scale=[feature.scale for feature in features],
    )
    python = sys.executable
    return {
        "ours": [python, "-m", "segmentation", "score", str(folder / "model.json"), "--quiet"],
        "naive": [python, "-c", NAIVE, str(folder / "model.npz")],
        "duckdb": [python, "-c", DUCKDB, str(folder / "model.sql")],
    }


def main() -> int:
    """Let them take turns on every size."""
    figures: dict[str, dict] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways = prepared(folder)
        for n_rows, repeats in SIZES.items():
            source = folder / "customers.parquet"
            apart(make_file, n_rows, str(source))
            times: dict[str, list[float]] = {way: [] for way in ways}
            peaks: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(repeats):
                for way, command in ways.items():
                    out = str(folder / f"{way}.parquet")
                    tail = ["--out", out] if way == "ours" else [out]
                    seconds, peak = run([*command, str(source), *tail])
                    times[way].append(seconds)
                    peaks[way].append(peak)
            apart(check_same, [str(folder / f"{way}.parquet") for way in ways])
            figures[f"{n_rows:,}"] = {
                way: harness.summary(times[way]) | {"peak_mb": round(float(np.median(peaks[way])))}
                for way in ways
            }
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
