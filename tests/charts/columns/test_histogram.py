"""Counts in bins, for everybody and by group."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.columns.histogram import histogram_chart, histogram_data
from segmentation.charts.theme import DARK, LIGHT

FRAME = pd.DataFrame(
    {
        "Visits": [1, 1, 2, 3, 3, 3, 5, None],
        "City": ["a", "b", "a", "a", None, "b", "b", "c"],
    }
)


def test_counts_by_hand():
    """Whole numbers have a bar each, empty ones too; missing ones are left out and counted."""
    data = histogram_data(FRAME, "Visits")
    np.testing.assert_array_equal(data.edges, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    np.testing.assert_array_equal(data.counts, [[2, 1, 3, 0, 1]])
    assert data.bins == ("1", "2", "3", "4", "5")
    assert data.caption == "1 of 8 has no usable value and is left out."
    assert data.title == "Visits: half of all customers lie between 1.5 and 3"
    assert data.alt == (
        "Histogram of Visits of 7 customers, from 1 to 5, median 3. "
        "The fullest bin is 3 with 3 customers."
    )


def test_groups_by_hand():
    """A group without a number is not there."""
    data = histogram_data(FRAME, "Visits", by="City")
    assert data.names == ("a", "b", "no value")
    assert data.slots == (0, 1, None)
    np.testing.assert_array_equal(data.counts, [[1, 1, 1, 0, 0], [1, 0, 1, 0, 1], [0, 0, 1, 0, 0]])
    assert data.title == "Visits by City: medians from 2 (a) to 3 (b)"
    assert data.alt.endswith("Groups: a 3, b 3, no value 1.")


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=50))
def test_every_usable_number_is_counted_once(values):
    """No number within the limit is lost or counted twice, however long the tails."""
    data = histogram_data(pd.DataFrame({"n": np.array(values, dtype=float)}), "n")
    assert data.counts.sum() == sum(abs(value) <= 1e100 for value in values)
    assert len(data.edges) == data.counts.shape[1] + 1 or data.why


def test_the_figure_holds_bars_and_no_rows():
    """A million rows draw as fast as ten."""
    few = histogram_chart(histogram_data(pd.DataFrame({"n": np.arange(1000)}), "n"), LIGHT)
    many = histogram_chart(
        histogram_data(pd.DataFrame({"n": np.repeat(np.arange(1000), 50)}), "n"), LIGHT
    )
    assert len(many.to_json()) < 1.2 * len(few.to_json()) + 5000


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_bars_stack_in_the_colours_of_their_groups(look):
    """Leftovers are grey; the hover names group, bin, count and share."""
    figure = histogram_chart(histogram_data(FRAME, "Visits", by="City"), look)
    colors = [bar.marker.color for bar in figure.data]
    assert colors == [look.segments[0], look.segments[1], look.reference]
    assert figure.layout.barmode == "stack"
    np.testing.assert_array_equal(figure.data[1].y, [1, 0, 1, 0, 1])
    np.testing.assert_array_equal(figure.data[1].x, [1, 2, 3, 4, 5])
    assert figure.data[1].hovertext[2] == "<b>b</b><br>3<br>1 customer (14%)"
    assert not figure.layout.shapes


def test_the_median_is_marked_where_all_are_one():
    """As a line with its value."""
    figure = histogram_chart(histogram_data(FRAME, "Visits"), LIGHT)
    assert figure.data[0].marker.color == LIGHT.accent
    assert not figure.data[0].showlegend
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (3, 3)
    assert figure.layout.annotations[0].text == "median 3"
    assert figure.layout.yaxis.dtick == 1


def test_dates_have_an_axis_of_dates():
    """Months between January and March."""
    frame = pd.DataFrame({"Joined": pd.to_datetime(["2021-01-05", "2021-03-20", "2020-10-01"])})
    data = histogram_data(frame, "Joined")
    assert data.is_date
    assert histogram_chart(data, LIGHT).layout.xaxis.type == "date"
    assert data.title.startswith("Joined: half of all customers lie between 18 Nov 2020 and")
