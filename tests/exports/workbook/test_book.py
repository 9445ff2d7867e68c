"""The sheets of a workbook, read back by another program than the one that writes them."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from segmentation.charts.palette import LIGHT, segment_color
from segmentation.exports.report.story import Grid
from segmentation.exports.workbook import story_workbook, words, write_workbook


@pytest.fixture(scope="module")
def file(story, result):
    """Write the workbook."""
    return story_workbook(story, result)


def rows(file, sheet):
    """Return the rows of a sheet as calamine reads them."""
    return CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_name(sheet).to_python()


def test_there_is_a_sheet_for_everything(file):
    """In an order to read."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(file)).sheet_names
    assert names == [
        "About", "Segments", "Customers", "Reasons left out", "Profiles", "Plan", "Rules",
        "Left out", "Settings",
    ]  # fmt: skip


def test_customers_have_their_segment_and_real_types(file, result):
    """Dates are dates, numbers numbers, yes or no is that; who is in no segment has none."""
    head, *found = rows(file, "Customers")
    frame = result.table.frame
    assert head == [
        "id", "name", "segment", "distance", "confidence", "income (k€)", "visits", "since",
        "seen", "founded", "member", "=1+1",
    ]  # fmt: skip
    assert len(found) == len(frame)
    assert [row[0] for row in found] == frame["id"].tolist()
    assert [row[5] for row in found][:7] == pytest.approx(frame["income (k€)"].tolist()[:7])
    assert found[0][7:11] == [
        dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, 10, 30), "1850-05-01", True,  # noqa: DTZ001
    ]  # fmt: skip
    assert found[1][9] == dt.date(2001, 1, 1)
    assert found[7][1:6] == ["", "", "", "", ""]
    names = [result.names[s] for s in result.labels]
    assert [row[1] for row in found if row[1]] == names
    assert [row[2] for row in found if row[1]] == result.labels.tolist()


def test_personal_columns_are_left_out_unless_asked_for(story, result, file):
    """And the workbook says so."""
    assert "person1@mail" not in everything(file)
    about = "\n".join(row[1] for row in rows(file, "About"))
    assert "are left out of the customers: e-mail" in about
    assert "person1@mail" in everything(story_workbook(story, result, personal=True))


def everything(file):
    """Return all parts of a workbook as one text."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_an_identifier_that_is_personal_is_a_row_number(result, story):
    """Of the table, from 1, in both lists."""
    columns = tuple(
        replace(c, personal="an account") if c.name == "id" else c for c in result.rows.columns
    )
    kept = replace(result.fitted.rows, columns=columns)
    hidden = replace(result, fitted=replace(result.fitted, rows=kept))
    made = story_workbook(story, hidden)
    assert [row[0] for row in rows(made, "Customers")[:3]] == ["row", 1.0, 2.0]
    assert rows(made, "Left out")[1][0] == 8
    assert "@c5" not in everything(made)


def test_nothing_runs(file):
    """Texts that begin as formulas are texts, in heads too; there are no links."""
    assert not re.search(r"<f[ >]|<hyperlink|externalLink", everything(file))
    found = [row[11] for row in rows(file, "Customers")[1:5]]
    assert found == ['=HYPERLINK("http://evil.example","x")', "+49 30 1", "-x", "@sum(1)"]


def test_formats_are_in_the_units_of_the_file(file, result):
    """Opened in openpyxl: units, dates, shares; heads stay in sight, filters are set."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    sheet = book["Customers"]
    formats = [sheet.cell(2, x).number_format for x in (6, 7, 8, 9)]
    assert formats == ['#,##0.00" k€"', "#,##0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:L61"
    assert book["Segments"].cell(2, 3).number_format == "0.0%"
    profiles = book["Profiles"]
    assert profiles.cell(2, 3).number_format.endswith('" k€"')
    assert sheet.column_dimensions["A"].width >= 9
    slot = result.slots[result.labels[0]]
    color = segment_color(LIGHT, slot).lstrip("#").upper()
    assert sheet.cell(2, 2).border.left.color.rgb == f"FF{color}"


def test_tables_of_the_story_are_sheets_with_its_numbers(file, story):
    """Cell by cell."""
    for section in story.sections:
        for block in section.blocks:
            if isinstance(block, Grid):
                found = rows(file, words.SHEETS[block.key])
                assert found[0] == [column.title for column in block.columns]
                for row, told in zip(found[1:], block.rows, strict=True):
                    assert row == [
                        "" if c is None else pytest.approx(c) if isinstance(c, float) else c
                        for c in told
                    ]


def test_there_is_a_chart_in_the_segments_colours(file, story):
    """Of their sizes, referring to the cells."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        chart = packed.read("xl/charts/chart1.xml").decode()
    slots = story.section("summary").blocks[1].slots
    assert all(segment_color(LIGHT, slot).lstrip("#").upper() in chart for slot in slots)
    assert "Segments!$B$2:$B$3" in chart


def test_without_a_result_nobody_is_listed(story, tmp_path):
    """To a file as well."""
    path = tmp_path / "a.xlsx"
    write_workbook(str(path), story)
    assert "Customers" not in CalamineWorkbook.from_path(path).sheet_names


def test_what_is_withheld_is_said(story):
    """On the first sheet."""
    made = story_workbook(replace(story, withheld=("Two are told together.",)))
    assert ["Left out to protect customers", "Two are told together."] in rows(made, "About")
