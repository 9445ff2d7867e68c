"""Cards and tiles of segments as far as they may be told."""

import numpy as np
import pandas as pd
import pytest

from segmentation.customers.cleaning import customer_rows
from segmentation.segments.describing.cards import make_cards
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.disclosure.glance import told_cards, told_tiles
from segmentation.segments.disclosure.profiles import told_segments
from segmentation.segments.planning.playbook import playbook
from segmentation.segments.profiling import profile_segments
from segmentation.tables.reading import read_table

SIZES = (30, 40, 3)


@pytest.fixture(scope="module")
def shop():
    """Make segments of 30, 40 and 3 customers; all but two of the second have a red card."""
    labels = np.repeat(np.arange(3), SIZES)
    frame = pd.DataFrame({"spend": 100.0 * labels + np.arange(73) % 7})
    frame["card"] = np.where((labels == 1) & (np.arange(73) > 31), "red", "blue")
    rows = customer_rows(read_table(frame, "t"), ("spend",), missing="impute")
    return rows, labels, profile_segments(rows, labels, ("spend",))


def test_tiles_are_of_those_told_and_share_out_the_whole_sum(shop):
    """By hand: the 40 of the second segment; the others are in the sum, not in a tile."""
    rows, labels, _ = shop
    told = told_segments(rows, labels, ("spend",), ("spend", "card"))
    play = playbook().plays[0]
    (tile,) = told_tiles(told, ("a", "b", "c"), (4, 5, 6), (play,) * 3, "spend")
    assert (tile.name, tile.slot, tile.size) == ("b", 5, 40)
    spend = rows.frame["spend"]
    assert tile.value_share == pytest.approx(spend[labels == 1].sum() / spend.sum())
    (tile,) = told_tiles(told, ("a", "b", "c"), (4, 5, 6), (play,) * 3, "no such column")
    assert tile.value_label == ""


def test_where_nothing_may_be_told_there_are_no_tiles(shop):
    """A minimum above every size."""
    rows, labels, _ = shop
    told = told_segments(rows, labels, ("spend",), ("spend",), 50)
    assert told_tiles(told, (), (), (), None) == ()


def test_a_card_says_nothing_of_a_category_that_is_hidden(shop):
    """With a minimum of 1 it does: the sentence is there to be left out."""
    rows, labels, profiles = shop
    effects = measure_effects(rows, labels, profiles)
    cards = make_cards(rows, labels, profiles, effects, np.zeros(len(labels)))
    assert any("red" in said for card in cards for said in card.sentences)

    def told(minimum: int):
        found = told_segments(rows, labels, ("spend",), ("spend", "card"), minimum)
        parts = (cards, found, effects, (rows, labels), profiles, np.zeros(len(labels)))
        return told_cards(*parts)

    assert told(1) == cards
    hidden = [said for card in told(5) for said in card.sentences]
    assert hidden
    assert not [said for said in hidden if "red" in said or "blue" in said]
