"""Server time of one rerun when k moves, alone and with twenty sessions; memory of the server.

The visitors speak to the server directly, so no browser takes part. Each page has a server of its
own; the two are measured in turns. With twenty sessions, each thinks for a second after every move.
"""

import asyncio
import random
from pathlib import Path

import harness
from serving import Server, serving
from visitor import Visitor, wander

ALONE_MOVES = 50
ALONE_PAUSE_SECONDS = 0.2
SESSIONS = 20
SESSION_MOVES = 10
THINK_SECONDS = 1.0
ROUNDS = 2


def ks(seed: int, n: int) -> list[int]:
    """Draw a walk over k in which no step stays."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible walk
    walk = [draw.randint(2, 15)]
    while len(walk) < n:
        walk.append(draw.choice([k for k in range(2, 16) if k != walk[-1]]))
    return walk


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return round(int(kilobytes) / 1024, 1)


async def alone(server: Server, query: str, seed: int) -> list[float]:
    """Move one visitor's slider, as fast as a hand does."""
    async with Visitor(server.address, query) as visitor:
        return await wander(visitor, ks(seed, ALONE_MOVES), ALONE_PAUSE_SECONDS)


async def together(server: Server, query: str, seed: int) -> tuple[list[float], float]:
    """Let many visitors move their sliders; also return the memory while they are there."""
    visitors = [Visitor(server.address, query) for _ in range(SESSIONS)]
    for visitor in visitors:
        await visitor.__aenter__()
    walks = [
        wander(visitor, ks(seed + number, SESSION_MOVES), THINK_SECONDS)
        for number, visitor in enumerate(visitors)
    ]
    seconds = [second for walk in await asyncio.gather(*walks) for second in walk]
    memory = memory_mb(server.pid)
    for visitor in visitors:
        await visitor.__aexit__()
    return seconds, memory


def main() -> None:
    """Take the two servers in turns."""
    times: dict[str, list[float]] = {}
    memory: dict[str, float] = {}
    with serving(*harness.OURS) as ours, serving(*harness.NAIVE) as naive:
        pages = {"naive": (naive, ""), "ours": (ours, harness.our_query(5))}
        for turn in range(ROUNDS):
            for who, (server, query) in pages.items():
                seconds = asyncio.run(alone(server, query, turn))
                times.setdefault(f"alone {who}", []).extend(seconds)
                memory.setdefault(f"{who} with 1 session", memory_mb(server.pid))
            for who, (server, query) in pages.items():
                seconds, used = asyncio.run(together(server, query, 100 * turn))
                times.setdefault(f"together {who}", []).extend(seconds)
                memory.setdefault(f"{who} with {SESSIONS} sessions", used)
    figures: dict[str, dict] = {}
    for setting in ("alone", "together"):
        ours, naive = (harness.summary(times[f"{setting} {who}"]) for who in ("ours", "naive"))
        ratio = harness.ratios(ours, naive)
        figures[setting] = {"ours": ours, "naive": naive, "ratio": ratio}
    harness.save("sessions", {**figures, "memory_mb": memory})


if __name__ == "__main__":
    main()
