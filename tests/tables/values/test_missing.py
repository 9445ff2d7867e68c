"""Words for no value, and codes that look like them."""

import pandas as pd
import pytest

from segmentation.tables.values.missing import (
    COUNTRIES,
    MISSING,
    SILENT_NUMBER,
    STATES,
    WORDS,
    masked,
    taken_as_missing,
    without,
)


def left(*texts, name="x", dtype=object):
    """Return a column of texts, None where one is missing."""
    values, said = masked(pd.Series(texts, name=name, dtype=dtype))
    return [None if pd.isna(text) else text for text in values], said


@pytest.mark.parametrize("dtype", ["str", object])
@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a", r"\N", "(blank)", "null"), ["a", None, None, None]),
        (("Bonn", "k.A.", "—"), ["Bonn", None, None]),
        (("single", "unknown", "-"), ["single", "unknown", "-"]),
        (("K.A.", "B.C."), ["K.A.", "B.C."]),
    ],
)
def test_texts(texts, expected, dtype):
    """What may be a level of its own stays."""
    assert left(*texts, dtype=dtype)[0] == expected


def test_what_was_left_out_of_texts_is_said():
    """The usual words are not."""
    assert left("Bonn", "k.A.", "—")[1] == "“x”: “k.A.”, “—” stands for a missing value."
    assert left("Bonn", "NA")[1] is None
    assert left("Bonn")[1] is None


@pytest.mark.parametrize(
    ("texts", "name", "kept"),
    [
        (("NA", "DE", "ZA"), "x", True),
        (("NA", "DE"), "country", True),
        (("NA", "EMEA", "APAC"), "x", True),
        (("na", "de", "za"), "iso2", True),
        (("NA", "NY", "CA"), "x", False),
        (("NA", "CA", "DE"), "x", False),
        (("NA", "CA", "DE"), "Land", True),
        (("NA", "Y", "N"), "x", False),
        (("NA", "DE"), "x", False),
        (("NA", "Bonn", "Ulm"), "country", False),
        (("n/a", "DE", "ZA"), "country", False),
        (("NA",), "country", False),
    ],
)
def test_namibia_and_north_america(texts, name, kept):
    """Among codes of countries or regions; among states NA is a gap."""
    values, said = left(*texts, name=name)
    assert (values[0] is not None) is kept
    assert (said is not None) is kept


def test_words_stand_once():
    """In one list, in lower case."""
    assert not WORDS & SILENT_NUMBER
    assert MISSING <= SILENT_NUMBER
    assert all(word == word.lower() for word in WORDS | SILENT_NUMBER)
    assert "NA" not in COUNTRIES | STATES


def test_a_sentence_names_three_words():
    """And counts the others."""
    assert taken_as_missing("x", []) is None
    assert taken_as_missing("x", ["a", "b", "c", "d"]) == (
        "“x”: “a”, “b”, “c” and 1 other word stands for a missing value."
    )


@pytest.mark.parametrize("dtype", ["str", object])
def test_without_words(dtype):
    """Capitals do not count."""
    assert without(pd.Series(["a", "N/A"], dtype=dtype), MISSING).tolist() == ["a"]
