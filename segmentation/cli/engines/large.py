"""Tables that are read in pieces, on the command line: when, with how much memory, and how far."""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.cli.files import PIPE, say
from segmentation.errors import counted
from segmentation.models.documents.whole_file import working_folder

if TYPE_CHECKING:
    from segmentation.clustering.validity import Metrics
    from segmentation.engines.reading.sampling import Sample
    from segmentation.engines.reading.source import Source

ENGINES = ("auto", "memory", "local")
DATABASE = "database"
"""The engine of what lies in a database alone: see `segmentation.cli.engines.warehouse`."""

TERMINATED = 143
TOLD_EVERY = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """A table that is read in pieces.

    Attributes
    ----------
    source : Source
    sample : Sample
        Of it.
    memory_bytes : int
    """

    source: "Source" = field(repr=False)
    sample: "Sample" = field(repr=False)
    memory_bytes: int


def add_engine(command: argparse.ArgumentParser, *, or_database: bool = False) -> None:
    """Let a command say where the work is done.

    Parameters
    ----------
    command : argparse.ArgumentParser
    or_database : bool
        Whether its table may lie in a database.
    """
    command.add_argument(
        "--engine",
        default="auto",
        choices=(*ENGINES, DATABASE) if or_database else ENGINES,
        help="memory loads the table, local reads it in pieces; auto reads large ones in pieces"
        + ("; database leaves a table of --url there, as auto does with large ones" * or_database),
    )
    command.add_argument(
        "--memory", type=float, default=1.0, metavar="GB", help="for pieces, at most (1)"
    )


def is_in_pieces(given: argparse.Namespace) -> bool:
    """Return whether the table of a command is read in pieces, and say so.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_engine`.

    Returns
    -------
    bool
    """
    from segmentation.engines.reading.deciding import why_in_pieces

    if given.file == PIPE or given.engine == "memory":
        return False
    why = "--engine local says so" if given.engine == "local" else why_in_pieces(given.file)
    if why is None:
        return False
    if not getattr(given, "quiet", False):
        say(f"{Path(given.file).name} is read in pieces, as {why}; at most {given.memory:g} GB.")
    return True


@contextmanager
def opened(given: argparse.Namespace) -> Iterator[Opened]:
    """Open a table of customers that is read in pieces.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with a seed.

    Yields
    ------
    Opened
    """
    from segmentation.engines.reading.sampling import draw

    with opened_source(given) as (source, allowed, _):
        sample = draw(source, random_state=given.seed)
        yield Opened(source=source, sample=sample, memory_bytes=allowed)


@contextmanager
def opened_source(given: argparse.Namespace) -> Iterator[tuple["Source", int, Path]]:
    """Open a table that is read in pieces; a text is written as Parquet as long as it is needed.

    Parameters
    ----------
    given : argparse.Namespace

    Yields
    ------
    tuple of (Source, int, Path)
        With the bytes that its rows may take, and a folder for what does not fit into them.
    """
    from segmentation.engines.reading.deciding import memory_bytes
    from segmentation.engines.reading.parts import is_parquet
    from segmentation.engines.reading.source import open_source
    from segmentation.engines.reading.spool import spooled

    allowed, path = memory_bytes(given.memory), Path(given.file)
    with ended_by_signal(), working_folder(_place(given)) as folder:
        name = path.name
        if path.is_file() and not is_parquet(path):
            say("It is written as Parquet first, for as long as it is needed.")
            path = spooled(path, folder, memory=allowed, encoding=given.encoding)
        is_quiet = getattr(given, "quiet", False)
        source = open_source(path, name, None if is_quiet else told_progress())
        yield source, allowed, folder
        source.progress.end()


def _place(given: argparse.Namespace) -> Path | None:
    """Return the folder of the output, on whose disk there should be room; else the usual one."""
    outs = (getattr(given, "labels_out", None), given.out)
    return next((Path(out).absolute().parent for out in outs if out and out != PIPE), None)


def found_sentence(n_customers: int, n_clusters: int, metrics: "Metrics", left_out: int) -> str:
    """Say what was found, of a table in memory or in pieces.

    Parameters
    ----------
    n_customers, n_clusters : int
    metrics : Metrics
    left_out : int
        Customers without a segment.

    Returns
    -------
    str
    """
    return (
        f"{counted(n_customers, 'customer')} in {counted(n_clusters, 'segment')}, "
        f"silhouette {metrics.silhouette:.3f}"
        + (f"; {counted(left_out, 'customer')} left out" if left_out else "")
    )


def say_drawn(sample: "Sample") -> None:
    """Say what of a scan is of all rows, and what of those drawn.

    Parameters
    ----------
    sample : Sample
    """
    if not sample.is_whole:
        drawn = f"{len(sample.positions):,} rows drawn evenly"
        say(f"Inertia and sizes are of all rows; silhouettes and the verdict of {drawn}.")


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """Let a request to end the process clean up first."""

    def end(*_: object) -> None:
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def told_progress() -> object:
    """Return a progress that tells a person on the standard error; a log gets a line a step.

    Returns
    -------
    Progress
    """
    from segmentation.engines.reading.progress import Progress

    class Told(Progress):
        """Tells a person."""

        __slots__ = ("_told",)

        def begin(self, step: str, n_rows: int) -> None:
            """Begin a step, and say what the last one has taken."""
            super().begin(step, n_rows)
            self._told = time.monotonic()

        def tell(self) -> None:
            """Say how far it is, now and then."""
            if sys.stderr.isatty() and time.monotonic() - self._told > TOLD_EVERY:
                self._told = time.monotonic()
                print(f"\r\x1b[K{self.sentence}", end="", file=sys.stderr, flush=True)  # noqa: T201

        def end(self) -> None:
            """Say what the step has taken."""
            if self.step and self.done:
                start = "\r\x1b[K" if sys.stderr.isatty() else ""
                print(f"{start}{self.verdict}", file=sys.stderr)  # noqa: T201
            self.step = ""

    return Told()
