"""JSON: a list of records, records by line, or one list of records inside an object."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.frames import plain_frame
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
        head.startswith(b"[") and head[1:].lstrip()[:1] in {b"{", b"]"}
    )


def json_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:  # noqa: ARG001 - one interface
    """Read JSON records.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        Say nothing of JSON.
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
    try:
        text = data.decode("utf-8-sig")
        records = _records(text)
    except UnicodeDecodeError as error:
        raise DataError(f"{what} is no valid JSON: it is not in UTF-8. {WANTED}") from error
    except json.JSONDecodeError as error:
        raise DataError(
            f"{what} is no valid JSON: line {error.lineno} cannot be read. {WANTED}"
        ) from error
    if not records or not all(isinstance(record, Mapping) for record in records):
        raise DataError(f"{what} holds no list of records. {WANTED}")
    frame = pd.json_normalize(records, max_level=DEEPEST)
    typed, report = plain_frame(frame, what)
    return typed, replace(report, format="json")


def _records(text: str) -> list:
    """Return the records of a text; the only list of an object when it is one."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
            raise
        return [json.loads(line) for line in lines]
    if isinstance(document, Mapping):
        lists = [value for value in document.values() if isinstance(value, list)]
        return lists[0] if len(lists) == 1 else [document]
    return document
