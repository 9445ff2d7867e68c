"""Who is in an audience file, and what leaves."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.errors import SpecError
from segmentation.exports.audience.files import (
    ALONE,
    AS_COLUMN,
    LEFT_OUT,
    audience,
    audience_csv,
    layout_of,
    leaving,
)
from segmentation.exports.audience.layouts import LAYOUTS
from segmentation.exports.audience.normalising import sha256
from segmentation.exports.lists import HELD_OUT, TO_CONTACT
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
    """With the columns that the layout has and nothing else; hashed where the layout says so."""
    layout, reached = layout_of(key), reach(result)
    found = audience(result, reached, nobody(result), range(2), layout)
    assert list(found.rows.columns) == [field.header for field in layout.fields]
    assert len(found.rows) == found.n_customers == 37
    assert found.n_unusable == 0
    emails = set(found.rows.iloc[:, 0])
    hashed = [sha256(f"person{i}@mail.example") for i in (4, 3)]
    there, gone = hashed if layout.is_hashed else ("Person4@Mail.example", "Person3@Mail.example")
    assert there in emails
    assert gone not in emails
    text = audience_csv(found).decode()
    assert ("mail" in text.splitlines()[1].lower()) is not layout.is_hashed
    assert not text.startswith("\ufeff")
    cells = found.rows.to_numpy().ravel()
    assert all(len(cell) in (0, 64) for cell in cells) is layout.is_hashed


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
        audience(result, reached, held, [segment], LAYOUTS["meta"], control=control)
        for control in (LEFT_OUT, ALONE)
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


def test_the_control_group_is_a_column_where_there_is_room_for_one(result):
    """Both groups, each customer once; an ad platform refuses the column in a sentence."""
    reached, held = reach(result), np.arange(len(result.labels)) % 5 == 0
    found = audience(result, reached, held, range(2), LAYOUTS["klaviyo"], control=AS_COLUMN)
    assert list(found.rows.columns) == ["Email", "Phone Number", "group"]
    groups = found.rows.set_index("Email")["group"]
    assert groups["Person10@Mail.example"] == HELD_OUT
    assert groups["Person11@Mail.example"] == TO_CONTACT
    assert (groups == HELD_OUT).sum() == (held & reached.can).sum()
    assert len(groups) == found.n_customers == 37
    with pytest.raises(SpecError, match="Google Ads Customer Match has no column"):
        audience(result, reached, held, range(2), LAYOUTS["google"], control=AS_COLUMN)


def test_whoever_a_platform_takes_for_somebody_to_contact_is_in_no_control_group():
    """Two addresses of one inbox, by hand: excluding the one would exclude the other."""
    frame = pd.DataFrame({"x": [0.0, 1, 2, 3, 100, 101, 102, 103]})
    frame["email"] = [f"person{i}@mail.example" for i in range(8)]
    frame.loc[:1, "email"] = ["a.b@gmail.com", "ab@gmail.com"]
    result = sg.segment(
        sg.read_table(frame, "t"), sg.SegmentationSpec(features=("x",), n_clusters=2)
    )
    held = np.array([False, True, True, False, False, False, False, True])
    found = audience(result, reach(result), held, range(2), LAYOUTS["google"], control=ALONE)
    assert (len(found.rows), found.n_customers, found.n_unusable) == (2, 3, 1)
    assert sha256("ab@gmail.com") not in set(found.rows["Email"])


def test_a_readable_file_has_no_cell_that_runs():
    """An address that a program for tables takes for a formula is left out, not changed."""
    frame = pd.DataFrame({"x": [float(i % 2 * 90 + i % 5) for i in range(24)]})
    frame["email"] = [f"person{i}@mail.example" for i in range(24)]
    frame.loc[:3, "email"] = ["=cmd|x@a.org", "+1+1@a.org", "-2@a.org", "@sum@a.org"]
    result = sg.segment(
        sg.read_table(frame, "t"), sg.SegmentationSpec(features=("x",), n_clusters=2)
    )
    for key in ("klaviyo", "mailchimp", "hubspot"):
        found = audience(result, reach(result), nobody(result), range(2), LAYOUTS[key])
        lines = audience_csv(found).decode().splitlines()
        assert not [line for line in lines if line.lstrip('"').startswith(("=", "+", "-", "@"))]
        assert len(found.rows) == 20
