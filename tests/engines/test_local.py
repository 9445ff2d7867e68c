"""Files of customers scored in pieces: all rows, in order, or nothing."""

import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_models import INCOME, SCORE, mall_model

import segmentation as sg
from segmentation.engines import local
from segmentation.engines.local import score_file
from segmentation.models.scoring import SCORE_COLUMNS


@pytest.fixture(scope="module")
def model():
    """Fit the mall once."""
    return mall_model()


@pytest.fixture(scope="module")
def mall():
    """Return the mall's customers."""
    return sg.load_sample("mall_customers").frame


@pytest.fixture
def source(mall, tmp_path):
    """Write customers to Parquet, in several groups of rows."""
    path = tmp_path / "customers.parquet"
    mall.to_parquet(path, index=False, row_group_size=64)
    return path


def assert_scored(found, mall, model):
    """Compare a file's rows with the model's own answer."""
    expected = model.score(mall)
    assert list(found.columns) == [*mall.columns, *SCORE_COLUMNS]
    assert found["CustomerID"].tolist() == mall["CustomerID"].tolist()
    assert found["segment"].tolist() == expected["segment"].tolist()
    assert found["name"].tolist() == expected["name"].tolist()
    assert found["distance"].tolist() == expected["distance"].tolist()


def test_parquet_to_parquet_in_pieces(source, mall, model, tmp_path, monkeypatch):
    """Every row once, in order; the progress ends at all of them."""
    monkeypatch.setattr(local, "BATCH_ROWS", 50)
    seen = []
    out = tmp_path / "out.parquet"
    tally = score_file(model, source, out, progress=lambda *step: seen.append(step))
    assert_scored(pd.read_parquet(out), mall, model)
    assert seen[-1] == (200, 200)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert (tally.n_rows, tally.n_unscored) == (200, 0)
    assert sum(tally.segments.values()) == 200
    assert pq.read_schema(out).field("segment").type == pa.int64()


def test_csv_in_and_out(mall, model, tmp_path):
    """By paths, by bytes and to an open file."""
    data = mall.to_csv(index=False).encode()
    (tmp_path / "in.csv").write_bytes(data)
    score_file(model, tmp_path / "in.csv", tmp_path / "out.csv")
    written = io.BytesIO()
    score_file(model, data, written)
    assert (tmp_path / "out.csv").read_bytes() == written.getvalue()
    assert_scored(pd.read_csv(io.BytesIO(written.getvalue())), mall, model)


def test_parquet_as_bytes_becomes_csv(source, mall, model):
    """From a pipe into a pipe; the names of the columns stand once."""
    written = io.BytesIO()
    score_file(model, source.read_bytes(), written)
    assert_scored(pd.read_csv(io.BytesIO(written.getvalue())), mall, model)


def test_rows_that_cannot_be_scored_come_back(model, tmp_path):
    """With their reason; the tally leaves the values out."""
    frame = pd.DataFrame({"id": range(4), INCOME: ["50", "abc", "xyz", ""], SCORE: [50, 1, 2, 3]})
    frame.to_parquet(tmp_path / "in.parquet")
    tally = score_file(model, tmp_path / "in.parquet", tmp_path / "out.parquet")
    found = pd.read_parquet(tmp_path / "out.parquet")
    assert found["id"].tolist() == [0, 1, 2, 3]
    assert found["segment"].isna().tolist() == [False, True, True, True]
    assert found["reason"].tolist()[1] == f"“{INCOME}” is not a number: “abc”"
    assert dict(tally.reasons) == {
        f"“{INCOME}” is not a number": 2,
        f"no value for {INCOME}": 1,
    }


