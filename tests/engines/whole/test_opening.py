"""A sample of a table that is not loaded, from files and folders of parts, and what is refused."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import segmentation as sg
from segmentation.engines.reading import deciding
from segmentation.engines.reading.progress import Progress
from segmentation.engines.whole import opening
from segmentation.engines.whole.opening import is_large, open_sample, open_whole

N = 30_000
FRAME = pd.DataFrame(
    {"id": range(N), "spend": np.arange(N) / 4, "city": ["Oslo", "Bergen"] * 15_000}
)


@pytest.fixture
def kept(tmp_path):
    """Make a folder for texts written as Parquet."""
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def folder(tmp_path):
    """Make the operator's folder with the same table in several forms."""
    root = tmp_path / "open"
    (root / "parts").mkdir(parents=True)
    (root / "texts").mkdir()
    FRAME.to_parquet(root / "all.parquet", index=False)
    FRAME.to_csv(root / "all.csv", index=False)
    for at in range(3):
        part = FRAME[at * 10_000 : (at + 1) * 10_000]
        part.to_parquet(root / "parts" / f"{at}.parquet", index=False)
        part.to_csv(root / "texts" / f"{at}.csv", index=False)
    return root


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("all.parquet", "all.parquet"),
        ("all.csv", "all.csv"),
        ("parts", "parts"),
        ("texts", "texts"),
        ("parts/*.parquet", "parts/*.parquet"),
        ("texts/*.csv", "texts/*.csv"),
    ],
)
def test_the_same_rows_are_drawn_whatever_the_form(pattern, name, folder, kept):
    """The name says what it is a sample of, and nothing but numbers of rows is in its key."""
    table = open_sample(str(folder), pattern, str(kept))
    assert table.name == f"20,000 of 30,000 rows of {name}"
    assert (table.sampled.n_rows, table.sampled.pattern) == (N, pattern)
    assert len(table.frame) == opening.SAMPLE_ROWS
    there = FRAME.iloc[table.frame["id"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(table.frame, there, check_dtype=False)
    assert table.frame["id"].is_monotonic_increasing
    assert table.frame["spend"].mean() == pytest.approx(FRAME["spend"].mean(), rel=0.02)
    assert table.report.format == ("csv" if "csv" in pattern or pattern == "texts" else "parquet")
    assert "its 30,000 rows 20,000 were drawn evenly" in table.report.warnings[0]
    assert (table.bare().sampled.n_rows, table.bare().sampled.folder) == (N, "")


def test_what_is_not_larger_than_the_sample_is_the_whole(folder, kept):
    """A small folder of parts is a table like any other."""
    FRAME.head(50).to_parquet(folder / "parts" / "0.parquet", index=False)
    for at in (1, 2):
        FRAME.head(0).to_parquet(folder / "parts" / f"{at}.parquet", index=False)
    table = open_sample(str(folder), "parts", str(kept))
    assert (table.sampled, table.name, len(table.frame)) == (None, "parts", 50)


def test_which_are_large(folder, monkeypatch):
    """A folder always; files by the rows or bytes that they have together."""
    names = ("all.parquet", "parts/*.parquet", "all.csv", "texts/*.csv")
    assert is_large(str(folder), "parts")
    assert not any(is_large(str(folder), name) for name in names)
    monkeypatch.setattr(deciding, "LARGE_ROWS", N)
    monkeypatch.setattr(deciding, "LARGE_TEXT", 400_000)
    assert all(is_large(str(folder), name) for name in names)


def test_a_text_is_written_as_parquet_once(folder, kept, monkeypatch):
    """The passes that follow read that; a text that changed is written anew, old ones go."""
    first = open_whole(str(folder), "all.csv", str(kept))
    with monkeypatch.context() as patch:
        patch.setattr(opening, "spooled", None)
        again = open_whole(str(folder), "all.csv", str(kept))
    assert first.fingerprint == again.fingerprint
    for at in range(opening.MOST_KEPT + 1):
        FRAME.head(at + 5).to_csv(folder / "all.csv", index=False)
        assert open_whole(str(folder), "all.csv", str(kept)).n_rows == at + 5
    assert len(list(kept.iterdir())) == opening.MOST_KEPT


def test_folders_with_a_key_give_a_column(folder, kept):
    """Texts too."""
    for year in (2024, 2025):
        (folder / "keyed" / f"year={year}").mkdir(parents=True)
        FRAME.head(20).to_csv(folder / "keyed" / f"year={year}" / "a.csv", index=False)
    assert (
        open_sample(str(folder), "keyed", str(kept)).frame["year"].tolist()
        == [2024] * 20 + [2025] * 20
    )


def test_progress_is_told(folder, kept):
    """Step by step."""
    steps = []

    class Told(Progress):
        __slots__ = ()

        def begin(self, step, n_rows):
            super().begin(step, n_rows)
            steps.append((step, n_rows))

    open_sample(str(folder), "all.csv", str(kept), Told())
    assert steps == [("Reading all.csv once, as Parquet", 0), ("Looking at the columns", N)]


def other(folder, change):
    """Write the second part of both folders anew."""
    part = change(FRAME[10_000:20_000].copy())
    part.to_parquet(folder / "parts" / "1.parquet", index=False)
    part.to_csv(folder / "texts" / "1.csv", index=False)


@pytest.mark.parametrize("ending", ["parquet", "csv"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda part: part.drop(columns="spend"),
            r"1\.{e} has no column “spend”, which 0\.{e} has",
        ),
        (lambda part: part.assign(more=1), r"0\.{e} has no column “more”, which 1\.{e} has"),
        (lambda part: part.assign(spend="much"), r"“spend” is \w+ in 1\.{e} and double in 0\.{e}"),
    ],
)
def test_parts_of_other_columns_or_types(change, said, ending, folder, kept):
    """One sentence that names the part and the column."""
    other(folder, change)
    pattern = {"parquet": "parts", "csv": "texts"}[ending]
    with pytest.raises(sg.DataError, match=said.format(e=ending)):
        open_sample(str(folder), pattern, str(kept))


@pytest.mark.parametrize("pattern", ["parts", "parts/*.parquet", "texts", "texts/*.csv"])
def test_an_empty_part_is_named(pattern, folder, kept):
    """One without bytes; one with names and no rows is left out."""
    ending = "csv" if "texts" in pattern else "parquet"
    other(folder, lambda part: part.head(0))
    assert open_whole(str(folder), pattern, str(kept)).n_rows == 20_000
    (folder / pattern.split("/", maxsplit=1)[0] / f"1.{ending}").write_bytes(b"")
    with pytest.raises(sg.DataError, match=rf"1\.{ending} is empty: it has no bytes"):
        open_sample(str(folder), pattern, str(kept))


def test_a_damaged_part_is_named(folder, kept):
    """Whether its end is lacking or what stands in the middle is spoiled."""
    path = folder / "parts" / "1.parquet"
    whole = path.read_bytes()
    start = pq.read_metadata(path).row_group(0).column(1).data_page_offset
    for spoiled in (whole[:-9], whole[:start] + b"\0" * 2_000 + whole[start + 2_000 :]):
        path.write_bytes(spoiled)
        with pytest.raises(sg.DataError, match=r"1\.parquet cannot be read as Parquet"):
            open_sample(str(folder), "parts", str(kept))


def test_a_column_that_changes_its_type_in_the_middle_of_a_text(folder, kept, monkeypatch):
    """The sentence names the text, the column and the line; nothing of it is kept."""
    monkeypatch.setattr("segmentation.engines.reading.spool.SNIFFED_ROWS", 3_000)
    FRAME.astype({"spend": object}).where(FRAME["id"] != 25_000, "much").to_csv(
        folder / "all.csv", index=False
    )
    with pytest.raises(sg.DataError, match=r"“\w+” of all\.csv changes its type in line 25,002"):
        open_sample(str(folder), "all.csv", str(kept))
    assert not list(kept.iterdir())


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("../kept", "leaves the folder"),
        ("away", "lies outside of the folder"),
        ("nothing", "No file of this server"),
        ("", "is not a file name"),
    ],
)
def test_nothing_else_is_read(pattern, said, folder, kept):
    """No way leads out of the folder, not by a link among the parts either."""
    (folder / "away").mkdir()
    FRAME.head(30).to_parquet(kept / "secret.parquet", index=False)
    (folder / "away" / "a.parquet").symlink_to(kept / "secret.parquet")
    with pytest.raises(sg.DataError, match=said):
        open_sample(str(folder), pattern, str(kept))


def test_other_kinds_and_too_many_parts(folder, kept, monkeypatch):
    """Only what can be read in pieces is."""
    (folder / "parts" / "a.xlsx").write_bytes(b"PK")
    with pytest.raises(sg.DataError, match=r"a\.xlsx is neither Parquet nor CSV"):
        open_sample(str(folder), "parts/*", str(kept))
    monkeypatch.setattr(opening, "MOST_FILES", 2)
    with pytest.raises(sg.LimitError, match="“parts” has 3 parts; at most 2 are read"):
        open_sample(str(folder), "parts", str(kept))
