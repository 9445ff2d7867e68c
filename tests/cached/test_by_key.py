"""What is kept is a function of its key: values are reduced to it before anything is computed."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

import segmentation as sg
from segmentation.analysis.segmentation import with_names
from segmentation.cached import by_key, clusters
from segmentation.cached.by_key import cached_by_key, drawing
from segmentation.errors import SpecError
from segmentation.tables.columns.taxonomy import Lens

CELLS = {"anna": b"id,x\na,1\nb,2\nc,9\nd,8\n", "bert": b"id;x\na;1\nb;2\nc;9\nd;8\n"}
SEEN = []


@dataclass(frozen=True)
class Titled:
    """The least that a chart's data have."""

    title: str
    alt: str = "a chart"


def titled(result, word):
    """Make data of names, of a word, and of what the function can see of the table."""
    SEEN.append(result.table.name)
    return Titled(title=f"{word}: {', '.join(result.names)}")


def empty_figure(_data, _theme):
    """Draw nothing."""
    return go.Figure()


@pytest.fixture
def result():
    """Return a function that segments the same cells under a name."""
    spec = sg.SegmentationSpec(features=("x",), n_clusters=2)
    return lambda name: sg.segment(sg.read_table(CELLS[name], f"{name}.csv"), spec)


def test_a_kept_function_never_sees_a_name(result):
    """The second caller gets the first one's answer, which knows neither of their files."""

    @cached_by_key(2)
    def about(given):
        return given.table.name, given.names, given.table.report.delimiter

    named = with_names(result("anna"), {0: "Anna's best"})
    assert about(named) is about(result("bert"))
    assert about(named) == ("this table", result("bert").proposed_names, None)


def test_an_answer_that_was_found_a_moment_ago_ends_with_its_cache():
    """Whether there was no room for it, or everything was cleared."""
    computed = []

    @cached_by_key(1)
    def doubled(number):
        computed.append(number)
        return [2 * number]

    first = doubled(1)
    assert doubled(1) is first
    doubled(2)
    assert doubled(1) is not first
    st.cache_resource.clear()
    doubled(1)
    assert computed == [1, 2, 1, 1]


def test_a_cache_learns_which_answers_are_in_use(monkeypatch):
    """Of two, the one that goes is not the one that was asked for last."""
    monkeypatch.setattr(by_key, "RECENT_SECONDS", 0.0)
    computed = []

    @cached_by_key(2)
    def doubled(number):
        computed.append(number)
        return [2 * number]

    for number in (1, 2, 1, 3, 1):
        doubled(number)
    assert computed == [1, 2, 3]


def test_a_table_and_a_range_are_reduced_as_well(result):
    """And the caller's own values stay as they are."""

    @cached_by_key(2)
    def name_of(table, fitted):
        return table.name, fitted.table.name

    anna = result("anna")
    assert name_of(anna.table, anna.fitted) == ("this table", "this table")
    assert anna.table.name == "anna.csv"


def test_other_cells_are_another_key(result):
    """So is another number of segments of the same cells."""

    @cached_by_key(4)
    def sizes(given):
        return [profile.size for profile in given.profiles]

    anna = result("anna")
    three = sg.segment(anna.table, sg.SegmentationSpec(features=("x",), n_clusters=3))
    assert (sizes(anna), sizes(three)) == ([2, 2], [2, 1, 1])


def test_a_chart_shows_given_names_and_no_file(result):
    """Names are part of its key; the table is bare."""
    SEEN.clear()
    named = with_names(result("anna"), {0: "Stars"})
    first = drawing(partial(titled, named, "Who"), empty_figure, "light")
    assert first.title == f"Who: {', '.join(named.names)}"
    assert (
        drawing(partial(titled, result("bert"), "Who"), empty_figure, "light").title != first.title
    )
    assert drawing(partial(titled, named, "Why"), empty_figure, "light").title.startswith("Why")
    again = with_names(result("bert"), {0: "Stars"})
    assert drawing(partial(titled, again, "Who"), empty_figure, "light") is first
    assert SEEN == ["this table"] * 3


def test_a_chart_of_a_function_made_on_the_way_is_refused():
    """What it has closed over would be missing in the key."""
    with pytest.raises(ValueError, match="write it in a module"):
        drawing(partial(lambda: Titled(title="")), empty_figure, "light")


