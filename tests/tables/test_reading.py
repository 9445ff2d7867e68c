"""Files of every kind become the same table; what is no table is refused in a sentence."""

import contextlib
import gzip
import io
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tried

import segmentation as sg
from segmentation.tables.parsing import parse
from segmentation.tables.samples import sample_bytes

SHOP = pd.DataFrame(
    {
        "code": ["007", "008", "012"],
        "spend": [12.5, 3.25, 100.0],
        "visits": [1, 2, 3],
        "city": ["Århus", "Oslo", "Køln"],
        "joined": pd.to_datetime(["2024-01-31", "2024-02-29", "2025-12-01"]),
        "member": [True, False, True],
    }
)


def as_bytes(write, *args, **kwargs) -> bytes:
    """Return what a frame's writer writes."""
    buffer = io.BytesIO()
    write(buffer, *args, **kwargs)
    return buffer.getvalue()


WRITERS = {
    "csv": lambda f: f.to_csv(index=False).encode(),
    "bom": lambda f: f.to_csv(index=False).encode("utf-8-sig"),
    "utf-16": lambda f: f.to_csv(index=False).encode("utf-16"),
    "utf-16 without a mark": lambda f: f.to_csv(index=False).encode("utf-16-le"),
    "windows": lambda f: f.to_csv(index=False, lineterminator="\r\n").encode("cp1252"),
    "old mac": lambda f: f.to_csv(index=False, lineterminator="\r").encode(),
    "tabs": lambda f: f.to_csv(index=False, sep="\t").encode(),
    "bars": lambda f: f.to_csv(index=False, sep="|").encode(),
    "german": lambda f: f.to_csv(index=False, sep=";", decimal=",").encode("cp1252"),
    "all quoted": lambda f: f.to_csv(index=False, quoting=1).encode(),
    "gzip": lambda f: gzip.compress(f.to_csv(index=False).encode()),
    "json": lambda f: f.astype({"joined": str}).to_json(orient="records").encode(),
    "json lines": lambda f: (
        f.astype({"joined": str}).to_json(orient="records", lines=True).encode()
    ),
    "ods": lambda f: as_bytes(f.to_excel, index=False, engine="odf"),
    "spaced": lambda f: f.to_csv(index=False, quoting=1).replace('","', '", "').encode(),
    "with a title": lambda f: b"Shop 12\n\n" + f.to_csv(index=False).encode(),
    "with a total": lambda f: f.to_csv(index=False).encode() + b"Total,115.75,6,,,\n",
    "empty lines": lambda f: b"\n\n" + f.to_csv(index=False).replace("\n", "\n\n").encode(),
    "excel": lambda f: as_bytes(f.to_excel, index=False, engine="openpyxl"),
    "parquet": lambda f: as_bytes(f.to_parquet, index=False),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_format_gives_the_same_table(write):
    """Cells, types and fingerprint do not depend on how the file was written."""
    table = sg.read_table(write(SHOP), "shop")
    pd.testing.assert_frame_equal(table.frame, SHOP, check_dtype=False)
    assert [str(dtype).split("[")[0] for dtype in table.frame.dtypes] == [
        "str",
        "float64",
        "int64",
        "str",
        "datetime64",
        "bool",
    ]
    reference = sg.read_table(SHOP.to_csv(index=False).encode())
    unit = {"joined": reference.frame["joined"].dtype}
    pd.testing.assert_frame_equal(table.frame.astype(unit), reference.frame)


def test_the_same_cells_have_the_same_fingerprint():
    """From text and workbook alike; another cell has another."""
    text = sg.read_table(WRITERS["csv"](SHOP))
    for other in ("bom", "german", "excel", "utf-16"):
        assert sg.read_table(WRITERS[other](SHOP)).fingerprint == text.fingerprint
    changed = SHOP.assign(visits=[1, 2, 4])
    assert sg.read_table(WRITERS["csv"](changed)).fingerprint != text.fingerprint


def test_path_bytes_and_binary_file_are_the_same(tmp_path):
    """And the name is the file's."""
    path = tmp_path / "shop.csv"
    path.write_bytes(WRITERS["csv"](SHOP))
    with path.open("rb") as file:
        tables = [
            sg.read_table(path),
            sg.read_table(str(path)),
            sg.read_table(file),
            sg.read_table(path.read_bytes(), "shop.csv"),
        ]
    assert {table.name for table in tables} == {"shop.csv"}
    assert len({table.fingerprint for table in tables}) == 1


def test_what_was_understood_is_reported():
    """Encoding, delimiter, decimal mark, header row, sizes."""
    report = sg.read_table(WRITERS["german"](SHOP)).report
    assert (report.format, report.encoding, report.delimiter) == ("csv", "cp1252", ";")
    assert (report.decimal, report.header_row) == (",", 1)
    assert (report.n_rows, report.n_columns) == (3, 6)
    assert sg.read_table(WRITERS["empty lines"](SHOP)).report.header_row == 3
    excel = sg.read_table(WRITERS["excel"](SHOP)).report
    assert (excel.format, excel.sheet, excel.decimal) == ("excel", "Sheet1", None)


def test_the_caller_s_frame_is_not_touched():
    """Changing the table's frame does not change the frame it was read from."""
    before = SHOP.copy(deep=True)
    table = sg.read_table(SHOP)
    table.frame.iloc[0, 1] = -1.0
    pd.testing.assert_frame_equal(SHOP, before)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)", "same"),
        ("CustomerID,Genre,Age,Annual Income (k$),Spending Score (1-100)", "same"),
        ("CustomerID,Genre,Age,Annual_Income,Spending_Score", "same"),
        ("CustomerID,Gender,Age,Annual Income(k$),Spending Score(1-100)", "same"),
        ("customer_id,gender,age,annual_income_k,spending_score", "same"),
    ],
)
def test_header_variants_of_the_mall_table_read_as_well(header, expected):
    """The figures are the same, and the same columns are proposed."""
    original = sg.load_sample("mall_customers")
    body = sample_bytes("mall_customers").split(b"\n", 1)[1]
    table = sg.read_table(header.encode() + b"\n" + body)
    assert (table.frame.to_numpy() == original.frame.to_numpy()).all(), expected
    columns = list(table.frame.columns)
    assert sg.default_features(table) == (columns[3], columns[4])


