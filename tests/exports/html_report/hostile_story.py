"""A story made by hand, whose every text tries to run or to break out."""

import numpy as np

from segmentation.charts.segment_map import segment_map_chart, segment_map_data
from segmentation.charts.segments.budget import budget_chart, budget_data
from segmentation.exports.report.story import (
    COUNT,
    NUMBER,
    SHARE,
    Column,
    Fact,
    Grid,
    Picture,
    Portrait,
    Section,
    Story,
)
from segmentation.segments.facts.tiles import MiniBar

BAD = (
    "<script>window.hit=1</script>",
    "</script><img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "<!--<script>",
    "a\u2028b\u202ec & 'd' \"e\"",
    "=1+1 " + "x" * 300,
)


def grid(n_columns: int) -> Grid:
    """Return a table of every hostile name with so many columns of numbers."""
    numbers = tuple(
        Column(title=f"{BAD[0]} {at}", kind=NUMBER, decimals=1) for at in range(n_columns)
    )
    return Grid(
        key="profiles",
        columns=(
            Column(title=BAD[2]),
            Column(title="Customers", kind=COUNT),
            Column(title="Share", kind=SHARE),
            *numbers,
        ),
        rows=tuple(
            (name, 1234 + at, 0.25, *(1000.25 + at + place for place in range(n_columns)))
            for at, name in enumerate(BAD)
        ),
        slots=tuple(range(len(BAD))),
        alt=BAD[1],
    )


def portrait(slot: int) -> Portrait:
    """Return a card whose texts are all hostile."""
    name = BAD[slot]
    return Portrait(
        slot=slot,
        name=name,
        size=name,
        phrase=name,
        sentences=(name, name),
        rule=name,
        bars=(MiniBar(label=name, value=name, of_all=name, length=-0.5),),
        told=(Fact(label=name, value=name),),
    )


def pictures(n_points: int) -> tuple[Picture, Picture]:
    """Return a map of so many points, and bars."""
    n, slots = len(BAD), tuple(range(len(BAD)))
    points = np.random.default_rng(0).normal(size=(n_points, 2))
    labels = np.arange(n_points) % n
    points += labels[:, None]
    blank = np.full(n_points, "")
    on_map = segment_map_data(points, (BAD[0], BAD[1]), labels, slots, BAD, blank)
    bars = budget_data(np.arange(1.0, n + 1), np.ones(n), BAD, slots, currency="$")
    return (
        Picture(key="map", data=on_map, build=segment_map_chart),
        Picture(key="budget", data=bars, build=budget_chart, height=500),
    )


def hostile_story() -> Story:
    """Return a story of three sections with every kind of block."""
    first = Section(
        key="summary",
        title=BAD[0],
        sentences=BAD,
        blocks=((Fact(label=BAD[1], value=BAD[2]),), grid(2)),
    )
    cards = Section(key="segments", title=BAD[3], blocks=tuple(map(portrait, range(len(BAD)))))
    last = Section(key="map", title=BAD[4], sentences=BAD[:2], blocks=(*pictures(120), grid(30)))
    return Story(
        title=BAD[0],
        lead=BAD[1],
        subject=BAD[3],
        sections=(first, cards, last),
        withheld=(BAD[2],),
    )
