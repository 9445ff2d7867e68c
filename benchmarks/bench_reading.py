"""The share of spoiled files that are read exactly, beside pandas and DuckDB with no hints."""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import duckdb
import pandas as pd
from harness import save
from pollution import Polluted, odd_names, spoiled_rows, whole_files

import segmentation as sg


def ours(data: bytes) -> pd.DataFrame:
    """Read with the studio; text only, so that cells can be compared."""
    table = sg.read_table(data, options=None)
    kinds = tuple((name, "text") for name in table.frame.columns)
    return sg.read_table(data, options=sg.ReadOptions(kinds=kinds)).frame


def naive(data: bytes) -> pd.DataFrame:
    """Read as most people would."""
    import io

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


def main() -> int:
    """Read every file with every reader."""
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
