"""All rows under the wanted name, or none."""

import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pytest

import segmentation as sg
from segmentation.engines.writing import check_streamed_ending, write_pieces


def pieces(n=3):
    """Make rows with a result each."""
    for at in range(n):
        yield pa.table({"a": [at]}), pd.DataFrame({"name": ["x"], "segment": [at]})


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_pieces_become_one_file(ending, tmp_path):
    """In order, under one head."""
    out = tmp_path / f"o.{ending}"
    write_pieces(pieces(), out)
    found = pd.read_csv(out) if ending == "csv" else pd.read_parquet(out)
    assert found.to_dict("list") == {"a": [0, 1, 2], "name": ["x"] * 3, "segment": [0, 1, 2]}
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_what_fails_leaves_what_was_there(tmp_path):
    """Whatever the failure is."""

    def failing():
        yield from pieces(1)
        raise KeyboardInterrupt

    out = tmp_path / "o.parquet"
    out.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        write_pieces(failing(), out)
    assert out.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


FULL = """
import resource, sys, pathlib
import pandas as pd, pyarrow as pa, numpy as np
import segmentation as sg
from segmentation.engines.writing import write_pieces
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
values = np.random.default_rng(0).normal(size=9_000)
pieces = ((pa.table({"a": values}), pd.DataFrame({"s": range(9_000)})) for _ in range(5))
try:
    write_pieces(pieces, pathlib.Path(sys.argv[1]))
except sg.DataError as error:
    print(error)
"""


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_disk_that_fills(ending, tmp_path):
    """One sentence, and nothing half."""
    out = tmp_path / f"o.{ending}"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", FULL, str(out)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"{out.name} was not written: ")
    assert not list(tmp_path.iterdir())


def test_an_ending_that_cannot_be_written_in_pieces():
    """A workbook is made whole."""
    with pytest.raises(sg.SpecError, match=r"o\.xlsx ends in neither"):
        check_streamed_ending("o.xlsx")
