"""Write the tables of ``docs/scale.md`` from ``results/scale.json``."""

import sys
from itertools import pairwise
from pathlib import Path

from table import load

DOCUMENT = Path(__file__).parents[1] / "docs" / "scale.md"
PRICE = 0.05
"""US dollars per core-hour, about what the large clouds ask for on demand."""

CLUSTER = 64
"""Cores that Spark is reckoned with."""

SIZES = (10**7, 10**8, 10**9)
WAYS = {
    "memory": "`fit` in memory",
    "pieces": "`fit` in pieces",
    "score": "`score` in pieces",
    "sql": "the model's SQL in DuckDB",
    "spark": "`spark-fit`",
    "spark-score": "`spark-score`",
}
PARTS = ("measured", "per million", "reckoned")


def usual(runs: list[dict]) -> list[dict]:
    """Return the runs that differ in customers alone: 5 columns, 8 segments."""
    return [run for run in runs if (run["d"], run["k"]) == (5, 8)]


def slope(runs: list[dict], what: str) -> float:
    """Return what a customer more costs, between the two largest tables measured."""
    (small, large) = usual(runs)[-2:]
    return (large[what] - small[what]) / (large["n"] - small["n"])


def reckoned(runs: list[dict], n: int, what: str) -> float:
    """Return what so many customers cost: measured, or in a straight line through measured ones."""
    points = usual(runs)
    for low, high in pairwise(points):
        if low["n"] <= n <= high["n"]:
            share = (n - low["n"]) / (high["n"] - low["n"])
            return low[what] + share * (high[what] - low[what])
    return points[-1][what] + slope(runs, what) * (n - points[-1]["n"])


def measured(figures: dict) -> list[str]:
    """Lay out every run."""
    lines = [
        "| way | customers | columns | segments | seconds | core-seconds | MB held | MB read |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for way, title in WAYS.items():
        lines += [
            f"| {title} | {run['n']:,} | {run['d']} | {run['k']} | {run['seconds']:,.0f} "
            f"| {run['processor_seconds']:,.0f} | {run['peak_mb']:,} | {run['read_mb']:,} |"
            for run in figures.get(way, [])
        ]
    return lines


def per_million(figures: dict) -> list[str]:
    """Lay out what a million customers more cost."""
    lines = [
        "| way | core-seconds a million | MB read a million | before the first row, core-seconds |",
        "|---|---:|---:|---:|",
    ]
    for way, title in WAYS.items():
        runs = figures.get(way, [])
        if len(usual(runs)) < 2:
            continue
        first = usual(runs)[0]
        each, read = (slope(runs, what) * 1e6 for what in ("processor_seconds", "read_mb"))
        least = max(first["processor_seconds"] - each * first["n"] / 1e6, 0.0)
        lines.append(f"| {title} | {each:.2f} | {read:,.0f} | {least:,.0f} |")
    return lines


def plan(figures: dict) -> list[str]:
    """Lay out what ten million, a hundred million and a thousand million need."""
    lines = [
        f"| customers | way | core-hours | US$ at {PRICE} | time | GB read | |",
        "|---:|---|---:|---:|---:|---:|---|",
    ]
    for n in SIZES:
        for way, title in WAYS.items():
            runs = figures.get(way, [])
            if way == "memory" or len(usual(runs)) < 2:
                continue
            hours = reckoned(runs, n, "processor_seconds") / 3600
            if way.startswith("spark"):
                minutes, on = hours * 60 / CLUSTER, f"{CLUSTER} cores"
            else:
                minutes, on = reckoned(runs, n, "seconds") / 60, "2 cores"
            is_measured = any(run["n"] == n for run in usual(runs))
            lines.append(
                f"| {n:,} | {title} | {hours:.2g} | {hours * PRICE:.2g} "
                f"| {minutes:,.1f} min on {on} "
                f"| {reckoned(runs, n, 'read_mb') / 1e3:,.1f} "
                f"| {'measured' if is_measured else 'reckoned'} |"
            )
    return lines


def written(text: str, figures: dict) -> str:
    """Return the document with its tables made anew."""
    tables = dict(zip(PARTS, (measured, per_million, plan), strict=True))
    for name, lines in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = before + begin + "\n".join(lines(figures)) + "\n" + end + after
    return text


def main() -> int:
    """Renew the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(written(text, load("scale")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
