"""A table that nobody would wish for, in every form of a report."""

import io
import re
import zipfile

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.segmentation import with_names
from segmentation.exports.forms import FORMS
from segmentation.exports.report import words
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell

NAMES = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\u202eلاغ עם",
    "😀👩‍👩‍👧‍👦" * 20,
    "n" * 300,
)
EACH = 6


def segmented(k: int, n_columns: int):
    """Segment customers, all columns and segments with names that run or are too long."""
    rng = np.random.default_rng(0)
    at = np.repeat(np.arange(k), EACH)
    frame = pd.DataFrame({"spend": at * 50.0 + rng.random(len(at))})
    frame["visits"] = (at * 7 % k) * 50.0 + rng.random(len(at))
    for j in range(n_columns - 2):
        name = f"{NAMES[j % len(NAMES)][:297]}{j}"
        frame[name] = rng.choice(["a", "=1+1", "<b>"], len(at)) if j % 5 else rng.random(len(at))
    spec = sg.SegmentationSpec(features=("spend", "visits"), n_clusters=k)
    found = sg.segment(sg.read_table(frame, "<b>=1"), spec)
    return with_names(found, {s: f"{NAMES[s % len(NAMES)][:297]}{s}" for s in range(k)})


@pytest.mark.parametrize(("k", "n_columns"), [(15, 8), (2, 150)])
def test_every_form_takes_it(k, n_columns):
    """Fifteen segments, or 150 columns: no tag and no formula is the table's own."""
    result = segmented(k, n_columns)
    story = tell(gather(result))
    assert len(story.section("segments").blocks) == k
    made = {ending: form.make(story, result, None) for ending, form in FORMS.items()}
    page = made[".html"].decode()
    assert "<script>alert" not in page
    assert len(made[".html"]) < 6_000_000
    with zipfile.ZipFile(io.BytesIO(made[".xlsx"])) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "/sheet" in name]
    assert not [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)]
    with zipfile.ZipFile(io.BytesIO(made[".pptx"])) as deck:
        assert sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", n)) for n in deck.namelist()) > k


def test_a_segment_that_the_gate_empties_is_said_in_every_form():
    """Six customers each, seven wanted: nothing is told of any, and the files say so."""
    small = segmented(3, 2)
    story = tell(gather(small, smallest=EACH + 1))
    assert story.withheld == (words.ALL_TOO_SMALL,)
    assert story.section("map") is None
    for form in FORMS.values():
        made = form.make(story, small, None)
        assert made
    assert words.ALL_TOO_SMALL in FORMS[".html"].make(story, small, None).decode()
