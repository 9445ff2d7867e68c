"""Files that are no table are refused by what they are, whatever they are called."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

import segmentation as sg
from segmentation.tables.formats.others.marks import refuse_marked

DATA = Path(__file__).parents[2] / "data" / "others"


def tar() -> bytes:
    """Write an archive with one file."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        info = tarfile.TarInfo("a.csv")
        info.size = 8
        archive.addfile(info, io.BytesIO(b"a,b\n1,2\n"))
    return made.getvalue()


def zipped(name: str) -> bytes:
    """Write a zip with one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "<x/>")
    return made.getvalue()


WEBLOC = b"""<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "">
<plist version="1.0"><dict><key>URL</key><string>https://a.example</string></dict></plist>"""
REFUSED = {
    "lfs": ((DATA / "lfs_pointer.csv").read_bytes(), "a pointer of Git LFS"),
    "vcard": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n", "contacts (vCard)"),
    "vcard with mark": (b"\xef\xbb\xbf\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n", "contacts (vCard)"),
    "calendar": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", "a calendar"),
    "url": (b"[InternetShortcut]\r\nURL=https://a.example/x.csv\r\n", "a shortcut"),
    "lnk": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80), "a shortcut"),
    "webloc": (WEBLOC, "a shortcut"),
    "gsheet": (b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "a shortcut"),
    "desktop": (b"[Desktop Entry]\nType=Link\nURL=x\n", "a shortcut"),
    "feather": (b"FEA1\x00\x00", "a Feather file"),
    "orc": (b"ORC\x00\x01\x02\x08\x03ORC\x17", "an ORC file"),
    "pickle": (b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c", "a pickle"),
    "rtf": (b"{\\rtf1\\ansi Dear customer\\par}", "a text document"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive"),
    "tar": (tar(), "a tar archive"),
    "word": (
        b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(99),
        "a Word document",
    ),
}


@pytest.mark.parametrize(("data", "kind"), REFUSED.values(), ids=REFUSED)
def test_each_is_named_with_what_to_do(data, kind):
    """In a sentence that says what was found, then what to do."""
    with pytest.raises(sg.DataError, match="is not a table: it is") as raised:
        sg.read_table(data, "customers.csv")
    message = str(raised.value)
    assert kind in message
    assert message.count(". ") == 1
    assert message.endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        b"ORCID,n\n0000-1,1\n0000-2,2\n0000-3,3\n",
        b"version,url\n1,https://git-lfs.github.com/spec/v1\n2,b\n3,c\n",
        b"url,doc_id\nhttps://docs.google.com/a,1\nhttps://docs.google.com/b,2\nc,3\n",
        b"L,n\na,1\nb,2\nc,3\n",
        b"note,n\nBEGIN:VCARD,1\nb,2\nc,3\n",
        b'[{"url": "https://a.google.com", "n": 1}, {"url": "b", "n": 2}]',
        b"",
    ],
)
def test_tables_that_only_speak_of_it_are_read(data):
    """What counts is how a file begins."""
    refuse_marked(data, "customers.csv")
    if data:
        assert len(sg.read_table(data).frame) in {2, 3}
