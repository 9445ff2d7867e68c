"""Reading a text of 100 MB and a workbook of 50 MB: time and peak memory beside pandas."""

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

import harness
import numpy as np
import pandas as pd

import segmentation as sg

CSV_ROWS, EXCEL_ROWS = 1_300_000, 550_000


def lines(n: int) -> pd.DataFrame:
    """Make lines of invoices."""
    draw = np.random.default_rng(5)
    when = pd.Timestamp("2023-01-01") + pd.to_timedelta(draw.integers(0, 525_600, n), "min")
    stock = draw.integers(1, 4000, n).astype(str)
    return pd.DataFrame(
        {
            "invoice": draw.integers(500_000, 600_000, n),
            "stock": np.char.add("SKU", stock),
            "description": np.char.add("ITEM, NUMBER ", stock),
            "quantity": draw.integers(-3, 50, n),
            "date": when.strftime("%Y-%m-%d %H:%M:%S"),
            "price": draw.gamma(2, 3, n).round(2),
            "customer": draw.integers(12_000, 18_000, n),
            "country": draw.choice(["Norway", "France", "Germany"], n),
        }
    )


def write(folder: Path) -> dict[str, Path]:
    """Write both files."""
    import xlsxwriter

    text, book = folder / "large.csv", folder / "large.xlsx"
    lines(CSV_ROWS).to_csv(text, index=False)
    weights = np.random.default_rng(6).random((EXCEL_ROWS, 2))
    frame = lines(EXCEL_ROWS).assign(weight=weights[:, 0], volume=weights[:, 1])
    with xlsxwriter.Workbook(book, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, frame.columns)
        for at, row in enumerate(frame.itertuples(index=False), start=1):
            sheet.write_row(at, 0, row)
    return {"csv": text, "excel": book}


def ours(path: Path) -> int:
    """Read as an upload is read."""
    return len(sg.read_table(path).frame)


def naive(path: Path) -> int:
    """Read as most people would."""
    read = pd.read_csv if path.suffix == ".csv" else pd.read_excel
    return len(read(path))


def measured(read, path: Path, answers) -> None:
    """Read in a process of its own; tell seconds and the peak memory of it and of the parser."""
    begun = time.perf_counter()
    n_rows = read(path)
    seconds = time.perf_counter() - begun
    from segmentation.tables.process import parent

    parsers = [process.pid for process in parent._idle]  # noqa: SLF001 - to look at its memory
    answers.put(
        {
            "rows": n_rows,
            "seconds": seconds,
            "self_mb": harness.peak_mb(os.getpid()),
            "parser_mb": max(map(harness.peak_mb, parsers), default=0.0),
        }
    )


def main() -> int:
    """Read both files with both, in turns."""
    context = multiprocessing.get_context("spawn")
    figures: dict[str, dict] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in write(Path(folder)).items():
            figures[kind] = {"file_mb": round(path.stat().st_size / 1e6)}
            for who, read in (("naive", naive), ("ours", ours)):
                answers = context.Queue()
                process = context.Process(target=measured, args=(read, path, answers))
                process.start()
                figures[kind][who] = {k: round(v, 1) for k, v in answers.get().items()}
                process.join()
    harness.save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
