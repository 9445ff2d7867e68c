"""Every form of a card's sentence: computed again from the raw data, and where it may not stand.

`FORMS` lists the forms. Cards are written over made tables, and every sentence of every card must
be read by one form and agree with the data, figure by figure.
"""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sentence_forms import FORMS, Case, check
from sentence_tables import tables

import segmentation as sg
from segmentation.customers.cleaning import customer_rows
from segmentation.segments.describing.cards import make_cards
from segmentation.segments.describing.claims.sentences import number_sentence, shape_sentence
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.facts.numbers import number_facts
from segmentation.segments.profiling import profile_segments
from segmentation.segments.vocabulary import Saying, Vocabulary


def written(frame, labels, features):
    """Write the cards of given segments, in the plain words."""
    rows = customer_rows(sg.read_table(frame, "made"), features, missing="impute")
    profiles = profile_segments(rows, labels, features)
    effects = measure_effects(rows, labels, profiles)
    distances = np.arange(len(labels), dtype=float)
    cards = make_cards(rows, labels, profiles, effects, distances, known=Vocabulary())
    return cards, effects, rows


def test_every_sentence_is_in_the_data():
    """Of all tables, each sentence by its form; those of levels by number have their own tests."""
    met = Counter()
    for frame, labels, features in tables().values():
        cards, _, rows = written(frame, labels, features)
        for card in cards:
            for sentence in card.sentences:
                met[check(sentence, Case(rows.frame, labels, card.segment))] += 1
    missing = {form.__name__ for form in FORMS.values()} - set(met)
    rare = {"same_form", "median_equal_form", "score_form", "number_level_form"}
    assert missing <= rare, met


OWN = np.arange(10.0)


@pytest.mark.parametrize(
    ("own", "others", "size", "expected"),
    [
        (OWN, OWN + 20, 10, "Spend 4.5, 10 below average (90% of them: 0 to 8)."),
        (OWN, OWN + 0.5, 10, "Spend 4.5, close to the average of 4.75 (90% of them: 0 to 8)."),
        (
            OWN,
            np.r_[OWN + 50, 9e4],
            12,
            (
                "Spend typically 4.5, less than the 50 of all customers (90% of them: 0 to 8); "
                "a value is known of 10 of 12."
            ),
        ),
        (
            np.r_[OWN, 400],
            np.r_[OWN + 0.5, 5],
            11,
            "Spend typically 5, as of all customers (82% of them: 1 to 9).",
        ),
        (
            np.r_[OWN, 400] + 20,
            np.r_[OWN + 21, 26, 30],
            11,
            "Spend typically 25, close to the 26 of all customers (82% of them: 21 to 29).",
        ),
        (np.r_[1.0, 2], OWN + 20, 2, "Spend 1 to 2, all below the median of all customers, 23.5."),
        (np.r_[1.0], OWN, 1, "Spend 1, below the average of all customers, 4.18."),
        (np.r_[1.0, 9], OWN, 2, "Spend 1 to 9; the average of all customers is 4.58."),
        (np.zeros(0), OWN, 3, "spend: no value."),
        (np.full(7, 3.0), OWN, 7, "Spend 3, 0.882 below average (all of them: 3)."),
    ],
)
def test_a_number_by_hand(own, others, size, expected):
    """Mean, median, a handful, one, none; the range with the share that it really covers."""
    values = pd.Series(np.r_[own, others], name="spend")
    labels = np.r_[np.zeros(len(own), int), np.ones(len(others), int)]
    fact = number_facts(values, labels, 2, is_feature=True)[0]
    assert number_sentence(own, fact, size, Saying()) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (np.linspace(45, 55, 20), "All have age between 45 and 55; of the others 11%."),
        (
            np.r_[np.linspace(45, 55, 30), 99.0],
            "94% have age between 45.3 and 55; of the others 10%.",
        ),
        (np.r_[np.zeros(10), np.full(10, 100.0)], "All have age under 9 or over 89; of the others"),
        (np.full(20, 50.0), "All have age 50; of the others 1%."),
        (np.linspace(0, 99, 60), None),
        (np.r_[50.0, 51, 52, 53], None),
    ],
)
def test_a_shape_by_hand(own, expected):
    """Closer together, one outlier aside, further apart, one value; alike or too few: nothing."""
    others = np.arange(100.0)
    values = pd.Series(np.r_[own, others], name="age")
    labels = np.r_[np.zeros(len(own), int), np.ones(100, int)]
    fact = number_facts(values, labels, 2, is_feature=False)[0]
    told = shape_sentence(own, others, fact, len(own), Saying())
    assert (told is None) == (expected is None)
    assert told is None or told.words.startswith(expected)


def test_an_age_is_said_in_its_own_words():
    """As the vocabulary says it."""
    own, others = np.linspace(27, 40, 20), np.linspace(18, 70, 100)
    values = pd.Series(np.r_[own, others], name="age")
    fact = number_facts(values, np.r_[np.zeros(20, int), np.ones(100, int)], 2, is_feature=False)[0]
    told = shape_sentence(own, others, fact, 20, Saying(says="Are {value} years old"))
    assert told.words == "All are between 27 and 40 years old; of the others 24%."


@pytest.mark.parametrize("own_size", [5, 12, 25, 60, 150])
def test_no_other_column_is_not_said_where_it_would_be_missed(own_size):
    """A shift of .6 deviations, missed half the time or more, is not called nothing."""
    said, missed, shown_words = 0, 0, set()
    for seed in range(40):
        random = np.random.default_rng(seed)
        n = 4 * own_size
        labels = (np.arange(n) >= own_size).astype(int)
        frame = pd.DataFrame(
            {
                "spend": random.normal(labels * 9.0, 1),
                "visits": random.normal(0.6 * (labels == 0), 1),
            }
        )
        cards, effects, _ = written(frame, labels, ("spend",))
        effect = next(e for e in effects if e.column == "visits")
        missed += not effect.sure[0]
        words = " ".join(cards[0].sentences)
        said += "No other column" in words
        shown_words |= {w for w in ("only a large", "even a large") if w in words}
    assert not said or missed <= 24
    assert own_size > 25 or (not said and shown_words)


def test_a_share_never_hides_its_base():
    """One in three of those with a value are VIP: a tenth of all, and the card says of how many."""
    vip = ["yes"] * 40 + ["no"] * 20 + [None] * 140 + ["no"] * 190 + ["yes"] * 10
    frame = pd.DataFrame({"spend": np.r_[np.linspace(0, 1, 200), np.linspace(9, 10, 200)]})
    frame["vip"] = vip
    cards, _, _ = written(frame, (frame["spend"] > 5).astype(int).to_numpy(), ("spend",))
    assert (
        "vip: 67% yes, more than the 19% of all with a value; a value is known of 60 of 200."
        in (cards[0].sentences)
    )


def test_columns_that_follow_from_the_features_are_not_told():
    """Neither as a finding nor as one that was looked at."""
    spend = np.r_[np.linspace(0, 1, 60), np.linspace(9, 10, 60)]
    frame = pd.DataFrame({"spend": spend, "score": pd.qcut(spend, 5, labels=False)})
    cards, effects, _ = written(frame, (spend > 5).astype(int), ("spend",))
    assert next(e for e in effects if e.column == "score").is_derived
    said = " ".join(sentence for card in cards for sentence in card.sentences).lower()
    assert "score" not in said
    assert "other column" not in said
