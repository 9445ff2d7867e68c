"""Cards: every figure on them computed again by hand, and nothing said that is not sure."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.segments.describing.cards import _strongest, _typical, make_cards
from segmentation.segments.describing.claims.sentences import Told
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.vocabulary import Vocabulary

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def cards_of(frame, k, features, **settings):
    """Segment a table and write the cards."""
    spec = sg.SegmentationSpec(features=features, n_clusters=k, **settings)
    table = frame if hasattr(frame, "fingerprint") else sg.read_table(frame, "made")
    result = sg.segment(table, spec)
    effects = measure_effects(result.rows, result.labels, result.profiles)
    distances = result.customers["distance"].to_numpy()
    return result, make_cards(result.rows, result.labels, result.profiles, effects, distances)


@pytest.fixture(scope="module")
def classic():
    """Write the cards of the five known segments."""
    return cards_of(sg.load_sample("mall_customers"), 5, (INCOME, SCORE))


def test_the_card_of_the_known_best_customers(classic):
    """Read off the table by hand: 39 customers, means and eighths."""
    _, cards = classic
    assert cards[1].phrase == "Higher income and spending"
    assert cards[1].sentences == (
        "All are between 27 and 40 years old; of the others 27%.",
        "Spending Score 82.1, 31.9 above average (90% of them: 69 to 95).",
        "Earn 86.5 k$, 26 k$ more than average (87% of them: 71 to 113 k$).",
    )
    assert cards[0].sentences[1] == (
        "Earn 55.3 k$, close to the average of 60.6 k$ (81% of them: 43 to 65 k$)."
    )
    assert cards[2].sentences[2] == (
        "Looked at Age and Gender: with 35 customers only a large difference would show."
    )
    assert cards[4].sentences[2].startswith("Are 25.3 years old, 13.6 years younger than average")


def test_every_figure_is_in_the_data(classic):
    """Mean, difference and range of each sentence, from the frame."""
    result, cards = classic
    columns = {"Earn": INCOME, "Spending": SCORE, "Are": "Age"}
    n_checked = 0
    for card in cards:
        members = result.rows.frame[result.labels == card.segment]
        for sentence in card.sentences:
            column = columns.get(sentence.split()[0])
            if column is None:
                continue
            mean, away, share, low, high = map(
                float, re.findall(r"(?<![\d-])\d+(?:\.\d+)?", sentence)[:5]
            )
            values, everybody = members[column], result.rows.frame[column].mean()
            assert mean == pytest.approx(values.mean(), rel=6e-3)
            if "close to the average of" in sentence:
                assert away == pytest.approx(everybody, rel=6e-3)
            else:
                assert away == pytest.approx(abs(values.mean() - everybody), rel=6e-3)
            assert round(100 * values.between(low, high).mean()) == share
            n_checked += 1
    assert n_checked == 11


def test_the_typical_customers_are_the_nearest(classic):
    """To the middle of their segment, in order."""
    result, cards = classic
    for card in cards:
        own = result.customers[result.labels == card.segment].sort_values("distance")
        assert list(card.typical) == own.index[:3].tolist()


def test_a_category_is_told_when_it_is_sure():
    """All of one segment are firms, a quarter of everybody."""
    random = np.random.default_rng(1)
    spend = np.r_[random.normal(10, 1, 90), random.normal(90, 1, 30)]
    frame = pd.DataFrame({"spend": spend, "type": ["person"] * 90 + ["firm"] * 30})
    _, cards = cards_of(frame, 2, ("spend",))
    assert "type: all firm, more than the 25% of all customers." in cards[1].sentences


def test_few_customers_are_not_averaged():
    """One far away is a segment of one, and the card says so."""
    frame = pd.DataFrame({"spend": [1.0, 2, 3, 2, 1, 3, 2, 500]})
    _, cards = cards_of(frame, 2, ("spend",))
    assert cards[1].sentences[0] == "Only 1 customer: too few to speak of averages."
    assert cards[1].sentences[1] == "Spend 500, above the median of all customers, 2."
    assert len(cards[1].typical) == 1


def test_missing_values_and_constants_are_survived():
    """A descriptor that a segment lacks, one that is constant in every segment, markup in names."""
    frame = pd.DataFrame(
        {
            "spend": np.r_[np.arange(20.0), 100 + np.arange(20.0)],
            "visits <b>": [np.nan] * 20 + list(range(20)),
            "level": [1.0] * 20 + [2.0] * 20,
        }
    )
    _, cards = cards_of(frame, 2, ("spend",))
    said = " ".join(sentence for card in cards for sentence in card.sentences)
    assert "Level 1, 0.5 below average (all of them: 1)." in said
    assert "nan" not in said


def test_without_a_vocabulary_the_column_is_named():
    """The plain saying serves every column."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    result = sg.segment(table, spec)
    effects = measure_effects(result.rows, result.labels, result.profiles)
    distances = result.customers["distance"].to_numpy()
    cards = make_cards(
        result.rows, result.labels, result.profiles, effects, distances, known=Vocabulary()
    )
    assert (
        "Annual Income 86.5 k$, 26 k$ above average (87% of them: 71 to 113 k$)."
        in cards[1].sentences
    )


