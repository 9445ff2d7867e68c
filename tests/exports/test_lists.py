"""Lists: every customer is on one or counted, and the control group cannot be written to."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.lists import (
    HELD_OUT,
    TO_CONTACT,
    hold_out,
    list_columns,
    list_counts,
    list_rows,
    list_table,
)
from segmentation.exports.reach import reach


def made(n: int, seed: int = 0, **columns):
    """Segment so many customers with addresses and consents of their own in two."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(n) + 900,
            "email": [f"p{i}@x.org" for i in range(n)],
            "consent": random.choice(["yes", "no"], n),
            "spend": np.r_[random.normal(10, 1, n // 2), random.normal(90, 1, n - n // 2)],
        }
        | columns
    )
    result = sg.segment(
        sg.read_table(frame), sg.SegmentationSpec(features=("spend",), n_clusters=2)
    )
    reached = reach(result)
    return result, reached, hold_out(result, reached, 0.2, 0)


@settings(max_examples=25, deadline=None)
@given(n=st.integers(6, 60), seed=st.integers(0, 99))
def test_every_customer_is_listed_held_out_or_counted_by_a_reason(n, seed):
    """Together they are the segment; the file holds exactly the first two."""
    result, reached, held = made(n, seed)
    for segment, counts in enumerate(list_counts(result, reached, held)):
        gone = sum(number for _, number in counts.left_out)
        assert counts.n_listed + counts.n_held_out + gone == result.profiles[segment].size
        rows = list_table(result, reached, held, segment)
        assert (rows["group"] == TO_CONTACT).sum() == counts.n_listed
        assert (rows["group"] == HELD_OUT).sum() == counts.n_held_out
        assert set(rows["consent"]) <= {"yes"}
        assert (rows["email"] == "").eq(rows["group"] == HELD_OUT).all()
        assert list_columns(result, reached) == tuple(rows.columns)
        assert list_rows(result, reached, counts) == len(rows)
        agreed = result.table.frame.set_index("customer_id")["consent"]
        assert agreed.loc[rows["customer_id"]].astype(str).isin(["yes", "True"]).all()


def test_nobody_is_held_out_who_could_not_be_contacted():
    """So that both groups are alike."""
    result, reached, held = made(40)
    assert not (held & ~reached.can).any()
    assert held.sum() > 0
    with pytest.raises(sg.SpecError, match="The control group is 100%"):
        hold_out(result, reached, 1.0, 0)


def test_the_columns_are_those_of_a_mail_tool():
    """The identifier, address, number, one name under “name”, several under their own."""
    names = [f"Ann{chr(97 + i % 26)} Smith{chr(97 + i // 26)}" for i in range(40)]
    result, reached, held = made(40, full_name=names)
    head = ["customer_id", "email", "name", "consent", "segment", "group"]
    assert list(list_table(result, reached, held, 0).columns) == head
    first = [name.split()[0] for name in names]
    last = [f"L{name[3:].lower().replace(' ', '')}" for name in names]
    result, reached, held = made(40, first_name=first, last_name=last)
    assert list(list_table(result, reached, held, 0).columns[2:4]) == ["first_name", "last_name"]


def test_where_the_identifier_is_an_address_the_control_group_is_not_in_the_file():
    """Else an address of it would stand there."""
    random = np.random.default_rng(1)
    frame = pd.DataFrame(
        {"email": [f"p{i}@x.org" for i in range(30)], "spend": random.gamma(2.0, 9.0, 30)}
    )
    table = sg.read_table(frame).with_identifier("email")
    result = sg.segment(table, sg.SegmentationSpec(features=("spend",), n_clusters=2))
    reached = reach(result)
    held = hold_out(result, reached, 0.2, 0)
    rows = pd.concat([list_table(result, reached, held, s) for s in (0, 1)])
    assert list(rows.columns) == ["email", "segment", "group"]
    assert list_columns(result, reached) == tuple(rows.columns)
    counts = list_counts(result, reached, held)
    assert sum(list_rows(result, reached, each) for each in counts) == len(rows)
    assert set(rows["group"]) == {TO_CONTACT}
    assert len(rows) == (~held).sum()


def test_names_that_would_run_and_odd_names_of_segments():
    """A formula is a text in the file; names from right to left and pictures stay."""
    result, reached, held = made(
        20, consent="yes", full_name=["=cmd|x", *[f"Bob{chr(97 + i)} Lee" for i in range(19)]]
    )
    from segmentation.analysis.segmentation import with_names

    result = with_names(result, {0: "عملاء مخلصون", 1: "🛍️ fans " + "x" * 50})
    said = b"".join(csv_bytes(list_table(result, reached, held, s)) for s in (0, 1)).decode()
    assert "عملاء مخلصون" in said
    assert "🛍️ fans" in said
    assert ",=cmd" not in said
