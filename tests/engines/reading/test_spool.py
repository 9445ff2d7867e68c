"""A text becomes Parquet once; a cell of another type is told by its line."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

import segmentation as sg
from segmentation.engines.reading import spool
from segmentation.engines.reading.spool import spooled

MEMORY = 200_000_000


def test_types_and_order_stay(tmp_path):
    """Numbers, dates, texts and gaps, in the order of the lines."""
    frame = pd.DataFrame({"n": [1.5, None, 3.0] * 400, "day": "2025-01-31", "name": "é, “a”"})
    frame["row"] = range(1200)
    frame.to_csv(tmp_path / "t.csv", index=False)
    found = pq.read_table(spooled(tmp_path / "t.csv", tmp_path, memory=MEMORY)).to_pandas()
    assert found["row"].tolist() == list(range(1200))
    assert found["n"].isna().sum() == 400
    assert found["name"].unique().tolist() == ["é, “a”"]
    assert str(found["day"][0])[:10] == "2025-01-31"


def test_a_column_that_changes_its_type_in_the_middle(tmp_path, monkeypatch):
    """The sentence names the column and the line."""
    monkeypatch.setattr(spool, "SNIFFED_ROWS", 3_000)
    lines = ["id,spend", *(f"{at},{at / 2}" for at in range(30_000)), "30000,abc"]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(sg.DataError, match=r"“spend” of t\.csv changes its type in line 30,002"):
        spooled(tmp_path / "t.csv", tmp_path, memory=MEMORY)


def test_other_letters(tmp_path):
    """Told from the bytes, or told by the user."""
    path = tmp_path / "t.csv"
    path.write_bytes("name,n\nJosé,1\n".encode("latin-1") * 1)
    with pytest.raises(sg.DataError, match=r"t\.csv is not written in UTF-8"):
        spooled(path, tmp_path, memory=MEMORY)
    found = pq.read_table(spooled(path, tmp_path, memory=MEMORY, encoding="latin-1"))
    assert found["name"].to_pylist() == ["José"]
