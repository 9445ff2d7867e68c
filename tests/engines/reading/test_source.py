"""Parts become one table, and what does not fit is refused by the name of its part."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import segmentation as sg
from segmentation.engines.reading.source import open_source

FRAME = pd.DataFrame({"id": range(10), "x": np.arange(10) / 4, "kind": list("abcdefghij")})


def parts(folder, *frames):
    """Write frames as parts of a folder."""
    folder.mkdir(exist_ok=True)
    for at, frame in enumerate(frames):
        frame.to_parquet(folder / f"part-{at}.parquet", index=False)
    return folder


def read(source, columns=None, n_rows=3):
    """Read all of a source."""
    batches = list(source.batches(columns, n_rows))
    return pa.Table.from_batches(batches).to_pandas()


def test_a_folder_is_one_table_in_the_order_of_its_parts(tmp_path):
    """With a part without rows, and what the writer has left for itself."""
    folder = parts(tmp_path / "table", FRAME.head(4), FRAME.head(0), FRAME.tail(6))
    (folder / "_SUCCESS").touch()
    (folder / ".hidden.parquet").write_bytes(b"half")
    source = open_source(folder)
    assert (source.name, source.n_rows, len(source.parts)) == ("table", 10, 2)
    pd.testing.assert_frame_equal(read(source), FRAME)
    assert read(source, ["kind", "id"]).columns.tolist() == ["kind", "id"]


def test_folders_with_a_key_give_a_column(tmp_path):
    """Whole numbers where all are; an unknown value is missing."""
    for key in ("2024", "2025", "__HIVE_DEFAULT_PARTITION__"):
        (tmp_path / f"year={key}" / "land=Côte%20d").mkdir(parents=True)
        FRAME.head(2).to_parquet(
            tmp_path / f"year={key}" / "land=Côte%20d" / "a.parquet", index=False
        )
    found = read(open_source(tmp_path))
    assert found["year"].fillna(0).tolist() == [2024, 2024, 2025, 2025, 0, 0]
    assert set(found["land"]) == {"Côte d"}


def test_whole_numbers_and_others_meet_and_so_does_nothing(tmp_path):
    """One part of a float column may hold whole numbers, or no value at all."""
    whole, nothing = FRAME.assign(x=range(10)), FRAME.assign(x=None)
    source = open_source(parts(tmp_path / "t", FRAME, whole, nothing))
    assert source.schema.field("x").type == pa.float64()
    assert read(source)["x"].isna().sum() == 10


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (FRAME.drop(columns="x"), "part-1.parquet has no column “x”, which part-0.parquet has"),
        (FRAME.assign(y=1), "part-0.parquet has no column “y”, which part-1.parquet has"),
        (FRAME.assign(x="a"), "“x” is large_string in part-1.parquet and double in part-0.parquet"),
    ],
)
def test_parts_that_do_not_fit_together(other, said, tmp_path):
    """The sentence names the column and both parts."""
    with pytest.raises(sg.DataError, match=said):
        open_source(parts(tmp_path / "t", FRAME, other))


def test_damaged_and_empty_parts(tmp_path):
    """Told before any row is read where the end is gone, and when it is met in the middle."""
    folder = parts(tmp_path / "t", FRAME, FRAME)
    whole = (folder / "part-1.parquet").read_bytes()
    (folder / "part-1.parquet").write_bytes(b"")
    with pytest.raises(sg.DataError, match=r"part-1\.parquet is empty: it has no bytes"):
        open_source(folder)
    (folder / "part-1.parquet").write_bytes(whole[:-30])
    with pytest.raises(sg.DataError, match=r"part-1\.parquet cannot be read as Parquet"):
        open_source(folder)
    torn = bytearray(whole)
    torn[4:120] = bytes(116)
    (folder / "part-1.parquet").write_bytes(bytes(torn))
    with pytest.raises(sg.DataError, match=r"part-1\.parquet cannot be read as Parquet"):
        read(open_source(folder))


def test_nothing_to_read(tmp_path):
    """No part, no rows, no file."""
    with pytest.raises(sg.DataError, match=r"holds no \.parquet file"):
        open_source(tmp_path)
    FRAME.head(0).to_parquet(tmp_path / "none.parquet")
    with pytest.raises(sg.DataError, match=r"none\.parquet has no rows"):
        open_source(tmp_path / "none.parquet")
    with pytest.raises(sg.DataError, match="No such file"):
        open_source(tmp_path / "gone.parquet")


def test_the_fingerprint_is_that_of_the_contents(tmp_path):
    """Another name leaves it, another value changes it."""
    FRAME.to_parquet(tmp_path / "a.parquet")
    FRAME.to_parquet(tmp_path / "b.parquet")
    FRAME.assign(x=1.5).to_parquet(tmp_path / "c.parquet")
    first, second, third = (open_source(tmp_path / f"{n}.parquet").fingerprint for n in "abc")
    assert first == second != third
    assert len(first) == 32


def test_groups_of_rows_end_batches(tmp_path):
    """So that none is held after it was read."""
    pq.write_table(pa.Table.from_pandas(FRAME), tmp_path / "t.parquet", row_group_size=4)
    sizes = [batch.num_rows for batch in open_source(tmp_path / "t.parquet").batches(n_rows=3)]
    assert sizes == [3, 1, 3, 1, 2]