def test_a_sure_but_tiny_difference_is_not_told():
    """With thousands of customers everything is sure; a sixth of a deviation is still nothing."""
    random = np.random.default_rng(2)
    spend = np.r_[random.normal(0, 1, 2_000), random.normal(30, 1, 2_000)]
    shift = np.r_[np.zeros(2_000), np.full(2_000, 0.33)]
    frame = pd.DataFrame({"spend": spend, "visits": random.normal(0, 1, 4_000) + shift})
    result, cards = cards_of(frame, 2, ("spend",))
    effects = measure_effects(result.rows, result.labels, result.profiles)
    assert next(e for e in effects if e.column == "visits").sure.all()
    assert not any("Visits" in sentence for card in cards for sentence in card.sentences)


def test_the_middle_is_found_among_many():
    """The three smallest distances of the segment, in order."""
    for seed in range(9):
        distances = np.random.default_rng(seed).permutation(99) + 1.0
        members = distances != 1
        found = _typical(members, distances)
        assert distances[list(found)].tolist() == [2, 3, 4]


def test_columns_the_segments_were_made_from_come_before_a_second_other():
    """However much the others differ."""
    made = [(9.0, False, "a"), (1.0, True, "b"), (8.0, False, "c"), (2.0, True, "d")]
    told = [Told(weight=w, is_feature=f, column=name, words=name) for w, f, name in made]
    assert _strongest(told) == ["a", "d", "b", "c"]


def test_what_a_segment_has_comes_before_what_it_lacks():
    """Two in five are silver: said, though no gold at all is the larger difference."""
    plan = ["gold"] * 60 + ["iron"] * 30 + ["silver"] * 20 + ["iron"] * 40
    frame = pd.DataFrame({"spend": [1.0] * 90 + [50.0] * 60, "plan": plan})
    frame["spend"] += np.arange(150) % 5 / 10
    _, cards = cards_of(frame, 2, ("spend",))
    said = " ".join(cards[1].sentences)
    assert "Plan: " in said or "plan: " in said
    assert "more than the" in said


def test_the_worst_of_five_ratings_is_no_yes():
    """Level 1 of a rating is told as 1; only 0 and 1 say yes and no."""
    table = sg.read_table(Path(__file__).parents[2] / "customers" / "data" / "rating.csv")
    result = sg.segment(table, sg.SegmentationSpec(features=("spend",), n_clusters=2))
    found = measure_effects(result.rows, result.labels, result.profiles, random_state=0)
    distances = result.customers["distance"].to_numpy()
    cards = make_cards(result.rows, result.labels, result.profiles, found, distances)
    said = " ".join(sentence for card in cards for sentence in card.sentences)
    assert "80% have Satisfaction 1" in said
    assert "yes" not in said
