"""A shared result as JSON: it comes back as it was, and nothing damaged is shown."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.errors import ModelError
from segmentation.exports.snapshots.content import DAMAGED, Snapshot, as_text, from_text


def test_it_comes_back_as_it_was(snapshot):
    """With a plan and without one."""
    assert from_text(as_text(snapshot)) == snapshot
    assert from_text(as_text(replace(snapshot, plan=None))) == replace(snapshot, plan=None)


@settings(max_examples=30)
@given(st.text())
def test_any_text_can_be_written_and_read(snapshot, text):
    """Markup, right to left, control characters; halves of characters become question marks."""
    read = from_text(as_text(replace(snapshot, maker=text, table=text + "\ud800")))
    assert read.maker == text
    assert read.table == text + "?"


@settings(max_examples=30)
@given(st.data())
def test_a_cut_or_altered_text_is_one_sentence(snapshot, data):
    """Whatever became of it in the database: a sentence or a snapshot, never another error."""
    text = as_text(snapshot)
    at = data.draw(st.integers(0, len(text) - 1))
    altered = text[:at] + data.draw(st.sampled_from(["", "x", '"', "]", "9", "null"]))
    altered += data.draw(st.sampled_from(["", text[at + 1 :]]))
    assert said_of(altered) in {DAMAGED, Snapshot.__name__}


def said_of(text: str) -> str:
    """Return what becomes of a text: the sentence, or that it was read."""
    try:
        return type(from_text(text)).__name__
    except ModelError as error:
        return str(error)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept["figures"].update(z=[[0.1]]),
        lambda kept: kept["figures"].update(typical=[["1", "2"], ["3", "4"]]),
        lambda kept: kept["shares"][0].update(levels=["gold"]),
        lambda kept: kept.update(cards=[]),
        lambda kept: kept["cards"][0].update(slot=-1),
        lambda kept: kept.update(form=2),
        lambda kept: kept.pop("headline"),
    ],
)
def test_parts_that_do_not_fit_are_not_shown(snapshot, change):
    """A row too many would be drawn under another segment's name."""
    kept = json.loads(as_text(snapshot))
    change(kept)
    with pytest.raises(ModelError, match="is damaged and cannot be shown"):
        from_text(json.dumps(kept))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "[" * 100_000, '"x"', "1e999"])
def test_something_else_is_not_shown(text):
    """Neither nothing nor what is no snapshot."""
    with pytest.raises(ModelError, match="is damaged"):
        from_text(text)
