"""Segments of files larger than memory: our command line, scikit-learn in memory, and the floor.

Ten million customers with five numbers go from Parquet to eight segments and their labels in
Parquet: by ``python -m segmentation fit`` (which also judges the segments, names them and writes
distance and confidence), by what one would write with scikit-learn (which writes the segment
alone), and by DuckDB, which only reads and writes the columns. Then ours with more and more rows,
and RFM of sales beside the same measures as one would write them in DuckDB's SQL.

Every way runs in a process of its own; its processor time stands beside the time on the clock,
because a busy machine stretches only the latter. Parts may be named as arguments: ``fit``,
``sizes``, ``rfm``; what an earlier run has measured of the others is kept.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import segmentation as sg

ROOT, PIECE = Path(__file__).parents[1], 1_000_000
K, COLUMNS = 8, tuple(f"x{at}" for at in range(5))
FIT_ROWS, SIZES = 10_000_000, (1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)
LINES = (1_000_000, 10_000_000, 100_000_000)
WAYS = {
    "kmeans_1": "KMeans(8, n_init=1, random_state=0)",
    "kmeans_3": "KMeans(8, n_init=3, random_state=0)",
    "minibatch": "MiniBatchKMeans(8, n_init=3, random_state=0)",
}
NAIVE = """
import sys, pandas, json
from sklearn.cluster import KMeans, MiniBatchKMeans
source, out, model = sys.argv[1:]
frame = pandas.read_parquet(source)
points = frame.to_numpy()
points = (points - points.mean(axis=0)) / points.std(axis=0)
kmeans = {way}.fit(points)
frame["segment"] = kmeans.labels_
frame.to_parquet(out, index=False)
json.dump(kmeans.cluster_centers_.tolist(), open(model, "w"))
"""
FLOOR = """
import sys, duckdb
source, out, _ = sys.argv[1:]
duckdb.execute("SET threads = 2")
duckdb.execute(f"COPY (FROM '{source}') TO '{out}' (FORMAT parquet)")
"""
SQL = """
import sys, duckdb
source, out = sys.argv[1:]
duckdb.execute("SET threads = 2")
duckdb.execute(f'''COPY (
  WITH lines AS (SELECT *, day::DATE AS d FROM '{source}' WHERE who IS NOT NULL AND day IS NOT NULL
                 AND paid IS NOT NULL),
       last AS (SELECT max(d) AS today FROM lines)
  SELECT who, (SELECT today FROM last) - max(d) FILTER (paid >= 0) AS recency_days,
         count(DISTINCT bill) FILTER (paid >= 0) AS frequency, sum(paid) AS monetary_value,
         sum(paid) FILTER (paid >= 0) / count(DISTINCT bill) FILTER (paid >= 0) AS average_order,
         (SELECT today FROM last) - min(d) FILTER (paid >= 0) AS tenure_days,
         count(DISTINCT d) FILTER (paid >= 0) AS order_days,
         -sum(paid) FILTER (paid < 0) / sum(paid) FILTER (paid >= 0) AS share_of_returns
  FROM lines GROUP BY who HAVING count(*) FILTER (paid >= 0) > 0 ORDER BY who
) TO '{out}' (FORMAT parquet)''')
"""


def pieces(n_rows: int, columns: tuple[str, ...] = COLUMNS):
    """Make customers in groups that overlap, a million at a time."""
    chance = np.random.default_rng(1)
    middles = chance.normal(size=(K, len(columns))) * 2
    for first in range(0, n_rows, PIECE):
        n = min(PIECE, n_rows - first)
        values = middles[chance.integers(0, K, n)] + chance.normal(size=(n, len(columns)))
        yield pa.table(dict(zip(columns, values.T, strict=True)))


def sales(n_rows: int):
    """Make lines of sales, ten or so for each customer, a million at a time."""
    chance = np.random.default_rng(2)
    for first in range(0, n_rows, PIECE):
        n = min(PIECE, n_rows - first)
        minutes = chance.integers(0, 3 * 525_600, n)
        yield pa.table(
            {
                "who": chance.integers(0, n_rows // 20, n),
                "day": np.datetime64("2022-01-01", "s") + 60 * minutes.astype("timedelta64[s]"),
                "bill": chance.integers(0, n_rows // 3, n),
                "paid": chance.integers(-40, 400, n) / 4,
            }
        )


def write(tables, path: Path) -> None:
    """Write tables to one file."""
    writer = None
    for table in tables:
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def run(command: list[object]) -> dict[str, float]:
    """Run a process; return its seconds, those of processors, and its peak memory."""
    begun = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return {
        "seconds": round(time.perf_counter() - begun, 2),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss / 1024),
    }


def ours(source: Path, folder: Path) -> tuple[dict, Path]:
    """Fit by the command line."""
    model = folder / "model.json"
    asked = ["--features", *COLUMNS, "--k", K, "--out", model, "--labels-out", folder / "o.parquet"]
    found = run([sys.executable, "-m", "segmentation", "fit", source, *asked, "--engine", "local"])
    return found, model


def inertia(source: Path, centers: np.ndarray) -> float:
    """Measure centres on all rows, a piece at a time, in the same standardised units for all."""
    total, mean, scale = 0.0, *_line(source)
    for batch in pq.ParquetFile(source).iter_batches(PIECE // 8):
        points = (np.column_stack([np.asarray(column) for column in batch.columns]) - mean) / scale
        squares = (
            (points**2).sum(axis=1)[:, None] - 2 * points @ centers.T + (centers**2).sum(axis=1)
        )
        total += float(np.maximum(squares.min(axis=1), 0).sum())
    return total


def _line(source: Path) -> tuple[np.ndarray, np.ndarray]:
    frame = pd.read_parquet(source)
    return frame.mean().to_numpy(), frame.std(ddof=0).to_numpy()


def fits(folder: Path, figures: dict) -> None:
    """Let all ways segment the same ten million."""
    source, model = folder / "customers.parquet", folder / "centers.json"
    write(pieces(FIT_ROWS), source)
    found = figures.setdefault("fit", {})
    naive = {who: NAIVE.format(way=way) for who, way in WAYS.items()}
    for who, code in {"floor": FLOOR, "ours": "", **naive}.items():
        if who == "ours":
            told, document = ours(source, folder)
            centers = sg.load_model(document).rule.centers
        else:
            told = run([sys.executable, "-c", code, source, folder / "n.parquet", model])
            centers = np.array(json.loads(model.read_text())) if who != "floor" else None
        found[who] = told | ({} if centers is None else {"inertia": inertia(source, centers)})
        harness.save("large", figures)


def sizes(folder: Path, figures: dict) -> None:
    """Give ours more and more rows."""
    for n_rows in SIZES:
        source = folder / "sizes.parquet"
        write(pieces(n_rows), source)
        figures.setdefault("sizes", {})[f"{n_rows:,}"] = ours(source, folder)[0]
        harness.save("large", figures)


def customers(folder: Path, figures: dict) -> None:
    """Add up lines of sales in both ways."""
    asked = ["--customer", "who", "--date", "day", "--amount", "paid", "--order", "bill"]
    for n_rows in LINES:
        source, out = folder / "sales.parquet", folder / "c.parquet"
        write(sales(n_rows), source)
        command = [sys.executable, "-m", "segmentation", "rfm", source, *asked, "--out", out]
        plain = run([sys.executable, "-c", SQL, source, folder / "p.parquet"])
        told = {"ours": run([*command, "--engine", "local"]), "plain": plain}
        mine, theirs = pd.read_parquet(out), pd.read_parquet(folder / "p.parquet")
        assert (mine["frequency"].to_numpy() == theirs["frequency"].to_numpy()).all()
        figures.setdefault("rfm", {})[f"{n_rows:,}"] = told
        harness.save("large", figures)


PARTS = {"fit": fits, "sizes": sizes, "rfm": customers}


def main() -> int:
    """Measure the parts that are named, or all."""
    kept = harness.RESULTS / "large.json"
    figures = json.loads(kept.read_text(encoding="utf-8"))["figures"] if kept.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        for part in sys.argv[1:] or PARTS:
            PARTS[part](Path(folder), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
