"""The encodings that are offered exist, and have one name each on the screen."""

import codecs
from collections import Counter

from segmentation.tables.encodings.registry import CODEC_OF, ENCODINGS, OFFERED, title_of


def test_every_codec_is_known_to_python_and_plain_ones_to_the_registry():
    """And keys are the codecs themselves."""
    for key, each in ENCODINGS.items():
        assert key == each.codec
        codecs.lookup(each.codec)
        assert not each.plain or each.plain in ENCODINGS


def test_titles_that_are_offered_differ():
    """A user chooses by the title."""
    assert max(Counter(title_of(codec) for codec in OFFERED).values()) == 1
    assert {"utf-8", "cp1251", "cp932", "gb18030", "mac_roman", "cp850"} <= set(OFFERED)


def test_other_names_of_an_encoding_have_its_title():
    """What is none of ours is called as the user called it."""
    assert title_of("sjis") == title_of("shift_jis") == "Shift-JIS (Japanese)"
    assert title_of("no such") == "no such"
    assert CODEC_OF["GBK"] == "gb18030"
