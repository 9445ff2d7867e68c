"""What columns are called in names."""

import pytest

from segmentation.segments.naming_words.nouns import about, content, noun, nouns


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Annual Income", "income"),
        ("Spending Score", "spending"),
        ("Annual_Income", "income"),
        ("Age", "age"),
        ("Total Score", "total score"),
        ("BALANCE FREQUENCY", "balance frequency"),
        ("PURCHASES TRX", "purchases TRX"),
        ("visits per week", "visits per week"),
        ("number of gifts", "gifts"),
        ("RFM", "RFM"),
        ("a" * 60, "a" * 27 + "…"),
    ],
)
def test_a_label_is_reduced_to_what_it_is_about(label, expected):
    """Fillers go, unless nothing else is there."""
    assert noun(label) == expected


def test_columns_of_one_noun_keep_their_whole_label():
    """Two charges are two things."""
    assert nouns(("MonthlyCharges", "totalcharges", "Age")) == {
        "MonthlyCharges": "monthly charges",
        "totalcharges": "total charges",
        "Age": "age",
    }


def test_long_labels_of_a_family_stay_different():
    """They differ in their last word, so that one stays."""
    columns = [f"purchases of the last twelve months in {what}" for what in ("garden", "kitchen")]
    assert len(set(nouns(columns).values())) == 2


def test_what_is_left_without_the_words_of_the_concept():
    """A share is of something, an answer about something."""
    assert about("share_of_Kitchen", frozenset({"share"})) == "kitchen"
    assert about("interest_in_travel", frozenset({"interest"})) == "travel"
    assert about("share", frozenset({"share"})) == ""


def test_words_are_counted_in_the_singular_and_without_joints():
    """“Buyers” and “buyer” are one word."""
    assert content("Buyers of a buyer, often") == {"buyer", "often"}
