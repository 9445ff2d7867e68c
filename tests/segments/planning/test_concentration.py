"""Who brings the money, by hand."""

import numpy as np
import pandas as pd
import pytest

from segmentation.segments.planning.concentration import pareto, value_by_segment


def test_shares_by_hand():
    """10 and 30 of 100 in the first segment; one of its two came again."""
    frame = pd.DataFrame({"money": [10.0, 30, 60, np.nan], "orders": [1, 2, 5, 1]})
    first, second = value_by_segment(frame, np.array([0, 0, 1, 1]), "money", "orders")
    assert (first.share_of_customers, first.share_of_value) == (0.5, 0.4)
    assert (first.mean_value, first.repeat_rate) == (20, 0.5)
    assert (second.share_of_value, second.mean_value) == (0.6, 30)


def test_without_money_or_orders_there_are_no_shares():
    """Not a number, and no error."""
    frame = pd.DataFrame({"money": [0.0, 0.0]})
    (found,) = value_by_segment(frame, np.array([0, 0]), "money", "orders")
    assert np.isnan(found.share_of_value)
    assert np.isnan(found.repeat_rate)


def test_the_curve_by_hand():
    """One customer of four brings 70 of 100, two bring 90."""
    customers, value = pareto(np.array([10.0, 70, 0, 20]))
    assert value[customers == 0.25] == pytest.approx([0.7])
    assert value[50] == pytest.approx(0.9)
    assert (value[0], value[100]) == (0, 1)
    assert np.isnan(pareto(np.array([-5.0, np.nan]))[1]).all()
