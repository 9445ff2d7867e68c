"""What each engine costs, by customers, columns and segments: the figures of ``docs/scale.md``.

Customers in overlapping groups lie in Parquet. Every way runs alone, in processes of its own, whose
processor time and memory are added up while they run (Linux): ours in memory, ours in pieces, Spark
on two local cores, and scoring in pieces and by the model's own SQL in DuckDB. Parts may be named
as arguments; what an earlier run has measured of the others is kept. ``scale_table.py`` writes the
tables of the document from it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harness
from bench_large import ROOT, pieces, write

MILLION = 1_000_000
LOOK_SECONDS = 0.2
RUNS = {
    "pieces": (
        (MILLION, 5, 8),
        (3 * MILLION, 5, 8),
        (3 * MILLION, 20, 8),
        (3 * MILLION, 5, 15),
        (10 * MILLION, 5, 8),
        (30 * MILLION, 5, 8),
        (100 * MILLION, 5, 8),
    ),
    "memory": ((MILLION, 5, 8), (3 * MILLION, 5, 8)),
    "score": ((MILLION, 5, 8), (10 * MILLION, 5, 8)),
    "sql": ((MILLION, 5, 8), (10 * MILLION, 5, 8)),
    "spark": ((MILLION, 5, 8), (3 * MILLION, 5, 8)),
    "spark-score": ((MILLION, 5, 8), (3 * MILLION, 5, 8)),
}
"""By way: customers, columns, segments."""

SQL = """
import sys, duckdb
source, model, out = sys.argv[1:]
import segmentation as sg
duckdb.execute("SET threads = 2")
duckdb.execute(f"CREATE VIEW customers AS FROM '{source}'")
select = sg.load_model(model).to_sql("customers", dialect="duckdb").rstrip().rstrip(";")
duckdb.execute(f"COPY ({select}) TO '{out}' (FORMAT parquet)")
"""
OURS = (sys.executable, "-m", "segmentation")


def command_of(way: str, source: Path, columns: tuple[str, ...], k: int, folder: Path) -> list:
    """Return what a way runs."""
    model, out = folder / "model.json", folder / f"out-{way}.parquet"
    asked = ["--features", *columns, "--k", k]
    spark = ["--master", "local[2]", "--input", source]
    local = ["--engine", "memory" if way == "memory" else "local"]
    return {
        "score": [*OURS, "score", model, source, "--out", out, *local],
        "sql": [sys.executable, "-c", SQL, source, model, out],
        "spark": [
            *(*OURS, "spark-fit", *spark, *asked),
            *("--model-out", folder / "spark.json", "--labels-out", out),
        ],
        "spark-score": [*OURS, "spark-score", model, *spark, "--out", out],
    }.get(way) or [*OURS, "fit", source, *asked, "--out", model, "--labels-out", out, *local]


def watched(command: list) -> dict[str, float]:
    """Run a command; return its seconds, and what all its processes took of the machine."""
    begun, used, moved, peak = time.perf_counter(), {}, {}, 0
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True
    )
    while process.poll() is None:
        now = 0
        for pid, seconds, kilobytes, read, written in _of_session(process.pid):
            used[pid], moved[pid], now = seconds, (read, written), now + kilobytes
        peak = max(peak, now)
        time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise RuntimeError(process.stderr.read().decode()[-2000:])
    return {
        "seconds": round(time.perf_counter() - begun, 1),
        "processor_seconds": round(sum(used.values()), 1),
        "peak_mb": round(peak / 1024),
        "read_mb": round(sum(read for read, _ in moved.values()) / MILLION),
        "written_mb": round(sum(written for _, written in moved.values()) / MILLION),
    }


def _of_session(leader: int):
    """Yield the processes of a session: number, processor seconds, kB of its own, bytes moved."""
    for folder in Path("/proc").iterdir():
        try:
            if not folder.name.isdigit() or os.getsid(int(folder.name)) != leader:
                continue
            seconds = harness.processor_seconds(folder.name)
            moved, status = (
                dict(line.split(":", 1) for line in (folder / name).read_text().splitlines())
                for name in ("io", "status")
            )
        except (OSError, ProcessLookupError):
            continue
        if "RssAnon" not in status:  # it has just ended
            continue
        kilobytes = sum(int(status[name].split()[0]) for name in ("RssAnon", "RssShmem"))
        yield folder.name, seconds, kilobytes, int(moved["rchar"]), int(moved["wchar"])


def with_run(runs: list[dict], told: dict) -> list[dict]:
    """Return the runs of a way with a new one in the place of its like."""
    of = ("n", "d", "k")
    others = [run for run in runs if any(run[name] != told[name] for name in of)]
    return sorted([*others, told], key=lambda run: [run[name] for name in of])


def main() -> int:
    """Measure the ways that are named, or all: the small tables first."""
    kept = harness.RESULTS / "scale.json"
    figures = json.loads(kept.read_text(encoding="utf-8"))["figures"] if kept.exists() else {}
    wanted = sys.argv[1:] or list(RUNS)
    for n, d, k in sorted({run for way in wanted for run in RUNS[way]}):
        columns = tuple(f"x{at}" for at in range(d))
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source = folder / "customers.parquet"
            write(pieces(n, columns), source)
            if "pieces" not in wanted:
                watched(command_of("pieces", source, columns, k, folder))
            for way in (way for way in RUNS if way in wanted and (n, d, k) in RUNS[way]):
                told = watched(command_of(way, source, columns, k, folder))
                told |= {"n": n, "d": d, "k": k, "file_mb": round(source.stat().st_size / 1e6)}
                figures[way] = with_run(figures.get(way, []), told)
                harness.save("scale", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
