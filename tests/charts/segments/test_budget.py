"""The budget's bars: the best split in colour, even parts in grey."""

import numpy as np

from segmentation.charts.segments.budget import budget_chart, budget_data
from segmentation.charts.theme import LIGHT, segment_color


def test_the_largest_share_is_the_title():
    """Segments by slot; what hangs on an example says so."""
    data = budget_data(
        np.array([30.0, 10]), np.array([20.0, 20]), ("A", "B"), (1, 0), mark=" (example)"
    )
    assert data.names == ("B", "A")
    assert data.title == "“A” get 75% of what is spent (example)"
    assert data.table.to_numpy().tolist() == [["B", 10, 20], ["A", 30, 20]]
    assert "A 30 (equal 20)" in data.alt
    best, even = budget_chart(data, LIGHT).data
    assert list(best.x) == [10, 30]
    assert list(best.marker.color) == [segment_color(LIGHT, 0), segment_color(LIGHT, 1)]
    assert even.marker.color == LIGHT.reference


def test_nothing_worth_spending_is_said():
    """And drawn without an error."""
    data = budget_data(np.zeros(2), np.array([5.0, 5]), ("<b>", "B"), (0, 1))
    assert data.title == "No segment pays for its contacts"
    assert "<b>" not in budget_chart(data, LIGHT).layout.yaxis.ticktext[0]


def test_segments_of_equal_short_names_are_two_bars_with_two_names():
    """Their beginnings are the same, and every amount has its currency."""
    names = ("Active big buyers, larger orders", "Active big buyers, smaller orders")
    data = budget_data(np.array([30.0, 10]), np.array([20.0, 20]), names, (0, 1), currency="€")
    figure = budget_chart(data, LIGHT)
    assert len(set(figure.layout.yaxis.ticktext)) == 2
    assert all(len(bar.x) == 2 for bar in figure.data)
    assert list(figure.data[0].text) == ["€30", "€10"]
    assert "larger orders €30 (equal €20)" in data.alt
