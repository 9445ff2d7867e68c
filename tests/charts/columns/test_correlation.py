"""Which numbers move together."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segmentation.charts.columns.correlation import (
    correlation_chart,
    correlation_data,
    format_r,
    in_words,
    pairwise_correlation,
)
from segmentation.charts.theme import DARK, LIGHT

FRAME = pd.DataFrame(
    {
        "Up": [1, 2, 3, 4],
        "Down": [8, 6, 4, 2],
        "Odd": [1.0, None, 3.0, 2.0],
        "Same": [5, 5, 5, 5],
        "City": ["a", "b", "a", "b"],
    }
)


def test_r_by_hand():
    """−1 for a falling line; (1, 3, 2) against (1, 3, 4) is 2.5 / √7 · √(2/3)."""
    data = correlation_data(FRAME, ["Up", "Down", "Odd"])
    expected = np.corrcoef([1, 3, 4], [1, 3, 2])[0, 1]
    assert data.r[0, 1] == pytest.approx(-1)
    assert data.r[0, 2] == pytest.approx(expected)
    assert data.n_pairs.tolist() == [[4, 4, 3], [4, 4, 3], [3, 3, 3]]
    np.testing.assert_allclose(np.diag(data.r), 1)


NUMBERS = st.integers(-100, 100).map(float) | st.just(np.nan)


@given(arrays(float, st.tuples(st.integers(3, 12), st.just(3)), elements=NUMBERS))
def test_r_is_that_of_pandas(values):
    """Pairwise complete, undefined where a side does not vary."""
    if np.isnan(values).all(axis=0).any():
        values[0] = 1.0
    r, n_pairs = pairwise_correlation(values)
    expected = pd.DataFrame(values).corr(min_periods=3).to_numpy()
    known = ~np.isnan(values)
    np.testing.assert_array_equal(n_pairs, known.T.astype(int) @ known.astype(int))
    both = ~np.isnan(r)
    np.testing.assert_allclose(r[both], expected[both], atol=1e-9)
    assert (np.isnan(expected) | both | (np.abs(expected) < 1e-6)).all()
    np.testing.assert_array_equal(r, r.T)


def test_large_numbers_keep_their_digits():
    """A constant far above the differences changes nothing."""
    x = np.array([1.0, 2, 3, 5])
    values = np.column_stack([x + 1e9, [2.0, 1, 4, 3]])
    expected = np.corrcoef(x, values[:, 1])[0, 1]
    assert pairwise_correlation(values)[0][0, 1] == pytest.approx(expected, abs=1e-7)


def test_two_pairs_are_too_few():
    """Any two points lie on a line."""
    r, n_pairs = pairwise_correlation(np.array([[1.0, 5], [2, 9], [3, np.nan]]))
    assert np.isnan(r[0, 1])
    assert n_pairs[0, 1] == 2


def test_a_far_off_number_does_not_overflow():
    """The square of 1e100 times itself is no number any more."""
    r, _ = pairwise_correlation(np.array([[1e100, 1e100], [1, 2], [2, 1], [np.nan, 3]]))
    assert r[0, 1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("r", "words"),
    [
        (0.01, "hardly move together"),
        (-0.09, "hardly move together"),
        (0.1, "move together a little"),
        (-0.33, "move somewhat in opposite directions"),
        (0.6, "move together closely"),
        (1.0, "move almost in step"),
        (-1.0, "move almost exactly in opposite directions"),
    ],
)
def test_r_in_words(r, words):
    """Weak to strong, both ways."""
    assert in_words(r) == words


def test_r_has_two_decimals():
    """A true minus, no minus zero, a dash for none."""
    assert [format_r(r) for r in (0.555, -0.333, -0.001, np.nan)] == ["0.56", "−0.33", "0.00", "–"]


def test_the_title_names_the_strongest_pair():
    """The pair with the largest r, of either sign, is the title and comes first in the text."""
    data = correlation_data(FRAME, ["Up", "Odd", "Down", "Same", "City"])
    assert data.title == (
        "Strongest link: Up and Down move almost exactly in opposite directions (r = −1.00)"
    )
    assert data.caption == "Left out, not numbers or all the same: “Same”, “City”."
    assert "Strongest: Up and Down −1.00, Up and Odd 0." in data.alt
    pair = correlation_data(FRAME, ["Up", "Down"])
    assert pair.title.startswith("Up and Down move")


def test_nothing_moving_together_is_said():
    """With the closest pair's r."""
    frame = pd.DataFrame({"a": [1, 1, -1, -1], "b": [1, -1, 1, -1], "c": [1, -1, -1, 1]})
    data = correlation_data(frame, list(frame))
    assert data.title == "None of the 3 numbers move together, the closest pair (r = 0.00) included"


