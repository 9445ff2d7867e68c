"""Files that are no table by their first bytes: pictures, documents, shortcuts, pointers."""

import re

from segmentation.errors import DataError
from segmentation.tables.encodings.decoding import WANTED

PROBED_BYTES = 4_096
OLE_MARK, ZIP_MARK = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"

SHORTCUT = (
    "a shortcut that only says where a file is",
    "Choose the file that it leads to, or download that file first.",
)
FROM_STRANGERS = "which is not read because it may come from strangers"
MARKS = (
    (b"\x89PNG", "a picture", WANTED),
    (b"\xff\xd8\xff", "a picture", WANTED),
    (b"GIF8", "a picture", WANTED),
    (b"%PDF", "a PDF document", "Ask for the table in it as a CSV or Excel file and choose that."),
    (b"ARROW1", f"an Arrow file, {FROM_STRANGERS}", WANTED),
    (b"FEA1", f"a Feather file, {FROM_STRANGERS}", WANTED),
    (b"Obj\x01", f"an Avro file, {FROM_STRANGERS}", WANTED),
    (b"\x89HDF\r\n", f"an HDF5 file, {FROM_STRANGERS}", WANTED),
    (b"RDX2\n", f"data of R, {FROM_STRANGERS}", WANTED),
    (b"RDX3\n", f"data of R, {FROM_STRANGERS}", WANTED),
    (b"SQLite format 3", "a database", "Export a table of it as CSV and choose that."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it and choose a file from it."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and choose a file from it."),
    (b"{\\rtf", "a text document", "Save the table in it as CSV and choose that."),
    (b"L\x00\x00\x00\x01\x14\x02\x00", *SHORTCUT),
    (b"[InternetShortcut]", *SHORTCUT),
    (b"[Desktop Entry]", *SHORTCUT),
    (
        b"version https://git-lfs.github.com/spec/",
        "a pointer of Git LFS, not the file itself",
        "Fetch the file with “git lfs pull” and choose it again.",
    ),
    (
        b"BEGIN:VCARD",
        "a file of contacts (vCard)",
        "Export the contacts as CSV and choose that.",
    ),
    (b"BEGIN:VCALENDAR", "a calendar", "Export it as CSV and choose that."),
)
"""First bytes of files that are no table, what they are, and what to do."""

PICKLE = re.compile(rb"\x80[\x02-\x05](?:\x95.{8}|[c}\](])", re.DOTALL)
WEBLOC = re.compile(rb"<plist.{0,300}<key>URL</key>", re.DOTALL)
GOOGLE = re.compile(rb'"(?:url|doc_id|resource_key)"\s*:\s*"')
ORC_MARK = b"ORC"
"""At both ends; a table may begin with these letters."""

TAR_PLACE, TAR_MARK = 257, b"ustar"
SMALL_FILE = 2_000

OLE_STREAMS = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
    ("__properties_version1.0", "a mail of Outlook"),
)
ZIP_PARTS = (("word/", "a Word document"), ("ppt/", "a presentation"))


def refuse_marked(data: bytes, what: str) -> None:
    """Refuse a file whose first bytes say that it is no table.

    Parameters
    ----------
    data : bytes
        Not packed.
    what : str
        The file, for the sentence.

    Raises
    ------
    DataError
        With what it is, and what to do.
    """
    start = data[:PROBED_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind, todo in MARKS:
        if data.startswith(mark) or (mark.isascii() and start.startswith(mark)):
            raise DataError(refusal(what, kind, todo))
    if _is_shortcut(data, start):
        raise DataError(refusal(what, *SHORTCUT))
    if data.startswith(TAR_MARK, TAR_PLACE):
        raise DataError(refusal(what, "a tar archive", "Unpack it and choose a file from it."))
    if data.startswith(ORC_MARK) and data[-4:-1] == ORC_MARK:
        raise DataError(refusal(what, f"an ORC file, {FROM_STRANGERS}", WANTED))
    if PICKLE.match(data):
        raise DataError(refusal(what, f"a pickle of Python, {FROM_STRANGERS}", WANTED))
    if data.startswith(OLE_MARK):
        for stream, kind in OLE_STREAMS:
            if stream.encode("utf-16-le") in data:
                raise DataError(refusal(what, kind, "Save the table in it as CSV and choose that."))


def refusal(what: str, kind: str, todo: str) -> str:
    """Say what was found, what was wanted and what to do.

    Parameters
    ----------
    what : str
        The file.
    kind : str
        What it is.
    todo : str

    Returns
    -------
    str

    Examples
    --------
    >>> refusal("a.vcf", "a calendar", "Export it as CSV and choose that.")
    'a.vcf is not a table: it is a calendar. Export it as CSV and choose that.'
    """
    return f"{what} is not a table: it is {kind}. {todo}"


def _is_shortcut(data: bytes, start: bytes) -> bool:
    """Return whether a small file only names an address: of the web, of a Mac, of Google."""
    if data.startswith(b"bplist00") or len(data) > SMALL_FILE:
        return data.startswith(b"bplist00") and b"URL" in data[:PROBED_BYTES]
    google = start.startswith(b"{") and b"google" in data and GOOGLE.search(data)
    return bool(google or WEBLOC.search(data))
