"""What the two processes say to each other: lengths, then bytes; settings as JSON, cells as Arrow.

Nothing is pickled: an answer can hold no more than a table and its report.
"""

import json
import os
import struct
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd

from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine

LENGTH = struct.Struct("<Q")
PIECE = 1_048_576
NUMBERS = frozenset({"int64", "float64", "bool", "datetime64[us]", "datetime64[ns]"})
"""Types of columns that are sent as they are in memory; others are texts."""


def send(stream: BinaryIO, *parts: bytes | memoryview) -> None:
    """Write parts, each after its length.

    Parameters
    ----------
    stream : binary file
    *parts : bytes or memoryview of bytes
    """
    for part in parts:
        stream.write(LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def send_file(stream: BinaryIO, path: Path) -> None:
    """Write a file as one part, piece by piece.

    Parameters
    ----------
    stream : binary file
    path : pathlib.Path

    Raises
    ------
    ValueError
        If it becomes shorter meanwhile.
    """
    with path.open("rb", buffering=0) as file:
        left = os.fstat(file.fileno()).st_size
        stream.write(LENGTH.pack(left))
        while left:
            piece = file.read(min(PIECE, left))
            if not piece:
                raise ValueError
            stream.write(piece)
            left -= len(piece)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one part.

    Parameters
    ----------
    stream : binary file

    Returns
    -------
    bytes or None
        None when the other side has ended.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def end_process(process: subprocess.Popen) -> None:
    """End a process that was talked to, whatever it is doing.

    Parameters
    ----------
    process : subprocess.Popen
        With pipes for input and output.
    """
    process.kill()
    for stream in (process.stdin, process.stdout):
        try:
            stream.close()
        except OSError:  # what was not sent to a process that ended
            continue
    process.wait()


def pack_options(options: ReadOptions) -> dict:
    """Return options as plain values.

    Parameters
    ----------
    options : ReadOptions

    Returns
    -------
    dict
    """
    return asdict(options)


def unpack_options(plain: dict) -> ReadOptions:
    """Return options from plain values.

    Parameters
    ----------
    plain : dict

    Returns
    -------
    ReadOptions
    """
    return ReadOptions(**plain | {"kinds": tuple(map(tuple, plain["kinds"]))})


def pack_report(report: ReadReport) -> bytes:
    """Return a report as JSON.

    Parameters
    ----------
    report : ReadReport

    Returns
    -------
    bytes
    """
    return json.dumps(asdict(report)).encode()


def unpack_report(plain: bytes) -> ReadReport:
    """Return a report from JSON.

    Parameters
    ----------
    plain : bytes

    Returns
    -------
    ReadReport
    """
    fields = json.loads(plain)
    skipped = tuple(SkippedLine(**line) for line in fields.pop("skipped"))
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return ReadReport(**fields | lists, skipped=skipped)


def send_frame(stream: BinaryIO, frame: pd.DataFrame) -> None:
    """Write a frame, column by column: numbers as they are in memory, texts as Arrow.

    Parameters
    ----------
    stream : binary file
    frame : pandas.DataFrame
        As a `Table` holds it.
    """
    head = {"rows": len(frame), "columns": [[name, str(frame[name].dtype)] for name in frame]}
    send(stream, json.dumps(head).encode())
    for name in frame:
        send(stream, _packed(frame[name]))


def receive_frame(stream: BinaryIO) -> pd.DataFrame | None:
    """Read a frame.

    Parameters
    ----------
    stream : binary file

    Returns
    -------
    pandas.DataFrame or None
        None when the other side has ended.

    Raises
    ------
    ValueError
        If what it sent is no frame.
    """
    plain = receive(stream)
    if plain is None:
        return None
    head = json.loads(plain)
    columns: dict[str, pd.Series | np.ndarray] = {}
    for name, kind in head["columns"]:
        column = _received(stream, head["rows"], kind)
        if column is None:
            return None
        columns[name] = column
    return pd.DataFrame(columns, copy=False, index=pd.RangeIndex(head["rows"]))


def _packed(column: pd.Series) -> bytes | memoryview:
    import pyarrow as pa

    if str(column.dtype) in NUMBERS:
        values = np.ascontiguousarray(column.to_numpy())
        return memoryview(values.view(np.uint8))
    array = pa.array(column, type=pa.large_string(), from_pandas=True)
    table = pa.table({"": array})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def _received(stream: BinaryIO, n_rows: int, kind: str) -> pd.Series | np.ndarray | None:
    """Read a column; its cells are checked, as they come from a process that may be hostile."""
    import pyarrow as pa

    if kind in NUMBERS:
        values = np.empty(n_rows, dtype=np.int8 if kind == "bool" else kind)
        head = stream.read(LENGTH.size)
        if len(head) < LENGTH.size or LENGTH.unpack(head) != (values.nbytes,):
            return None
        if values.nbytes and stream.readinto(memoryview(values.view(np.uint8))) != values.nbytes:
            return None
        return values != 0 if kind == "bool" else values
    body = receive(stream)
    if body is None:
        return None
    table = pa.ipc.open_stream(pa.py_buffer(body)).read_all()
    table.validate(full=True)
    if table.num_columns != 1 or table.num_rows != n_rows:
        raise ValueError
    column = table.column(0).cast(pa.large_string())
    return pd.Series(column, dtype="str")
