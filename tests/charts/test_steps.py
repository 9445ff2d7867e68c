"""The lesson's charts: what happens in a step, and the spread so far."""

import numpy as np

from segmentation.charts.steps import fall_chart, fall_data, step_chart, step_data
from segmentation.charts.theme import LIGHT
from segmentation.clustering.methods.kmeans_trace import lesson

LESSON = lesson(np.array([[0.0, 0], [2, 0], [10, 0], [12, 0]]), 2, scaled=False)
AXES = ("Age", "Spend (€)")


def test_each_step_says_what_happens():
    """Place, assign, move, and the end."""
    titles = [step_data(LESSON, i, AXES).title for i in range(len(LESSON.steps))]
    assert titles[0] == "Place 2 centres on customers drawn at random"
    assert titles[1] == "Give every customer the nearest centre: 4 change"
    assert titles[-1].endswith("nobody changes any more")
    assert f"Step 1 of {len(LESSON.steps)}" in step_data(LESSON, 0, AXES).alt


def test_before_labels_customers_have_no_colour():
    """One grey trace and two centres; then a trace for each group."""
    grey = step_chart(step_data(LESSON, 0, AXES), LIGHT)
    assert [trace.marker.color for trace in grey.data[:1]] == [LIGHT.muted]
    assert len(grey.data) == 1 + 2 + 2
    colored = step_chart(step_data(LESSON, 1, AXES), LIGHT)
    assert len(colored.data) == 2 + 2
    assert sum(len(trace.x) for trace in colored.data[:2]) == 4


def test_the_way_of_a_centre_grows():
    """With every step one point more, the last one marked."""
    last = len(LESSON.steps) - 1
    trace = step_chart(step_data(LESSON, last, AXES), LIGHT).data[-1]
    assert len(trace.x) == last + 1
    assert list(trace.marker.size)[-1] > 0


def test_the_spread_so_far():
    """Nothing before the first assignment; then it falls."""
    assert fall_data(LESSON, 0).inertia == ()
    assert (
        fall_data(LESSON, 0).title == "Customers will come closer to their centre with every step"
    )
    end = fall_data(LESSON, len(LESSON.steps) - 1)
    assert end.inertia[-1] == 4
    assert end.title.startswith("Differences within segments have fallen by")
    assert len(fall_chart(end, LIGHT).data[0].x) == len(end.inertia)
    assert fall_data(LESSON, 0).highest == end.inertia[0]
    assert fall_chart(end, LIGHT).layout.yaxis.range[1] > end.inertia[0]
