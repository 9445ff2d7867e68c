"""Write the figures of ``results/`` into the table of ``README.md``."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def load(name: str) -> dict:
    """Return the figures of a benchmark."""
    return json.loads((HERE / "results" / f"{name}.json").read_text(encoding="utf-8"))["figures"]


def row(what: str, ours: dict, naive: dict, aim: str) -> str:
    """Lay out two summaries and their ratios."""
    times = (f"{side['median_ms']:,.0f} / {side['p95_ms']:,.0f}" for side in (ours, naive))
    median, tail = (ours[key] / naive[key] for key in ("median_ms", "p95_ms"))
    return f"| {what} | {' | '.join(times)} | **{median:.2f}** / {tail:.2f} | {aim} |"


def lines() -> list[str]:
    """Make the table and the sentences under it."""
    slider, sessions, start, scan = map(load, ("slider", "sessions", "start", "scan"))
    memory = sessions["memory_mb"]
    same, ten = scan["same_starts_above_our_inertia"], scan["ten_starts_above_our_inertia"]
    return [
        "| measured | ours, ms | naive, ms | ratio | aim |",
        "|---|---:|---:|---:|---:|",
        row("k slider to redrawn 3D chart, new k", **pair(slider["new_k"]), aim="0.4"),
        row("k slider to redrawn 3D chart, seen k", **pair(slider["seen_k"]), aim="0.4"),
        row("server time of a rerun, one session", **pair(sessions["alone"]), aim="0.2"),
        row("server time of a rerun, 20 sessions", **pair(sessions["together"]), aim="0.2"),
        row("process start to first chart", **pair(start), aim="–"),
        row("`scan_k`, 14 k, same starts", scan["ours"], scan["same_starts"], aim="–"),
        row("`scan_k`, 14 k, ten starts", scan["ours"], scan["ten_starts"], aim="–"),
        "",
        "Each cell holds median / 95th percentile. Memory of the server, MB: "
        + "; ".join(f"{name} {figure:,.0f}" for name, figure in memory.items())
        + ".",
        "",
        (
            f"Of the 14 k, the loop with the same starts ends in a worse partition for "
            f"{same['ks_worse']} and in a better one for {same['ks_better']}; with ten starts in a "
            f"worse one for {ten['ks_worse']} (up to {ten['largest_excess']:.1%} more inertia)."
        ),
    ]


def reading_lines() -> list[str]:
    """Make the table of reading, of customers from sales and of spoiled bytes."""
    reading, large, rfm, fuzzing = map(load, ("reading", "large_files", "rfm", "fuzzing"))
    everything = reading["all"]
    lines = [
        "| spoiled in one way | files | ours | pandas | DuckDB |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind, row in reading.items():
        shares = " | ".join(f"{row[who]:.0%}" for who in ("ours", "pandas", "duckdb"))
        lines.append(f"| {kind} | {row['files']} | {shares} |")
    lines += [
        "",
        (
            f"Share of {everything['files']} files of one table read exactly, with no hints: all "
            f"rows, names and cells but those of a damaged row."
        ),
        "",
        "| large file | ours, s | pandas, s | ours, peak MB (app + parser) | pandas, peak MB |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {kind}, {row['file_mb']} MB | {row['ours']['seconds']:.1f} | "
        f"{row['naive']['seconds']:.1f} | {row['ours']['self_mb']:.0f} + "
        f"{row['ours']['parser_mb']:.0f} | {row['naive']['self_mb']:.0f} |"
        for kind, row in large.items()
    ]
    same, short = (rfm[f"ratio_to_{other}"]["median"] for other in ("same", "short"))
    return [
        *lines,
        "",
        (
            f"Customers from a million lines take {rfm['ours']['median_ms']:.0f} ms: "
            f"**{same:.2f}** of the pandas that makes the same measures, {short:.1f} of the one "
            f"that makes recency, frequency and money alone."
        ),
        "",
        (
            f"Of {fuzzing['files']:,} files of random or spoiled bytes every one ends in a table "
            f"or a sentence; the slowest takes {fuzzing['slowest_s']} s, the parser at most "
            f"{fuzzing['parser_most_mb']} MB."
        ),
    ]


def pair(figures: dict) -> dict[str, dict]:
    """Pick the two sides of a comparison."""
    return {side: figures[side] for side in ("ours", "naive")}


def main() -> int:
    """Replace what stands between the marks."""
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    table = [f"{before}{BEGIN}", *lines(), "", *reading_lines(), f"{END}{after}"]
    readme.write_text("\n".join(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
