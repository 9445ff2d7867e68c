"""No row and no name is lost or shifted in silence, whatever marks stand inside the cells."""

import csv
import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

CASES = Path(__file__).parent / "data" / "reading"
MARKS = {
    "tags": "{0}{1}new",
    "addresses": "Main St {2}{1} Bonn",
    "tight addresses": "Main St {2}{1}Bonn",
    "several": "a{1}b{2}{1}c",
}


def read(data, **options):
    """Read bytes, or a text, in this process."""
    data = data.encode() if isinstance(data, str) else data
    return parse(data, ReadOptions(**options), "the file")


def written(rows, delimiter=",", *, every=False):
    """Write rows as text."""
    buffer = io.StringIO()
    how = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=how).writerows(rows)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "names", "n_rows"),
    [
        ("pipe_tags_take_over.csv", ["customer_id", "tags", "total"], 4),
        ("address_semicolon_takes_over.csv", ["customer_id", "address", "total"], 6),
        ("offset_colon_takes_over.csv", ["id", "t"], 3),
        ("single_quotes_with_times.csv", ["d", "t", "n", "name", "url"], 7),
        ("smart_quotes.csv", ["id", "name", "n"], 3),
        ("rows_quoted_whole.csv", ["id", "name", "n"], 5),
        ("lost_delimiter_in_row.csv", ["DATE", "TIME", "Qty", "ID", "Price"], 7),
        ("decimal_comma_in_comma_csv.csv", ["id", "name", "n"], 3),
        ("bom_middle.csv", ["id", "n"], 4),
        ("fixed_width.txt", ["ID", "NAME", "CITY", "AMOUNT"], 4),
    ],
)
def test_files_of_strangers(file, names, n_rows):
    """Names over their own values, every row there."""
    frame, _ = read((CASES / file).read_bytes())
    assert list(frame.columns) == names
    assert len(frame) == n_rows
    assert not frame.iloc[:, [0, -1]].isna().any(axis=None)


def test_cells_of_those_files():
    """The cells that were in danger, and what is said of them."""
    cells = {path.stem: read(path.read_bytes()) for path in CASES.glob("*.*v")}
    frame, report = cells["rows_quoted_whole"]
    assert frame.loc[2].tolist() == ["C", "z, Ltd", 3]
    assert any("line 4" in said for said in report.repaired)
    frame, report = cells["lost_delimiter_in_row"]
    assert frame.loc[3, ["TIME", "Qty", "ID"]].tolist() == ["04:15", 4, "MG-4769"]
    assert any("line 5" in said for said in report.repaired)
    frame, report = cells["decimal_comma_in_comma_csv"]
    assert frame["n"].tolist() == [1.5, 2.75, 3.1]
    assert any("decimal mark of “n”" in said for said in report.repaired)
    assert cells["single_quotes_with_times"][0]["name"][0] == "Ann, the 1th"
    assert cells["smart_quotes"][0]["name"].tolist() == ["x, Ltd", "y, Ltd", "z, Ltd"]
    frame, report = cells["shopify_hash"]
    assert frame["Name"].tolist() == [f"#{n}" for n in range(1001, 1007)]
    assert frame["Note Attributes"][0].count("\n") == 2
    assert report.skipped == ()
    assert [skip.line for skip in cells["bom_middle"][1].skipped] == [4]


OTHER_MARKS = [
    (delimiter, mark, kind)
    for delimiter, mark, kind in itertools.product(",;\t|", ",;|:/>~^", MARKS)
    if delimiter != mark
]


@pytest.mark.parametrize(("delimiter", "mark", "kind"), OTHER_MARKS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_mark_inside_a_column_is_no_delimiter(delimiter, mark, kind, place):
    """Whichever mark it is, and whichever column it stands in."""
    words = ["vip", "new", "mail", "old", "shop", "web"]
    rows = [[f"C{i}", f"{i}.50"] for i in range(6)]
    for i, row in enumerate(rows):
        row.insert(place, MARKS[kind].format(words[i], mark, i + 1))
    names = ["customer", "total"]
    names.insert(place, "tags")
    frame, report = read(written([names, *rows], delimiter))
    assert report.delimiter == delimiter
    assert list(frame.columns) == names
    assert frame["tags"].tolist() == [row[place] for row in rows]
    assert frame["total"].tolist() == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]


