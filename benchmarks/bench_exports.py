"""The share of made shop exports whose rows, dates and amounts are read right, with no hints."""

import io
import sys
import tempfile
import time
from collections.abc import Callable

import duckdb
import numpy as np
import pandas as pd
from harness import save
from shop_exports import Export, exports

import segmentation as sg
from segmentation.errors import SegmentationError

N_FILES = 400
SEED = 20_261_126


def ours(data: bytes) -> pd.DataFrame:
    """Read with the studio."""
    return sg.read_table(data, "export.csv").frame


def naive(data: bytes) -> pd.DataFrame:
    """Read as most people would, and let pandas find numbers and days."""
    frame = pd.read_csv(io.BytesIO(data), sep=None, engine="python")
    for name in frame.select_dtypes("str"):
        try:
            frame[name] = pd.to_datetime(frame[name])
        except (ValueError, TypeError):
            continue
    return frame


def duck(data: bytes) -> pd.DataFrame:
    """Read with DuckDB's sniffer."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        return duckdb.read_csv(file.name).df()


def judged(read: Callable[[bytes], pd.DataFrame], export: Export) -> dict[str, bool]:
    """Tell what a reader got right of a file."""
    refusals = (SegmentationError, ValueError, LookupError, pd.errors.ParserError, duckdb.Error)
    try:
        frame = read(export.data)
    except refusals:
        return {"shape": False, "dates": False, "amounts": False, "texts": False}
    if frame.shape != (len(export.days), 5):
        return {"shape": False, "dates": False, "amounts": False, "texts": False}
    _, city, day, amount, _ = (frame.iloc[:, at] for at in range(5))
    return {
        "shape": True,
        "texts": city.astype(str).tolist() == export.cities,
        "dates": day.dtype.kind == "M" and day.dt.date.tolist() == export.days,
        "amounts": amount.dtype.kind in "fi"
        and bool(np.allclose(amount, export.amounts, rtol=0, atol=0.005)),
    }


def main() -> int:
    """Read every file with every reader; with ``--faults`` show what ours got wrong."""
    files = list(exports(N_FILES, SEED))
    figures = {"files": len(files), "seed": SEED}
    for name, read in {"ours": ours, "pandas": naive, "duckdb": duck}.items():
        begin = time.perf_counter()
        found = [judged(read, export) for export in files]
        seconds = time.perf_counter() - begin
        figures[name] = {
            what: round(float(np.mean([each[what] for each in found])), 3) for what in found[0]
        } | {"all": round(float(np.mean([all(each.values()) for each in found])), 3)}
        figures[name]["ms_per_file"] = round(1000 * seconds / len(files), 1)
        if name == "ours" and "--faults" in sys.argv:
            for export, each in zip(files, found, strict=True):
                if not all(each.values()):
                    print(export.ways, each)
    save("exports", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
