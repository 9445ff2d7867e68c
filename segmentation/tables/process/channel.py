"""What the two processes say to each other: lengths, then bytes; settings as JSON, cells as Arrow.

Nothing is pickled: an answer can hold no more than a table and its report.
"""

import json
import struct
from dataclasses import asdict
from typing import BinaryIO

import pandas as pd

from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine

LENGTH = struct.Struct("<Q")


def send(stream: BinaryIO, *parts: bytes) -> None:
    """Write parts, each after its length.

    Parameters
    ----------
    stream : binary file
    *parts : bytes
    """
    for part in parts:
        stream.write(LENGTH.pack(len(part)))
        stream.write(part)
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


def pack_frame(frame: pd.DataFrame) -> bytes:
    """Return a frame as an Arrow stream.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    bytes
    """
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def unpack_frame(stream: bytes) -> pd.DataFrame:
    """Return a frame from an Arrow stream.

    Parameters
    ----------
    stream : bytes

    Returns
    -------
    pandas.DataFrame
    """
    import pyarrow as pa

    table = pa.ipc.open_stream(pa.py_buffer(stream)).read_all()
    table.validate(full=True)
    return table.to_pandas()
