"""Totals, footers, page headings and rules are left out and named, wherever they stand."""

from pathlib import Path

import pytest

from segmentation.tables.formats.layout.words import TOTALS
from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

CASES = Path(__file__).parent / "data" / "reading"
NAMES = ["no", "customer", "city", "orders", "paid"]
ROWS = [
    [f"K{i}", f"name {i}", ["Bonn", "Ulm", "Kiel"][i % 3], str(3 * i + 1), f"{i * i + 10}.25"]
    for i in range(12)
]


def read(data, **options):
    """Read bytes, or a text, in this process."""
    data = data.encode() if isinstance(data, str) else data
    return parse(data, ReadOptions(**options), "the file")


def sums(rows, mark="."):
    """Return the sums of orders and payments."""
    paid = f"{sum(float(row[4]) for row in rows):.2f}"
    return [str(sum(int(row[3]) for row in rows)), paid.replace(".", mark)]


def text(rows, delimiter=";"):
    """Write rows without quoting."""
    return "\n".join(delimiter.join(row) for row in rows) + "\n"


def customers(frame):
    """Return the first column, which must hold the customers and nothing else."""
    return frame.iloc[:, 0].tolist()


@pytest.mark.parametrize(
    ("file", "n_rows", "lines"),
    [
        ("page_headers.csv", 4, [1, 2, 7, 8, 9]),
        ("total_colon_row.csv", 4, [6]),
        ("total_unlabelled.xlsx", 8, [10]),
        ("salesforce_footer.csv", 4, [8, 9, 10, 11, 12]),
    ],
)
def test_files_of_strangers(file, n_rows, lines):
    """What is left out is named by its line."""
    frame, report = read((CASES / file).read_bytes())
    assert len(frame) == n_rows
    assert [skip.line for skip in report.skipped] == lines


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_total_in_any_language_and_column(column):
    """In the writing of the report, with or without a colon."""
    ways = (str, lambda word: word.upper() + ":", str.title)
    for at, word in enumerate(sorted(TOTALS)[column::3]):
        label = ways[(at + column) % 3](word)
        total = ["", "", "", *sums(ROWS)]
        total[column] = label
        frame, report = read(text([NAMES, *ROWS, total]))
        assert customers(frame) == [row[0] for row in ROWS], label
        assert [skip.line for skip in report.skipped] == [14]


@pytest.mark.parametrize(
    "label",
    ["Total Bonn", "Bonn Total", "Summe: Bonn", "Zwischensumme (4)", "Bonn Ergebnis", "** Total"],
)
@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("mark", [".", ","])
def test_subtotals_in_the_middle(label, column, above, mark):
    """After each group or before it, and a sum of all at the end."""
    rows = []
    for start in range(0, 12, 4):
        group = [[*row[:4], row[4].replace(".", mark)] for row in ROWS[start : start + 4]]
        total = ["", "", "", *sums(ROWS[start : start + 4], mark)]
        total[column] = label
        rows += [total, *group] if above else [*group, total]
    rows.append(["", "Grand total", "", *sums(ROWS, mark)])
    frame, report = read(text([NAMES, *rows]))
    assert customers(frame) == [row[0] for row in ROWS]
    assert len(report.skipped) == 4
    assert frame["paid"].sum() == pytest.approx(sum(float(row[4]) for row in ROWS))


def test_a_total_at_the_top():
    """Reports of advertisements have it right below the names."""
    total = ["Total", "", "", *sums(ROWS)]
    frame, report = read(text([NAMES, total, *ROWS]))
    assert customers(frame) == [row[0] for row in ROWS]
    assert [skip.line for skip in report.skipped] == [2]


@pytest.mark.parametrize(
    "name", ["Total Wine", "Sum Ltd", "Suma SA", "Total", "Gesamt GmbH", "The Sum"]
)
@pytest.mark.parametrize("at", [0, 5, 11])
def test_a_customer_with_such_a_name_stays(name, at):
    """Its numbers are nobody's sum, and its other cells are filled."""
    rows = [list(row) for row in ROWS]
    rows[at][1] = name
    frame, report = read(text([NAMES, *rows]))
    assert customers(frame) == [row[0] for row in ROWS]
    assert report.skipped == ()


def test_a_value_that_is_the_word_for_a_total_stays():
    """A plan of a phone company."""
    rows = [[f"K{i}", ["basic", "total", "pro"][i % 3], str(i), f"{i}.5"] for i in range(12)]
    frame, report = read(text([["id", "plan", "calls", "paid"], *rows]))
    assert len(frame) == 12
    assert report.skipped == ()