ALIKE = [
    *(1, 1.0, True, "1", b"1", None, "", (), ("1",), ("1", ""), ("1,",), (("1",),), {"1": 1}),
    *(np.int64(1), np.array([1]), np.array([1.0]), np.array([[1]])),
    *(
        Lens.BEHAVIOURAL,
        Lens.FIRMOGRAPHIC,
        Titled(title="1"),
        Titled(title="1", alt="1"),
        date(2024, 1, 1),
        datetime(2024, 1, 1, tzinfo=UTC),
    ),
]


def test_values_that_differ_have_keys_that_differ():
    """Alike is not equal: a text of a number, a pair in a pair, another type of array."""
    seen = []

    @cached_by_key(64)
    def see(value):
        return seen.append(value) or len(seen)

    answers = [see(value) for value in ALIKE]
    assert answers == list(range(1, len(ALIKE) + 1))
    assert [see(value) for value in ALIKE] == answers
    assert see(np.array([[1, 2], [3, 4]])) == see(np.array([[1, 3], [2, 4]]).T)


def test_a_value_without_a_key_is_refused():
    """A frame has no key, nor has an array of objects: both would be compared by a sample."""

    @cached_by_key(2)
    def see(value):
        return value

    for value in (pd.DataFrame({"x": [1]}), np.array([object()]), {1}):
        with pytest.raises(TypeError, match="No key is known"):
            see(value)


def many(n):
    """Make a table of so many customers."""
    cells = "\n".join(f"{i},{i % 7},{i % 5}" for i in range(n))
    return sg.read_table(f"id,x,y\n{cells}\n".encode(), "many.csv")


def test_long_work_is_done_apart_and_gives_the_same(monkeypatch):
    """Also what a kept function needs of another one; each piece once."""
    table = many(450)
    spec = sg.SegmentationSpec(features=("x", "y")).family
    pieces = []

    def compute_here(piece, doing):
        pieces.append((piece.name, piece.size, doing))
        function = getattr(clusters, piece.name)
        return function.__wrapped__(*(value for _, value in piece.arguments))

    monkeypatch.setattr(by_key, "compute", compute_here)
    fitted = clusters.fitted_range(table, spec)
    assert not pieces  # few customers, no evidence
    scan = clusters.weighed(fitted, (2, 3))
    names = [name for name, *_ in pieces]
    assert "_chance_part" in names
    assert {"stability", "borders", "_chance_part"} >= set(names)
    assert names.count("stability") <= 2
    assert all(size == 450 and doing.endswith("…") for _, size, doing in pieces)
    monkeypatch.setattr(by_key, "_here", threading.Event())
    by_key.keep_all_here()
    n_pieces = len(pieces)
    other = clusters.fitted_range(many(451), spec)
    clusters.weighed(other, (2, 3))
    assert len(pieces) == n_pieces
    assert clusters.weighed(fitted, (2, 3)) is scan


def test_an_error_of_long_work_is_raised_where_it_is_asked_for(monkeypatch):
    """Whoever asks may know another way."""
    monkeypatch.setattr(by_key, "compute", lambda *_: (_ for _ in ()).throw(SpecError("No.")))

    @cached_by_key(2, apart="Working…", apart_from=3)
    def fails(given):
        return given

    @cached_by_key(2)
    def asks(given):
        try:
            return fails(given)
        except SpecError as error:
            return f"another way: {error}"

    fails.__wrapped__.__qualname__ = "fails"
    assert asks(many(5)) == "another way: No."
    with pytest.raises(SpecError, match=r"No\."):
        fails(many(6))
    assert fails(many(2)).name == "this table"


def test_the_time_of_long_work_is_told_by_its_algorithm(result):
    """Whether it stands in a choice, or in what was made by one."""
    ward = sg.SegmentationSpec(features=("x",), algorithm="ward")
    found = result("anna")
    assert by_key._algorithm_in((found.table, ward, 3)) == "ward"
    assert by_key._algorithm_in((found.table, found.fitted)) == "kmeans"
    assert by_key._algorithm_in((found.table, 3)) == ""
