"""What box and violin plots draw."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.columns.quartiles import quartiles
from segmentation.charts.columns.spread import MAX_OUTLIERS, density_of, fences_of, spread_data
from segmentation.charts.columns.spread_charts import box_chart, violin_chart
from segmentation.charts.theme import LIGHT

FRAME = pd.DataFrame(
    {"Age": [1, 2, 3, 4, 100, 7, 7, None], "City": ["a", "a", "a", "a", "a", "b", "b", "b"]}
)


def test_groups_by_hand():
    """Quartiles, whiskers and what lies beyond."""
    a, b = spread_data(FRAME, "Age", by="City").groups
    assert (a.quartiles.q1, a.quartiles.median, a.quartiles.q3) == (2, 3, 4)
    assert a.fences == (1, 4)
    assert (a.outliers.tolist(), a.n_outliers) == ([100], 1)
    assert a.text == "a: 5 customers, median 3, middle half 2 to 4, all 1 to 100"
    assert (b.quartiles.n, b.fences, b.outliers.size, b.at.size) == (2, (7, 7), 0, 0)


def test_title_caption_and_alt():
    """Title, caption and text are made of the medians and quartiles, with groups and without."""
    data = spread_data(FRAME, "Age", by="City")
    assert data.title == "Age by City: medians from 3 (a) to 7 (b)"
    assert data.caption == "1 of 8 has no usable value and is left out."
    assert data.alt.startswith("Spread of Age. a: 5 customers, median 3")
    assert data.alt.endswith("b: 2 customers, median 7, middle half 7 to 7, all 7 to 7.")
    assert spread_data(FRAME, "Age").title == "Age: half of all customers lie between 2.5 and 7"


def test_numbers_on_the_fence_are_inside():
    """1.5 interquartile ranges to either side, inclusive."""
    values = np.array([1.0, 2, 3, 4, 5, 8, 8.1, -2, -2.1])
    found = quartiles(np.array([1.0, 2, 3, 4, 5]))
    (low, high), beyond = fences_of(np.array([-1.0, -1.1, 2, 3, 4, 7, 7.1]), found)
    assert (low, high) == (-1, 7)
    assert beyond.tolist() == [-1.1, 7.1]
    assert fences_of(values, quartiles(values))[1].size == 0


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_fences_hold_the_box_and_beyond_lies_the_rest(values):
    """Every number is inside or an outlier."""
    numbers = np.array(values)
    found = quartiles(numbers)
    (low, high), beyond = fences_of(numbers, found)
    assert low <= found.q1 <= found.q3 <= high
    assert all(value < low or value > high for value in beyond)
    assert beyond.size + ((numbers >= low) & (numbers <= high)).sum() == numbers.size


def test_many_outliers_are_thinned_and_counted():
    """Of 200 outliers 60 are drawn, both ends among them, and the caption has both numbers."""
    frame = pd.DataFrame({"n": [0.0, 1.0] * 1000 + [100.0 + i for i in range(200)]})
    data = spread_data(frame, "n")
    (group,) = data.groups
    assert group.n_outliers == 200
    assert group.outliers.size == MAX_OUTLIERS
    assert (group.outliers[0], group.outliers[-1]) == (100, 299)
    assert data.caption == "60 of 200 outlying customers shown."


def test_the_density_is_that_of_a_gaussian_kernel():
    """As summed over every customer, to the width of a cell."""
    values = np.random.default_rng(0).normal(50, 10, 400)
    found = quartiles(values)
    at, density = density_of(values, found)
    bandwidth = 0.9 * min(values.std(ddof=1), found.spread / 1.34) * 400**-0.2
    exact = np.exp(-0.5 * ((at[:, None] - values) / bandwidth) ** 2).sum(axis=1)
    np.testing.assert_allclose(density, exact / exact.max(), atol=0.005)
    assert (at[0], at[-1]) == (values.min(), values.max())


def test_the_density_does_not_depend_on_the_unit():
    """Cents or euros, the same violin."""
    values = np.random.default_rng(0).exponential(size=50)
    for factor in (1e-90, 1e90):
        scaled = values * factor
        np.testing.assert_allclose(
            density_of(scaled, quartiles(scaled))[1], density_of(values, quartiles(values))[1]
        )


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [1e9, 1e9 + 1e-7]])
def test_the_same_number_has_no_outline(values):
    """Values that are all the same have no density to draw, so the outline is empty."""
    at, density = density_of(np.array(values), quartiles(np.array(values)))
    assert at.size == density.size == 0


def test_a_violin_of_mostly_one_number_is_smooth():
    """Its quartiles are the same, so the standard deviation gives the bandwidth."""
    values = np.array([3.0] * 20 + [1.0, 9.0])
    at, density = density_of(values, quartiles(values))
    assert np.isfinite(density).all()
    assert at[density.argmax()] == pytest.approx(3, abs=0.1)


def test_boxes_are_drawn_from_the_numbers():
    """One row a group, from the top down, with the median's text to hover."""
    figure = box_chart(spread_data(FRAME, "Age", by="City"), LIGHT)
    boxes = [trace for trace in figure.data if trace.type == "box"]
    assert [(box.q1[0], box.median[0], box.q3[0]) for box in boxes] == [(2, 3, 4), (7, 7, 7)]
    assert (boxes[0].lowerfence[0], boxes[0].upperfence[0]) == (1, 4)
    assert [box.line.color for box in boxes] == list(LIGHT.segments[:2])
    assert list(figure.layout.yaxis.ticktext) == ["a", "b"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert figure.data[1].x.tolist() == [100]
    assert "5 customers<br>median 3" in figure.data[2].hovertext[0]


def test_violins_are_closed_around_their_row():
    """As wide up as down; a group of one number is only a mark."""
    figure = violin_chart(spread_data(FRAME, "Age", by="City"), LIGHT)
    outline, bar, dot = figure.data[:3]
    half = len(outline.y) // 2
    np.testing.assert_allclose(outline.y[:half], -outline.y[half:][::-1])
    np.testing.assert_allclose(outline.x[:half], outline.x[half:][::-1])
    assert (min(bar.x), max(bar.x), dot.x[0]) == (2, 4, 3)
    assert len(figure.data[3].x) == 0
    assert figure.data[5].x[0] == 7


def test_the_axis_leaves_room_at_both_ends():
    """Also where there is only one number."""
    for values in ([1, 5], [3, 3], [0]):
        axis = box_chart(spread_data(pd.DataFrame({"n": values}), "n"), LIGHT).layout.xaxis
        assert axis.range[0] < min(values) <= max(values) < axis.range[1]


def test_the_bandwidth_is_the_smaller_of_two():
    """With a long tail the interquartile range, scaled to a normal distribution, decides."""
    values = np.concatenate([np.random.default_rng(1).normal(0, 1, 300), [9.0, -9.0, 9.5]])
    found = quartiles(values)
    assert found.spread / 1.34 < values.std(ddof=1)
    at, density = density_of(values, found)
    bandwidth = 0.9 * found.spread / 1.34 * 303**-0.2
    exact = np.exp(-0.5 * ((at[:, None] - values) / bandwidth) ** 2).sum(axis=1)
    np.testing.assert_allclose(density, exact / exact.max(), atol=0.02)


def test_the_standard_deviation_is_the_samples():
    """Three numbers: 1, 2 and 6 have a variance of 7."""
    values = np.array([1.0, 2.0, 6.0])
    at, density = density_of(values, quartiles(values))
    bandwidth = 0.9 * min(7**0.5, 2.5 / 1.34) * 3**-0.2
    exact = np.exp(-0.5 * ((at[:, None] - values) / bandwidth) ** 2).sum(axis=1)
    np.testing.assert_allclose(density, exact / exact.max(), atol=0.01)


def test_rows_have_their_height_and_stay_apart():
    """Eight groups make a taller chart than two, and nothing reaches into the next row."""
    frame = pd.DataFrame({"n": np.arange(64.0), "g": list("abcdefgh") * 8})
    data = spread_data(frame, "n", by="g")
    for draw in (box_chart, violin_chart):
        figure = draw(data, LIGHT)
        assert figure.layout.height > draw(spread_data(frame, "n"), LIGHT).layout.height
        assert figure.layout.yaxis.range == (7.5, -0.5)
        assert figure.layout.yaxis.tickvals == tuple(range(8))
    outlines = [trace for trace in violin_chart(data, LIGHT).data if trace.fill == "toself"]
    for i, trace in enumerate(outlines):
        row, reach = i // 2, np.ptp(np.asarray(trace.y))
        assert reach < 1
        assert np.mean([min(trace.y), max(trace.y)]) == pytest.approx(row)
        assert (reach > 0.5) == (i % 2 == 0)
    assert all(trace.width < 1 for trace in box_chart(data, LIGHT).data if trace.type == "box")
