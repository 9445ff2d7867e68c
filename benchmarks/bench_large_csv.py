"""Regular texts of about 100 MB: time and memory beside pandas and Arrow with the same typing.

The peers are told everything: delimiter, decimal mark, which columns are dates and how they are
written. After reading they do what ours does too: outer spaces go, the usual marks of a missing
value become missing, days become dates. Each reads in a process of its own, in turns; ours counts
both its processes. The time begins when libraries are loaded and the parser's process is up.
"""

import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import harness
import numpy as np
import pandas as pd
from bench_large_files import lines

import segmentation as sg

ROUNDS = 3
MARKS = ["", "NA", "N/A", "n/a", "nan", "NaN", "null", "NULL", "-", "(blank)", r"\N"]


def invoices(path: Path) -> dict:
    """Write lines of invoices as a shop's program does: commas, ISO times."""
    lines(1_300_000).to_csv(path, index=False)
    return {"dates": {"date": "%Y-%m-%d %H:%M:%S"}}


def customers(path: Path) -> dict:
    """Write customers of a German shop: semicolons, decimal commas, days first, gaps."""
    n, draw = 1_400_000, np.random.default_rng(7)
    days = pd.Timestamp("2019-01-01") + pd.to_timedelta(draw.integers(0, 2500, n), "D")
    frame = pd.DataFrame(
        {
            "Kunde": np.char.add("K-", np.arange(100_000, 100_000 + n).astype(str)),
            "E-Mail": np.char.add(draw.integers(0, 10**9, n).astype(str), "@post.example"),
            "Ort": draw.choice(["Köln", "Bonn", "München", "Ulm"], n),
            "Erste Bestellung": days.strftime("%d.%m.%Y"),
            "Umsatz": draw.gamma(2, 90, n).round(2),
            "Bestellungen": draw.poisson(3, n),
            "Gewicht": np.where(draw.random(n) < 0.1, np.nan, draw.gamma(2, 3, n).round(3)),
        }
    )
    frame.to_csv(path, sep=";", decimal=",", index=False)
    return {"sep": ";", "decimal": ",", "dates": {"Erste Bestellung": "%d.%m.%Y"}}


def quoted(path: Path) -> dict:
    """Write orders with every cell in quotation marks, as some exports do."""
    n, draw = 800_000, np.random.default_rng(9)
    frame = pd.DataFrame(
        {
            "order": np.arange(n),
            "item": np.char.add("Shirt, size ", draw.integers(30, 60, n).astype(str)),
            "note": np.char.add('said "ok", no ', draw.integers(0, 10**6, n).astype(str)),
            "amount": draw.gamma(2, 30, n).round(2),
            "discount": draw.random(n).round(6),
            "day": (
                pd.Timestamp("2022-01-01") + pd.to_timedelta(draw.integers(0, 900, n), "D")
            ).strftime("%Y-%m-%d"),
            "paid": draw.choice(["yes", "no"], n),
        }
    )
    frame.to_csv(path, index=False, quoting=1)
    return {"dates": {"day": "%Y-%m-%d"}}


FILES: dict[str, Callable[[Path], dict]] = {
    "invoices": invoices,
    "customers": customers,
    "quoted": quoted,
}


def typed(frame: pd.DataFrame, dates: dict[str, str]) -> pd.DataFrame:
    """Type texts, marks and dates as ours does."""
    for name in frame.columns:
        if frame[name].dtype == "str":
            text = frame[name].str.strip()
            frame[name] = text.mask(text.isin(MARKS))
        if name in dates and frame[name].dtype.kind != "M":
            frame[name] = pd.to_datetime(frame[name], format=dates[name])
    return frame


def with_pandas(path: Path, hints: dict) -> pd.DataFrame:
    """Read as somebody who knows the file would with pandas."""
    kept = {name: hints[name] for name in ("sep", "decimal") if name in hints}
    return typed(pd.read_csv(path, **kept), hints["dates"])


def with_arrow(path: Path, hints: dict) -> pd.DataFrame:
    """Read as somebody who knows the file would with Arrow."""
    from pyarrow import csv

    table = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=hints.get("sep", ",")),
        convert_options=csv.ConvertOptions(decimal_point=hints.get("decimal", ".")),
    )
    return typed(table.to_pandas(), hints["dates"])


def ours(path: Path, _: dict) -> pd.DataFrame:
    """Read as an upload is read, told nothing."""
    return sg.read_table(path).frame


READERS = {"pandas": with_pandas, "arrow": with_arrow, "ours": ours}


def measured(who: str, path: Path, hints: dict, answers: multiprocessing.Queue) -> None:
    """Read once; tell seconds on the clock and of processors, and the peak memory of all."""
    from segmentation.tables.process import parent

    sg.read_table(b"id,x\na,1\nb,2\n")  # both processes are up
    others = [process.pid for process in parent._idle] if who == "ours" else []  # noqa: SLF001
    begun, used = time.perf_counter(), seconds_used(others)
    frame = READERS[who](path, hints)
    answers.put(
        {
            "seconds": time.perf_counter() - begun,
            "processor_seconds": seconds_used(others) - used,
            "peak_mb": harness.peak_mb(os.getpid()) + sum(map(harness.peak_mb, others)),
            "rows": len(frame),
            "text_columns": int((frame.dtypes == "str").sum()),
        }
    )


def seconds_used(others: list[int]) -> float:
    """Return the processor time of this process and others."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    seconds = own.ru_utime + own.ru_stime
    for pid in others:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def compared(path: Path, hints: dict) -> dict:
    """Read with all in turns; the medians, and ours as a multiple of the faster peer's."""
    context = multiprocessing.get_context("spawn")
    rounds: dict[str, list[dict]] = {who: [] for who in READERS}
    for _ in range(ROUNDS):
        for who in READERS:
            answers = context.Queue()
            process = context.Process(target=measured, args=(who, path, hints, answers))
            process.start()
            rounds[who].append(answers.get())
            process.join()
    medians = {
        who: {name: round(statistics.median(r[name] for r in each), 2) for name in each[0]}
        for who, each in rounds.items()
    }
    peer = min(("pandas", "arrow"), key=lambda who: medians[who]["seconds"])
    shares = {
        name: round(medians["ours"][name] / medians[peer][name], 2)
        for name in ("seconds", "processor_seconds", "peak_mb")
    }
    size = round(path.stat().st_size / 1e6)
    return {"file_mb": size, **medians, "faster_peer": peer, "ratio": shares}


def main() -> int:
    """Write the files one after the other and read them with all."""
    figures = {}
    wanted = sys.argv[1:] or list(FILES)
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            path = Path(folder) / f"{name}.csv"
            hints = FILES[name](path)
            figures[name] = compared(path, hints)
            path.unlink()
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
