"""Stories that slides are made of: one of fifteen segments with hostile names, one of real data."""

from io import BytesIO

import numpy as np
import pytest
from pptx import Presentation

import segmentation as sg
from segmentation.charts.criteria import CriterionData, criterion_chart
from segmentation.charts.segment_map import segment_map_chart, segment_map_data
from segmentation.charts.segments.side_by_side import SideBySide, heat_chart
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import Choice, tell
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
from segmentation.exports.slides import story_slides
from segmentation.segments.facts.tiles import MiniBar

K = 15
NAMES = (
    '=HYPERLINK("http://evil.example") ' * 9,
    "😀👩‍👩‍👧‍👦🎉" * 35,
    "שלום לקוחות יקרים מאוד " * 13,
    "<script>alert(1)</script>" * 12,
    "W" * 300,
    "null\x00half\ud800not a sign\ufffe " * 10,
    "@SUM(1+1)*cmd|' /C calc'!A0",
)


@pytest.fixture(scope="session")
def hostile():
    """Make a story of fifteen segments whose names are up to 300 letters and run where they can."""
    names = tuple(f"{NAMES[s % len(NAMES)][:297]}{s}" for s in range(K))
    slots = tuple(range(K))
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(K), 200)
    points = rng.normal(size=(len(labels), 2)) + labels[:, None]
    drawn = segment_map_data(
        points, ("=1+1 (k€)", "ש" * 300), labels, slots, names, np.full(len(labels), "")
    )
    z = rng.normal(size=(K, 20))
    heat = SideBySide(
        columns=tuple(f"=col {j} <b>" for j in range(20)),
        names=names,
        slots=slots,
        z=z,
        index=100 + z,
        means=tuple(tuple(f"{value:.1f} k€" for value in row) for row in z.tolist()),
        title="They differ " * 20,
    )
    scores = CriterionData(
        label="Silhouette", ks=(2, 3, 4), values=(0.3, 0.5, 0.4), current_k=3, title="Three"
    )
    sizes = Grid(
        key="segments",
        columns=(
            Column(title="Segment"),
            Column(title="Customers", kind=COUNT),
            Column(title="Share", kind=SHARE),
            Column(title="Offer"),
        ),
        rows=tuple((name, 200, 1 / K, "=2+5 " * 60) for name in names),
        slots=slots,
        alt="Sizes",
    )
    wide = Grid(
        key="profiles",
        columns=(Column(title="Segment"), *(Column(title=f"level {j}") for j in range(60))),
        rows=tuple((name, *("level " * 9 for _ in range(60))) for name in names),
        slots=slots,
        alt="Levels",
    )
    numbers = Grid(
        key="numbers of segments",
        columns=(Column(title="Segments", kind=COUNT), Column(title="x", kind=NUMBER, decimals=2)),
        rows=tuple((k, None if k == 3 else k / 7) for k in range(2, 60)),
        alt="Scores",
    )
    long = "A sentence that goes on and on, with @signs and =signs. " * 12
    bars = tuple(
        MiniBar(label="=x " * 90, value="1 k€", of_all="2 k€", length=length)
        for length in (-1.0, 0.25, 1.0)
    )
    cards = tuple(
        Portrait(
            slot=slot,
            name=name,
            size="200 customers, 7% of all",
            phrase="Higher =x" * 30,
            sentences=(long, long, name),
            rule=long,
            bars=bars if slot % 3 else (),
            told=(Fact(label="Offer", value=long), Fact(label="Message", value=name)),
        )
        for slot, name in zip(slots, names, strict=True)
    )
    facts = tuple(Fact(label=f"Fact {j}", value=NAMES[j % 7][:40]) for j in range(6))
    return Story(
        title="=Title " * 60,
        lead=long,
        subject=names[2],
        sections=(
            Section(key="summary", title="In short", sentences=(long,), blocks=(facts, sizes)),
            Section(
                key="number",
                title="Why",
                sentences=(long,) * 9,
                blocks=(Picture(key="c", data=scores, build=criterion_chart), numbers),
            ),
            Section(
                key="map",
                title="The map",
                sentences=("Each point is a customer.",),
                blocks=(Picture(key="m", data=drawn, build=segment_map_chart),),
            ),
            Section(key="segments", title="Who", blocks=cards),
            Section(
                key="comparison",
                title="Side by side",
                sentences=(long,),
                blocks=(Picture(key="h", data=heat, build=heat_chart), wide),
            ),
            Section(key="plan", title="Plan", blocks=(sizes, facts)),
            Section(key="method", title="Method", sentences=(long,) * 5, blocks=(facts[:1] * 9,)),
        ),
        withheld=("2 segments are told together.",),
    )


@pytest.fixture(scope="session")
def mall():
    """Tell of the built-in table in five segments."""
    table = sg.load_sample("mall_customers")
    features = ("Annual Income (k$)", "Spending Score (1-100)")
    result = sg.segment(table, sg.SegmentationSpec(features=features, n_clusters=5))
    return gather(result)


@pytest.fixture(scope="session")
def mall_story(mall):
    """Take every section of it."""
    return tell(mall, Choice(made="26 November 2026"))


@pytest.fixture(scope="session")
def slides(mall_story):
    """Make its slides, read back."""
    return Presentation(BytesIO(story_slides(mall_story)))


@pytest.fixture(scope="session")
def hostile_file(hostile):
    """Make the slides of the hostile story."""
    return story_slides(hostile)
