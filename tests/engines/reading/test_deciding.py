"""Which tables are read in pieces, and how much memory that leaves."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.engines.reading import deciding
from segmentation.engines.reading.deciding import memory_bytes, why_in_pieces


def test_what_is_large(tmp_path, monkeypatch):
    """By rows, by cells, by bytes of a text; a folder always; what is not there never."""
    pd.DataFrame({"a": range(50), "b": 1}).to_parquet(tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n" * 50, encoding="utf-8")
    assert why_in_pieces(tmp_path / "t.parquet") is None
    assert why_in_pieces(tmp_path / "t.csv") is None
    assert why_in_pieces(tmp_path) == "it is a folder of parts"
    assert why_in_pieces(tmp_path / "gone") is None
    monkeypatch.setattr(deciding, "LARGE_CELLS", 100)
    assert why_in_pieces(tmp_path / "t.parquet") == "it has 50 rows and 2 columns"
    monkeypatch.setattr(deciding, "LARGE_TEXT", 100)
    assert why_in_pieces(tmp_path / "t.csv") == "it is a text of 0 MB"


def test_memory():
    """What is left beside the libraries; too little is refused."""
    assert memory_bytes(1.0) == 600_000_000
    with pytest.raises(sg.SpecError, match=r"The memory is 0\.1 GB"):
        memory_bytes(0.1)
