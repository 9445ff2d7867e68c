"""Files of SPSS, Stata and SAS, whose codes have names of their own.

A column whose codes all have names becomes those names. Where only some have, as in an age with 99
for “not asked”, the numbers stay, and it is said.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.tables.encodings.decoding import check_encoding
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.table import ReadOptions, ReadReport

OLD_STATA = range(0x69, 0x74)
"""First byte of Stata files before version 117."""

SAS_MARK = b"\x00" * 12 + b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00"
TRANSPORT_MARK = b"HEADER RECORD*******LIB"
PORT_MARK, PORT_BYTES = b"SPSS PORT FILE", 300
MOST_CITED = 5

Labels = Mapping[str, Mapping[object, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What became of the codes of a frame."""

    frame: pd.DataFrame
    named: list[str]
    kept: list[str]


def is_spss(data: bytes) -> bool:
    """Return whether a file looks like one of SPSS.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    return data.startswith((b"$FL2", b"$FL3")) or _is_port(data)


def is_stata(data: bytes) -> bool:
    """Return whether a file looks like one of Stata.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    old = len(data) > 4 and data[0] in OLD_STATA and data[1] in {1, 2} and data[2] == 1
    return old or data.startswith(b"<stata_dta>")


def is_sas(data: bytes) -> bool:
    """Return whether a file looks like one of SAS.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    return data.startswith((SAS_MARK, TRANSPORT_MARK))


def spss_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read a file of SPSS: .sav, .zsav or .por.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `encoding` is taken when given; a column that is said to be a number keeps its codes.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport
    """
    import pyreadstat

    reader = pyreadstat.read_por if _is_port(data) else pyreadstat.read_sav
    return _read(reader, data, options, what, ("spss", "SPSS"))


def stata_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read a file of Stata.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        As for SPSS.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport
    """
    import pyreadstat

    return _read(pyreadstat.read_dta, data, options, what, ("stata", "Stata"))


def sas_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read a file of SAS: .sas7bdat or .xpt.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `encoding` is taken when given.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport
    """
    import pyreadstat

    is_transport = data.startswith(TRANSPORT_MARK)
    reader = pyreadstat.read_xport if is_transport else pyreadstat.read_sas7bdat
    return _read(reader, data, options, what, ("sas", "SAS"))


def _is_port(data: bytes) -> bool:
    return PORT_MARK in data[:PORT_BYTES] and not data.startswith(b"PK")


def _read(
    reader: Callable, data: bytes, options: ReadOptions, what: str, names: tuple[str, str]
) -> tuple[pd.DataFrame, ReadReport]:
    """Read a file and give codes their names."""
    name, title = names
    given = {}
    if options.encoding and not _is_port(data):  # which is in ASCII by its nature
        check_encoding(options.encoding)
        given["encoding"] = options.encoding
    try:
        frame, about = reader(io.BytesIO(data), dates_as_pandas_datetime=True, **given)
    except (ValueError, OSError, OverflowError, KeyError, *_problems()) as error:
        todo = "Save it again, or as CSV."
        if isinstance(error, UnicodeError) or "onvert" in str(error):
            todo = "Choose another encoding, or save it as CSV."
        raise DataError(
            f"{what} is damaged: it cannot be read as a file of {title}. {todo}"
        ) from error
    numbers = {column for column, kind in options.kinds if kind == "number"}
    labels = {
        column: labels
        for column, labels in about.variable_value_labels.items()
        if column in frame and column not in numbers
    }
    made = _with_names(frame, labels)
    typed, report = plain_frame(_whole(made.frame), what)
    said = f"Codes were replaced by their names in {_cited(made.named)}."
    return typed, replace(
        report,
        format=name,
        encoding=given.get("encoding"),
        converted=(*((said,) if made.named else ()), *report.converted),
        warnings=(*made.kept, *report.warnings),
    )


def _problems() -> tuple[type[Exception], ...]:
    from pyreadstat import PyreadstatError, ReadstatError

    return (ReadstatError, PyreadstatError)


def _cited(columns: list[str]) -> str:
    more = f" and {counted(len(columns) - MOST_CITED, 'other')}" * (len(columns) > MOST_CITED)
    return ", ".join(f"“{column}”" for column in columns[:MOST_CITED]) + more


def _with_names(frame: pd.DataFrame, labels: Labels) -> _Named:
    """Replace codes by their names where all that occur have one."""
    columns, named, kept = {}, [], []
    for column in frame.columns:
        values, names = frame[column], labels.get(column, {})
        present = set(values.dropna().unique())
        if names and present and present <= set(names):
            columns[column] = values.map(_different(names)).astype("str")
            named.append(column)
        else:
            columns[column] = values
            kept.extend(_said_kept(column, present & set(names), names))
    made = pd.DataFrame(columns, index=frame.index)
    return _Named(frame=made, named=named, kept=kept)


def _different(names: Mapping[object, str]) -> dict[object, str]:
    """Return the names of codes, with the code where two have the same."""
    texts = [str(name) for name in names.values()]
    return {
        code: text if texts.count(text) == 1 else f"{text} ({_written(code)})"
        for code, text in zip(names, texts, strict=True)
    }


def _written(code: object) -> str:
    return f"{code:g}" if isinstance(code, float) else str(code)


def _said_kept(column: str, codes: set, names: Mapping[object, str]) -> list[str]:
    """Say which numbers among others have a name."""
    if not codes:
        return []
    code = max(codes)
    example = f"{_written(code)}: “{names[code]}”"
    said = f"“{column}” keeps its numbers: only some have a name, such as {example}."
    return [f"{said} Look whether that is an answer or a gap."]


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return whole numbers as such: these programs write all numbers with decimals."""
    frame = frame.copy()
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_float_dtype(values.dtype) and len(values) and not values.hasnans:
            whole = values.abs().lt(2**53).all() and (values == values.round()).all()
            if whole:
                frame[column] = values.astype("int64")
    return frame
