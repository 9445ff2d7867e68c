"""Names over two and three rows are joined, and the sheet that holds the table is read."""

import io
from pathlib import Path

import openpyxl
import pytest

from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

CASES = Path(__file__).parent / "data" / "reading"
BODY = [[f"K{i}", f"N{i}", i * 10 + 1, i * 11 + 1] for i in range(6)]


def read(data, **options):
    """Read bytes, or a text, in this process."""
    data = data.encode() if isinstance(data, str) else data
    return parse(data, ReadOptions(**options), "the file")


def book(sheets, merged=(), hidden=()):
    """Write sheets of rows to a workbook; merged ranges are of the first one."""
    written = openpyxl.Workbook()
    written.remove(written.active)
    for title, rows in sheets.items():
        sheet = written.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    for cells in merged:
        written.worksheets[0].merge_cells(cells)
    buffer = io.BytesIO()
    written.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "names", "n_rows"),
    [
        ("header_two_rows_merged_down.xlsx", ["Nr", "Name", "Umsatz 2023", "Umsatz 2024"], 8),
        ("merged_header.xlsx", ["Kunde Nr", "Kunde Name", "Umsatz 2023", "Umsatz 2024"], 5),
        ("cover_sheet_tall.xlsx", ["id", "n"], 2000),
        ("blank_space_at_XFD.xlsx", ["id", "name", "amount"], 10),
        ("formula_no_cache.xlsx", ["id", "n", "twice"], 4),
    ],
)
def test_files_of_strangers(file, names, n_rows):
    """Names from all their rows, and no row of names among the customers."""
    frame, _ = read((CASES / file).read_bytes())
    assert list(frame.columns) == names
    assert len(frame) == n_rows


def test_what_is_said_of_those_files():
    """Sheets passed over, and formulas without results."""
    _, report = read((CASES / "cover_sheet_tall.xlsx").read_bytes())
    assert "not read: “Cover”" in report.warnings[0]
    _, report = read((CASES / "formula_no_cache.xlsx").read_bytes())
    assert any("“twice”" in said and "formulas" in said for said in report.warnings)


HEADERS = {
    "across": (
        [["Kunde", "", "Umsatz", ""], ["Nr", "Name", "2023", "2024"]],
        ["Kunde Nr", "Kunde Name", "Umsatz 2023", "Umsatz 2024"],
    ),
    "down": (
        [["Nr", "Name", "Ventas", ""], ["", "", "netas", "brutas"]],
        ["Nr", "Name", "Ventas netas", "Ventas brutas"],
    ),
    "years": (
        [["", "", "Revenue", ""], ["id", "name", "2021", "2022"]],
        ["id", "name", "Revenue 2021", "Revenue 2022"],
    ),
    "three": (
        [["Kunde", "", "Umsatz", ""], ["", "", "netto", "brutto"], ["Nr", "Name", "EUR", "USD"]],
        ["Kunde Nr", "Kunde Name", "Umsatz netto EUR", "Umsatz brutto USD"],
    ),
    "one": ([["Nr", "Name", "2023", "2024"]], ["Nr", "Name", "2023", "2024"]),
}


@pytest.mark.parametrize(("header", "names"), HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("title", [[], [["Customers of the spring", "", "", ""]]])
@pytest.mark.parametrize("how", [",", ";", "\t", "excel"])
@pytest.mark.parametrize("n", [3, 6])
def test_rows_of_names(header, names, title, how, n):
    """In texts and workbooks, with and without a title above."""
    rows = [*title, *header, *BODY[:n]]
    data = (
        book({"Data": rows})
        if how == "excel"
        else "\n".join(how.join(map(str, row)) for row in rows)
    )
    frame, report = read(data)
    assert list(frame.columns) == names
    assert frame.iloc[:, 0].tolist() == [row[0] for row in BODY[:n]]
    assert [skip.line for skip in report.skipped] == ([1] if title else [])
    assert any("were joined" in said for said in report.repaired) == (len(header) > 1)


@pytest.mark.parametrize(
    "above",
    [
        [["Report", "", "", ""]],
        [["Date:", "2024-01-01", "", ""]],
        [["Shop", "12", "", ""], ["Clerk", "Ann", "", ""]],
    ],
)
def test_a_title_is_no_group(above):
    """It is left out and named."""
    rows = [*above, ["id", "name", "paid", "orders"], *BODY]
    frame, report = read("\n".join(";".join(map(str, row)) for row in rows))
    assert list(frame.columns) == ["id", "name", "paid", "orders"]
    assert [skip.line for skip in report.skipped] == list(range(1, len(above) + 1))


TABLE = [["id", "n"], *[[f"K{i}", i] for i in range(60)]]
COVER = [["Note"], *[[f"line {i}"] for i in range(80)]]
SPARSE = [["", "x"], *[[f"line {i}"] for i in range(80)], ["a", "b"]]


@pytest.mark.parametrize("cover", [COVER, SPARSE, COVER[:3], [["Contents", "Page"], ["Data", 2]]])
@pytest.mark.parametrize("first", [True, False])
def test_the_sheet_with_the_table_is_read(cover, first):
    """However tall a cover is, and wherever it stands; it is named."""
    sheets = {"Cover": cover, "Data": TABLE} if first else {"Data": TABLE, "Cover": cover}
    frame, report = read(book(sheets))
    assert (report.sheet, len(frame)) == ("Data", 60)
    assert "not read: “Cover”" in report.warnings[0]


def test_hidden_sheets_are_said():
    """They are not read, and not counted as passed over."""
    _, report = read(book({"Data": TABLE, "Old": TABLE}, hidden=["Old"]))
    assert report.warnings == ("Read from the sheet “Data”, one of 2; hidden and not read: “Old”.",)


@pytest.mark.parametrize("cell", [" ", "x"])
@pytest.mark.parametrize("column", [60, 16_000])
def test_a_cell_far_to_the_right(cell, column):
    """An empty one does not count; one that holds something is named by its row."""
    rows = [list(row) for row in TABLE]
    rows[3] += [""] * (column - 3) + [cell]
    frame, report = read(book({"Data": rows}))
    assert frame.shape == (60, 2)
    assert [skip.line for skip in report.skipped] == ([] if cell == " " else [4])
