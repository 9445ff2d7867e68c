"""JSON: a list of records, records by line, lists of records in an object, the forms of pandas."""

import json
from dataclasses import replace

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.encodings.decoding import BOM, decode
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.formats.json_forms import form_of
from segmentation.tables.formats.parts import TABLE, choose, within
from segmentation.tables.table import ReadOptions, ReadReport

DEEPEST = 2
"""Levels of records inside records that become columns of their own."""

WANTED = "Choose a file with one record per customer, or save it as CSV."


def is_json(data: bytes) -> bool:
    """Return whether a file looks like JSON.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    head = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") or (
        head.startswith(b"[") and head[1:].lstrip()[:1] in {b"{", b"]", b"["}
    )


def json_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read JSON records.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` names one of several lists; `encoding` is taken when given.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport

    Raises
    ------
    DataError
        If it is no JSON, or holds no list of records.
    """
    decoded = decode(data, options.encoding, what)
    try:
        form = form_of(_document(decoded.text.removeprefix(BOM)))
    except json.JSONDecodeError as error:
        raise DataError(
            f"{what} is not valid JSON: line {error.lineno} cannot be read. {WANTED}"
        ) from error
    if form is None:
        raise DataError(f"{what} holds no list of records. {WANTED}")
    names = list(form.tables)
    sizes = {name: len(rows) for name, rows in form.tables.items()}
    choice = choose(sizes, options.sheet if len(names) > 1 else None, what, TABLE)
    frame = pd.json_normalize(list(form.tables[choice.name]), max_level=DEEPEST)
    typed, report = plain_frame(frame, what)
    report = replace(
        report,
        format="json",
        encoding=None if decoded.encoding.startswith("utf-8") else decoded.encoding,
        warnings=(*decoded.warnings, *choice.said, *form.said, *report.warnings),
    )
    return typed, within(report, names, choice.name, TABLE) if len(names) > 1 else report


def _document(text: str) -> object:
    """Return what a text holds, records by line as a list."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or lines[1].lstrip()[:1] not in {"{", "["}:
            raise
        return [json.loads(line) for line in lines]
