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


def pair(figures: dict) -> dict[str, dict]:
    """Pick the two sides of a comparison."""
    return {side: figures[side] for side in ("ours", "naive")}


def main() -> int:
    """Replace what stands between the marks."""
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text("\n".join([f"{before}{BEGIN}", *lines(), f"{END}{after}"]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