def test_pieces_do_not_decide_how_numbers_are_written(model, tmp_path, monkeypatch):
    """Parquet has types; a text in it counts as the model itself counts it, in every piece."""
    monkeypatch.setattr(local, "BATCH_ROWS", 2)
    frame = pd.DataFrame({INCOME: ["50,125", "51,250", "52,5", "53.5"], SCORE: [40, 41, 42, 43]})
    frame.to_parquet(tmp_path / "in.parquet")
    score_file(model, tmp_path / "in.parquet", tmp_path / "out.parquet")
    found = pd.read_parquet(tmp_path / "out.parquet")
    expected = model.score(frame)
    assert found["reason"].fillna("").tolist() == expected["reason"].fillna("").tolist()
    assert found["segment"].isna().tolist() == [True, True, True, False]


def test_out_of_range_is_counted(model, tmp_path):
    """Beside what has no segment."""
    frame = pd.DataFrame({INCOME: [50, 500, np.nan], SCORE: [50, 50, 50]})
    frame.to_parquet(tmp_path / "in.parquet")
    tally = score_file(model, tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert (tally.n_out_of_range, tally.n_unscored) == (1, 1)


def test_a_file_that_was_scored_before_keeps_its_columns(source, model, tmp_path):
    """The new ones get numbers."""
    first, second = tmp_path / "a.parquet", tmp_path / "b.parquet"
    score_file(model, source, first)
    score_file(model, first, second)
    found = pd.read_parquet(second)
    assert list(found.columns)[-6:] == [f"{name}_2" for name in SCORE_COLUMNS]
    assert found["segment_2"].tolist() == found["segment"].tolist()


def test_columns_under_other_names(mall, model, tmp_path):
    """The file keeps its own."""
    mall.rename(columns={INCOME: "income"}).to_parquet(tmp_path / "in.parquet")
    score_file(model, tmp_path / "in.parquet", tmp_path / "o.parquet", renamed={INCOME: "income"})
    found = pd.read_parquet(tmp_path / "o.parquet")
    assert "income" in found.columns
    assert found["segment"].tolist() == model.score(mall)["segment"].tolist()


def test_no_rows_give_no_rows(mall, model, tmp_path):
    """A file without rows is scored to one without rows that has all columns."""
    mall.head(0).to_parquet(tmp_path / "in.parquet", index=False)
    tally = score_file(model, tmp_path / "in.parquet", tmp_path / "out.parquet")
    found = pd.read_parquet(tmp_path / "out.parquet")
    assert list(found.columns) == [*mall.columns, *SCORE_COLUMNS]
    assert (len(found), tally.n_rows) == (0, 0)


def test_a_wrong_file_is_said_and_nothing_is_lost(source, model, tmp_path):
    """What the output held before stays, and no piece is left behind."""
    out = tmp_path / "out.parquet"
    out.write_bytes(b"before")
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(source.read_bytes()[:-200])
    with pytest.raises(sg.DataError, match=r"damaged\.parquet cannot be read as Parquet"):
        score_file(model, damaged, out)
    pd.DataFrame({"a": [1]}).to_parquet(damaged)
    with pytest.raises(sg.ModelError, match="They have “a”"):
        score_file(model, damaged, out)
    with pytest.raises(sg.DataError, match=r"nowhere.csv was not read"):
        score_file(model, tmp_path / "nowhere.csv", out)
    assert out.read_bytes() == b"before"
    assert {path.name for path in tmp_path.iterdir()} == {
        "out.parquet",
        "damaged.parquet",
        "customers.parquet",
    }


def test_where_it_cannot_be_written_is_said(source, model, tmp_path):
    """Another ending, and a folder that is not there."""
    with pytest.raises(sg.SpecError, match=r"out\.xlsx ends in neither \.csv nor \.parquet"):
        score_file(model, source, tmp_path / "out.xlsx")
    with pytest.raises(sg.DataError, match=r"out\.csv was not written: No such file"):
        score_file(model, source, tmp_path / "nowhere" / "out.csv")


def test_who_reads_the_old_file_goes_on_reading_it(source, model, mall):
    """The new one takes its place in one step, also where it is the file that was scored."""
    before = source.read_bytes()
    with source.open("rb") as reader:
        score_file(model, source, source)
        assert reader.read() == before
    assert_scored(pd.read_parquet(source), mall, model)
