"""A table of millions in the app beside the built-in one of 200 rows, in a real browser.

Both are on one server, in turns. A move of the slider ends when the answer line names the new
number and the page stands; a k is *new* when nobody has looked at it. ``python
benchmarks/bench_large_app.py 3000000`` makes fewer rows than ten million.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import harness
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from browser import FLAGS, find_browser
from playwright.sync_api import Browser, Page, sync_playwright
from serving import IDLE, serving

ROWS, PIECE = 10_000_000, 500_000
PATIENCE_MS = 480_000
FIRST_K, MOVES = 3, 8
ROOT = Path(__file__).parents[1]

STANDS = """k => new Promise((resolve) => {
    const look = () => {
        const told = document.querySelector(".st-key-answer_so_far");
        const app = document.querySelector("[data-testid=stApp]");
        const is_there = told && told.textContent.includes(`${k} segments`);
        if (!is_there || app.dataset.testScriptState !== "notRunning")
            return requestAnimationFrame(look);
        requestAnimationFrame(() => resolve(performance.now()));
    };
    look();
})"""
PRESSED = """() => document.addEventListener(
    "keydown", () => { window.pressed = performance.now(); }, true)"""


def make(path: Path, n_rows: int) -> None:
    """Write members of a loyalty programme in five groups, piece by piece."""
    random = np.random.default_rng(20261127)
    writer = None
    for start in range(0, n_rows, PIECE):
        n = min(PIECE, n_rows - start)
        group = random.choice(5, n, p=[0.4, 0.25, 0.2, 0.1, 0.05])
        columns = {
            "member": np.arange(start, start + n),
            "age": random.integers(18, 80, n),
            "income": random.normal(20 + 15 * group, 4).round(2),
            "visits": random.poisson(3 + 4 * group),
            "spend": np.exp(random.normal(3 + 0.5 * group, 0.6)).round(2),
        }
        piece = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, piece.schema)
        writer.write_table(piece)
    writer.close()


def stand(page: Page) -> None:
    """Wait until the page stands."""
    page.wait_for_timeout(300)
    page.wait_for_selector(IDLE)


def opened(browser: Browser, address: str) -> tuple[Page, list[int]]:
    """Open the app, and count what comes over its socket."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    sizes: list[int] = []
    page.on("websocket", lambda s: s.on("framereceived", lambda data: sizes.append(len(data))))
    page.goto(address)
    page.get_by_role("button", name="Skip the tour").click()
    stand(page)
    return page, sizes


def seconds_until(page: Page, press, there) -> float:
    """Press, wait until something is there and the page stands; return the seconds."""
    begin = time.perf_counter()
    press()
    there()
    page.wait_for_selector(IDLE)
    return time.perf_counter() - begin


def turn(page: Page, name: str, wanted: str) -> float:
    """Turn to a page; return the seconds until what it shows first stands there."""
    link, shown = page.get_by_role("link", name=name, exact=True), page.locator(wanted)
    return seconds_until(page, link.first.click, shown.first.wait_for)


def moves(page: Page, k: int, step: int) -> list[float]:
    """Move the slider; return the seconds of each move."""
    handle, seconds = page.locator("input[type=range]").first, []
    for _ in range(MOVES):
        k += step
        page.wait_for_timeout(400)
        handle.press("ArrowRight" if step > 0 else "ArrowLeft")
        seconds.append((page.evaluate(STANDS, k) - page.evaluate("window.pressed")) / 1000)
    return seconds


def walk(page: Page, sizes: list[int]) -> dict:
    """Look at the segments, move the slider, look at the profiles."""
    sizes.clear()
    first = turn(page, "Segments", "input[type=range]")
    stand(page)
    sent = sum(sizes)
    page.evaluate(PRESSED)
    handle = page.locator("input[type=range]").first
    handle.press("Home")
    page.evaluate(STANDS, 2)
    handle.press("ArrowRight")
    page.evaluate(STANDS, FIRST_K)
    stand(page)
    sizes.clear()
    new = moves(page, FIRST_K, 1)
    moved = sum(sizes) / MOVES
    seen = moves(page, FIRST_K + MOVES, -1)
    profile = turn(page, "Profiles", "h1:has-text('Who they are')")
    return {
        "segments_first_s": round(first, 2),
        "segments_first_kb": round(sent / 1000),
        "slider_kb": round(moved / 1000),
        "slider_new": harness.summary(new),
        "slider_seen": harness.summary(seen),
        "profile_first_s": round(profile, 2),
    }


def large(browser: Browser, address: str, n_rows: int) -> dict:
    """Open the table below the operator's folder, walk, count all rows and write their labels."""
    page, sizes = opened(browser, address)
    turn(page, "Data", "text=Files on this server")
    page.get_by_text("Files on this server").click()
    page.get_by_label("Files", exact=True).fill("members.parquet")
    open_it = page.get_by_test_id("stBaseButton-secondaryFormSubmit").first
    title = page.locator(f"h1:has-text('of {n_rows:,} rows')")
    found = {"open_s": round(seconds_until(page, open_it.click, title.wait_for), 2)}
    found |= walk(page, sizes)
    turn(page, "Segments", "input[type=range]")
    count = page.get_by_role("button", name=f"Count all {n_rows:,} rows")
    whole = page.locator(f"h1:has-text('{n_rows:,} customers in')")
    found["count_all_s"] = round(seconds_until(page, count.click, whole.wait_for), 2)
    write = page.get_by_role("button", name=f"Write the labels of all {n_rows:,} rows")
    written = page.get_by_text("Written to the operator")
    found["label_all_s"] = round(seconds_until(page, write.click, written.wait_for), 2)
    page.evaluate(PRESSED)
    page.evaluate(STANDS, FIRST_K)
    found["slider_with_all_counted"] = harness.summary(moves(page, FIRST_K, 1))
    page.context.close()
    return found


def small(browser: Browser, address: str) -> dict:
    """Walk with the built-in table."""
    page, sizes = opened(browser, address)
    turn(page, "Data", "text=Files on this server")
    found = walk(page, sizes)
    page.context.close()
    return found


def main() -> None:
    """Take the two tables on a server of their own."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / ".streamlit", root / ".streamlit")
        for folder in ("open", "results"):
            (root / folder).mkdir()
        (root / ".streamlit" / "secrets.toml").write_text(
            f'[files]\nfolder = "{root}/open"\noutput = "{root}/results"\n', encoding="utf-8"
        )
        make(root / "open" / "members.parquet", n_rows)
        with serving(str(ROOT / "server.py"), root) as server, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
            found = {
                "n_rows": n_rows,
                "large": large(browser, server.address, n_rows),
                "small": small(browser, server.address),
            }
            found["server_mb"] = round(harness.peak_mb(server.pid))
            browser.close()
    found["ratio"] = {
        kind: harness.ratios(found["large"][f"slider_{kind}"], found["small"][f"slider_{kind}"])
        for kind in ("new", "seen")
    }
    harness.save("large_app", found)


if __name__ == "__main__":
    main()