def test_a_few_damaged_characters_do_not_change_the_encoding():
    """One damaged character in UTF-8 is counted, and the rest is read as UTF-8."""
    text = "name,paid\n" + "\n".join(f"Bjørn Åse Größe {i},{i}" for i in range(20))
    table = sg.read_table(text.encode() + b"\nbroken \xff,5")
    assert table.report.encoding == "utf-8"
    assert table.frame["name"][0] == "Bjørn Åse Größe 0"
    assert "1 character." in table.report.warnings[0]
    latin = sg.read_table(text.encode("cp1252"))
    assert latin.report.encoding == "cp1252"
    assert not any("replaced" in said for said in latin.report.warnings)
    asked = sg.ReadOptions(encoding="utf-8")
    assert "replaced" in sg.read_table(text.encode("cp1252"), options=asked).report.warnings[0]


def test_a_file_without_column_names():
    """They are made, and the report says so."""
    table = sg.read_table(b"1,2.5,Oslo\n2,3.5,Bergen\n3,1.5,Oslo\n")
    assert list(table.frame.columns) == ["column_1", "column_2", "column_3"]
    assert len(table.frame) == 3
    assert table.report.header_row is None
    assert "no row of column names" in table.report.repaired[0]


def test_options_overrule_what_would_be_guessed():
    """Encoding, delimiter, kinds, header row and marks are taken as given, not as guessed."""
    data = "a|b;c\n01|1.234,5;x\n02|2,5;y\n".encode("utf-16-le")
    options = sg.ReadOptions(
        encoding="utf-16-le", delimiter="|", kinds=(("a", "number"),), header_row=1
    )
    table = sg.read_table(data, options=options)
    assert table.frame["a"].tolist() == [1, 2]
    assert "as you asked" in table.report.converted[0]
    german = sg.ReadOptions(decimal=",", thousands=".", delimiter=";")
    assert sg.read_table(b"a;b\n1.234,5;1\n2,5;2\n", options=german).frame["a"].tolist() == [
        1234.5,
        2.5,
    ]
    none = sg.read_table(b"a,b\nc,d\n", options=sg.ReadOptions(header_row=0))
    assert none.frame.shape == (2, 2)
    third = sg.read_table(b"title\n\na,b\n1,2\n", options=sg.ReadOptions(header_row=3))
    assert third.frame.to_dict("list") == {"a": [1], "b": [2]}
    assert third.report.header_row == 3


