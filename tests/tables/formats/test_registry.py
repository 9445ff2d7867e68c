"""The registry of formats: one row says all, and readers, endings and names follow from it."""

import dataclasses
import io
import tempfile
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

import segmentation as sg
from segmentation.customers.rfm import rfm
from segmentation.errors import DataError
from segmentation.tables.formats import registry
from segmentation.tables.formats.registry import FORMATS, FileFormat, format_of
from segmentation.tables.parsing import parse
from segmentation.tables.reading import FILE_ENDINGS
from segmentation.tables.table import ReadOptions

FRAME = pd.DataFrame({"customer": ["a", "b", "c"], "spend": [1.5, 2.5, 3.5]})


def as_bytes(write) -> bytes:
    """Return what a writer of pandas writes."""
    buffer = io.BytesIO()
    write(buffer, index=False)
    return buffer.getvalue()


def survey_file(write, name: str) -> bytes:
    """Return what a writer of pyreadstat writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(FRAME, str(path))
        return path.read_bytes()


SPREADSHEET_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>'
    + "".join(
        f'<Row><Cell><Data ss:Type="String">{name}</Data></Cell>'
        f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell></Row>'
        for name, kind, value in (
            ("customer", "String", "spend"),
            ("a", "Number", "1.5"),
            ("b", "Number", "2.5"),
            ("c", "Number", "3.5"),
        )
    )
    + "</Table></Worksheet></Workbook>"
)
EXAMPLES = {
    "csv": as_bytes(FRAME.to_csv),
    "excel": as_bytes(FRAME.to_excel),
    "parquet": as_bytes(FRAME.to_parquet),
    "json": FRAME.to_json(orient="records").encode(),
    "html": FRAME.to_html(index=False).encode(),
    "excel_xml": SPREADSHEET_XML.encode(),
    "spss": survey_file(pyreadstat.write_sav, "a.sav"),
    "stata": survey_file(pyreadstat.write_dta, "a.dta"),
    "sas": survey_file(pyreadstat.write_xport, "a.xpt"),
}


def test_every_format_of_a_file_has_an_example():
    """A new row needs one."""
    assert set(EXAMPLES) == {name for name, each in FORMATS.items() if each.endings}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_is_told_by_its_content_and_reported_under_its_name(name):
    """Only one row recognises it, and its reader says the same name."""
    data = EXAMPLES[name]
    known = [each.name for each in FORMATS.values() if each.recognise and each.recognise(data)]
    assert known == ([] if name == "csv" else [name])
    assert format_of(data) is FORMATS[name]
    frame, report = parse(data, ReadOptions(), "The file")
    assert report.format == name
    assert (report.decimal is None) == FORMATS[name].is_typed
    assert frame.to_dict("list") == FRAME.to_dict("list")


def test_tables_without_a_file_have_a_title_only():
    """Frames, queries and what is made from sales and events."""
    rest = [each for name, each in FORMATS.items() if name not in EXAMPLES]
    assert [each.title for each in rest] == [
        "data frame",
        "database",
        "made from sales",
        "made from events",
    ]
    assert not any(each.endings or each.options or each.read or each.recognise for each in rest)
    assert sg.read_table(FRAME).report.format == "frame"
    sales = pd.DataFrame(
        {"who": ["a", "b"], "day": pd.to_datetime(["2024-01-01"] * 2), "paid": 2.0}
    )
    made = rfm(sg.read_table(sales), customer="who", date="day", amount="paid")
    assert made.report.format in FORMATS


def test_what_the_uploader_offers_follows_from_the_rows():
    """In their order, and packed files."""
    offered = (
        "csv tsv txt xlsx xls xlsm xlsb ods xml html htm parquet sav zsav por dta sas7bdat xpt "
        "json jsonl ndjson gz zip bz2 xz zst"
    )
    assert " ".join(FILE_ENDINGS) == offered


def test_what_can_be_corrected_is_a_field_of_the_options():
    """No row names a field that is not there."""
    fields = {field.name for field in dataclasses.fields(ReadOptions)}
    assert all(set(each.options) <= fields for each in FORMATS.values())


def test_one_more_row_is_all_a_new_format_needs(monkeypatch):
    """It is recognised and read without a change elsewhere."""
    plain = FORMATS["csv"]
    shout = FileFormat(
        name="shout",
        title="Shouting",
        endings=("shout",),
        recognise=lambda data: data.startswith(b"!"),
        read=lambda data, options, what: plain.read(data[1:].lower(), options, what),
    )
    monkeypatch.setattr(registry, "FORMATS", {**FORMATS, "shout": shout})
    frame, _ = parse(b"!A,B\n1,2\n3,4\n", ReadOptions(), "The file")
    assert list(frame.columns) == ["a", "b"]


def test_another_archive_is_no_workbook():
    """Whether it is one is said when it is read; damaged ones likewise."""
    assert format_of(b"PK\x03\x04").name == "excel"
    with pytest.raises(DataError, match="it ends early or was changed"):
        parse(b"PK\x03\x04", ReadOptions(), "The file")
