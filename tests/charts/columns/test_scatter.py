"""Two numbers against each other."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.columns.scatter import scatter_chart, scatter_data
from segmentation.charts.theme import DARK, LIGHT, SYMBOLS

FRAME = pd.DataFrame(
    {
        "Income (k$)": [1.0, 2, 3, None, 5],
        "Score": [2, 4, 6, 8, 10],
        "City": ["a", "b", None, "a", "a"],
        "Age": [30.0, 40, None, 50, 60],
        "Joined": pd.to_datetime(["2021-01-01"] * 4 + ["2021-03-01"]),
    }
)


def many(n):
    """Return a frame of `n` rows of two numbers."""
    rng = np.random.default_rng(3)
    return pd.DataFrame({"a": rng.normal(size=n), "b": rng.normal(size=n)})


def test_points_by_hand():
    """Rows with both numbers, in the order of the table, with their row."""
    data = scatter_data(FRAME, "Income (k$)", "Score")
    np.testing.assert_array_equal(data.x, [1, 2, 3, 5])
    np.testing.assert_array_equal(data.y, [2, 4, 6, 10])
    np.testing.assert_array_equal(data.rows, [0, 1, 2, 4])
    assert data.x.dtype == data.y.dtype == np.float32
    assert data.title == "Income and Score move almost in step (r = 1.00)"
    assert data.caption == "1 of 5 has no usable value and is left out."
    assert data.alt == (
        "4 points, Income (k$) from 1 to 5 k$ against Score from 2 to 10, correlation 1.00."
    )


def test_a_category_gives_colours_and_symbols():
    """Leftovers are open and grey."""
    data = scatter_data(FRAME, "Income (k$)", "Score", "City")
    figure = scatter_chart(data, LIGHT)
    assert [trace.name for trace in figure.data] == ["a", "b", "no value"]
    assert [trace.marker.color for trace in figure.data] == [
        *LIGHT.segments[:2],
        LIGHT.reference,
    ]
    assert [trace.marker.symbol for trace in figure.data] == [*SYMBOLS[:2], "circle-open"]
    assert figure.data[0].customdata.tolist() == [0, 4]
    assert data.caption.startswith("Coloured by City.")
    assert data.alt.endswith("Coloured by City: a, b, no value.")


def test_a_number_gives_a_scale():
    """Customers without it are drawn apart."""
    data = scatter_data(FRAME, "Income (k$)", "Score", "Age")
    figure = scatter_chart(data, DARK)
    np.testing.assert_array_equal(figure.data[0].marker.color, [30, 40, 60])
    assert figure.data[1].name == "no Age"
    assert figure.data[1].x.tolist() == [3]
    axis = figure.layout.coloraxis
    assert (axis.cmin, axis.cmax) == (30, 60)
    assert list(axis.colorbar.ticktext) == ["30", "45", "60"]
    assert axis.colorscale[0][1] == DARK.sequential[0]
    assert data.alt.endswith("Coloured by Age.")


def test_a_date_colours_by_its_day():
    """The scale reads as dates."""
    figure = scatter_chart(scatter_data(FRAME, "Income (k$)", "Score", "Joined"), LIGHT)
    marks = figure.layout.coloraxis.colorbar.ticktext
    assert (marks[0], marks[-1]) == ("1 Jan 2021", "1 Mar 2021")


def test_dates_on_an_axis_keep_their_digits():
    """float32 would round them to minutes."""
    data = scatter_data(FRAME, "Joined", "Score")
    assert data.x.dtype == np.float64
    assert scatter_chart(data, LIGHT).layout.xaxis.type == "date"
    assert "%{x|%-d %b %Y}" in scatter_chart(data, LIGHT).data[0].hovertemplate


def test_above_the_limit_the_same_sample_is_taken():
    """In the order of the table, and said."""
    frame = many(6001)
    first, again = (scatter_data(frame, "a", "b") for _ in range(2))
    np.testing.assert_array_equal(first.rows, again.rows)
    assert first.rows.size == 5000
    assert (np.diff(first.rows) > 0).all()
    np.testing.assert_array_equal(first.x, frame["a"].to_numpy(np.float32)[first.rows])
    assert first.caption == "5,000 of 6,001 shown."
    other = scatter_data(frame, "a", "b", random_state=1)
    assert not np.array_equal(first.rows, other.rows)
    assert scatter_data(frame.head(5000), "a", "b").caption == ""


def test_the_title_is_of_all_customers_not_of_the_sample():
    """Two points of four would always lie on a line."""
    frame = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 2, 1]})
    data = scatter_data(frame, "a", "b", limit=2)
    assert data.rows.size == 2
    assert data.title == "a and b hardly move together (r = 0.00)"
    assert data.alt.startswith("2 points, a from 1 to 4 against b from 1 to 2")


@pytest.mark.parametrize(("n", "kind"), [(2000, "scatter"), (2001, "scattergl")])
def test_many_points_are_drawn_on_the_graphics_card(n, kind):
    """Above two thousand points the scatter plot is of the kind that the graphics card draws."""
    assert scatter_chart(scatter_data(many(n), "a", "b"), LIGHT).data[0].type == kind


def test_numbers_too_large_for_float32_stay():
    """A number such as 1e50, infinite in single precision, is kept in double precision."""
    frame = pd.DataFrame({"a": [1e50, 1], "b": [1, 2]})
    assert scatter_data(frame, "a", "b").x.tolist() == [1e50, 1]


def test_no_customer_with_both_is_said():
    """Two columns that no customer has both of give a sentence with both names and a way out."""
    frame = pd.DataFrame({"a": [1, None], "b": [None, 2]})
    data = scatter_data(frame, "a", "b")
    assert data.why == "No customer has both “a” and “b”. Choose another pair."


def test_a_column_against_itself_is_said():
    """It is no finding that it moves with itself."""
    assert scatter_data(FRAME, "Score", "Score").title == (
        "Score against itself: choose two different columns"
    )


def test_without_variation_there_is_no_correlation():
    """Two points, or the same number for all."""
    frame = pd.DataFrame({"a": [1, 1, 1], "b": [1, 2, 3]})
    assert scatter_data(frame, "a", "b").title == (
        "b against a: too little differs to say how they move together"
    )


def test_the_hover_names_both_columns_and_the_third():
    """With their units; a date has no place in a template that shows numbers."""
    shaded = scatter_chart(scatter_data(FRAME, "Income (k$)", "Score", "Age"), LIGHT)
    assert shaded.data[0].hovertemplate == (
        "Income (k&#36;): %{x}<br>Score: %{y}<br>Age: %{marker.color}<extra></extra>"
    )
    dated = scatter_chart(scatter_data(FRAME, "Income (k$)", "Score", "Joined"), LIGHT)
    assert "marker.color" not in dated.data[0].hovertemplate
    grouped = scatter_chart(scatter_data(FRAME, "Income (k$)", "Score", "City"), LIGHT)
    assert grouped.data[0].hovertemplate.startswith("<b>a</b><br>Income")


def test_a_number_that_is_the_same_for_all_has_one_mark_on_its_scale():
    """The scale still has a width."""
    frame = pd.DataFrame({"a": [1, 2, 4], "b": [3, 1, 2], "c": [7, 7, 7]})
    axis = scatter_chart(scatter_data(frame, "a", "b", "c"), LIGHT).layout.coloraxis
    assert (axis.cmin, axis.cmax) == (7, 8)
    assert list(axis.colorbar.ticktext) == ["7"]
    assert scatter_data(frame, "a", "b").caption == ""
    assert scatter_data(frame, "a", "b", "c").caption == "Coloured by c."


def test_two_columns_of_the_same_values_are_still_two():
    """Only the same name and the same values are the same column."""
    frame = pd.DataFrame({"a": [1, 2, 4], "b": [1, 2, 4]})
    assert scatter_data(frame, "a", "b").title == "a and b move almost in step (r = 1.00)"
