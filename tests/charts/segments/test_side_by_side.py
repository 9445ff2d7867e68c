"""Side by side: one set of figures for heat map, lines and radar."""

import numpy as np
import pytest

import segmentation as sg
from segmentation.charts.segments.side_by_side import (
    heat_chart,
    purchases_data,
    side_by_side,
    snake_chart,
)
from segmentation.charts.theme import DARK, LIGHT, segment_color
from segmentation.segments.describing.purchases import Purchases

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


@pytest.fixture(scope="module")
def classic():
    """Segment the built-in table as everybody does."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    return sg.segment(sg.load_sample("mall_customers"), spec)


def laid(result, columns=(SCORE, INCOME, "Age"), **more):
    """Lay some columns side by side."""
    return side_by_side(result.profiles, result.names, result.slots, columns, **more)


def test_figures_by_hand(classic):
    """Z and index of the best customers' score, from the frame."""
    data, frame = laid(classic), classic.rows.frame
    place = data.names.index("Affluent big spenders")
    own = frame[SCORE][classic.labels == 1].mean()
    assert data.z[place, 0] == pytest.approx((own - frame[SCORE].mean()) / frame[SCORE].std(ddof=0))
    assert data.index[place, 0] == pytest.approx(100 * own / frame[SCORE].mean())
    assert data.means[place][:2] == ("82.1", "86.5 k$")
    assert data.columns == ("Spending Score (1-100) ★", "Annual Income (k$) ★", "Age")
    assert data.slots == (0, 1, 2, 3, 4)


def test_the_title_is_the_finding(classic):
    """Who stands out most, by what; every figure is in the table and the strongest in the text."""
    data = laid(classic)
    assert data.title == "“Young free spenders” differ most from all customers, by Annual Income"
    assert "Affluent big spenders: Spending Score (1-100) ★ 82.1 (+1.2)" in data.alt
    assert data.table.shape == (5, 4)
    assert laid(classic, as_index=True).table.iloc[0, 1] == pytest.approx(98.6, abs=0.1)


def test_many_columns_are_cut_and_told(classic):
    """Thirty on a heat map, twelve as lines."""
    data = laid(classic, most=2)
    assert len(data.columns) == 2
    assert "2 of 3 columns shown" in data.caption


@pytest.mark.parametrize("chart", [heat_chart, snake_chart])
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_charts_hold_the_figures(classic, chart, look):
    """A cell or a point per segment and column, in the colours of the slots."""
    data = laid(classic)
    figure = chart(data, look)
    if chart is heat_chart:
        assert figure.data[0].z.shape == (3, 5)
        assert len(figure.layout.annotations) == 15
        assert figure.layout.annotations[0].text in {"0", "−0"}
    else:
        assert [line.line.color for line in figure.data] == [
            segment_color(look, slot) for slot in range(5)
        ]
        assert figure.data[1].y[0] == pytest.approx(data.z[1, 0])


@pytest.mark.parametrize("chart", [heat_chart, snake_chart])
def test_nothing_to_compare_is_said(classic, chart):
    """Without a column of numbers each chart of segments says so in place of a drawing."""
    figure = chart(laid(classic, columns=()), LIGHT)
    assert not figure.data
    assert "no column of numbers" in figure.layout.annotations[0].text.replace("<br>", " ")


def test_names_with_markup_stay_text(classic):
    """In axes and hover texts; 15 segments turn the names."""
    names = tuple(f"<b>{at}</b>" for at in range(5))
    data = side_by_side(classic.profiles, names, classic.slots, (SCORE,))
    for chart in (heat_chart, snake_chart):
        assert "<b>0</b>" not in chart(data, LIGHT).to_json()


def test_purchases_by_hand():
    """Twice the average fills the colour; what nobody buys has no index."""
    found = Purchases(
        categories=("tea", "toys"),
        shares=np.array([[0.8, 0.0], [0.2, 0.0]]),
        overall=np.array([0.4, 0.0]),
    )
    data = purchases_data(found, ("A", "B"), (1, 0))
    assert data.names == ("B", "A")
    assert data.index[:, 0].tolist() == [50, 200]
    assert data.z[:, 0].tolist() == [-2, 2]
    assert data.title == "“A” buy tea 2.0 times as much as average"
    assert np.isnan(data.index[:, 1]).all()
    assert heat_chart(data, LIGHT).layout.annotations[1].text == "–"
