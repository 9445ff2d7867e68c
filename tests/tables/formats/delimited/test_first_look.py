"""A text that cannot be read is refused by its bytes, before anything is made of them."""

import gzip
import time

import pytest

import segmentation as sg
from segmentation.cli.program import main
from segmentation.errors import LimitError
from segmentation.tables.formats.archives import MOST_PIECES, unpacked
from segmentation.tables.formats.delimited import text
from segmentation.tables.formats.delimited.first_look import LINE_BYTES, refuse_at_sight
from segmentation.tables.limits import COLUMNS
from segmentation.tables.table import ReadOptions

SECONDS = 5.0
"""Of processor time; these took 20 s to 106 s."""

WIDE = 1_000_000


def wide(mark, end=b"\n", n=WIDE):
    """Write names and one row of so many columns."""
    return mark.join([b"c"] * n) + end + mark.join([b"1"] * n) + end


HOSTILE = {
    "a million columns": (wide(b","), "has 1,000,000 columns; at most 10,000"),
    "by semicolons": (wide(b";", b"\r\n"), "has 1,000,000 columns; at most 10,000"),
    "with old ends of lines": (wide(b"\t", b"\r"), "has 1,000,000 columns; at most 10,000"),
    "below a title": (b"Report\n\n" + wide(b"|"), "has 1,000,000 columns; at most 10,000"),
    "a line": (b"a" * 200_000_000, "has a line of 200 MB, line 1; at most 40 MB"),
    "a later line": (b"a,b\n1,2\n" + b"1 " * 100_000_000, "has a line of 200 MB, line 3"),
}


@pytest.mark.parametrize(("data", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_they_are_refused_at_sight(data, sentence, monkeypatch):
    """Nothing is decoded, and little time is taken."""
    monkeypatch.setattr(text, "decode", None)
    monkeypatch.setattr(text, "_regular", None)
    begin = time.process_time()
    with pytest.raises(LimitError, match=sentence):
        text.text_columns(data, ReadOptions(), "given.csv")
    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize(
    "data",
    [
        b"a;b\n" + b"1;2\n" * 100 + b"3;" + b"," * (2 * COLUMNS) + b"\n",
        b'a,b\n"' + b"," * (2 * COLUMNS) + b'",1\n"' + b"," * (2 * COLUMNS) + b'",1\n',
        b"".join(b",".join([b"1"] * COLUMNS) + b"\n" for _ in range(3)),
        b"1,2\r" * (LINE_BYTES // 4 + 10),
        b"1,2\n" * (LINE_BYTES // 4 + 10),
        b"",
        b"x",
    ],
    ids=["one text", "quoted texts", "as wide as may be", "old ends", "long", "empty", "short"],
)
def test_what_can_be_read_is_not_refused(data):
    """A cell full of commas makes no columns."""
    refuse_at_sight(data, None, "given.csv")


def test_a_delimiter_that_was_asked_for_counts_alone():
    """Commas are then letters."""
    refuse_at_sight(wide(b","), ";", "given.csv")
    with pytest.raises(LimitError, match="1,000,000 columns"):
        refuse_at_sight(wide(b","), ",", "given.csv")


def test_a_file_of_very_many_packed_pieces_is_not_unpacked():
    """Each is a file of its own to the unpacker."""
    piece = gzip.compress(b"1,2\n")
    assert unpacked(piece * 100, "given.gz")[0] == b"1,2\n" * 100
    with pytest.raises(LimitError, match="packed in 200,000 pieces; at most 10,000"):
        unpacked(piece * 20 * MOST_PIECES, "given.gz")


def test_the_sentence_comes_back_through_the_parser_and_the_command_line(tmp_path, capsys):
    """Nothing else is printed."""
    with pytest.raises(LimitError, match="has 1,000,000 columns"):
        sg.read_table(wide(b","), "given.csv")
    file = tmp_path / "given.csv"
    file.write_bytes(wide(b","))
    assert main(["scan", str(file), "--features", "a", "b"]) == 2
    sentence = "given.csv has 1,000,000 columns; at most 10,000 can be read."
    assert sentence in capsys.readouterr().err
