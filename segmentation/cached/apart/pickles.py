"""What the server and its working process say to each other: pickles of our own values.

Large arrays are sent beside the pickle and not within it, so that they are not copied; what the
other side holds already is not sent at all.
"""

import io
import pickle
from collections.abc import Sequence
from typing import Any, BinaryIO

from segmentation.analysis.fitted_range import FittedRange
from segmentation.tables.process import channel
from segmentation.tables.process.channel import LENGTH
from segmentation.tables.table import Table


def parts_of(values: Sequence[object]) -> list[object]:
    """Return what both sides hold of the arguments of a call, in one order.

    Parameters
    ----------
    values : sequence of object

    Returns
    -------
    list of object
        Tables, what was fitted, and the large values within them.
    """
    found = []
    for value in values:
        table = value
        if isinstance(value, FittedRange):
            rows, table = value.rows, value.table
            found += [value, value.clusterings, value.points, rows, rows.frame]
        if isinstance(table, Table):
            found += [table, table.frame]
    return found


class _Pickler(pickle.Pickler):
    """Writes what the other side holds as its place in the list of that."""

    def __init__(self, text: io.BytesIO, beside: list, held: Sequence[object]) -> None:
        super().__init__(text, protocol=5, buffer_callback=beside.append)
        self._places = {id(value): place for place, value in enumerate(held)}

    def persistent_id(self, value: object) -> int | None:
        return self._places.get(id(value))


class _Unpickler(pickle.Unpickler):  # noqa: S301 - reads what this program has written
    def __init__(self, text: bytes, beside: list, held: Sequence[object]) -> None:
        super().__init__(io.BytesIO(text), buffers=beside)
        self._held = held

    def persistent_load(self, place: int) -> object:
        return self._held[place]


def send(stream: BinaryIO, value: object, held: Sequence[object] = ()) -> None:
    """Write a value.

    Parameters
    ----------
    stream : binary file
    value : object
    held : sequence of object
        What the other side holds, in the same order.
    """
    text, beside = io.BytesIO(), []
    _Pickler(text, beside, held).dump(value)
    parts = [text.getbuffer(), *(buffer.raw() for buffer in beside)]
    stream.write(LENGTH.pack(len(parts)))
    channel.send(stream, *parts)


def receive(stream: BinaryIO, held: Sequence[object] = ()) -> Any:  # noqa: ANN401 - as it was sent
    """Read a value; only from a process of one's own.

    Parameters
    ----------
    stream : binary file
    held : sequence of object
        What this side holds, in the order of the other side.

    Returns
    -------
    object

    Raises
    ------
    EOFError
        If the other side has ended.
    """
    text, *beside = (_part(stream) for _ in range(_count(stream)))
    return _Unpickler(text, beside, held).load()


def _count(stream: BinaryIO) -> int:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    return LENGTH.unpack(head)[0]


def _part(stream: BinaryIO) -> bytearray:
    part = bytearray(_count(stream))
    if stream.readinto(part) < len(part):
        raise EOFError
    return part
