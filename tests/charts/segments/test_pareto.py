"""Concentration: the best fifth in the title, nothing where nothing was brought."""

import numpy as np

from segmentation.charts.segments.pareto import pareto_chart, pareto_data
from segmentation.charts.theme import LIGHT


def test_the_best_fifth_is_the_title():
    """One of five brings 80 of 100."""
    data = pareto_data(np.array([80.0, 5, 5, 5, 5]))
    assert data.title == "The best fifth of customers bring in 80%"
    assert data.table.iloc[2].tolist() == [20, 80]
    assert "20% bring in 80%" in data.alt
    assert pareto_chart(data, LIGHT).data[1].y[20] == 80


def test_no_money_is_said():
    """Customers who have brought nothing give a title that says so and no curve."""
    data = pareto_data(np.zeros(3))
    assert data.title == "Nobody has brought in anything"
    assert not pareto_chart(data, LIGHT).data
