"""The map of another method's groups: who is drawn, and what is said of the rest."""

import numpy as np

from segmentation.charts.evidence.other_groups import other_groups_data
from segmentation.charts.segment_map import segment_map_chart
from segmentation.charts.theme import LIGHT
from segmentation.clustering.evidence.second_opinion import SecondOpinion

OPINION = SecondOpinion(
    method="a <b>mixture</b>",
    rows=np.array([1, 2, 4]),
    labels=np.array([0, 1, -1]),
    n_groups=2,
    noise=1 / 3,
    doubt=0.0,
    closeness=0.1,
    stability=1.0,
)
DATA = other_groups_data(
    OPINION,
    np.arange(10.0).reshape(5, 2),
    ("Income (k$)", "Score"),
    np.array(list("abcde")),
    first_slot=3,
)


def test_only_customers_with_a_group_are_drawn():
    """Row 1 and row 2, on their own places, in colours that the segments do not have."""
    assert [group.customers for group in DATA.segments] == [("b",), ("c",)]
    assert [group.slot for group in DATA.segments] == [3, 4]
    assert DATA.segments[0].points.tolist() == [[2.0, 3.0]]
    assert DATA.n_without == 1


def test_what_is_said():
    """Who sees how many, and how many are not drawn."""
    assert DATA.title == "A <b>mixture</b> sees 2 groups"
    assert DATA.caption == "2 customers shown; 1 without a group are not"
    assert "Group 1 of a <b>mixture</b>: 1 customers" in DATA.alt
    figure = segment_map_chart(DATA, LIGHT)
    assert len(figure.data) == 2
    assert "<b>mixture" not in figure.to_json()