def test_a_last_row_without_a_label():
    """Only when it sums every column and names no customer."""
    frame, report = read(text([NAMES, *ROWS, ["", "", "", *sums(ROWS)]]))
    assert customers(frame) == [row[0] for row in ROWS]
    assert "without a label" in report.skipped[0].reason
    for last in (["K12", "x", "", *sums(ROWS)], ["", "", "", sums(ROWS)[0], "3.5"]):
        frame, report = read(text([NAMES, *ROWS, last]))
        assert (len(frame), report.skipped) == (13, ())


FOOTERS = {
    "psql": ["(12 rows)"],
    "mysql": ["12 rows in set (0.00 sec)"],
    "german": ["12 Zeilen"],
    "page": ["Seite 1 von 1"],
    "salesforce": ["", "Customers", "Copyright (c) a, inc.", "Generated By: Z M 1/1/2024", "Acme"],
    "note": ["", "* without returns"],
    "source": ["Source: till 4"],
    "end": ["*** End of report ***"],
    "total and note": ["Total;;;210;626.00", "", "Printed 2024-01-01"],
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
@pytest.mark.parametrize("n", [3, 12])
def test_footers(footer, n):
    """Each of their lines is named."""
    frame, report = read(text([NAMES, *ROWS[:n]]) + "\n".join(footer) + "\n")
    assert customers(frame) == [row[0] for row in ROWS[:n]]
    assert [skip.line for skip in report.skipped] == [
        n + 2 + at for at, line in enumerate(footer) if line
    ]


HEADINGS = {
    "title and page": ["Customers", "Page {} of 3"],
    "with delimiters": ["Customers;;;;", "Seite {};;;;"],
    "date and page": ["01.02.2024;;;;Seite {}"],
    "nothing": [],
    "a gap": ["", "Customers", ""],
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("bom", [False, True])
def test_headings_on_every_page(heading, bom):
    """The names are said again below them, with or without a mark of the encoding."""
    pages = []
    for page in range(3):
        pages += [line.format(page + 1) for line in heading]
        pages += [("\ufeff" if bom else "") + ";".join(NAMES)]
        pages += [";".join(row) for row in ROWS[4 * page : 4 * page + 4]]
    frame, report = read("\n".join(pages))
    assert customers(frame) == [row[0] for row in ROWS]
    assert len(report.skipped) == 3 * sum(map(bool, heading)) + 2


def psql(rows):
    """Draw a table as psql does."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    return [" " + lines[0], "-+-".join("-" * width for width in widths), *lines[1:]]


RULED = {
    "psql": psql,
    "mysql": lambda rows: [
        "+--+--+",
        *[f"| {' | '.join(r)} |\n+--+--+" for r in rows[:1]],
        *[f"| {' | '.join(r)} |" for r in rows[1:]],
        "+--+--+",
    ],
    "markdown": lambda rows: [
        f"| {' | '.join(rows[0])} |",
        "|:---|---|:-:|--:|-|",
        *[f"| {' | '.join(r)} |" for r in rows[1:]],
    ],
    "bare markdown": lambda rows: [
        " | ".join(rows[0]),
        "--- | --- | --- | --- | ---",
        *map(" | ".join, rows[1:]),
    ],
    "below the names": lambda rows: [";".join(rows[0]), "-" * 40, *map(";".join, rows[1:])],
    "in cells": lambda rows: [
        ",".join(rows[0]),
        "--,--------,----,--,--",
        *map(",".join, rows[1:]),
    ],
}


@pytest.mark.parametrize("draw", RULED.values(), ids=RULED)
@pytest.mark.parametrize("n", [3, 12])
def test_rules_are_no_rows(draw, n):
    """Of databases, of Markdown, of printers."""
    frame, report = read("\n".join(draw([NAMES, *ROWS[:n]])))
    assert list(frame.columns) == NAMES
    assert customers(frame) == [row[0] for row in ROWS[:n]]
    assert frame["orders"].tolist() == [3 * i + 1 for i in range(n)]
    assert {skip.reason for skip in report.skipped} == {"it is a rule"}


def test_long_regular_texts_lose_their_totals_too():
    """They are read by another reader; lines are right."""
    rows = [[f"K{i}", f"name {i}", "Bonn", "1", f"{i}.25"] for i in range(120_000)]
    total = ["Total Bonn", "", "", "60000", f"{sum(i + 0.25 for i in range(60_000)):.2f}"]
    frame, report = read(text([NAMES, *rows[:60_000], total, *rows[60_000:]], ","))
    assert len(frame) == 120_000
    assert [skip.line for skip in report.skipped] == [60_002]