def test_a_sheet_can_be_chosen():
    """By default the first that holds anything, and the report names it."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as book:
        pd.DataFrame().to_excel(book, sheet_name="Notes", index=False)
        SHOP.to_excel(book, sheet_name="Shop", index=False)
        SHOP.head(2).to_excel(book, sheet_name="Small", index=False)
    table = sg.read_table(buffer.getvalue())
    assert (table.report.sheet, len(table.frame)) == ("Shop", 3)
    assert table.report.warnings == (
        "Read from the sheet “Shop”, one of 3; not read: “Notes”, “Small”.",
    )
    small = sg.read_table(buffer.getvalue(), options=sg.ReadOptions(sheet="Small"))
    assert len(small.frame) == 2
    with pytest.raises(sg.DataError, match=r"no sheet “Big”\. Choose one of: Notes, Shop, Small"):
        sg.read_table(buffer.getvalue(), options=sg.ReadOptions(sheet="Big"))


WORKBOOK = WRITERS["excel"](SHOP)
SHEET = WORKBOOK.index(b"xl/worksheets/sheet1.xml") + 60
PARQUET = WRITERS["parquet"](SHOP)
ZIP = as_bytes(lambda b: __import__("zipfile").ZipFile(b, "w").writestr("a.txt", "x"))

REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b"  \n\t\n", "is empty"),
    "only commas": (b",,,\n,,,\n", "is empty"),
    "header only": (b"name,spend\n", "column names but no rows"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is a picture"),
    "pdf": (b"%PDF-1.7 something", "it is a PDF document"),
    "binary": (bytes(range(256)) * 4, "it holds binary data"),
    "web page": (b"\n<!DOCTYPE html><html><table>", "it is a web page"),
    "archive": (ZIP, "is an archive"),
    "broken gzip": (b"\x1f\x8b\x08\x00", "cannot be unpacked"),
    "arrow": (b"ARROW1\x00\x00", "an Arrow file"),
    "database": (b"SQLite format 3\x00", "it is a database"),
    "broken workbook": (b"PK\x03\x04 this is no workbook", "is damaged"),
    "half a workbook": (WORKBOOK[: len(WORKBOOK) // 2], "is damaged"),
    "bent workbook": (WORKBOOK[:SHEET] + b"\x00" * 40 + WORKBOOK[SHEET + 40 :], "is damaged"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "is damaged"),
    "broken parquet": (b"PAR1 this is no table PAR1", "is damaged"),
    "half a parquet": (PARQUET[: len(PARQUET) // 2], "is damaged"),
    "empty workbook": (as_bytes(pd.DataFrame().to_excel, engine="openpyxl"), "is empty"),
    "empty parquet": (as_bytes(SHOP.head(0).to_parquet), "has no rows"),
    "broken json": (b'[{"a": 1}, {"a": ', "not valid JSON: line 1"),
    "json of numbers": (b'{"a": 1', "not valid JSON"),
    "json without records": (b"[]", "no list of records"),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(data, sentence):
    """It names the file, says what was found, and what to do."""
    with pytest.raises(sg.DataError) as raised:
        sg.read_table(data, "given.xyz")
    message = str(raised.value)
    assert message.startswith("given.xyz ")
    assert sentence in message
    assert message.count(". ") == 1, "what was found, then what to do"


def test_a_file_that_is_not_there(tmp_path):
    """The system's reason is in the sentence."""
    with pytest.raises(sg.DataError, match=r"none\.csv was not read: No such file"):
        sg.read_table(tmp_path / "none.csv")


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_table_or_a_sentence(data):
    """Any bytes are a table with rows or one of our errors, never another exception."""
    with contextlib.suppress(sg.SegmentationError):
        table = sg.read_table(data)
        assert len(table.frame) == table.report.n_rows > 0


CELLS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), max_size=8),
    st.sampled_from(["007", "1,5", "", " ", "NA", "=1+1", "a;b", 'say "x"', "two\nlines", "é"]),
)


@settings(max_examples=tried(100, quick=30))
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_what_is_written_comes_back(rows):
    """Every non-missing text cell survives, byte for byte but for outer spaces."""
    made = [[f"k{i}", *map(str, row)] for i, row in enumerate(rows)]
    frame = pd.DataFrame(made, columns=list("kabc"))
    table = sg.read_table(frame.to_csv(index=False, quoting=1).encode())
    assert table.frame["k"].tolist() == frame["k"].tolist()
    for name in "abc":
        read = table.frame[name]
        if str(read.dtype) == "str":
            kept = read.notna()
            assert read[kept].tolist() == frame[name].str.strip()[kept].tolist()


def test_wide_300():
    """A survey of three hundred answers is read within a second of processor time."""
    draw = np.random.default_rng(300)
    answers = draw.uniform(0, 100, (60, 300)).round(2).astype(str).tolist()
    names = ",".join(["id", *(f"q{at}" for at in range(300))])
    rows = (",".join([f"K{at:03d}", *row]) for at, row in enumerate(answers))
    data = "\n".join([names, *rows]).encode()
    taken = []
    for _ in range(3):
        begun = time.process_time()
        frame, _ = parse(data, sg.ReadOptions(), "wide_300.csv")
        taken.append(time.process_time() - begun)
    assert frame.shape == (60, 301)
    assert frame.dtypes.iloc[1:].eq("float64").all()
    assert min(taken) < 1
