"""Write the figures of ``results/`` into the table of ``README.md``."""

import json
import sys
from pathlib import Path

from table_of_answers import readout_lines, verdict_lines
from table_of_operations import deploy_line, kill_lines
from table_of_visitors import first_load_line, visitor_lines

HERE = Path(__file__).parent
SCANS = {
    "10,000 groups": "10",
    "10,000 noise": "10",
    "1,000,000 groups": "20",
    "1,000,000 noise": "20",
}
GROWTH = {"n": "customers", "d": "columns", "k": "largest number of segments"}

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def load(name: str) -> dict:
    """Return the figures of a benchmark."""
    return json.loads((HERE / "results" / f"{name}.json").read_text(encoding="utf-8"))["figures"]


def scan_lines() -> list[str]:
    """Make the tables of the scan."""
    scan = load("scan")
    lines = [
        (
            "| `scan_k`, k = 2 … 12, 5 columns | ours, s | scikit-learn loop, s | times faster | "
            "aim | inertia above the loop's: mean, worst k |"
        ),
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind, aim in SCANS.items():
        found = scan[kind]
        ours, naive = (found[side]["median_ms"] / 1000 for side in ("ours", "naive"))
        lines.append(
            f"| {kind} | {ours:.2f} | {naive:.1f} | **{found['times_faster']}** | {aim} | "
            f"{found['inertia_mean']:+.2%}, {found['inertia_worst']:+.2%} |"
        )
    busy, memory, mall, growth = (scan[k] for k in ("busy", "memory", "mall", "growth"))
    seconds = [growth["n"][n] for n in growth["n"]]
    return [
        *lines,
        "",
        (
            f"On {scan['cores']} cores. Silhouettes differ from scikit-learn's for equal labels by "
            f"at most {scan['silhouette_difference']:.0e}. Beside four processes that keep every "
            f"core busy the scan of 10,000 takes {busy['ratio']} times its idle time (aim: at most "
            f"6). A scan of a million holds {memory['extra_mb']} MB more than the table of "
            f"{memory['data_mb']} MB: {memory['ratio']} times the data (aim: 3). Full evidence on "
            f"the built-in table, two cores, k = 2 … 10, 100 resamples and 199 reference sets: "
            f"{mall['full']['median_ms'] / 1000:.1f} s (aim: 3), the curves after "
            f"{mall['curves']['median_ms'] / 1000:.2f} s (aim: 0.3)."
        ),
        "",
        (
            "How the time of the scan grows, in seconds (Gaussian noise; else 10,000 rows, "
            "5 columns, k up to 12):"
        ),
        "",
        *(grown(name, title, growth[name]) for name, title in GROWTH.items()),
        "",
        "```mermaid",
        "xychart-beta",
        f'  x-axis "customers" [{", ".join(growth["n"])}]',
        '  y-axis "seconds"',
        f"  line [{', '.join(f'{value:.2f}' for value in seconds)}]",
        "```",
    ]


def profile_lines() -> list[str]:
    """Make the table of the profiles."""
    found = load("profiles")
    sizes = [name for name in found if name != "payload"]
    rows = []
    for n in sizes:
        pair_of = (found[n]["ours"], found[n]["naive"])
        times = " | ".join(f"{side['median_ms']:,.0f}" for side in pair_of)
        memory = " | ".join(f"{side['extra_mb']:,.0f}" for side in pair_of)
        rows.append(f"| {n} | {times} | **{found[n]['ratio']['median']:.3f}** | {memory} |")
    return [
        "| profiles, effects, cards, trees, rules | ours, ms | plain, ms | ratio | ours, MB | MB |",
        "|---|---:|---:|---:|---:|---:|",
        *rows,
        "",
        (
            "Customers with 20 columns in five segments. Plain is pandas, SciPy's tests and "
            "scikit-learn's trees on all rows; ours tests, grows trees and searches rules on a "
            "sample above 20,000 customers (rules above 5,000), and counts what it found on all. A "
            f"violin chart of a million customers sends {found['payload']['sent_kb']:.0f} kB, "
            f"{found['payload']['share_of_values']:.1%} of the values themselves."
        ),
    ]


def plan_lines() -> list[str]:
    """Say what was found of the plan."""
    found = load("plan")
    ours, general = (found[side]["median_ms"] for side in ("ours", "naive"))
    return [
        (
            f"The budget of 50 segments is split in {ours:.1f} ms, by SciPy's SLSQP in "
            f"{general:.0f} ms (ratio {found['ratio']['median']:.3f}), and earns "
            f"{found['profit_above_general']:.2%} more; no point of a fine grid earns more than "
            f"ours (largest gap {found['largest_gap_to_grid']:.0e})."
        ),
    ]


def work_lines() -> list[str]:
    """Make the tables of scoring, of the service and of the library."""
    scoring, service, library = map(load, ("scoring", "service", "library"))
    lines = [
        (
            "| Parquet to Parquet, customers | ours, s | pandas + KMeans.predict, s | DuckDB with "
            "our SQL, s | peak MB of each |"
        ),
        "|---|---:|---:|---:|---:|",
    ]
    for n_rows, row in scoring.items():
        ways = [row[way] for way in ("ours", "naive", "duckdb")]
        times = " | ".join(f"{way['median_ms'] / 1000:.2f}" for way in ways)
        peaks = ", ".join(f"{way['peak_mb']:,}" for way in ways)
        lines.append(f"| {n_rows} | {times} | {peaks} |")
    lines += [
        "",
        (
            "| requests, one worker | ours, median / p95 ms | a second | bare route, median / p95 "
            "ms | a second |"
        ),
        "|---|---:|---:|---:|---:|",
    ]
    for name, row in service.items():
        if name != "cores":
            sides = [row[side] for side in ("ours", "naive")]
            cells = [
                f"{side['median_ms']:.1f} / {side['p95_ms']:.1f} | {side['per_second']:,}"
                for side in sides
            ]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    save, reopen, killed = library["save"], library["reopen"], library["killed"]
    return [
        *lines,
        "",
        (
            "Four connections ask at once, from the same machine. The bare route of Starlette "
            "returns a constant without reading: the floor of any service. The whole process is "
            "timed on the command line, its start included."
        ),
        "",
        (
            f"A segmentation of 10,000 customers ({library['model_kb']} kB) is saved in "
            f"{save['median_ms']:.1f} ms and reopened in {reopen['median_ms']:.1f} ms; the fit "
            f"that this spares takes {library['fit_ms']:,} ms. Of {killed['kills']} programs "
            f"killed in the middle of saving, {killed['saves_said_done']:,} saves were said to be "
            f"done and {killed['lost_or_half']} are lost or half."
        ),
    ]


def grown(name: str, title: str, times: dict[str, float]) -> str:
    """Lay out one series on a line."""
    told = ", ".join(f"{key}: {value:.2f}" for key, value in times.items())
    return f"- {title} ({name}): {told}"


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
            f"Of {fuzzing['inputs']:,} inputs that nobody expects, at all doors of the studio, "
            f"{fuzzing['faults']} were not handled; {fuzzing['files']:,} of them are files of "
            f"spoiled bytes, of which the slowest takes {fuzzing['slowest_s']} s and the parser at "
            f"most {fuzzing['parser_most_mb']} MB."
        ),
    ]


def main() -> int:
    """Replace what stands between the marks."""
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    table = [
        f"{before}{BEGIN}",
        *visitor_lines(*map(load, ("slider", "sessions", "start"))),
        "",
        first_load_line(load("first_load")),
        "",
        *scan_lines(),
        "",
        *profile_lines(),
        "",
        *verdict_lines(load("verdict")),
        "",
        *plan_lines(),
        "",
        *readout_lines(load("readout")),
        "",
        *work_lines(),
        "",
        *reading_lines(),
        "",
        *kill_lines(load("kills")["kinds"]),
        "",
        deploy_line(load("deploy")),
        f"{END}{after}",
    ]
    readme.write_text("\n".join(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
