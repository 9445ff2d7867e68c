"""What of the table tells how long visitors wait."""


def row(what: str, ours: dict, naive: dict, aim: str) -> str:
    """Lay out two summaries and their ratios."""
    times = (f"{side['median_ms']:,.0f} / {side['p95_ms']:,.0f}" for side in (ours, naive))
    median, tail = (ours[key] / naive[key] for key in ("median_ms", "p95_ms"))
    return f"| {what} | {' | '.join(times)} | **{median:.2f}** / {tail:.2f} | {aim} |"


def visitor_lines(slider: dict, sessions: dict, start: dict) -> list[str]:
    """Make the table and the sentences under it."""
    crowd, alone = (sessions[how]["ours"] for how in ("together", "alone"))
    naive, several = (sessions["together"][who] for who in ("naive", "several"))
    return [
        "| measured | ours, ms | naive, ms | ratio | aim |",
        "|---|---:|---:|---:|---:|",
        row("k slider to redrawn 3D chart, new k", **pair(slider["new_k"]), aim="0.20"),
        row("k slider to redrawn 3D chart, seen k", **pair(slider["seen_k"]), aim="0.15"),
        row("server time of a rerun, one session", **pair(sessions["alone"]), aim="–"),
        row("server time of a rerun, 50 sessions", **pair(sessions["together"]), aim="–"),
        row("process start to first chart", **pair(start), aim="0.65"),
        "",
        (
            "Each cell holds median / 95th percentile. Fifty sessions think for a second after "
            f"every move; ours had all been on every page before: {crowd['reruns_per_second']} "
            f"reruns a second (aim: 45; naive {naive['reruns_per_second']}), "
            f"95 % within {crowd['p95_ms'] / 1000:.2f} s (aim: 0.5), {crowd['errors']} errors, "
            f"{crowd['memory_mb']:.0f} MB (aim: 500). A rerun takes {crowd['processor_ms']} ms of "
            f"processor time (alone {alone['processor_ms']}; naive {naive['processor_ms']}) and "
            f"sends {crowd['messages']:.0f} messages, {crowd['kilobytes']:.0f} kB. As two "
            f"processes behind nginx (`make serve WORKERS=2`): {several['reruns_per_second']} "
            f"reruns a second, 95 % within {several['p95_ms'] / 1000:.2f} s, "
            f"{several['errors']} errors, {several['memory_mb']:.0f} MB. The visitors' program "
            f"took {several['visitors_cores']:.1f} of the two cores itself."
        ),
    ]


def first_load_line(found: dict) -> str:
    """Make the sentence on what a visitor fetches."""
    (first, second), naive = found["ours"].values(), found["naive"]["first"]
    whole, again = (visit["files"] + visit["messages"] for visit in (first, second))
    return (
        f"Over a line of 1 Mbit/s the first visit fetches {whole / 1000:.1f} MB (aim: 2) and shows "
        f"its chart after {first['seconds']:.0f} s (aim: 15), a second visit {again} kB (aim: 100) "
        f"after {second['seconds']:.0f} s; the naive page {naive['files'] / 1000:.1f} MB and "
        f"{naive['seconds']:.0f} s."
    )


def pair(figures: dict) -> dict[str, dict]:
    """Pick the two sides of a comparison."""
    return {side: figures[side] for side in ("ours", "naive")}
