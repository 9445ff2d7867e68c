"""Every chart draws every odd input, or says why not."""

import importlib
import inspect
import json
import pkgutil
import re
from itertools import cycle

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from odd_inputs import MAKERS, ODD
from odd_segments import SEGMENT_MAKERS
from thoroughness import tried

from segmentation import charts
from segmentation.charts.columns.correlation import correlation_chart, correlation_data
from segmentation.charts.columns.counts import counts_chart, counts_data
from segmentation.charts.columns.histogram import histogram_chart, histogram_data
from segmentation.charts.columns.scatter import scatter_chart, scatter_data
from segmentation.charts.columns.spread import spread_data
from segmentation.charts.columns.spread_charts import box_chart, violin_chart
from segmentation.charts.drawing import draw
from segmentation.charts.theme import DARK, LIGHT
from segmentation.errors import SpecError

EVERY = MAKERS | SEGMENT_MAKERS
LOOKS = cycle((LIGHT, DARK))
N = 40
RNG = np.random.default_rng(0)

COLUMNS = {
    "whole": np.arange(N),
    "real": RNG.normal(size=N),
    "constant": np.full(N, 7),
    "zero": np.zeros(N),
    "boolean": np.arange(N) % 3 == 0,
    "text": [f"city {i % 12}" for i in range(N)],
    "one text": ["only"] * N,
    "identifier": [f"C{i:03d}" for i in range(N)],
    "dates": pd.date_range("2021-01-01", periods=N),
    "one date": pd.to_datetime(["2021-01-01"] * N),
    "hours": pd.date_range("2021-01-01", periods=N, freq="h", tz="UTC"),
    "far dates": pd.Series(["0001-01-01", "9999-12-31"] * (N // 2), dtype="datetime64[us]"),
    "gaps": [1.5, None] * (N // 2),
    "one value": [3.0] + [None] * (N - 1),
    "two values": [3.0, 4.0] + [None] * (N - 2),
    "all missing": np.full(N, np.nan),
    "no texts": pd.Series([None] * N, dtype="str"),
    "no dates": pd.Series([None] * N, dtype="datetime64[ns]"),
    "infinite": [np.inf, -np.inf] + [1.0, 2.0] * (N // 2 - 1),
    "only infinite": np.full(N, np.inf),
    "huge": [1.7e308, -1.7e308] + [1.0, 2.0] * (N // 2 - 1),
    "tiny": [5e-324] * N,
    "close": 1e15 + np.arange(N) / 4,
    "long tail": [*range(N - 1), 10**9],
    "nullable": pd.array([1, None] * (N // 2), dtype="Int64"),
    "categorical": pd.Categorical(["low", "high"] * (N // 2), categories=["low", "mid", "high"]),
    "markup": ["<script>alert(1)</script>", "$x$", "%{x}", "a\nb"] * (N // 4),
    "half a character": pd.Series(["\ud800", "b"] * (N // 2), dtype=object),
}

NAMES = [
    "<script>alert(1)</script>",
    "$x$",
    "%{x}",
    "two\nlines",
    "x" * 300,
    "k$ (k$)",
    " ",
    "()",
    "\x00",
]

CHARTS = {
    "histogram": lambda f, a, _b: (histogram_data(f, a), histogram_chart),
    "histogram by": lambda f, a, b: (histogram_data(f, a, b), histogram_chart),
    "box": lambda f, a, _b: (spread_data(f, a), box_chart),
    "box by": lambda f, a, b: (spread_data(f, a, b), box_chart),
    "violin": lambda f, a, _b: (spread_data(f, a), violin_chart),
    "violin by": lambda f, a, b: (spread_data(f, a, b), violin_chart),
    "scatter": lambda f, a, b: (scatter_data(f, a, b), scatter_chart),
    "scatter of one": lambda f, a, _b: (scatter_data(f, a, a), scatter_chart),
    "scatter colour": lambda f, a, b: (scatter_data(f, b, b, a), scatter_chart),
    "scatter few": lambda f, a, b: (scatter_data(f, a, b, a, limit=3), scatter_chart),
    "correlation": lambda f, a, b: (correlation_data(f, [a, b]), correlation_chart),
    "counts": lambda f, a, _b: (counts_data(f, a), counts_chart),
    "counts few": lambda f, a, _b: (counts_data(f, a, 1), counts_chart),
}


def all_charts() -> set:
    """Return every function of the package that draws a figure."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(charts.__path__, "segmentation.charts.")
    ]
    return {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.endswith(("_chart", "_plot")) and not name.startswith("_")
        if function.__module__ == module.__name__
        if list(inspect.signature(function).parameters) == ["data", "theme"]
    }


def refuse(constant):
    """Fail on NaN and Infinity, which no browser reads."""
    pytest.fail(f"{constant} is no JSON")


def ends(layout):
    """List the ranges of the axes that have one."""
    axes = [layout[name] for name in layout if name.startswith(("xaxis", "yaxis"))]
    axes += [layout.get("polar", {}).get("radialaxis", {})]
    return [axis["range"] for axis in axes if "range" in axis]


def spatial_axes(layout):
    """List the axes of a space."""
    return [axis for name, axis in layout.get("scene", {}).items() if name.endswith("axis")]


def categories(trace):
    """List the places of a trace that are known by name; a closed line comes back to its first."""
    places = [trace[axis] for axis in ("x", "y", "theta") if isinstance(trace.get(axis), list)]
    named = [place for place in places if any(isinstance(name, str) for name in place)]
    return [place[:-1] if place[-1] == place[0] and "theta" in trace else place for place in named]


def check_figure(data, chart):
    """Draw in both looks, or the next one, look for what must never be there; return figures."""
    looks = [next(LOOKS) for _ in range(tried(2, quick=1))]
    figures = [chart(data, look) for look in looks]
    for look, figure in zip(looks, figures, strict=True):
        assert isinstance(figure, go.Figure)
        shown = draw(data, lambda *_, made=figure: made, look)
        drawn = json.loads(shown.figure, parse_constant=refuse)
        # The title of a spatial axis is drawn letter by letter: there is no formula in it.
        heads = [a.pop("title", {}).get("text", "") for a in spatial_axes(drawn["layout"])]
        assert "<" not in "".join(heads)
        text = json.dumps(drawn, ensure_ascii=False)
        assert "<script" not in text
        assert "<i>" not in text
        assert "$x$" not in text
        assert "%{own}" not in text
        assert all(np.isfinite(np.array(end, dtype=float)).all() for end in ends(drawn["layout"]))
        assert all(len(set(names)) == len(names) for t in drawn["data"] for names in categories(t))
        assert shown.title
        assert shown.alt
        told = f"{shown.title} {shown.alt} {shown.caption}"
        assert not set(told) & {"\n", "\x00"}
        assert not re.search(r"\b(nan|inf)\b", told)
        if not figure.data:
            assert figure.layout.annotations[0].text
    return figures


def test_every_chart_has_odd_inputs():
    """A new chart has to take them as well, so it fails here until it has a maker."""
    assert {chart for chart, _ in EVERY.values()} == all_charts()


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("made", EVERY)
def test_odd_names_and_numbers_draw_or_say_why(made, case):
    """Whatever segments, columns and levels are called, and however far their numbers reach."""
    chart, make = EVERY[made]
    names, values = ODD[case]
    check_figure(make(names, list(values)), chart)


def check(chart, frame, first, second):
    """Draw in both looks and look for what must never be there."""
    before = frame.copy(deep=True)
    data, chart_of = CHARTS[chart](frame, first, second)
    pd.testing.assert_frame_equal(frame, before)
    assert data.title
    assert data.alt
    assert not set(data.title + data.alt + data.caption) & {"\n", "\x00"}
    assert "nan" not in f"{data.title} {data.alt} {data.caption}".split()
    for figure in check_figure(data, chart_of):
        assert bool(data.why) == (not figure.data)
        if data.why:
            assert data.why.endswith(".")
            assert figure.layout.annotations[0].text


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("column", COLUMNS)
def test_odd_columns_draw_or_say_why(chart, column):
    """As the first, and beside a good column as the second."""
    frame = pd.DataFrame({"odd": COLUMNS[column], "good": np.arange(N) % 5})
    check(chart, frame, "odd", "good")
    check(chart, frame, "good", "odd")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_odd_names_do_no_harm(chart, name):
    """As a number's name and as a category's."""
    frame = pd.DataFrame({name: np.arange(12), "good": np.arange(12) % 3})
    check(chart, frame, name, "good")
    check(chart, frame, "good", name)
    check(chart, frame.assign(**{name: list("aabbccddeeff")}), name, "good")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("column", ["whole", "text", "dates", "boolean", "gaps"])
def test_next_to_no_rows_draw_or_say_why(chart, n, column):
    """A table of no, one or two rows is drawn, or the chart says what it lacks."""
    frame = pd.DataFrame({"odd": COLUMNS[column], "good": np.arange(N)}).head(n)
    check(chart, frame, "odd", "good")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_column_that_is_not_there_is_an_error(chart):
    """A sentence, whatever the chart."""
    with pytest.raises(SpecError, match="There is no column “gone” in this table"):
        CHARTS[chart](pd.DataFrame({"good": [1, 2]}), "gone", "good")
