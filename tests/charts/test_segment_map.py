"""The map of segments: what it holds and how it is drawn."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from segmentation.charts import segment_map
from segmentation.charts.segment_map import segment_map_chart, segment_map_data
from segmentation.charts.theme import DARK, LIGHT, segment_color, segment_symbol

POINTS = np.array([[0.0, 0.0], [2.0, 0.0], [10.0, 4.0], [12.0, 4.0]])
LABELS = np.array([0, 0, 1, 1])


def data_of(points=POINTS, axes=("Income (k$)", "Score"), labels=LABELS, slots=(1, 0), names=None):
    """Make the data of a map."""
    names = names or ("Low", "High")
    return segment_map_data(points, axes, labels, slots, names, np.array(["a", "b", "c", "d"]))


def test_segments_come_in_the_order_of_their_slots():
    """Slot 0 first, with its own customers and mean."""
    first, second = data_of().segments
    assert (first.name, first.slot, first.size) == ("High", 0, 2)
    assert first.customers == ("c", "d")
    assert first.center.tolist() == [11.0, 4.0]
    assert second.points.tolist() == [[0.0, 0.0], [2.0, 0.0]]


def test_the_title_states_the_share_between_segments_by_hand():
    """On the first axis 100 of 104, on the second 16 of 16: on average 98 percent."""
    data = data_of()
    assert data.explained == pytest.approx((100 / 104 + 1) / 2)
    assert data.title == "2 segments account for 98% of the differences in Income and Score"


def test_an_axis_without_differences_explains_nothing():
    """A constant axis is no division by zero."""
    assert data_of(np.c_[POINTS[:, 0], np.ones(4)]).explained == pytest.approx(100 / 104 / 2)


def test_customers_without_a_value_are_left_out_of_the_picture():
    """They still count in the size of their segment."""
    points = POINTS.copy()
    points[0, 1] = np.nan
    data = data_of(points)
    assert (data.n_customers, data.segments[1].size) == (3, 2)
    assert len(data.segments[1].points) == 1


def test_a_large_table_is_sampled_evenly_and_says_so(monkeypatch):
    """Every segment keeps its share."""
    monkeypatch.setattr(segment_map, "POINTS_SHOWN", 50)
    points = np.random.default_rng(0).normal(size=(400, 2))
    labels = np.repeat([0, 1], [300, 100])
    data = segment_map_data(points, ("a", "b"), labels, (0, 1), ("x", "y"), np.arange(400))
    assert [len(s.points) for s in data.segments] == [38, 13]
    assert data.caption == "51 of 400 customers shown"


def test_without_sampling_there_is_no_caption():
    """A map that shows all customers has nothing to explain and so no caption."""
    assert data_of().caption == ""


def test_the_map_in_words():
    """Axes, finding and sizes, from the numbers."""
    assert data_of().alt == (
        "Map of customers by Income and Score. 2 segments account for 98% of the differences in "
        "Income and Score. High: 2 customers; Low: 2 customers."
    )


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("n_axes", "kind"), [(1, go.Scattergl), (2, go.Scatter), (3, go.Scatter3d)]
)
def test_every_number_of_axes_has_its_drawing(look, n_axes, kind):
    """A trace per segment, in the colour and symbol of its slot."""
    points = np.c_[POINTS, POINTS[:, 0]][:, :n_axes]
    figure = segment_map_chart(data_of(points, ("a", "b", "c")[:n_axes]), look)
    assert [type(trace) for trace in figure.data] == [kind, kind]
    for slot, trace in enumerate(figure.data):
        assert trace.marker.color == segment_color(look, slot)
        assert trace.marker.symbol == segment_symbol(slot)


def test_the_users_view_survives_a_new_figure():
    """The revision never changes, in the plane and in space."""
    solid = np.c_[POINTS, POINTS[:, 0]]
    for axes, points in ((("a", "b"), POINTS), (("a", "b", "c"), solid)):
        before = segment_map_chart(data_of(points, axes), LIGHT).layout.uirevision
        after = segment_map_chart(data_of(points, axes, slots=(0, 1)), LIGHT).layout.uirevision
        assert before == after is not None


def test_hover_names_the_customer_the_values_and_the_segment():
    """Identifier in bold, axes with units, the segment beside."""
    trace = segment_map_chart(data_of(), LIGHT).data[0]
    assert list(trace.text) == ["c", "d"]
    assert trace.hovertemplate == (
        "<b>%{text}</b><br>Income (k&#36;): %{x:,.4~g}<br>Score: %{y:,.4~g}"
    )
    assert trace.name == "High"


def test_every_segment_has_its_name_at_its_centre():
    """In the plane, in space and on a strip, whether there are two or nine; a phone has its own."""
    points = np.random.default_rng(1).normal(size=(90, 3))
    labels = np.arange(90) % 9
    names = tuple(f"n{i}" for i in range(9))
    data = segment_map_data(points, ("a", "b", "c"), labels, tuple(range(9)), names, np.arange(90))
    figure = segment_map_chart(data, LIGHT)
    notes = figure.layout.scene.annotations
    assert [note.text for note in notes] == [f"<b>n{i}</b>" for i in range(9)]
    assert notes[4].z == pytest.approx(points[labels == 4, 2].mean())
    assert [name for name, _, _ in figure.layout.meta["narrow"]["names"]] == list(names)
    flat = segment_map_data(
        points[:, :2], ("a", "b"), labels, tuple(range(9)), names, np.arange(90)
    )
    assert len(segment_map_chart(flat, LIGHT).layout.annotations) == 9
    assert [note.text for note in segment_map_chart(data_of(), LIGHT).layout.annotations] == [
        *("<b>High</b>", "<b>Low</b>")
    ]
    strip = segment_map_chart(data_of(POINTS[:, :1], ("Income",)), LIGHT)
    assert [(note.x, note.y) for note in strip.layout.annotations] == [(11.0, 0.0), (1.0, 0.0)]


def test_markup_in_names_and_identifiers_does_nothing():
    """What comes from a file is text."""
    bad = "<script>alert(1)</script>"
    data = segment_map_data(POINTS, (bad, "%{x}"), LABELS, (0, 1), (bad, bad), np.array([bad] * 4))
    drawn = json.dumps(segment_map_chart(data, LIGHT).to_plotly_json(), default=str)
    assert "<script" not in drawn


def test_a_map_without_points_says_why():
    """All values missing on an axis."""
    figure = segment_map_chart(data_of(np.full((4, 2), np.nan)), LIGHT)
    assert "No customer has values on these axes" in figure.layout.annotations[0].text
