"""Packed files: one file that is compressed, or an archive of several, one of which is the table.

Nothing is unpacked further than the limits allow, whatever a file declares of itself.
"""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from segmentation.errors import DataError, LimitError
from segmentation.tables.encodings.decoding import WANTED
from segmentation.tables.formats.others.marks import ZIP_PARTS, refusal
from segmentation.tables.formats.parts import FILE, step
from segmentation.tables.limits import BROKEN_PART, MEGABYTE, most_unpacked

ZIP_MARK = b"PK"
OFFICE_PARTS = ("[Content_Types].xml", "content.xml", "mimetype")
SKIPPED = ("__MACOSX/", ".")
OTHER_ENDINGS = frozenset(
    {".txt", ".md", ".pdf", ".doc", ".docx", ".html", ".rtf", ".png", ".jpg", ".py", ".sql", ".log"}
)
"""Of files that often lie beside a table."""

LZMA_MEMORY = 256 * MEGABYTE
MOST_PIECES, PIECE_MARK = 10_000, 3
"""Packed one after the other, each beginning with these bytes, which packed data rarely hold."""

UNREADABLE = (*BROKEN_PART, lzma.LZMAError, zlib.error)
PACKED_ENDINGS = ("gz", "zip", "bz2", "xz", "zst")
"""What packed files are called; the content decides all the same."""


def _zstd(data: bytes) -> BinaryIO:
    import pyarrow as pa

    return pa.CompressedInputStream(pa.BufferReader(data), "zstd")


def _xz(data: bytes) -> BinaryIO:
    return _Lzma(data)


class _Lzma:
    """A file of xz whose dictionary may not take all memory."""

    def __init__(self, data: bytes) -> None:
        self._decoder = lzma.LZMADecompressor(memlimit=LZMA_MEMORY)
        self._data = data

    def read(self, most: int) -> bytes:
        """Return at most so many bytes from the start."""
        pieces, n_bytes, data = [], 0, self._data
        while n_bytes < most:
            pieces.append(self._decoder.decompress(data, most - n_bytes))
            n_bytes += len(pieces[-1])
            data = b""
            if self._decoder.eof:
                rest = self._decoder.unused_data
                if not rest.startswith(XZ_MARK):
                    break
                data, self._decoder = rest, lzma.LZMADecompressor(memlimit=LZMA_MEMORY)
            elif not pieces[-1] and self._decoder.needs_input:
                raise EOFError
        return b"".join(pieces)


XZ_MARK = b"\xfd7zXZ\x00"
PACKERS: tuple[tuple[bytes, Callable[[bytes], BinaryIO]], ...] = (
    (b"\x1f\x8b", lambda data: gzip.GzipFile(fileobj=io.BytesIO(data))),
    (b"BZh", lambda data: bz2.BZ2File(io.BytesIO(data))),
    (XZ_MARK, _xz),
    (b"\x28\xb5\x2f\xfd", _zstd),
)
"""First bytes of compressed files, and what unpacks them."""


def unpacked(data: bytes, what: str) -> tuple[bytes, bool]:
    """Unpack a file that is compressed with gzip, bzip2, xz or Zstandard.

    Parameters
    ----------
    data : bytes
    what : str
        The file, for sentences.

    Returns
    -------
    bytes
    bool
        Whether it was compressed.

    Raises
    ------
    DataError
        If it is damaged.
    LimitError
        If it unpacks to too much.
    """
    packer = next((opened for mark, opened in PACKERS if data.startswith(mark)), None)
    if packer is None or (data.startswith(b"BZh") and not _is_bz2(data)):
        return data, False
    _check_pieces(data, what)
    most = most_unpacked(len(data))
    try:
        inner = packer(data).read(most + 1)
    except UNREADABLE as error:
        raise DataError(f"{what} is damaged: it cannot be unpacked. {WANTED}") from error
    _check_unpacked(len(inner), most, what)
    return bytes(inner), True


def is_archive(data: bytes) -> bool:
    """Return whether a file is a zip of files, and no workbook or other document.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
        False for what is too damaged to tell.
    """
    if not data.startswith(ZIP_MARK):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except BROKEN_PART:
        return False
    is_document = any(part in names for part in OFFICE_PARTS)
    return not is_document and not any(name.startswith("xl/") for name in names)


def refuse_document(data: bytes, what: str) -> None:
    """Refuse a text document or a presentation, which are archives like workbooks.

    Parameters
    ----------
    data : bytes
    what : str
        The file, for sentences.

    Raises
    ------
    DataError
    """
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except BROKEN_PART:
        return
    for folder, kind in ZIP_PARTS:
        if any(name.startswith(folder) for name in names):
            todo = "Save the table in it as CSV and choose that."
            raise DataError(refusal(what, kind, todo))


def choose_member(data: bytes, asked: str | None, what: str) -> tuple[str, list[str], str | None]:
    """Choose the file of an archive that is the table.

    Parameters
    ----------
    data : bytes
    asked : str or None
        The file that is asked for, and what inside of it.
    what : str
        The archive, for sentences.

    Returns
    -------
    str
        Its name.
    list of str
        The names of all files that may be tables.
    str or None
        What is asked for inside of it.

    Raises
    ------
    DataError
        If there is none, or none of the name.
    """
    sizes = {
        each.filename: each.file_size
        for each in zipfile.ZipFile(io.BytesIO(data)).infolist()
        if not each.is_dir() and each.file_size and not _is_skipped(each.filename)
    }
    likely = [name for name in sizes if PurePosixPath(name).suffix.lower() not in OTHER_ENDINGS]
    names = likely or list(sizes)
    if not names:
        raise DataError(f"{what} is an archive without files. {WANTED}")
    name, inside = step(asked, names, what, FILE)
    return name or max(names, key=lambda each: sizes[each]), names, inside


def read_member(data: bytes, name: str, what: str) -> bytes:
    """Unpack one file of an archive.

    Parameters
    ----------
    data : bytes
    name : str
    what : str
        The archive, for sentences.

    Returns
    -------
    bytes

    Raises
    ------
    DataError
        If it is damaged or protected by a password.
    LimitError
        If it unpacks to too much.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    part = archive.getinfo(name)
    if part.flag_bits & 1:
        raise DataError(f"{what} is protected by a password. Unpack it and choose “{name}” itself.")
    most = most_unpacked(part.compress_size)
    try:
        with archive.open(part) as file:
            inner = file.read(most + 1)
    except UNREADABLE as error:
        raise DataError(f"{what} is damaged: “{name}” cannot be unpacked. {WANTED}") from error
    _check_unpacked(len(inner), most, what)
    return inner


def _check_pieces(data: bytes, what: str) -> None:
    """Refuse a file that was packed in very many pieces, each of which takes its time."""
    n_pieces = data.count(data[:PIECE_MARK])
    if n_pieces > MOST_PIECES:
        raise LimitError(
            f"{what} was packed in {n_pieces:,} pieces; at most {MOST_PIECES:,} can be read. "
            f"Unpack it yourself, or pack it in one."
        )


def _check_unpacked(n_bytes: int, most: int, what: str) -> None:
    if n_bytes > most:
        raise LimitError(
            f"{what} unpacks to more than {most / MEGABYTE:,.0f} MB, the most for a file of its "
            f"size. Unpack it yourself, or choose a smaller part of it."
        )


def _is_bz2(data: bytes) -> bool:
    return data[3:4].isdigit() and data[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}


def _is_skipped(name: str) -> bool:
    return name.startswith(SKIPPED[0]) or PurePosixPath(name).name.startswith(SKIPPED[1])
