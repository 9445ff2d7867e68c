"""Spreads per segment: their own order and colours, and a payload that does not grow."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.columns.spread_charts import box_chart, ridge_chart, violin_chart
from segmentation.charts.segments.spreads import segment_spreads
from segmentation.charts.theme import LIGHT, segment_color

CHARTS = (box_chart, ridge_chart, violin_chart)


def spreads(n: int):
    """Spread a made number over three segments."""
    random = np.random.default_rng(0)
    labels = np.arange(n) % 3
    frame = pd.DataFrame({"spend (€)": random.normal(labels * 10.0, 1)})
    return segment_spreads(frame, "spend (€)", labels, ("low", "middle", "high"), (2, 0, 1))


def test_segments_stand_in_the_order_of_their_slots():
    """With their quartiles, and a table of them."""
    data = spreads(300)
    assert [group.name for group in data.groups] == ["middle", "high", "low"]
    assert [group.slot for group in data.groups] == [0, 1, 2]
    assert data.groups[0].quartiles.median == pytest.approx(10, abs=0.3)
    assert data.table["Customers"].tolist() == [100, 100, 100]
    assert "medians from" in data.title


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_take_the_segments_colours(chart):
    """Box, violin and ridge all draw a segment in the colour of its slot."""
    drawn = chart(spreads(300), LIGHT).to_json()
    assert segment_color(LIGHT, 2) in drawn or "rgba(8, 122, 90" in drawn


@pytest.mark.parametrize("chart", CHARTS)
def test_the_payload_does_not_grow_with_the_customers(chart):
    """Outlines and a few outliers, no rows."""
    small, large = (len(chart(spreads(n), LIGHT).to_json()) for n in (3_000, 300_000))
    assert large < 1.5 * small
