"""Packed files: compressed ones, archives with one table, archives to choose from, bombs."""

import bz2
import contextlib
import gzip
import io
import lzma
import zipfile

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.archives import is_archive, unpacked

SHOP = b"id,paid\nA,1.5\nB,2.5\nC,3.5\n"
SMALL = b"code,n\nX,1\nY,2\n"


def zstd(data: bytes) -> bytes:
    """Pack with Zstandard."""
    made = io.BytesIO()
    with pa.CompressedOutputStream(made, "zstd") as stream:
        stream.write(data)
        stream.flush()
        return made.getvalue() if stream.closed else _closed(stream, made)


def _closed(stream, made) -> bytes:
    """Finish a stream without closing what it writes to."""
    raw = made
    raw.close = lambda: None
    stream.close()
    return raw.getvalue()


def zipped(**members: bytes) -> bytes:
    """Write an archive; a point in a name is written as two underlines."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def workbook(**sheets: bytes) -> bytes:
    """Write a workbook of tables given as CSV."""
    made = io.BytesIO()
    with pd.ExcelWriter(made, engine="openpyxl") as book:
        for name, data in sheets.items():
            pd.read_csv(io.BytesIO(data)).to_excel(book, sheet_name=name, index=False)
    return made.getvalue()


PACKED = {
    "gzip": gzip.compress(SHOP),
    "bzip2": bz2.compress(SHOP),
    "xz": lzma.compress(SHOP),
    "two of xz": lzma.compress(SHOP[:10]) + lzma.compress(SHOP[10:]),
    "zstandard": zstd(SHOP),
    "zip": zipped(shop__csv=SHOP),
    "zip with a note": zipped(README__txt=b"Dear colleague, here it is. " * 99, shop__csv=SHOP),
    "zip of a mac": zipped(**{"shop__csv": SHOP, "__MACOSX/__shop__csv": b"\x00" * 300}),
    "workbook in a zip": zipped(shop__xlsx=workbook(Shop=SHOP)),
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_one_table_is_read_whatever_it_is_packed_with(data):
    """And the report says that it was packed."""
    table = sg.read_table(data)
    assert table.frame.to_dict("list") == {"id": ["A", "B", "C"], "paid": [1.5, 2.5, 3.5]}
    assert "It was compressed, and has been unpacked." in table.report.repaired


def test_several_files_are_a_choice():
    """As sheets are, those of a workbook inside of it included."""
    book = workbook(Cover=SMALL, Shop=SHOP)
    data = zipped(small__csv=SMALL, shop__csv=SHOP * 40, book__xlsx=book)
    report = sg.read_table(data).report
    assert set(report.sheets) >= {"small.csv", "shop.csv"}
    assert report.part == "file"
    assert any(said.startswith("Read from the file “") for said in report.warnings)
    for part, names in (
        ("small.csv", ["code", "n"]),
        ("book.xlsx › Shop", ["id", "paid"]),
        ("book.xlsx › Cover", ["code", "n"]),
    ):
        table = sg.read_table(data, options=sg.ReadOptions(sheet=part))
        assert list(table.frame.columns) == names
        assert table.report.sheet == part
        assert part in table.report.sheets
        assert not any(said.startswith("Read from") for said in table.report.warnings)
    with pytest.raises(sg.DataError, match="has no file “other”"):
        sg.read_table(data, options=sg.ReadOptions(sheet="other"))


REFUSED = {
    "nothing inside": (zipped(empty__csv=b""), "is an archive without files"),
    "an archive inside": (zipped(a__zip=zipped(shop__csv=SHOP)), "holds another archive"),
    "a picture inside": (zipped(a__png=b"\x89PNG\r\n\x1a\n"), "it is a picture"),
    "half of xz": (lzma.compress(SHOP)[:-20], "cannot be unpacked"),
    "half of bzip2": (bz2.compress(SHOP)[:-9], "cannot be unpacked"),
    "a bomb of xz": (lzma.compress(bytes(30_000_000)), "unpacks to more than"),
    "a bomb of bzip2": (bz2.compress(bytes(30_000_000)), "unpacks to more than"),
    "a bomb of zstandard": (zstd(bytes(30_000_000)), "unpacks to more than"),
    "a bomb in a zip": (zipped(a__csv=bytes(30_000_000)), "unpacks to more than"),
    "a word document": (
        zipped(**{"[Content_Types]__xml": b"x", "word/a": b"x"}),
        "a Word document",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(data, sentence):
    """In a sentence that begins with the file's name."""
    with pytest.raises(sg.SegmentationError, match=sentence) as raised:
        sg.read_table(data, "given.xyz")
    assert str(raised.value).startswith("given.xyz ")


def test_a_password_is_said():
    """The file that has it is named."""
    data = bytearray(zipped(shop__csv=SHOP))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(sg.DataError, match=r"protected by a password\. Unpack it"):
        sg.read_table(bytes(data), "given.xyz")


def test_a_table_that_begins_like_an_archive_is_read():
    """“BZh” and “PK” are letters."""
    assert not is_archive(b"PK,n\n1,2\n")
    assert unpacked(b"BZh1,n\n1,2\n", "x") == (b"BZh1,n\n1,2\n", False)


@given(st.sampled_from(sorted(PACKED)), st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_bent_archives_end_in_a_table_or_a_sentence(name, place, noise):
    """Wherever bytes are changed."""
    data = bytearray(PACKED[name])
    at = place % len(data)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(sg.SegmentationError):
        sg.read_table(bytes(data))