def test_columns_without_customers_in_common_are_said():
    """Two columns that no customer has both of get no r but a title that says why."""
    frame = pd.DataFrame({"a": [1, 2, None, None], "b": [None, None, 1, 2]})
    data = correlation_data(frame, ["a", "b"])
    assert data.title == "No two columns have enough customers in common to compare them"
    assert data.alt == "Correlations of 2 numbers as a heat map."


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (["Up", "City"], "There is only one column of numbers that differ. A comparison needs two"),
        (["Same"], "There is no column of numbers that differ"),
        ([], "There is no column of numbers that differ"),
    ],
)
def test_fewer_than_two_numbers_say_so(columns, why):
    """Instead of a heat map."""
    data = correlation_data(FRAME, columns)
    assert data.why.startswith(why)
    assert not correlation_chart(data, LIGHT).data


def test_many_columns_are_cut_and_counted():
    """Forty at most, and no figures in the cells above twelve."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(20, 45)), columns=[f"c{i}" for i in range(45)])
    data = correlation_data(frame, list(frame))
    assert data.r.shape == (40, 40)
    assert data.caption == "The first 40 of 45 numbers shown."
    assert correlation_chart(data, LIGHT).data[0].text is None
    few = correlation_chart(correlation_data(frame, list(frame)[:12]), LIGHT).data[0]
    assert len(few.text) == 12
    thirteen = correlation_chart(correlation_data(frame, list(frame)[:13]), LIGHT).data[0]
    assert thirteen.text is None


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_the_scale_is_neutral_at_zero(look):
    """From −1 to 1, with an empty diagonal."""
    heat = correlation_chart(correlation_data(FRAME, ["Up", "Down"]), look).data[0]
    assert (heat.zmin, heat.zmax) == (-1, 1)
    assert heat.colorscale[1] == (0.5, look.neutral)
    assert np.isnan(np.diag(heat.z)).all()
    assert heat.z[0, 1] == -1
    assert [list(row) for row in heat.text] == [["", "−1.00"], ["−1.00", ""]]
    assert heat.hovertext[0][1] == "Up<br>Down<br>r = −1.00, 4 customers"


def test_at_most_three_left_out_columns_are_named():
    """The caption names three columns that are left out and counts the others."""
    frame = FRAME.assign(One=1, Two=2)
    dropped = ["City", "Same", "One"]
    assert correlation_data(frame, ["Up", "Down", *dropped]).caption.endswith(
        "“City”, “Same”, “One”."
    )
    assert correlation_data(frame, ["Up", "Down", *dropped, "Two"]).caption.endswith(
        "“City”, “Same”, “One” and 1 more."
    )


def test_two_numbers_that_hardly_move_together_are_named():
    """There is only one pair to speak of."""
    frame = pd.DataFrame({"a": [1, 1, -1, -1], "b": [1, -1, 1, -1]})
    assert correlation_data(frame, ["a", "b"]).title == "a and b hardly move together (r = 0.00)"


def test_five_pairs_are_read_out():
    """The text for screen readers has the five strongest of six pairs, the strongest first."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(30, 4)), columns=list("abcd"))
    spoken = correlation_data(frame, list("abcd")).alt.split("Strongest: ")[1].split(", ")
    sizes = [abs(float(pair.rstrip(".").split()[-1].replace("−", "-"))) for pair in spoken]
    assert len(sizes) == 5
    assert sizes == sorted(sizes, reverse=True)


def test_labels_stand_level_while_there_are_few():
    """Slanted ones would leave a phone at the right."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(9, 5)), columns=[f"Annual Income {i}" for i in range(5)])
    four = correlation_chart(correlation_data(frame, list(frame)[:4]), LIGHT).layout
    five = correlation_chart(correlation_data(frame, list(frame)), LIGHT).layout
    assert (four.xaxis.tickangle, five.xaxis.tickangle) == (0, -90)
    assert four.xaxis.ticktext[0] == "Annual<br>Income 0"
    assert five.xaxis.ticktext[0] == five.yaxis.ticktext[0] == "Annual Income 0"
    assert list(five.xaxis.tickvals) == [0, 1, 2, 3, 4]


def test_many_columns_make_a_taller_chart():
    """Each row keeps its height."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(9, 30)), columns=[f"c{i}" for i in range(30)])
    heights = [
        correlation_chart(correlation_data(frame, list(frame)[:n]), LIGHT).layout.height
        for n in (2, 3, 20, 30)
    ]
    assert heights[0] == heights[1] < heights[2]
    assert heights[3] - heights[2] == 10 * 34
