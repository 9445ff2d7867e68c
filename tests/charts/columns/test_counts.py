"""How often each value occurs."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.columns.counts import counts_chart, counts_data
from segmentation.charts.theme import LIGHT


def of(values, top=20):
    """Return the counts of a frame of one column."""
    return counts_data(pd.DataFrame({"City": values}), "City", top)


def test_counts_by_hand():
    """From the most frequent down; equals in their own order; then the rest and the missing."""
    data = of(["c", "a", "b", "b", "d", None, "c", "e", "b"], top=3)
    assert data.names == ("b", "c", "a", "other (2 values)", "no value")
    assert data.counts.tolist() == [3, 2, 1, 2, 1]
    assert data.is_level == (True, True, True, False, False)
    assert data.title == "City: “b” is the most frequent value, 33% of customers"
    assert data.caption == "9 customers, 5 different values."
    assert data.alt == (
        "Counts of City: b 3 (33%), c 2 (22%), a 1 (11%), other (2 values) 2 (22%), "
        "no value 1 (11%)."
    )


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (["a", "a", None], "City is “a” for every customer that has a value"),
        (["a", "b"], "City: “a” and 1 more come first, 50% each"),
        ([True, False, True], "City: “yes” is the most frequent value, 67% of customers"),
    ],
)
def test_the_title_is_a_finding(values, title):
    """One value, a tie, a lead."""
    assert of(values).title == title


def test_a_column_that_is_different_for_everyone_is_not_counted():
    """An identifier has nothing to count, but three names may be shown."""
    assert of(list("abcd"), top=3).why == (
        "“City” is different for every customer, so there is nothing to count."
    )
    assert of(list("abc"), top=3).why == ""


def test_many_bars_are_not_all_read_out():
    """Ten are enough for the ear."""
    data = of([str(i) for i in range(12) for _ in range(2)])
    assert data.alt.endswith(", and 2 more bars.")


@pytest.mark.parametrize(
    ("values", "why"), [([], "The table has no rows"), ([None], "Every value of “City” is missing")]
)
def test_nothing_to_count_says_why(values, why):
    """A column without anything to count gives a sentence instead of bars."""
    assert of(values).why.startswith(why)


def test_bars_carry_counts_and_shares():
    """Leftovers are grey; the axis leaves room for the text."""
    figure = counts_chart(of(["a", "a", "b", None]), LIGHT)
    (bars,) = figure.data
    np.testing.assert_array_equal(bars.x, [2, 1, 1])
    assert list(bars.text) == ["2 · 50%", "1 · 25%", "1 · 25%"]
    assert list(bars.marker.color) == [LIGHT.accent, LIGHT.accent, LIGHT.reference]
    assert list(figure.layout.yaxis.ticktext) == ["a", "b", "no value"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert figure.layout.xaxis.range[1] > 2


def test_ten_bars_are_read_out_and_rows_keep_their_height():
    """At the limit nothing is left out."""
    ten = of([str(i) for i in range(10) for _ in range(2)])
    assert "more" not in ten.alt
    figures = [counts_chart(of(list("aabbcc")[:n]), LIGHT).layout for n in (2, 4, 6)]
    assert figures[2].height - figures[1].height == figures[1].height - figures[0].height == 30
    assert figures[2].yaxis.range == (2.5, -0.5)
    assert of(["a", "a", "b"], top=2).names == ("a", "b")
