"""What an order of each segment brings, where the table tells it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.segments.planning.margins import order_values

LABELS = np.array([0, 0, 1, 1])
FRAME = pd.DataFrame(
    {
        "average_order": [10.0, 30.0, 100.0, np.nan],
        "spend": [20.0, 90.0, 400.0, 0.0],
        "spend_thousand": [20.0, 90.0, 400.0, 0.0],
        "Spend (k$)": [20.0, 90.0, 400.0, 0.0],
        "Spend (€)": [20.0, 90.0, 400.0, 0.0],
        "Spending Score (1-100)": [20.0, 90.0, 40.0, 1.0],
        "order_count": [2, 3, 4, 0],
        "orders": [2, 3, 4, 0],
        "nothing": [np.nan] * 4,
    }
)


@pytest.mark.parametrize(
    ("columns", "values", "source"),
    [
        ({"basket": "average_order"}, (20.0, 100.0), "average order"),
        ({"spending": "spend", "frequency": "orders"}, (20.0, 100.0), "spend over orders"),
        ({"spending": "Spend (€)", "frequency": "orders"}, (20.0, 100.0), "Spend over orders"),
        ({"basket": "order_count"}, (None, None), ""),
        ({"spending": "spend"}, (None, None), ""),
        ({"spending": "Spending Score (1-100)", "frequency": "orders"}, (None, None), ""),
        ({"spending": "spend_thousand", "frequency": "orders"}, (None, None), ""),
        ({"spending": "Spend (k$)", "frequency": "orders"}, (None, None), ""),
        ({"basket": "nothing"}, (None, None), ""),
        ({}, (None, None), ""),
    ],
)
def test_order_values_by_hand(columns, values, source):
    """The mean over customers with a value; no score, count or thousand is taken for money."""
    found = order_values(FRAME, LABELS, columns)
    assert (found.values, found.source) == (values, source)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.integers(1, 4))
def test_a_value_is_a_mean_above_nothing_or_not_known(values, k):
    """One customer per segment among them; what came back is no margin."""
    labels = np.arange(len(values)) % min(k, len(values))
    found = order_values(pd.DataFrame({"basket": values}), labels, {"basket": "basket"})
    for segment, value in enumerate(found.values):
        mean = np.mean(np.array(values)[labels == segment])
        assert value == pytest.approx(mean) if value is not None else mean <= 1e-6
