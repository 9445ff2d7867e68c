"""The words for names: the shipped file, a user's own, and damaged ones."""

import pytest

from segmentation.errors import SpecError
from segmentation.segments.vocabulary import (
    COUNTED,
    LEVELS,
    Vocabulary,
    read_vocabulary,
    vocabulary,
)

OWN = """
[concepts]
visits = ["visits", "Besuche"]

[levels.visits]
low = "come seldom"

[prefixes.visits]
high = "Eager"

[sayings.visits]
says = "Come {value} times"

[[type]]
name = "Guests"
when = { visits = ["low", "average"] }

[[type]]
name = "Regulars"
when = { visits = "high" }
"""


def test_the_shipped_file_is_sound():
    """Every type names known concepts and levels, and no two have the same name."""
    known = vocabulary()
    kinds = [(entry.name, tuple(sorted(entry.when.items()))) for entry in known.types]
    assert len(kinds) == len(set(kinds)) > 25
    assert all(set(entry.when) <= set(known.concepts) for entry in known.types)
    assert all(
        set(levels) <= set(LEVELS + COUNTED) for t in known.types for levels in t.when.values()
    )
    ranks = [entry.rank for entry in known.types]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("column", "concept"),
    [
        ("Annual Income (k$)", "income"),
        ("Spending Score (1-100)", "spending"),
        ("monetary_value", "spending"),
        ("recency_days", "recency"),
        ("Alter", "age"),
        ("Einkommen", "income"),
        ("Wage", "income"),
        ("page_views", None),
    ],
)
def test_columns_are_known_by_a_word(column, concept):
    """Whole words only: a page is no age."""
    assert vocabulary().concept_of(column) == concept


def test_a_file_of_ones_own(tmp_path):
    """Read from anywhere, in any words."""
    path = tmp_path / "names.toml"
    path.write_text(OWN, encoding="utf-8")
    known = vocabulary(path)
    assert known.concept_of("Besuche im Jahr") == "visits"
    assert known.type_of({"visits": "high"}).name == "Regulars"
    assert known.type_of({"visits": "average"}).name == "Guests"
    assert known.type_of({"spend": "high"}) is None
    assert known.levels["visits"] == {"low": "come seldom"}
    assert known.sayings["visits"].says == "Come {value} times"


def test_without_a_file_there_are_no_words(tmp_path):
    """A vocabulary whose file is not there is empty and no error."""
    assert vocabulary(tmp_path / "nowhere.toml") == Vocabulary()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[concepts", "is damaged"),
        ("concepts = 3", "should be a table"),
        ('[[type]]\nname = "X"\nwhen = { luck = "high" }', "asks for luck"),
        ('[concepts]\na = ["a"]\n[[type]]\nname = "X"\nwhen = { a = "huge" }', "a = huge"),
        ('[concepts]\na = ["a"]\n[[type]]\nwhen = { a = "low" }', "needs a name"),
        ('[concepts]\na = ["a"]\n[[type]]\nname = "X"', "and a condition"),
        ('[sayings.a]\nsays = "{nope}"', "sayings for a"),
        ('[sayings.a]\nloud = "x"', "sayings for a"),
        ("type = 5", "should be a table"),
    ],
)
def test_a_damaged_file_is_one_sentence(text, said):
    """What was found and what was wanted."""
    with pytest.raises(SpecError, match=said):
        read_vocabulary(text, "own.toml")


def test_a_file_that_is_no_text(tmp_path):
    """Or cannot be read at all."""
    path = tmp_path / "names.toml"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(SpecError, match="cannot be read"):
        vocabulary(path)
