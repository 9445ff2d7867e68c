"""The bytes of a file become typed columns. What a file is, is told from its content.

Shop systems name text ``.xls`` and web pages ``.csv``; a name is therefore never believed.
"""

from dataclasses import replace

import pandas as pd

from segmentation.errors import DataError, LimitError
from segmentation.tables.encodings.decoding import WANTED
from segmentation.tables.formats.archives import (
    choose_member,
    is_archive,
    read_member,
    refuse_document,
    unpacked,
)
from segmentation.tables.formats.others.marks import refusal, refuse_marked
from segmentation.tables.formats.parts import FILE, said_parts, within
from segmentation.tables.formats.registry import FORMATS, FileFormat, format_of
from segmentation.tables.limits import check_shape
from segmentation.tables.table import ReadOptions, ReadReport
from segmentation.tables.values.inference import infer_columns

UNUSED = "such a file says itself how its letters are written."


def parse(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read the bytes of a file.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        As a `Table` holds it.
    ReadReport

    Raises
    ------
    DataError
        If it is no table.
    LimitError
        If it is larger than can be read.
    """
    inner, packed = unpacked(data, what)
    del data
    is_zip = is_archive(inner)
    if is_zip:
        frame, report = _member(inner, options, what)
    else:
        cells = [*_cells(inner, options, what)]
        del inner  # the largest files are held once only while their columns are typed
        frame, report = _typed(cells, options)
    said = ("It was compressed, and has been unpacked.",) if packed or is_zip else ()
    return frame, replace(report, repaired=(*said, *report.repaired))


def _cells(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read a file that is not packed; columns of text have no type yet."""
    if not data or data.isspace():
        raise DataError(f"{what} is empty. {WANTED}")
    file_format = _format_unless_refused(data, what)
    cells, report = file_format.read(data, options, what)
    check_shape(*cells.shape, what)
    if options.encoding and "encoding" not in file_format.options:
        said = f"The encoding {options.encoding} was not used: {UNUSED}"
        report = replace(report, warnings=(*report.warnings, said))
    return cells, report


def _member(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read one file of an archive."""
    name, names, inside = choose_member(data, options.sheet, what)
    inner = read_member(data, name, what)
    if is_archive(inner):
        raise DataError(f"{what} holds another archive, “{name}”. Unpack it and choose a file.")
    try:
        frame, report = _typed([*_cells(inner, replace(options, sheet=inside), name)], options)
    except DataError as error:
        raise DataError(f"{what} is an archive of which this was chosen: {error}") from error
    except LimitError as error:
        raise LimitError(f"{what} is an archive of which this was chosen: {error}") from error
    said = () if options.sheet else said_parts(name, names, FILE)
    report = replace(report, warnings=(*said, *report.warnings))
    return frame, within(report, names, name, FILE)


def _format_unless_refused(data: bytes, what: str) -> FileFormat:
    refuse_marked(data, what)
    refuse_document(data, what)
    file_format = format_of(data)
    if file_format.name == "csv" and data[:200].lstrip().startswith(b"<?xml"):
        raise DataError(refusal(what, "XML", "Open it in a spreadsheet and save it as CSV."))
    return file_format


def _typed(read: list, options: ReadOptions) -> tuple[pd.DataFrame, ReadReport]:
    """Type each column of text; columns that have a type keep it."""
    report, cells = read.pop(), read.pop()  # nobody holds the texts while they are typed
    names = cells.columns
    is_typed = FORMATS[report.format].is_typed
    texts = [name for name in cells.columns if pd.api.types.is_string_dtype(cells[name].dtype)]
    others = cells.drop(columns=texts)
    cells = [cells[texts].fillna("")]
    inferred = infer_columns(
        cells.pop(),
        options,
        usual="," if report.delimiter == ";" else ".",
        settled=is_typed,
    )
    typed = {name: column.values for name, column in zip(texts, inferred, strict=True)}
    columns = {name: typed[name] if name in typed else others[name] for name in names}
    frame = pd.DataFrame(columns, copy=False)
    frame.columns = names
    marks = {column.decimal for column in inferred}
    report = replace(
        report,
        n_rows=len(frame),
        n_columns=frame.shape[1],
        decimal=None if is_typed else "," if "," in marks else ".",
        converted=(
            *report.converted,
            *(column.converted for column in inferred if column.converted),
        ),
        warnings=(*report.warnings, *(c.warning for c in inferred if c.warning)),
    )
    return frame, report
