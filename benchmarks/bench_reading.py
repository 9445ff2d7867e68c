"""The share of spoiled files that are read exactly, beside pandas and DuckDB with no hints.

With ``--columns`` the processor time that a column of a wide table takes, in a file of its own.
"""

import io
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from harness import save
from pollution import Polluted, odd_names, spoiled_rows, whole_files

import segmentation as sg
from segmentation.tables.parsing import parse

WIDE = ((300, 50), (1_000, 50), (3_000, 50), (9_074, 3))
"""Columns and rows of wide tables."""


def ours(data: bytes) -> pd.DataFrame:
    """Read with the studio; text only, so that cells can be compared."""
    table = sg.read_table(data, options=None)
    kinds = tuple((name, "text") for name in table.frame.columns)
    return sg.read_table(data, options=sg.ReadOptions(kinds=kinds)).frame


def naive(data: bytes) -> pd.DataFrame:
    """Read as most people would."""
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def duck(data: bytes) -> pd.DataFrame:
    """Read with DuckDB's sniffer."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        return duckdb.read_csv(file.name, all_varchar=True).df()


READERS = {"ours": ours, "pandas": naive, "duckdb": duck}


def exact(read: pd.DataFrame, wanted: Polluted) -> bool:
    """Whether rows, names and all cells outside of the damaged row are as they should be."""
    if read.shape != (len(wanted.rows), len(wanted.rows[0])):
        return False
    if wanted.header and list(read.columns) != list(wanted.header):
        return False
    cells = read.fillna("").astype(str).to_numpy().tolist()
    return all(
        [cell.strip() for cell in row] == wanted.rows[at]
        for at, row in enumerate(cells)
        if at not in wanted.damaged
    )


def attempt(read, wanted: Polluted) -> bool:
    """Whether a reader got a file right; any failure is a no."""
    try:
        return exact(read(wanted.data), wanted)
    except (ValueError, sg.SegmentationError, duckdb.Error):
        return False


def wide(n_columns: int, n_rows: int) -> bytes:
    """Write a table whose columns are numbers, decimals, words, days, answers and notes in turn."""
    draw = np.random.default_rng(1)
    days = np.datetime64("2023-01-01") + draw.integers(0, 900, n_rows)
    forms = (
        draw.integers(0, 9_999, n_rows).astype(str),
        [f"{value:.2f}" for value in draw.normal(50, 9, n_rows)],
        draw.choice(["red", "green", "blue"], n_rows),
        days.astype(str),
        draw.integers(0, 2, n_rows).astype(str),
        [f"note {value} of" for value in draw.integers(0, 999, n_rows)],
    )
    columns = {f"c{at}": forms[at % len(forms)] for at in range(n_columns)}
    return pd.DataFrame(columns).to_csv(index=False).encode()


def processor_time(read, data: bytes) -> float:
    """Return seconds of processor time of all threads."""
    started = time.process_time()
    read(data)
    return time.process_time() - started


def columns() -> int:
    """Time wide tables, beside pandas that types numbers only."""
    figures = {}
    parse(b"a,b\n1,2024-01-02\n2,x\n", sg.ReadOptions(), "warm.csv")
    for n_columns, n_rows in WIDE:
        data = wide(n_columns, n_rows)
        ours_s = processor_time(lambda text: parse(text, sg.ReadOptions(), "wide.csv"), data)
        pandas_s = processor_time(lambda text: pd.read_csv(io.BytesIO(text)), data)
        figures[f"{n_columns} x {n_rows}"] = {
            "ours_s": round(ours_s, 2),
            "ours_ms_per_column": round(1_000 * ours_s / n_columns, 2),
            "pandas_s": round(pandas_s, 2),
        }
    save("reading_columns", figures)
    return 0


def main() -> int:
    """Read every file with every reader."""
    if "--columns" in sys.argv:
        return columns()
    verbose = "--verbose" in sys.argv
    shares: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for wanted in [*whole_files(), *odd_names(), *spoiled_rows()]:
        for name, read in READERS.items():
            right = attempt(read, wanted)
            shares[wanted.kind][name].append(right)
            if verbose and name == "ours" and not right:
                print("wrong:", wanted.name)
    figures = {
        kind: {name: sum(found) / len(found) for name, found in by_reader.items()}
        | {"files": len(by_reader["ours"])}
        for kind, by_reader in shares.items()
    }
    total = sum(row["files"] for row in figures.values())
    figures["all"] = {"files": total} | {
        name: sum(row[name] * row["files"] for row in figures.values()) / total for name in READERS
    }
    save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
