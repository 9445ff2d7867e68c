"""Small drawings of columns: the bars are the customers, and what is missing is told."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.palette import DARK, LIGHT
from segmentation.charts.small.sketches import (
    ALL_DIFFERENT,
    HEIGHT,
    LEAST,
    MOST_LEVELS,
    NO_VALUES,
    WIDTH,
    sketch,
    sketch_svg,
)
from segmentation.errors import SpecError

N = 40
COLUMNS = {
    "whole": np.arange(N),
    "constant": np.full(N, 7),
    "one known": [3.0] + [None] * (N - 1),
    "gaps": [1.5, None] * (N // 2),
    "yes and no": [1.0, 0.0, None, 1.0] * (N // 4),
    "flags": [True, False] * (N // 2),
    "towns": [f"town {i % 9}" for i in range(N)],
    "one town": ["only"] * N,
    "identifier": [f"C{i:03d}" for i in range(N)],
    "dates": pd.date_range("2021-01-01", periods=N),
    "hours": pd.date_range("2021-01-01", periods=N, freq="h"),
    "nothing": [None] * N,
    "infinite": [np.inf, 1.0] * (N // 2),
    "long tail": [*range(N - 1), 10**9],
    "huge": [1.7e308, 1.0] * (N // 2),
    "markup": ["<script>alert(1)</script>", '$x$ & "q"', "שלום", "🙂"] * (N // 4),
    "categories": pd.Categorical(["low", "high"] * (N // 2), categories=["low", "mid", "high"]),
}


def drawn(made, theme=LIGHT):
    """Read the drawing; bars as (x, width, height), words as they stand."""
    root = ET.fromstring(sketch_svg(made, theme))  # noqa: S314 - our own text
    found = root.findall(".//{*}rect")
    bars = [tuple(float(bar.get(k)) for k in ("x", "width", "height")) for bar in found]
    return bars, [text.text for text in root.findall(".//{*}text")]


@pytest.mark.parametrize("by_value", [False, True])
@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_drawn_or_says_why(column, by_value):
    """Whoever is drawn or missing is everybody, and no bar leaves the drawing."""
    frame = pd.DataFrame({"<b>k$": COLUMNS[column]})
    before = frame.copy(deep=True)
    marked = np.arange(N) < 5
    for marks in (None, marked, np.zeros(N, dtype=bool)):
        made = sketch(frame, "<b>k$", marks, by_value=by_value)
        assert made.alt.endswith(".")
        assert not re.search(r"\b(nan|inf)\b", made.alt)
        if made.why:
            assert sketch_svg(made, LIGHT) == ""
            continue
        assert made.counts.sum() + made.missing == N
        assert len(made.counts) == len(made.names)
        assert (made.marked <= made.counts).all() if made.marked.size else marks is not marked
        for theme in (LIGHT, DARK):
            bars, _ = drawn(made, theme)
            assert all(x >= 0 and x + w <= WIDTH for x, w, _ in bars)
            assert all(h >= LEAST - 0.01 for *_, h in bars)
    pd.testing.assert_frame_equal(frame, before)


def test_bars_are_the_customers():
    """By hand: 1, 2, 3 and 4 customers of four values; the last is highest."""
    frame = pd.DataFrame({"visits (days)": np.repeat([1, 2, 3, 4], [1, 2, 3, 4])})
    made = sketch(frame, "visits (days)")
    assert made.counts.tolist() == [1, 2, 3, 4]
    assert (made.label, made.low, made.high) == ("visits", "1", "4 days")
    bars, _ = drawn(made)
    heights = [height for *_, height in bars]
    assert heights == pytest.approx(
        [(HEIGHT - 1) * part for part in (0.25, 0.5, 0.75, 1)], abs=0.01
    )
    assert made.gaps == ""


def test_the_most_frequent_values_have_a_bar():
    """The others share one; what is missing is told with its share."""
    towns = np.repeat([f"T{i}" for i in range(8)], [9, 8, 7, 6, 5, 2, 2, 1]).tolist()
    made = sketch(pd.DataFrame({"town": [*towns, *[None] * 10]}), "town")
    assert made.names == ("T0", "T1", "T2", "T3", "T4", "other (3 values)")
    assert made.counts.tolist() == [9, 8, 7, 6, 5, 5]
    assert len(made.names) == MOST_LEVELS + 1
    assert made.gaps == "10 without a value (20%)"
    assert made.finding == "“T0” is the most frequent, 22%"
    assert drawn(made)[1][0] == "T0"


def test_ties_are_told():
    """Two that come first: neither is called the most frequent."""
    made = sketch(pd.DataFrame({"x": ["b", "a"] * 6 + ["c"]}), "x")
    assert made.finding == "“a” and others come first, 46% each"
    assert sketch(pd.DataFrame({"x": ["a"] * 3}), "x").finding == (
        "every customer with a value has “a”"
    )


def test_the_marked_are_counted_in_the_same_bars():
    """Nobody of the first half, everybody of the second."""
    frame = pd.DataFrame({"x": np.repeat([1, 2], 6), "town": ["a", "b"] * 6})
    marked = frame["x"].to_numpy() == 2
    assert sketch(frame, "x", marked).marked.tolist() == [0, 6]
    assert sketch(frame, "town", marked).marked.tolist() == [3, 3]
    assert "6 of them marked" in sketch(frame, "x", marked).alt


def test_what_cannot_be_drawn_says_why():
    """No values, all different, no rows, no column."""
    frame = pd.DataFrame({"id": [f"c{i}" for i in range(9)], "no": [None] * 9})
    assert sketch(frame, "id").why == ALL_DIFFERENT
    assert sketch(frame, "no").why == NO_VALUES
    assert sketch(frame.head(0), "id").why == NO_VALUES
    with pytest.raises(SpecError, match="There is no column"):
        sketch(frame, "gone")


def test_numbers_by_value_are_yes_and_no_or_groups():
    """0 and 1 are read as an answer, channel 3 as it is."""
    frame = pd.DataFrame({"member": [1.0, 0.0, None, 1.0], "channel": [1, 3, 3, 3]})
    assert sketch(frame, "member", by_value=True).names == ("yes", "no")
    assert sketch(frame, "channel", by_value=True).names == ("3", "1")
