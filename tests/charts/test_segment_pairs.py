"""Pairs of columns: each pair has one cell, its axes are known, who is marked is so in all."""

import numpy as np
import pytest

from segmentation.charts.segment_pairs import (
    POINTS_SHOWN,
    WEBGL_FROM,
    columns_of_cell,
    segment_pairs_chart,
    segment_pairs_data,
)
from segmentation.charts.theme import DARK, LIGHT

AXES = ("Age (years)", "Income (k$)", "Score", "Visits")
NAMES, SLOTS = ("Young", "Old"), (1, 0)


def made(n=60, d=3, marked=None):
    """Make two segments that lie apart in the second and the third column only."""
    rng = np.random.default_rng(3)
    labels = np.arange(n) % 2
    values = rng.normal(size=(n, d)) + 8 * labels[:, None] * np.array([0, 1, 1, 0])[:d]
    return segment_pairs_data(values, AXES[:d], labels, SLOTS, NAMES, marked), values, labels


@pytest.mark.parametrize("d", [2, 3, 4])
def test_every_pair_has_one_cell_that_is_known_by_its_axes(d):
    """What lies on the axes of a cell are the columns that it says."""
    data, values, labels = made(d=d)
    figure = segment_pairs_chart(data, LIGHT)
    cells = {(trace.xaxis, trace.yaxis) for trace in figure.data}
    pairs = {columns_of_cell(cell) for cell in cells}
    assert pairs == {(x, y) for y in range(d) for x in range(y)}
    for trace in figure.data:
        x, y = columns_of_cell((trace.xaxis, trace.yaxis))
        segment = NAMES.index(trace.name)
        own = values[labels == segment]
        np.testing.assert_allclose(trace.x, own[:, x], rtol=1e-6)
        np.testing.assert_allclose(trace.y, own[:, y], rtol=1e-6)
        across = figure.layout[trace.xaxis.replace("x", "xaxis")]
        assert across.title.text.startswith(AXES[x][:4])
    assert sum(trace.showlegend for trace in figure.data) == len(NAMES)


def test_cells_do_not_overlap():
    """Rows from the top, columns from the left, all inside of the figure."""
    layout = segment_pairs_chart(made(d=4)[0], DARK).layout
    across = [layout[f"xaxis{n}"].domain for n in ("", 2, 3)]
    up = [layout[f"yaxis{n}"].domain for n in (3, 2, "")]
    for ends in (across, up):
        flat = [end for domain in ends for end in domain]
        assert flat == sorted(flat)
        assert flat[0] >= 0
        assert flat[-1] <= 1


def test_the_title_names_the_pair_that_separates():
    """By the share of variance between segments; of two columns there is nothing to choose."""
    assert made()[0].title == "Income and Score set the segments apart most"
    assert made(d=2)[0].title == "Age and Income, by segment"
    values = np.random.default_rng(0).normal(size=(20, 3))
    one = segment_pairs_data(values, AXES[:3], np.zeros(20, dtype=int), (0,), ("All",))
    assert "apart" not in one.title


def test_the_marked_stand_out_in_every_cell():
    """The same customers, by their place in each trace."""
    marked = np.zeros(60, dtype=bool)
    marked[[2, 5, 8]] = True  # two of the first segment, one of the second
    data, _, labels = made(marked=marked)
    for trace in segment_pairs_chart(data, LIGHT).data:
        segment = NAMES.index(trace.name)
        expected = np.flatnonzero(marked[labels == segment])
        assert list(trace.selectedpoints) == expected.tolist()
    assert "3 are marked" in data.alt
    plain = segment_pairs_chart(made(marked=np.zeros(60, dtype=bool))[0], LIGHT)
    assert all(trace.selectedpoints is None for trace in plain.data)
    assert (
        plain.layout.selectionrevision != segment_pairs_chart(data, LIGHT).layout.selectionrevision
    )


def test_many_are_thinned_and_told():
    """Points for the graphics card, the number in the caption; small tables are drawn whole."""
    data, *_ = made(n=10 * POINTS_SHOWN)
    assert len(data.points) == POINTS_SHOWN
    assert data.caption == f"{POINTS_SHOWN:,} of {10 * POINTS_SHOWN:,} customers shown."
    figure = segment_pairs_chart(data, LIGHT)
    assert {trace.type for trace in figure.data} == {"scattergl"}
    assert len(data.points) * 3 > WEBGL_FROM
    assert {trace.type for trace in segment_pairs_chart(made()[0], LIGHT).data} == {"scatter"}


def test_gaps_and_too_few_columns_say_so():
    """Who lacks a value is counted; nothing to draw is a sentence."""
    values = np.array([[1.0, np.nan], [2.0, 3.0], [3.0, 4.0]])
    labels = np.array([0, 0, 1])
    data = segment_pairs_data(values, AXES[:2], labels, SLOTS, NAMES)
    assert data.caption == "1 of 3 lacks one of these values."
    assert segment_pairs_data(values[:, :1], AXES[:1], labels, SLOTS, NAMES).why
    gone = segment_pairs_data(values * np.nan, AXES[:2], labels, SLOTS, NAMES)
    assert gone.why.startswith("No customer has a value in all")
