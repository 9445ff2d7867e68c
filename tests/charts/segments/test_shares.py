"""Shares of levels: by hand, sixty levels, no certainty where there is none."""

import numpy as np
import pytest

from segmentation.charts.segments.shares import MOST_LEVELS, shares_chart, shares_data
from segmentation.charts.theme import LIGHT
from segmentation.segments.describing.composition import Composition
from segmentation.tables.labels import split_unit


def made(counts, levels=("a", "b")) -> Composition:
    """Make counts of two segments."""
    return Composition(
        column="plan",
        label=split_unit("plan"),
        levels=levels,
        counts=np.array(counts),
        is_feature=False,
    )


def test_shares_by_hand():
    """Segments by slot, then everybody; the title names the largest difference."""
    data = shares_data(made([[3, 1], [1, 5]]), ("big", "small"), (1, 0))
    assert data.names == ("small", "big", "All customers")
    assert data.levels == ("b", "a")
    assert data.shares[:, 1] == pytest.approx([1 / 6, 3 / 4, 4 / 10])
    assert data.title == "25% of “big” are b, 60% of all"
    assert data.table.iloc[1].tolist() == ["big", 25.0, 75.0]
    assert "small: b 83%, a 17%" in data.alt


def test_what_may_be_chance_is_said_to_be():
    """Without a sure difference the title gives no finding but says that it may be chance."""
    data = shares_data(made([[3, 1], [1, 5]]), ("x", "y"), (0, 1), is_sure=False)
    assert data.title == "The differences in plan may be chance"


def test_sixty_levels_become_a_few_and_the_rest():
    """Every bar still adds up to all."""
    random = np.random.default_rng(0)
    levels = tuple(f"c{at:02}" for at in range(60))
    data = shares_data(made(random.integers(1, 9, (2, 60)), levels), ("x", "y"), (0, 1))
    assert len(data.levels) == MOST_LEVELS + 1
    assert data.levels[-1] == "other (53 values)"
    assert data.shares.sum(axis=1) == pytest.approx(np.ones(3))
    figure = shares_chart(data, LIGHT)
    assert len(figure.data) == MOST_LEVELS + 1
    assert figure.data[-1].marker.color == LIGHT.reference


def test_a_column_without_values_says_so():
    """A category without a single value has a title that says so, and no bar is drawn."""
    data = shares_data(made(np.zeros((2, 0), int), ()), ("x", "y"), (0, 1))
    assert data.title == "plan has no value"
    assert not shares_chart(data, LIGHT).data


def test_markup_stays_text():
    """Tags in levels and in segments' names are escaped in the figure."""
    data = shares_data(made([[1, 2], [3, 4]], ("<i>a</i>", "b")), ("<b>x</b>", "y"), (0, 1))
    drawn = shares_chart(data, LIGHT).to_json()
    assert "<i>a" not in drawn
    assert "<b>x" not in drawn
