"""What a file declares is looked at before anything is unpacked; what it hides meets a limit."""

import contextlib
import gzip
import io
import zipfile

import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables import limits

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = b"<worksheet " + MAIN + b">%s<sheetData>%s</sheetData></worksheet>"
CELL = b'<row r="%d"><c r="%s%d"><v>1</v></c></row>'


def workbook(sheet: bytes) -> bytes:
    """Write a workbook whose only sheet is given as XML."""
    plain, changed = io.BytesIO(), io.BytesIO()
    pd.DataFrame({"a": [1]}).to_excel(plain, index=False, engine="openpyxl")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return changed.getvalue()


HOSTILE = {
    "zip bomb": (workbook(SHEET % (b"", CELL % (1, b"A", 1) * 300_000)), "times its size"),
    "declared corner": (
        workbook(SHEET % (b'<dimension ref="A1:XFD1048576"/>', CELL % (1, b"A", 1))),
        "16,384 columns; at most 10,000",
    ),
    "hidden corner": (
        workbook(SHEET % (b"", CELL % (1, b"A", 1) + CELL % (1048576, b"XFD", 1048576))),
        "damaged",
    ),
    "impossible corner": (
        workbook(SHEET % (b"", CELL % (99999999999, b"ZZZZZZ", 99999999999))),
        "",
    ),
    "entities": (
        workbook(
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
            + SHEET % (b"", b'<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>')
        ),
        "",
    ),
    "gzip bomb": (gzip.compress(b"a,b\n" + b"0,0\n" * 5_000_000), "unpacks to more than"),
    "gzip in gzip": (gzip.compress(gzip.compress(b"a,b\n1,2\n")), "not a table"),
    "too wide": (b"x," * 10_000 + b"x\n" + b"1," * 10_000 + b"1\n", "10,001 columns; at most"),
    "deep json": (b'[{"a":' * 50_000, ""),
    "only quotes": (b'"' * 60_000, ""),
    "broken lines": (b'"\n' * 30_000, ""),
    "one long line": (b"a b " * 15_000, ""),
}


@pytest.mark.parametrize(("data", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_end_in_a_sentence(data, sentence):
    """Or in a table; never in another exception, and nothing of ours ends."""
    if sentence:
        with pytest.raises(sg.SegmentationError, match=sentence) as raised:
            sg.read_table(data, "given.xyz")
        assert str(raised.value).startswith("given.xyz ")
    else:
        with contextlib.suppress(sg.SegmentationError):
            assert len(sg.read_table(data, "given.xyz").frame)


def test_all_parts_together_have_a_limit(monkeypatch):
    """However little each is packed."""
    with zipfile.ZipFile(io.BytesIO(workbook(SHEET % (b"", CELL % (1, b"A", 1))))) as archive:
        assert limits.check_archive(archive, "given.xlsx") > 1_000
        monkeypatch.setattr(limits, "INFLATED_BYTES", 1_000)
        with pytest.raises(sg.LimitError, match="at most 0 MB"):
            limits.check_archive(archive, "given.xlsx")


def test_a_cell_has_a_limit(monkeypatch):
    """Wherever it stands; long lines of short cells are read."""
    with pytest.raises(sg.LimitError, match=r"a cell of 30,000,000 characters in line 2; at most"):
        sg.read_table(b"a,b\n1," + b"x" * 30_000_000 + b"\n2,y\n")
    monkeypatch.setattr(limits, "CELL_CHARACTERS", 10)
    for text in ("a,b\n" + "1,2\n" * 9, "1,2,3,4,5,6,7,8,9\n" * 3, "1234567890\n1234567890", ""):
        limits.check_cells(text, None, "given.csv")
    limits.check_cells("12345;67890", ";", "given.csv")
    for text in ("12345678901", "a,b\n1,12345678901\n2,3", "a\n\n1234 6789 1"):
        with pytest.raises(sg.LimitError, match="a cell of 11 characters in line"):
            limits.check_cells(text, None, "given.csv")


def test_larger_files_may_take_more():
    """Memory and seconds grow with the size of the file, memory up to a limit."""
    assert limits.budget(0).memory_bytes == limits.BASE_MEMORY
    assert limits.budget(10**8).seconds > limits.budget(0).seconds
    assert limits.budget(0).wall_seconds > 10 * limits.budget(0).seconds
    assert limits.budget(10**12).memory_bytes == limits.MOST_MEMORY


def test_sizes_have_limits(monkeypatch):
    """Bytes and rows above their limits are refused with the limit in the sentence."""
    monkeypatch.setattr(limits, "FILE_BYTES", 4)
    with pytest.raises(sg.LimitError, match="at most 0 MB can be read"):
        sg.read_table(b"a,b\n1,2\n")
    monkeypatch.setattr(limits, "FILE_BYTES", 10**9)
    monkeypatch.setattr(limits, "ROWS", 1)
    with pytest.raises(sg.LimitError, match="The table has 2 rows; at most 1 can be read"):
        sg.read_table(pd.DataFrame({"a": [1, 2]}))
