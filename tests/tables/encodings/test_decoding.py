"""Texts in any encoding become the table that was written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.encodings import decoding
from segmentation.tables.encodings.decoding import decode

DATA = Path(__file__).parents[1] / "data" / "reading"


@pytest.mark.parametrize(
    ("file", "encoding", "columns", "cells"),
    [
        ("cp1251.csv", "cp1251", ["клиент", "город", "сумма"], ["Москва", "Казань", "Пермь"]),
        ("sjis.csv", "shift_jis", ["顧客", "都市", "金額"], ["東京", "大阪", "仙台"]),
        ("gbk.csv", "gb18030", None, ["男", "女", "男"]),
    ],
)
def test_the_encoding_is_found_and_said(file, encoding, columns, cells):
    """In one sentence of the report."""
    table = sg.read_table(DATA / file)
    assert table.report.encoding == encoding
    assert columns is None or list(table.frame.columns) == columns
    assert table.frame.iloc[:3, 1].tolist() == cells
    assert sum("Its letters were read as" in said for said in table.report.warnings) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "ascii"])
def test_nothing_is_said_where_nothing_was_guessed(encoding):
    """A valid UTF-8 text is not even looked at."""
    text = "name,paid\nAnn,1\nBo,2\nCy,3\n"
    assert sg.read_table(text.encode(encoding)).report.warnings == ()


def test_valid_utf8_asks_no_detector(monkeypatch):
    """So it is as fast as before."""
    monkeypatch.setattr(decoding, "detect", None)
    assert decode("Größe;Łódź;東京".encode(), None, "The table").encoding == "utf-8"


def test_the_user_has_the_last_word():
    """What they say is taken, and nothing is said of certainty."""
    data = "имя,сумма\nОльга,1\nИван,2\nПётр,3\n".encode("koi8-r")
    assert list(sg.read_table(data).frame.columns) == ["имя", "сумма"]
    table = sg.read_table(data, options=sg.ReadOptions(encoding="cp1251"))
    assert list(table.frame.columns) == ["ЙНС", "УХННБ"]
    assert not any("letters" in said for said in table.report.warnings)


def test_an_encoding_that_does_not_fit_or_exist_is_refused():
    """Each with its own sentence."""
    data = "a,b\nŁódź,1\n".encode()
    with pytest.raises(sg.DataError, match="cannot be read as euc_kr"):
        sg.read_table(data[:-4] + b"\xff\xff", options=sg.ReadOptions(encoding="euc_kr"))
    for name in ("klingon", "zlib", "hex", "x\x00"):
        with pytest.raises(sg.DataError, match="is not a known encoding"):
            sg.read_table(data, options=sg.ReadOptions(encoding=name))


def test_japanese_in_seven_bits_is_not_taken_for_ascii():
    """ISO 2022-JP is written in signs of ASCII."""
    data = "名前,金額\n田中,1\n鈴木,2\n佐藤,3\n".encode("iso2022_jp")
    table = sg.read_table(data)
    assert (list(table.frame.columns), table.report.encoding) == (["名前", "金額"], "iso2022_jp")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["город;n\nКазань;1\nПермь;2\n", "城市,金额\n深圳,1\n广州,2\n"])
def test_utf16_without_a_mark(text, codec):
    """Also where most letters are beyond ASCII."""
    assert decode(text.encode(codec), None, "The table").text == text


def test_a_damaged_letter_is_counted_and_the_rest_stays():
    """A file that ends within a letter."""
    data = "城市,金额\n深圳,1\n优惠券,2\n已付款,3\n4,周杰".encode("gb18030")[:-1]
    table = sg.read_table(data)
    assert table.frame.iloc[0, 0] == "深圳"
    assert any("replaced by" in said for said in table.report.warnings)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data):
    """With a sentence, never otherwise."""
    try:
        decoded = decode(data, None, "The table")
    except sg.DataError:
        return
    assert isinstance(decoded.text, str)
