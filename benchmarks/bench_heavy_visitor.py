"""Ten visitors move their sliders, alone and beside each of three that ask for very much.

``bench_heavy_visitor.py [SHARE] [SECONDS]``: a share of all sizes, and how long the ten are alone.
One sends a file as large as may be sent and opens it, one opens half a million customers and their
segments, one sends a hostile model again and again. Each has the ten beside it, and its figure.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import harness
import numpy as np
import pandas as pd
from browser import FLAGS, find_browser
from playwright.sync_api import Page, sync_playwright
from serving import serving
from visitor import Sent, Visitor

from pages.score import words

LIGHT = 10
UPLOAD_BYTES = 188_000_000
UPLOAD_COLUMNS = 20
ROWS, COLUMNS = 500_000, 8
EDGES, LEVELS = 1_500_000, 200_000
THINK_SECONDS, WARM_SECONDS = 1.0, 10.0
KS = range(2, 12)
ALONE_SECONDS = 45.0
MOST_SECONDS = 600.0
BEHIND = ("nice", "-n", "19")
"""The heavy visitor's browser has what the others leave: in life it runs on another machine."""


def customers(n_rows: int, n_columns: int) -> pd.DataFrame:
    """Make customers in six groups."""
    random = np.random.default_rng(7)
    middles = random.normal(scale=3, size=(6, n_columns))
    points = middles[random.integers(0, 6, n_rows)] + random.normal(size=(n_rows, n_columns))
    frame = pd.DataFrame(
        points.round(4), columns=[f"measure {at}" for at in range(1, n_columns + 1)]
    )
    frame.insert(0, "customer", np.arange(n_rows))
    frame["city"] = random.choice(["Oslo", "Rome", "Kyiv", "Lima"], n_rows)
    return frame


def write_upload(file: Path, share: float) -> None:
    """Write a file of so many bytes."""
    some = customers(2_000, UPLOAD_COLUMNS).to_csv(index=False)
    n_rows = int(2_000 * share * UPLOAD_BYTES / len(some))
    customers(n_rows, UPLOAD_COLUMNS).to_csv(file, index=False)


def write_rows(file: Path, share: float) -> None:
    """Write half a million customers."""
    customers(int(ROWS * share), COLUMNS).to_csv(file, index=False)


def write_model(file: Path, share: float) -> None:
    """Write a model with far more borders and levels than one has."""
    from segmentation.analysis.segment import segment
    from segmentation.clustering.spec import SegmentationSpec
    from segmentation.tables.reading import read_table

    table = read_table(customers(500, 3), "made")
    spec = SegmentationSpec(features=("measure 1", "measure 2", "city"), n_clusters=3)
    document = json.loads(segment(table, spec).model.to_bytes())
    for feature in document["features"]:
        if "edges" in feature:
            feature["edges"] = [0.5] * int(EDGES * share)
        else:
            feature["levels"] = [f"level {at}" for at in range(int(LEVELS * share))]
    file.write_text(json.dumps(document, separators=(",", ":")))


def open_file(page: Page, address: str, file: str, _: float) -> dict[str, object]:
    """Open a file on the Data page; tell how long it took, or what was said against it."""
    page.goto(f"{address}/data")
    page.locator("input[type=file]").first.wait_for(state="attached")
    begin = time.perf_counter()
    page.locator("input[type=file]").first.set_input_files(file)
    opened = page.get_by_role("heading", name=Path(file).name).first
    refused = page.get_by_test_id("stAlert").filter(has_text=Path(file).name).first
    opened.or_(refused).first.wait_for()
    told = {"read_s": round(time.perf_counter() - begin, 1)}
    return told | ({} if opened.count() else {"refused": refused.inner_text()})


def open_segments(page: Page, address: str, file: str, seconds: float) -> dict[str, object]:
    """Open a file, and look at its segments."""
    told = open_file(page, address, file, seconds)
    begin = time.perf_counter()
    page.get_by_role("link", name="Segments", exact=True).click()
    page.get_by_role("heading", name="customers in").first.wait_for()
    return told | {"first_segments_s": round(time.perf_counter() - begin, 1)}


