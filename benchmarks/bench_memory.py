"""Visitors with a file of their own each come and go: what the server and its processes hold.

A server keeps a visitor's file two hours for the browser that brought it, at most 500 MB in all.
Here that time is three minutes, so that it is over when what is held is looked at last.
"""

import argparse
import asyncio
import os
import time
from functools import cache
from pathlib import Path

import harness
import numpy as np
import pandas as pd
from serving import serving
from visitor import Visitor

from segmentation.cached.kept_files import HOURS_VARIABLE

SESSIONS = 200
AT_ONCE = 3
MEGABYTES = 20
SEGMENTS_OF_EVERY = 5
SETTLE_SECONDS = 20.0
KEPT_HOURS = 0.05
FORGET_SECONDS = 330.0
"""Two minutes until a session cannot come back, two until idle processes end, one of rounds."""


@cache
def common() -> bytes:
    """Write the rows that all files have."""
    random = np.random.default_rng(7)
    rows = 10_500 * MEGABYTES
    frame = pd.DataFrame(
        random.normal(100, 30, (rows, 12)).round(3), columns=[f"measure {at}" for at in range(12)]
    )
    frame.insert(0, "customer", np.arange(rows))
    return frame.to_csv(index=False).encode()


def customers(seed: int) -> bytes:
    """Write a table of 20 MB that no other visitor has: its last row is its own."""
    return common() + f"{10**6 + seed}{f',{seed}' * 12}\n".encode()


def held_mb(pid: int) -> float:
    """Return what a process and its children hold, shared pages in equal parts."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    pids = {pid, *(int(each) for one in threads for each in told(one / "children").split())}
    rolled = (told(Path(f"/proc/{each}/smaps_rollup")) for each in pids)
    held = (text.partition("Pss:")[2].split() for text in rolled)
    return sum(int(parts[0]) for parts in held if parts) / 1024


def told(file: Path) -> str:
    """Return what the system tells of a process or thread; nothing where it has ended meanwhile."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""


async def visit(address: str, seed: int) -> tuple[float, int]:
    """Come, open a file, some look at its segments, and go; return the seconds and errors."""
    data = await asyncio.to_thread(customers, seed)
    begin = time.perf_counter()
    async with Visitor(address) as visitor:
        runs = [await visitor.run(page="data")]
        runs.append(await visitor.upload("data", f"shop {seed}.csv", data))
        if seed % SEGMENTS_OF_EVERY == 0:
            runs.append(await visitor.run(page=""))
    return time.perf_counter() - begin, sum(run.errors for run in runs)


async def visits(address: str, n: int, pid: int) -> tuple[list[tuple[float, int]], float]:
    """Let so many come, a few at once; return what each met, and the most that was held."""
    places, most = asyncio.Semaphore(AT_ONCE), 0.0

    async def one(seed: int) -> tuple[float, int]:
        nonlocal most
        async with places:
            met = await visit(address, seed)
            most = max(most, await asyncio.to_thread(held_mb, pid))
            return met

    return await asyncio.gather(*map(one, range(n))), most


def main() -> None:
    """Measure before, at most and after."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    n = parser.parse_args().sessions
    os.environ[HOURS_VARIABLE] = str(KEPT_HOURS)
    with serving(*harness.OURS) as server:
        # Everything is loaded, and each way was gone once, before it is measured.
        asyncio.run(visits(server.address, 2, server.pid))
        time.sleep(FORGET_SECONDS)
        before = held_mb(server.pid)
        begin = time.perf_counter()
        met, most = asyncio.run(visits(server.address, n, server.pid))
        took = time.perf_counter() - begin
        time.sleep(SETTLE_SECONDS)
        at_the_end = held_mb(server.pid)
        time.sleep(FORGET_SECONDS)
        after = held_mb(server.pid)
    figures = {
        "sessions": n,
        "megabytes_each": MEGABYTES,
        "before_mb": round(before),
        "most_mb": round(most),
        "as_the_last_left_mb": round(at_the_end),
        "after_mb": round(after),
        "ratio": round(after / before, 2),
        "errors": sum(errors for _, errors in met),
        "seconds": round(took),
        "visit": harness.summary([seconds for seconds, _ in met]),
    }
    harness.save("memory", figures)


if __name__ == "__main__":
    main()
