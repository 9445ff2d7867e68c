"""Visitors by hand, in any order of rows, and bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.events.columns import EventColumns
from segmentation.customers.events.visitors import visitors_from

COLUMNS = EventColumns(
    visitor="who", time="at", event="what", page="page", device="on", channel=None
)
ROWS = [
    ("a", "2025-03-01 10:00", "view", "/shoes/1", "phone"),
    ("a", "2025-03-01 10:20", "add_to_cart", "/shoes/1", "phone"),
    ("a", "2025-03-01 10:51", "view", "/hats", "desktop"),
    ("a", "2025-03-04 09:00", "purchase", "/hats", "phone"),
    ("b", "2025-03-10 23:50", "view", "https://shop.example/shoes?x=1", "desktop"),
    ("b", "2025-03-11 00:10", "view", None, "desktop"),
    (None, "2025-03-11 00:10", "view", "/", "desktop"),
    ("c", None, "view", "/", "desktop"),
]


def table_of(rows):
    """Read rows as a table."""
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "page", "on"])
    return sg.read_table(frame.assign(at=pd.to_datetime(frame["at"])), "web")


def test_by_hand():
    """Sessions end after half an hour; rates are of the own views and carts."""
    made = visitors_from(table_of(ROWS), COLUMNS)
    got = made.frame.set_index("who")
    wanted = {
        "events": [4, 2],
        "sessions": [3, 1],
        "events_per_session": [4 / 3, 2],
        "recency_days": [7, 0],
        "tenure_days": [10, 1],
        "active_days": [2, 2],
        "views": [2, 2],
        "carts": [1, 0],
        "orders": [1, 0],
        "carts_per_view": [0.5, 0],
        "orders_per_cart": [1, np.nan],
        "share_of_shoes": [0.5, 1],
        "share_of_hats": [0.5, 0],
        "share_of_phone": [0.75, 0],
        "share_of_desktop": [0.25, 1],
    }
    assert list(got.columns) == list(wanted) or set(got.columns) == set(wanted)
    for name, values in wanted.items():
        np.testing.assert_array_equal(got.loc[["a", "b"], name], values, err_msg=name)
    assert made.identifier == "who"
    assert made.report.converted == (
        "Events that count: 6 rows.",
        "Left out because they have no visitor: 1 row.",
        "Left out because they have no time: 1 row.",
        "Recency is counted from 2025-03-11.",
        "A session ends after half an hour without an event.",
    )


def test_a_day_cuts_later_events_off():
    """Counted from that day; what came later is told."""
    made = visitors_from(table_of(ROWS), COLUMNS, as_of="2025-03-05")
    assert made.frame["who"].tolist() == ["a"]
    assert made.frame["recency_days"].tolist() == [1]
    assert "Left out because they have no event up to 2025-03-05: 2 rows." in made.report.converted


def test_a_session_column_is_believed():
    """Three events of one session are one session, whatever the time between."""
    rows = table_of(ROWS[:4])
    rows = sg.read_table(rows.frame.assign(sid=["s", "s", "s", "t"]))
    made = visitors_from(rows, EventColumns(visitor="who", session="sid"))
    assert made.frame["sessions"].tolist() == [2]
    assert "recency_days" not in made.frame


@settings(max_examples=25)
@given(order=st.permutations(range(6)))
def test_the_order_of_rows_plays_no_part(order):
    """Events are sorted by their time."""
    expected = visitors_from(table_of(ROWS[:6]), COLUMNS).frame
    got = visitors_from(table_of([ROWS[i] for i in order]), COLUMNS).frame
    pd.testing.assert_frame_equal(got[expected.columns], expected)


def test_equal_names_of_levels_stay_apart():
    """A page and a device of one name are two columns."""
    frame = pd.DataFrame({"who": list("aabb"), "page": ["tv", "x"] * 2, "on": ["tv", "y"] * 2})
    made = visitors_from(
        sg.read_table(frame), EventColumns(visitor="who", page="page", device="on")
    )
    assert {"share_of_tv", "share_of_tv_device"} <= set(made.frame.columns)


def test_many_levels_are_joined():
    """The six most frequent have a share, the others one together; shares add up to one."""
    frame = pd.DataFrame({"who": list("ab") * 50, "page": [f"/p{i % 10}" for i in range(100)]})
    made = visitors_from(sg.read_table(frame), EventColumns(visitor="who", page="page")).frame
    shares = made[[name for name in made.columns if name.startswith("share_of_")]]
    assert shares.shape[1] == 7
    assert "share_of_other_pages" in shares
    np.testing.assert_allclose(shares.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("columns", "error", "sentence"),
    [
        (EventColumns(visitor="nobody"), sg.SpecError, "There is no column “nobody”"),
        (EventColumns(visitor="empty"), sg.DataError, "no event with a visitor"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(columns, error, sentence):
    """A column that is not there, a column without anybody."""
    frame = pd.DataFrame({"who": ["a", "b"], "empty": [None, None]})
    with pytest.raises(error, match=sentence):
        visitors_from(sg.read_table(frame), columns)
