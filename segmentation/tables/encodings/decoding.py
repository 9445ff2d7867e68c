"""Bytes become letters: as the user says, by a mark at the start, as UTF-8, or by telling.

UTF-8 that is valid is decoded once and nothing else is looked at.
"""

import codecs
from dataclasses import dataclass, replace
from unicodedata import category

from segmentation.errors import DataError, counted
from segmentation.tables.encodings.detection import USUAL, detect, sentence
from segmentation.tables.encodings.registry import ENCODINGS

WANTED = "Choose a CSV, Excel or Parquet file."
PROBED_BYTES = 4_096
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SHIFTED = b"\x1b$"
"""How ISO 2022-JP turns from ASCII to Japanese."""

BOM = "\ufeff"
REPLACED = "\ufffd"
FAR_MORE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and how its bytes were read.

    Attributes
    ----------
    text : str
        As it stands in the file, line ends included.
    encoding : str
        Python's name of it.
    warnings : tuple of str
        How sure that is, where it had to be told; letters that could not be read.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None, what: str) -> Decoded:
    """Decode a text.

    Parameters
    ----------
    data : bytes
    encoding : str or None
        What the user says; None to tell it from the bytes.
    what : str
        The file, for sentences.

    Returns
    -------
    Decoded

    Raises
    ------
    DataError
        If the bytes are no text, or not in the encoding asked for.

    Examples
    --------
    >>> decode("Größe".encode("cp1252"), "cp1252", "The table").text
    'Größe'
    """
    known = encoding or _marked(data, what)
    if known:
        return _said(_as_asked(data, known, what), known)
    try:
        return _said(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _told(data)


def check_encoding(encoding: str) -> None:
    """Refuse a name that is none of an encoding of texts.

    Parameters
    ----------
    encoding : str

    Raises
    ------
    DataError
    """
    try:
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise DataError(
            f"“{encoding}” is not a known encoding. Choose one such as utf-8, cp1252, cp1251 or "
            "shift_jis."
        ) from error


def _as_asked(data: bytes, encoding: str, what: str) -> str:
    check_encoding(encoding)
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        if encoding == USUAL:  # five of its bytes mean nothing; Latin-1 reads every byte
            return data.decode("latin-1")
        if encoding.lower() in {"utf-8", "utf8"}:
            return data.decode("utf-8", errors="replace")
        raise DataError(
            f"{what} cannot be read as {encoding}. Choose another encoding, such as utf-8."
        ) from error


def _marked(data: bytes, what: str) -> str | None:
    """Return the encoding that the first bytes give away."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:PROBED_BYTES]
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) / 5 and min(even, odd) < len(head) / 50:
            return "utf-16-le" if odd > even else "utf-16-be"
        codec = "utf-16-le" if odd > even else "utf-16-be"
        if max(even, odd) > FAR_MORE * min(even, odd) and _is_text(head, codec):
            return codec
        raise DataError(f"{what} is not a table: it holds binary data. {WANTED}")
    if SHIFTED in head and data.isascii():
        return "iso2022_jp"
    return None


def _is_text(head: bytes, codec: str) -> bool:
    """Return whether the first bytes are lines of known letters, as in UTF-16 without ASCII."""
    text = head[: len(head) // 2 * 2].decode(codec, errors="replace")
    unknown = sum(
        category(sign) in {"Cc", "Cn", "Co", "Cs"} and sign not in "\t\r\n" for sign in text
    )
    return "\n" in text and not unknown and REPLACED not in text[:-1]


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Return the text if only few of the characters beyond ASCII are wrong in UTF-8."""
    text = data.decode("utf-8", errors="replace")
    n_beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    if n_beyond_ascii <= (FAR_MORE + 1) * text.count(REPLACED):
        return None
    return _said(text, "utf-8")


def _told(data: bytes) -> Decoded:
    found = detect(data)
    codec = found.codec
    try:
        text = data.decode(codec)
    except UnicodeError:
        text = data.decode(*(("latin-1",) if codec == USUAL else (codec, "replace")))
    plain = ENCODINGS[codec].plain
    if plain and data.decode(plain, errors="replace") == text:
        codec = plain
    return _said(text, codec, sentence(replace(found, codec=codec)))


def _said(text: str, encoding: str, *warnings: str) -> Decoded:
    n_damaged = text.count(REPLACED)
    if n_damaged:
        lost = counted(n_damaged, "character")
        warnings = (*warnings, f"Could not be read and replaced by “{REPLACED}”: {lost}.")
    return Decoded(text=text, encoding=encoding, warnings=warnings)
