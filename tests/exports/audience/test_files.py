"""Who is in an audience file, and what leaves."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.errors import SpecError
from segmentation.exports.audience.files import audience, audience_csv, layout_of, leaving
from segmentation.exports.audience.layouts import LAYOUTS
from segmentation.exports.audience.normalising import sha256
from segmentation.exports.reach import reach


@pytest.fixture(scope="module")
def result():
    """Segment forty customers: some refuse, one has no address, numbers are of two kinds."""
    n = 40
    frame = pd.DataFrame({"id": [f"c{i}" for i in range(n)]})
    frame["x"] = np.where(np.arange(n) < 20, 0.0, 100.0) + np.arange(n) % 4
    frame["e-mail"] = [f"Person{i}@Mail.example" for i in range(n)]
    frame["phone"] = [f"+49 30 12345{i:02d}" if i % 2 else f"030 12345{i:02d}" for i in range(n)]
    frame["consent"] = ["no" if i in (3, 25) else "yes" for i in range(n)]
    frame.loc[5, ["e-mail", "phone"]] = None
    table = sg.read_table(frame, "made")
    return sg.segment(table, sg.SegmentationSpec(features=("x",), n_clusters=2))


def nobody(result):
    """Hold nobody out."""
    return np.zeros(len(result.labels), dtype=bool)


@pytest.mark.parametrize("key", LAYOUTS)
def test_only_who_can_be_contacted_is_in_the_file(result, key):
    """Hashed, with the columns that the layout has and nothing else."""
    layout, reached = layout_of(key), reach(result)
    found = audience(result, reached, nobody(result), range(2), layout)
    assert list(found.rows.columns) == [field.header for field in layout.fields]
    assert len(found.rows) == found.n_customers == 37
    assert found.n_unusable == 0
    emails = set(found.rows.iloc[:, 0])
    assert sha256("person4@mail.example") in emails
    assert sha256("person3@mail.example") not in emails
    text = audience_csv(found).decode()
    assert "mail" not in text.splitlines()[1]
    assert not text.startswith("\ufeff")
    assert all(len(cell) in (0, 64) for cell in found.rows.to_numpy().ravel())


def test_numbers_without_their_country_are_empty(result):
    """The address alone is there then."""
    found = audience(result, reach(result), nobody(result), range(2), LAYOUTS["google"])
    phones = found.rows.set_index("Email")["Phone"]
    assert phones[sha256("person7@mail.example")] == sha256("+49301234507")
    assert phones[sha256("person8@mail.example")] == ""


def test_a_segment_and_a_group_are_chosen(result):
    """Who is held out is in a file of its own, never in both."""
    reached, held = reach(result), np.arange(len(result.labels)) % 5 == 0
    segment = int(result.labels[0])
    parts = [
        audience(result, reached, held, [segment], LAYOUTS["meta"], held_out=out)
        for out in (False, True)
    ]
    treated, control = (set(part.rows["email"]) for part in parts)
    assert not treated & control
    members = {
        sha256(f"person{i}@mail.example")
        for i in np.flatnonzero((result.labels == segment) & reached.can)
    }
    assert treated | control == members


def test_what_leaves_is_named_exactly(result):
    """Column by column; a table without addresses has no file."""
    reached = reach(result)
    assert leaving(LAYOUTS["google"], reached) == (("e-mail", "Email"), ("phone", "Phone"))
    bare = sg.read_table(pd.DataFrame({"x": [*range(9), 100, 101]}), "bare")
    alone = sg.segment(bare, sg.SegmentationSpec(features=("x",), n_clusters=2))
    none = reach(alone)
    assert leaving(LAYOUTS["google"], none) == ()
    found = audience(alone, none, nobody(alone), range(2), LAYOUTS["google"])
    assert found.rows.empty
    assert found.n_unusable == found.n_customers == 11


def test_addresses_that_are_one_to_a_platform_are_there_once():
    """Dots say nothing to Gmail."""
    frame = pd.DataFrame({"x": [0.0, 1, 2, 3, 100, 101, 102, 103, 104, 105, 106, 107]})
    frame["email"] = [f"person{i}@mail.example" for i in range(12)]
    frame.loc[:2, "email"] = ["a.b@gmail.com", "ab+x@gmail.com", "no address"]
    result = sg.segment(
        sg.read_table(frame, "t"), sg.SegmentationSpec(features=("x",), n_clusters=2)
    )
    reached = reach(result)
    assert reached.contacts.email == "email"
    found = audience(result, reached, nobody(result), range(2), LAYOUTS["google"])
    assert len(found.rows) == 10
    assert sha256("ab@gmail.com") in set(found.rows["Email"])


def test_a_layout_that_is_none_is_refused():
    """The sentence names those there are."""
    with pytest.raises(SpecError, match="Choose among: google, meta"):
        layout_of("minitel")
