"""What one rerun costs the server when k moves: alone, and among fifty sessions.

The visitors speak to the server directly, so no browser takes part. Each page has a server of its
own; they are measured in turns, ours as one process and as two behind nginx. Of fifty sessions each
thinks for a second after every move, and in ours all have been on every page before. What they use
themselves of the processor is told: they run beside the servers.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import harness
from serving import Server, serving, serving_several
from visitor import Sent, Visitor, wander

from pages.shell.pages import HOME, PAGES

ALONE_MOVES = 50
ALONE_PAUSE_SECONDS = 0.2
SESSIONS = 50
SESSION_MOVES = 10
THINK_SECONDS = 1.0
ROUNDS = 2
WORKERS = 2
WARM_SECONDS = 15
"""In which our server loads what the other pages need."""


@dataclass
class Figures:
    """What was seen of one page, alone or together."""

    runs: list[Sent] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    visitors: float = 0.0
    memory: float = 0.0

    def told(self) -> dict[str, float]:
        """Return them per rerun."""
        n = len(self.runs)
        return harness.summary(run.seconds for run in self.runs) | {
            "reruns_per_second": round(n / self.seconds, 1),
            "processor_ms": round(1000 * self.processor / n, 1),
            "visitors_cores": round(self.visitors / self.seconds, 2),
            "messages": round(sum(run.messages for run in self.runs) / n, 1),
            "kilobytes": round(sum(run.size for run in self.runs) / n / 1000, 1),
            "errors": sum(run.errors for run in self.runs),
            "memory_mb": self.memory,
        }


def ks(seed: int, n: int) -> list[int]:
    """Draw a walk over k in which no step stays."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible walk
    walk = [draw.randint(2, 15)]
    while len(walk) < n:
        walk.append(draw.choice([k for k in range(2, 16) if k != walk[-1]]))
    return walk


def memory_mb(pid: int) -> float:
    """Return the resident memory of a server in MB (Linux); what processes share counts once."""
    files = (Path(f"/proc/{own}/smaps_rollup") for own in harness.family(pid))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return round(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024, 1)


def processor_seconds(pid: int) -> float:
    """Return what a server and its processes have used."""
    return sum(map(harness.processor_seconds, harness.family(pid)))


async def move(visitors: list[Visitor], server: Server, figures: Figures, seed: int) -> None:
    """Let the visitors move their sliders, and note what that took."""
    alone = len(visitors) == 1
    n, pause = (ALONE_MOVES, ALONE_PAUSE_SECONDS) if alone else (SESSION_MOVES, THINK_SECONDS)
    begin, used, own = time.perf_counter(), processor_seconds(server.pid), time.process_time()
    walks = [wander(visitor, ks(seed + at, n), pause) for at, visitor in enumerate(visitors)]
    for walk in await asyncio.gather(*walks):
        figures.runs += walk
    figures.seconds += time.perf_counter() - begin
    figures.processor += processor_seconds(server.pid) - used
    figures.visitors += time.process_time() - own
    figures.memory = max(figures.memory, memory_mb(server.pid))


async def together(server: Server, query: str, figures: Figures, seed: int, *, ours: bool) -> None:
    """Let many visitors come, look at every page of ours, and move their sliders."""
    visitors = [Visitor(server.address, query) for _ in range(SESSIONS)]
    for visitor in visitors:
        await visitor.__aenter__()
    if ours:
        for page in (*(address for address in PAGES if address != HOME), ""):
            await asyncio.gather(*(visitor.run(page=page) for visitor in visitors))
    await move(visitors, server, figures, seed)
    for visitor in visitors:
        await visitor.__aexit__()


async def alone(server: Server, query: str, figures: Figures, seed: int) -> None:
    """Let one visitor move the slider, as fast as a hand does."""
    async with Visitor(server.address, query) as visitor:
        await asyncio.sleep(WARM_SECONDS)
        await move([visitor], server, figures, seed)


def main() -> None:
    """Take the two servers in turns."""
    names = ("naive", "ours", "several")
    found = {how: {who: Figures() for who in names} for how in ("alone", "together")}
    with (
        serving(*harness.OURS) as ours,
        serving(*harness.NAIVE) as naive,
        TemporaryDirectory() as folder,
        serving_several(WORKERS, Path(folder)) as several,
    ):
        query = harness.our_query(5)
        pages = {"naive": (naive, ""), "ours": (ours, query), "several": (several, query)}
        for turn in range(ROUNDS):
            for who, (server, query) in pages.items():
                asyncio.run(alone(server, query, found["alone"][who], turn))
            for who, (server, query) in pages.items():
                figures = found["together"][who]
                asyncio.run(together(server, query, figures, 100 * turn, ours=who != "naive"))
    told: dict[str, dict] = {}
    for how, figures in found.items():
        naive, ours, several = (figures[who].told() for who in names)
        told[how] = {"ours": ours, "naive": naive, "ratio": harness.ratios(ours, naive)}
        told[how] |= {"several": several}
    harness.save("sessions", told)


if __name__ == "__main__":
    main()
