"""The registry of formats: what a file can be, how it is told from its content, and what reads it.

A new format is a row here and a file beside this one that holds its two functions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from segmentation.tables.formats.delimited.text import text_columns
from segmentation.tables.formats.frames import is_parquet, parquet_frame
from segmentation.tables.formats.records_json import is_json, json_frame
from segmentation.tables.formats.spreadsheet_xml import is_spreadsheet_xml, spreadsheet_columns
from segmentation.tables.formats.survey import (
    is_sas,
    is_spss,
    is_stata,
    sas_frame,
    spss_frame,
    stata_frame,
)
from segmentation.tables.formats.web_table import is_web_page, web_columns
from segmentation.tables.formats.workbook import is_workbook, workbook_columns
from segmentation.tables.table import ReadOptions, ReadReport

Recognise = Callable[[bytes], bool]
Read = Callable[[bytes, ReadOptions, str], tuple[pd.DataFrame, ReadReport]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """One way in which a table comes.

    Attributes
    ----------
    name, title : str
        The name in a `ReadReport` and the one on the screen.
    endings : tuple of str
        What its files are called; the content decides all the same. Empty for tables that do not
        come from a file.
    is_typed : bool
        Whether its numbers are numbers already: a point in them is a decimal mark.
    options : tuple of str
        Fields of `ReadOptions` that say something only of some formats, this one among them.
    recognise : callable or None
        ``recognise(data)`` tells from the first bytes whether a file is one; None for text, which
        is what nothing else is, and without a file.
    read : callable or None
        ``read(data, options, what)`` returns the cells and the report; None without a file. What it
        is given may come from strangers: only `segmentation.tables.parsing` calls it.
    """

    name: str
    title: str
    endings: tuple[str, ...] = ()
    is_typed: bool = True
    options: tuple[str, ...] = ()
    recognise: Recognise | None = None
    read: Read | None = None


FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {
        each.name: each
        for each in (
            FileFormat(
                name="csv",
                title="CSV",
                endings=("csv", "tsv", "txt"),
                is_typed=False,
                options=("delimiter", "encoding", "header_row"),
                read=text_columns,
            ),
            FileFormat(
                name="excel",
                title="Excel",
                endings=("xlsx", "xls", "xlsm", "xlsb", "ods"),
                options=("sheet", "header_row"),
                recognise=is_workbook,
                read=workbook_columns,
            ),
            FileFormat(
                name="excel_xml",
                title="Excel 2003 XML",
                endings=("xml",),
                options=("sheet", "header_row"),
                recognise=is_spreadsheet_xml,
                read=spreadsheet_columns,
            ),
            FileFormat(
                name="html",
                title="Web table",
                endings=("html", "htm"),
                is_typed=False,
                options=("encoding", "header_row"),
                recognise=is_web_page,
                read=web_columns,
            ),
            FileFormat(
                name="parquet",
                title="Parquet",
                endings=("parquet",),
                recognise=is_parquet,
                read=parquet_frame,
            ),
            FileFormat(
                name="spss",
                title="SPSS",
                endings=("sav", "zsav", "por"),
                options=("encoding",),
                recognise=is_spss,
                read=spss_frame,
            ),
            FileFormat(
                name="stata",
                title="Stata",
                endings=("dta",),
                options=("encoding",),
                recognise=is_stata,
                read=stata_frame,
            ),
            FileFormat(
                name="sas",
                title="SAS",
                endings=("sas7bdat", "xpt"),
                options=("encoding",),
                recognise=is_sas,
                read=sas_frame,
            ),
            FileFormat(
                name="json",
                title="JSON",
                endings=("json", "jsonl", "ndjson"),
                options=("encoding",),
                recognise=is_json,
                read=json_frame,
            ),
            FileFormat(name="frame", title="data frame"),
            FileFormat(name="database", title="database"),
            FileFormat(name="transactions", title="made from sales"),
            FileFormat(name="events", title="made from events"),
        )
    }
)


def format_of(data: bytes) -> FileFormat:
    """Tell a file's format from its content.

    Parameters
    ----------
    data : bytes
        Not packed, and nothing that is known to be no table.

    Returns
    -------
    FileFormat

    Examples
    --------
    >>> format_of(b"[{}]").name, format_of(b"PAR1").title, format_of(b"a;b").name
    ('json', 'Parquet', 'csv')
    """
    told = (each for each in FORMATS.values() if each.recognise and each.recognise(data))
    return next(told, FORMATS["csv"])
