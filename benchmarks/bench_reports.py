"""Time, size and peak memory of every form of a report, and the workbook beside `to_excel`.

Every figure is of a process of its own. Memory is what a form takes beyond the table and its
segments, which are there before it; the whole process stands beside it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import peak_mb, save

SIZES = (200, 10_000, 1_000_000)
BESIDE = {100_000: ("openpyxl", "xlsxwriter"), 1_000_000: ("xlsxwriter",)}
"""Beside which of pandas' writers; openpyxl is left out for the larger table, for its time."""

SEED = 20_261_126
FORMS = ("page", "slides", "workbook")


def customers(n: int):
    """Make a table of ten columns: a code, a day, a yes or no, a level and six numbers."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(SEED)
    group = rng.integers(0, 4, n)
    frame = pd.DataFrame({"customer_id": np.arange(n) + 10_000})
    frame["since"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 1_500, n), "D")
    frame["member"] = rng.random(n) < 0.4
    frame["city"] = np.array(["Berlin", "Paris", "Rome", "Wien"])[rng.integers(0, 4, n)]
    for at, name in enumerate(("income (k€)", "orders", "spend (€)", "visits", "age", "returns")):
        frame[name] = np.round(rng.normal(group * (at + 2), 1) * 10 + 50, 2)
    return frame


def measured(what: str, n: int) -> dict[str, float]:
    """Write one form in this process; tell time, size and the peak beyond what there was before."""
    import segmentation as sg
    from segmentation.exports.html_report.page import html_report
    from segmentation.exports.report.material import gather
    from segmentation.exports.report.sections import tell
    from segmentation.exports.slides import story_slides
    from segmentation.exports.workbook import write_workbook

    frame, told = customers(n), 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        if what in FORMS:
            table = sg.read_table(frame, "made")
            spec = sg.SegmentationSpec(features=("income (k€)", "orders"), n_clusters=4)
            result = sg.segment(table, spec)
            working = time.process_time()
            story = tell(gather(result))
            told = time.process_time() - working
        forget_peak()
        before = peak_mb(os.getpid())
        begin, working = time.perf_counter(), time.process_time()
        if what == "page":
            path.write_bytes(html_report(story))
        elif what == "slides":
            path.write_bytes(story_slides(story))
        elif what == "workbook":
            write_workbook(str(path), story, result)
        else:
            frame.to_excel(path, index=False, engine=what)
        seconds, worked = time.perf_counter() - begin, time.process_time() - working
        size = path.stat().st_size
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(worked, 2),
        "cpu_seconds_for_the_story": round(told, 2),
        "megabytes": round(size / 1e6, 2),
        "peak_mb_beyond_the_table": round(peak_mb(os.getpid()) - before, 1),
        "peak_mb_of_the_process": round(peak_mb(os.getpid()), 1),
    }


def forget_peak() -> None:
    """Let the most memory held so far be what is held now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def apart(what: str, n: int) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--one", what, "--rows", str(n)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    """Measure every form for every size, and one size beside pandas."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one")
    parser.add_argument("--rows", type=int)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.rows)))
        return 0
    figures = {form: {f"{n}": apart(form, n) for n in SIZES} for form in FORMS}
    for n, engines in BESIDE.items():
        figures[f"to_excel, {n}"] = {engine: apart(engine, n) for engine in engines}
        figures["workbook"] |= {} if n in SIZES else {f"{n}": apart("workbook", n)}
    save("reports", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
