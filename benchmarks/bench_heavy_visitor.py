"""Ten visitors move their sliders, alone and while one opens a very large file."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import harness
import numpy as np
import pandas as pd
from browser import FLAGS, find_browser
from playwright.sync_api import sync_playwright
from serving import serving
from visitor import Sent, Visitor

LIGHT = 10
ROWS = 500_000
THINK_SECONDS = 1.0
ALONE_SECONDS = 45.0
MOST_SECONDS = 400.0


def write_customers(file: Path) -> None:
    """Write half a million made customers in six groups, with ten columns."""
    random = np.random.default_rng(7)
    middles = random.normal(scale=3, size=(6, 8))
    points = middles[random.integers(0, 6, ROWS)] + random.normal(size=(ROWS, 8))
    frame = pd.DataFrame(points.round(4), columns=[f"measure {at}" for at in range(1, 9)])
    frame.insert(0, "customer", np.arange(ROWS))
    frame["city"] = random.choice(["Oslo", "Rome", "Kyiv", "Lima"], ROWS)
    frame.to_csv(file, index=False)


def heavy(address: str, file: str) -> None:
    """Open a file in a browser, look at its segments and at the verdict."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page()
        page.set_default_timeout(MOST_SECONDS * 1000)
        page.goto(f"{address}/data")
        begin = time.perf_counter()
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_role("heading", name="500,000 customers").first.wait_for()
        read = time.perf_counter() - begin
        page.get_by_role("link", name="Segments", exact=True).click()
        page.get_by_role("heading", name="customers in").first.wait_for()
        first = time.perf_counter() - begin - read
        print(f"{read:.1f} {first:.1f}")
        browser.close()


async def light(address: str, until) -> list[Sent]:
    """Let visitors move their sliders until something is true."""
    visitors = [Visitor(address, harness.our_query(5)) for _ in range(LIGHT)]
    for visitor in visitors:
        await visitor.__aenter__()

    async def walk(visitor: Visitor, seed: int) -> list[Sent]:
        random, runs = np.random.default_rng(seed), []
        while not until():
            runs.append(await visitor.run(int(random.integers(2, 12))))
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


def main() -> None:
    """Measure the light ones alone, then beside the heavy one."""
    with TemporaryDirectory() as folder, serving(*harness.OURS) as server:
        file = Path(folder) / "customers.csv"
        write_customers(file)
        end = time.monotonic() + ALONE_SECONDS
        alone = told(asyncio.run(light(server.address, lambda: time.monotonic() > end)))
        command = [sys.executable, __file__, server.address, str(file)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + MOST_SECONDS
        beside = told(
            asyncio.run(
                light(server.address, lambda: process.poll() is not None or time.monotonic() > end)
            )
        )
        output, _ = process.communicate(timeout=60)
        read, first = map(float, output.split())
        figures = {
            "megabytes": round(file.stat().st_size / 1e6),
            "alone": alone,
            "beside": beside,
            "ratio": round(beside["p95_ms"] / alone["p95_ms"], 2),
            "heavy": {"read_s": read, "first_segments_s": first},
            "memory_mb": round(harness.peak_mb(server.pid)),
        }
    harness.save("heavy_visitor", figures)


if __name__ == "__main__":
    heavy(*sys.argv[1:]) if sys.argv[1:] else main()
