"""Strips: the dot and the bars stand where the figures say, inside of the drawing."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.palette import DARK, LIGHT
from segmentation.charts.small.strips import EDGE, THIN, WIDTH, strip_svg
from segmentation.segments.facts.numbers import number_facts
from segmentation.segments.facts.ranges import ranges_of


def strips(values, labels, theme=LIGHT) -> list[str]:
    """Draw every segment."""
    column, labels = pd.Series(values, name="x", dtype=float), np.asarray(labels)
    facts = tuple(number_facts(column, labels, int(labels.max()) + 1, is_feature=True))
    return [strip_svg(p, theme, s) for s, p in enumerate(ranges_of(column, labels, facts))]


def dot(svg: str) -> float:
    """Return where the segment's dot is."""
    return float(re.search(r'circle cx="([\d.]+)"', svg)[1])


def test_more_is_further_right():
    """Of three segments that lie apart; the outer ones near the ends."""
    drawn = strips(
        np.repeat([0.0, 50.0, 100.0], 10) + np.tile(np.arange(10), 3), np.repeat([0, 1, 2], 10)
    )
    places = [dot(svg) for svg in drawn]
    assert places == sorted(places)
    assert EDGE <= places[0] < WIDTH / 3 < places[1] < 2 * WIDTH / 3 < places[2] <= WIDTH - EDGE


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    "values",
    [[1, 1, 1, 1], [1, 2, 3, 1e12], [np.nan, np.nan, 1, 2], [-5, -4, 0, 9]],
)
def test_odd_numbers_are_drawn(values, theme):
    """Constants, one far out, gaps: a drawing without a nan, all of it inside."""
    for svg in strips(values, [0, 0, 1, 1], theme):
        ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert "nan" not in svg
        for start, width in re.findall(r'rect x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"', svg):
            assert float(width) >= THIN - 0.1
            assert float(start) >= -THIN
            assert float(start) + float(width) <= WIDTH