def send_model(page: Page, address: str, file: str, seconds: float) -> dict[str, object]:
    """Send a model on the Score page for so long; tell how often and what was said."""
    end, answers, said = time.perf_counter() + seconds, [], ""
    while time.perf_counter() < end or not answers:
        page.goto(f"{address}/score")
        page.get_by_role("combobox", name=words.SEGMENTATION).click()
        page.get_by_role("option", name=words.MODEL_FILE).click()
        uploader = page.locator(".st-key-model_upload input[type=file]")
        uploader.wait_for(state="attached")
        begin = time.perf_counter()
        uploader.set_input_files(file)
        alert = page.get_by_test_id("stAlert").filter(has_text=Path(file).name)
        alert.wait_for()
        answers.append(time.perf_counter() - begin)
        said = alert.inner_text()
    return {"answers": harness.summary(answers), "refused": said}


HEAVY: dict[str, tuple[Callable, Callable, str]] = {
    "upload": (write_upload, open_file, "large.csv"),
    "rows": (write_rows, open_segments, "customers.csv"),
    "model": (write_model, send_model, "model.json"),
}
"""What is written before, what the visitor does with it, and what it is called."""


def look(address: str) -> None:
    """Open the segments in a browser: what browsers load is compressed for the first one."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("heading", name="customers in").first.wait_for(timeout=60_000)
        browser.close()


def heavy(kind: str, address: str, file: str, seconds: float) -> None:
    """Be the heavy visitor, in a browser, and print what it met."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page()
        page.set_default_timeout(MOST_SECONDS * 1000)
        print(json.dumps(HEAVY[kind][1](page, address, file, seconds)))
        browser.close()


async def warm(address: str) -> None:
    """Visit every number of segments once: what is computed once is in neither figure."""
    async with Visitor(address, harness.our_query(5)) as visitor:
        await asyncio.sleep(WARM_SECONDS)
        for k in KS:
            await visitor.run(k)


async def light(address: str, until: Callable[[], bool]) -> list[Sent]:
    """Let visitors move their sliders until something is true."""
    visitors = [Visitor(address, harness.our_query(5)) for _ in range(LIGHT)]
    for visitor in visitors:
        await visitor.__aenter__()

    async def walk(visitor: Visitor, seed: int) -> list[Sent]:
        random, runs = np.random.default_rng(seed), []
        while not until() or not runs:
            runs.append(await visitor.run(int(random.choice(KS))))
            await asyncio.sleep(THINK_SECONDS)
        return runs

    walks = await asyncio.gather(*(walk(visitor, at) for at, visitor in enumerate(visitors)))
    for visitor in visitors:
        await visitor.__aexit__()
    return [run for runs in walks for run in runs]


def told(runs: list[Sent]) -> dict[str, float]:
    """Sum up the runs of the light ones."""
    seconds = harness.summary([run.seconds for run in runs])
    return seconds | {"errors": sum(run.errors for run in runs)}


def measure(kind: str, folder: Path, share: float, seconds: float) -> dict[str, object]:
    """Measure the light ones alone, then beside a heavy one, at a server of their own."""
    write, _, name = HEAVY[kind]
    file = folder / name
    write(file, share)
    with serving(*harness.OURS) as server:
        look(server.address)
        asyncio.run(warm(server.address))
        end = time.monotonic() + seconds
        alone = told(asyncio.run(light(server.address, lambda: time.monotonic() > end)))
        process = subprocess.Popen(
            [*BEHIND, sys.executable, __file__, kind, server.address, str(file), str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        beside = told(asyncio.run(light(server.address, lambda: process.poll() is not None)))
        output, _ = process.communicate(timeout=60)
        return {
            "megabytes": round(file.stat().st_size / 1e6, 1),
            "alone": alone,
            "beside": beside,
            "ratio": round(beside["p95_ms"] / alone["p95_ms"], 2),
            "heavy": json.loads(output),
            "memory_mb": round(harness.peak_mb(server.pid)),
        }


def main(share: float = 1.0, seconds: float = ALONE_SECONDS) -> None:
    """Measure beside each of the heavy ones."""
    with TemporaryDirectory() as folder:
        figures = {}
        for kind in HEAVY:
            figures[kind] = measure(kind, Path(folder), share, seconds)
            print(kind, figures[kind], flush=True)
    harness.save("heavy_visitor", figures | {"share": share})


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in HEAVY:
        heavy(*sys.argv[1:4], float(sys.argv[4]))
    else:
        main(*map(float, sys.argv[1:]))
