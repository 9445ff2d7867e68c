"""Charts in both looks, and their data between script tags."""

import json

import pytest
from hostile_story import BAD, pictures
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.palette import DARK, LIGHT
from segmentation.exports.html_report import drawings


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=8))
def test_data_survive_the_way_into_a_script(value):
    """What is read back is what was written, and no tag, comment or line end is in it."""
    text = drawings.inside_script(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


@pytest.mark.parametrize("n_points", [30, 2_000])
def test_a_chart_is_drawn_in_both_looks_as_shapes(n_points):
    """Paper needs shapes, whatever the screen would be drawn with."""
    (picture, _) = pictures(n_points)
    looks = drawings.figures(drawings.drawn_twice(picture), picture.height)
    assert {trace["type"] for look in ("light", "dark") for trace in looks[look]["data"]} == {
        "scatter"
    }
    ink = [
        looks[look]["layout"]["template"]["layout"]["font"]["color"] for look in ("light", "dark")
    ]
    assert ink == [LIGHT.text, DARK.text]
    assert "title" not in looks["light"]["layout"]


def test_a_chart_has_its_words_before_it_is_drawn():
    """For those who do not see it, and where scripts are off."""
    (picture, _) = pictures(30)
    shown = drawings.place(drawings.drawn_twice(picture)[0], 420, 3)
    assert 'role="img" data-chart="3" aria-label="Map of customers by' in shown
    assert "The chart in words: Map of customers" in shown
    assert BAD[0] not in shown