STAMPS = ["2024-02-1{0}T01:30:00+02:00", "01:3{0}:00", "1{0}:30", "a: {0}"]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_colons_of_times_are_no_delimiters(stamp, delimiter):
    """They stand in every row, but not in the names."""
    rows = [["id", "t"], *[[f"A{i}", stamp.format(i)] for i in range(4)]]
    frame, report = read(written(rows, delimiter))
    assert (report.delimiter, list(frame.columns), len(frame)) == (delimiter, ["id", "t"], 4)


@pytest.mark.parametrize("title", ["", "Sales, by shop\n", "Sales: spring\n", "Sales; spring\n\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_title_does_not_choose_the_delimiter(title, delimiter):
    """What stands in a title above is looked for below the title."""
    rows = [["id", "time", "paid"], *[[f"A{i}", f"1{i}:15", f"{i}.5"] for i in range(8)]]
    frame, report = read(title + written(rows, delimiter))
    assert (report.delimiter, list(frame.columns)) == (delimiter, ["id", "time", "paid"])
    assert len(frame) == 8
    assert [skip.line for skip in report.skipped] == ([1] if title else [])


@pytest.mark.parametrize("quote", ["'", '"', "“”", "„“", "«»", "‘’", "»«"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("n", [3, 12])
def test_marks_of_every_kind_quote(quote, delimiter, n):
    """Straight, single and typographic ones, around cells that hold a delimiter."""
    opening, closing = quote[0], quote[-1]
    rows = [
        delimiter.join([f"A{i}", f"{opening}x{i}{delimiter} Ltd{closing}", str(i)])
        for i in range(n)
    ]
    frame, _ = read("\n".join([delimiter.join(["id", "name", "n"]), *rows]))
    assert list(frame.columns) == ["id", "name", "n"]
    assert frame["name"].tolist() == [f"x{i}{delimiter} Ltd".strip() for i in range(n)]
    assert frame["n"].tolist() == list(range(n))


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("which", ["one", "some", "all", "all with names"])
@pytest.mark.parametrize("tail", ["", ";;"])
def test_lines_that_are_quoted_as_a_whole(delimiter, which, tail):
    """A file that was opened in one column and saved again; empty columns may have been added."""
    rows = [["id", "name", "n"], *[[f"A{i}", f"x{i}{delimiter} Ltd", str(i)] for i in range(9)]]
    lines = written(rows, delimiter).splitlines()
    quoted = {
        "one": {4},
        "some": {2, 5, 7},
        "all": set(range(1, 10)),
        "all with names": set(range(10)),
    }[which]
    text = "\n".join(
        '"' + line.replace('"', '""') + '"' + tail if at in quoted else line
        for at, line in enumerate(lines)
    )
    frame, report = read(text)
    assert list(frame.columns) == ["id", "name", "n"]
    assert frame["name"].tolist() == [row[1] for row in rows[1:]]
    assert any("whole line" in said for said in report.repaired)


INCHES = ['Bench 48" wide', '24" monitor', 'Pipe 3/4"', "5' rod", 'a "b" c']


@pytest.mark.parametrize("name", INCHES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoted", [False, True])
def test_inches_inside_cells(name, delimiter, quoted):
    """Quotation marks that were not doubled are characters."""
    cell = f'"{name}"' if quoted else name
    rows = [delimiter.join([f"A{i}", cell if i % 2 else "Lamp", f"{i}.5"]) for i in range(8)]
    frame, _ = read("\n".join([delimiter.join(["id", "item", "paid"]), *rows]))
    assert frame["item"].tolist() == [name if i % 2 else "Lamp" for i in range(8)]
    assert frame["paid"].tolist() == [i + 0.5 for i in range(8)]


@pytest.mark.parametrize("n_comments", [1, 2, 12])
@pytest.mark.parametrize("first", ["id", "#id", "# id"])
def test_comments_stand_in_a_block_at_the_top(n_comments, first):
    """The names may begin with the sign as well."""
    comments = [f"# line {i}, of the export; by: till" for i in range(n_comments)]
    text = "\n".join([*comments, f"{first},name,n", *[f"A{i},x{i},{i}" for i in range(5)]])
    frame, report = read(text)
    assert len(frame) == 5
    assert list(frame.columns)[1:] == ["name", "n"]
    assert [skip.line for skip in report.skipped] == list(range(1, n_comments + 1))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("over_lines", [False, True])
@pytest.mark.parametrize("header", [True, False])
def test_a_number_sign_elsewhere_is_no_comment(place, over_lines, header):
    """Order numbers, tags and lines inside of cells begin with it."""
    rows = [[f"A{i}", f"{i}.5"] for i in range(8)]
    for i, row in enumerate(rows):
        row.insert(place, f"#{i}\n#b, c" if over_lines else f"#{1000 + i}")
    names = [["a", "b", "c"]] if header else []
    frame, report = read(written([*names, *rows]))
    assert len(frame) == 8
    assert report.skipped == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["date", "qty", "email", "amount"], [*["", "date", "qty", "email", "amount"]]),
        (["no", "date", "qty", "amount"], ["no", "date", "qty", "", "amount"]),
        (["no", "date", "email", "amount"], ["no", "date", "", "email", "amount"]),
    ],
)
def test_a_row_of_names_that_lost_one(delimiter, names, wanted):
    """Names stay above their values, and it is said which column has none."""
    rows = [[f"A{i}", f"2024-01-1{i}", str(i), f"x{i}@a.org", f"{i}.5"] for i in range(8)]
    frame, report = read(written([names, *rows], delimiter))
    place = wanted.index("")
    assert list(frame.columns) == [name or f"column_{place + 1}" for name in wanted]
    assert len(frame) == 8
    assert any(f"column {place + 1} was taken" in warning for warning in report.warnings)


@pytest.mark.parametrize("n_decimals", [1, 2, 3])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_decimal_comma_among_commas(n_decimals, place):
    """The names tell that two cells are one number."""
    rows = [[f"A{i}", f"x{i}", f"c {i}"] for i in range(6)]
    for i, row in enumerate(rows):
        row.insert(place, f"{i},{str(i) * n_decimals}")
    names = ["id", "name", "city"]
    names.insert(place, "paid")
    frame, report = read("\n".join(",".join(row) for row in [names, *rows]))
    assert list(frame.columns) == names
    assert frame["paid"].tolist() == [float(f"{i}.{str(i) * n_decimals}") for i in range(6)]
    assert any("“paid”" in said for said in report.repaired)


WORDS = st.text("abc xyzäß'/>:|;#\"-", min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(max_examples=60)
@given(
    cells=st.lists(st.tuples(WORDS, WORDS), min_size=3, max_size=12),
    delimiter=st.sampled_from(",;\t|"),
    every=st.booleans(),
)
def test_whatever_stands_in_cells_no_row_is_lost(cells, delimiter, every):
    """As the csv module writes it, each cell comes back."""
    rows = [[f"A{i}", one, other, f"{i}.25"] for i, (one, other) in enumerate(cells)]
    frame, report = read(written([["id", "one", "other", "paid"], *rows], delimiter, every=every))
    assert report.delimiter == delimiter
    assert list(frame.columns) == ["id", "one", "other", "paid"]
    assert frame["id"].tolist() == [row[0] for row in rows]
    assert frame["paid"].tolist() == [i + 0.25 for i in range(len(rows))]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
@pytest.mark.parametrize("gap", [1, 3])
@pytest.mark.parametrize("title", ["", "Customers of the spring\n\n"])
def test_columns_of_a_fixed_width(order, gap, title):
    """Cells with spaces and empty ones stay in their column; numbers may stand to the right."""
    names = ["ID", "NAME", "CITY", "AMOUNT"]
    people = [("A1", "Ann Lee", "Bonn", "1.50"), ("A2", "Bo Li", "", "2.50")]
    people += [("A3", "Cy Fox", "Ulm", "13.50"), ("A4", "Di Ray Ox", "Kiel", "4.50")]
    rows = [[row[at] for at in order] for row in [names, *people]]
    widths = [max(map(len, column)) + gap for column in zip(*rows, strict=True)]
    right = order.index(3)
    text = title + "\n".join(
        "".join(
            cell.rjust(width - gap).ljust(width) if at == right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
    frame, _ = read(text)
    assert list(frame.columns) == rows[0]
    assert frame["NAME"].tolist() == [row[1] for row in people]
    assert frame["AMOUNT"].tolist() == [1.5, 2.5, 13.5, 4.5]
    assert frame["CITY"].isna().tolist() == [False, True, False, False]
