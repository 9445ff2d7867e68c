"""The words are in lower case, and none is both a total and an average."""

from segmentation.tables.formats.layout.words import AVERAGES, TOTALS


def test_words_are_in_lower_case():
    """They are compared with cells in lower case."""
    assert all(word == word.casefold() or word == "σύνολο" for word in TOTALS | AVERAGES)
    assert not TOTALS & AVERAGES
