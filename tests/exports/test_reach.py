"""Who can be contacted: by hand for each reason, and never on a doubt."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.exports.reach import REASONS, reach
from segmentation.tables.table import ColumnChoice


def result_of(frame: pd.DataFrame, choices: tuple[ColumnChoice, ...] = ()):
    """Segment a table with a column of spend in two."""
    spend = np.where(np.arange(len(frame)) % 2, 100.0, 1.0) + np.arange(len(frame)) / 100
    table = replace(sg.read_table(frame.assign(spend=spend)), choices=choices)
    return sg.segment(table, sg.SegmentationSpec(features=("spend",), n_clusters=2))


def people(n: int = 12, **columns) -> pd.DataFrame:
    """Return customers with an identifier and an address each."""
    return pd.DataFrame(
        {"customer_id": range(500, 500 + n), "email": [f"p{i}@x.org" for i in range(n)]} | columns
    )


def why(reached) -> list[str]:
    """Return the reason of each customer, empty for who can be contacted."""
    return [REASONS[at] if at >= 0 else "" for at in reached.reasons]


def test_each_reason_by_hand():
    """No address, no consent, a second time; the rest can be contacted."""
    frame = people(consent=["yes"] * 6 + ["no", None, "yes", "yes", "yes", "yes"])
    frame.loc[1, "email"] = None
    frame.loc[2, "email"] = "not an address"
    frame.loc[8, "email"] = " P0@x.org "
    said = why(reach(result_of(frame)))
    assert said[:3] == ["", "no address", "no address"]
    assert said[6:9] == ["no consent", "no consent", "duplicate address"]
    assert said[9:] == ["", "", ""]


def test_without_a_column_of_consent_everybody_with_an_address_can():
    """The page says that nobody knows who agreed."""
    reached = reach(result_of(people()))
    assert reached.can.all()
    assert not reached.knows_consent


def test_without_a_column_of_addresses_everybody_can():
    """Lists hold identifiers then; of those who agreed, where that is known."""
    frame = people().drop(columns="email")
    assert reach(result_of(frame)).can.all()
    agreed = reach(result_of(frame.assign(consent=["yes", "no", "no"] * 4)))
    assert agreed.can.tolist() == [True, False, False] * 4


def test_consent_for_nobody_leaves_nobody():
    """All say no, or the column is named by hand and says nothing that is a yes."""
    assert not reach(result_of(people(consent="no"))).can.any()
    choice = ColumnChoice(name="note", contact="consent")
    assert not reach(result_of(people(note=["maybe", "later"] * 6), (choice,))).can.any()


def test_a_refusal_counts_even_beside_a_consent():
    """Both columns are asked; who has not said anything has not refused what was agreed to."""
    frame = people(consent="yes", unsubscribed=["no", "yes", None, "no"] * 3)
    assert reach(result_of(frame)).can.tolist() == [True, False, True, True] * 3
    alone = reach(result_of(frame.drop(columns="consent")))
    assert alone.can.tolist() == [True, False, False, True] * 3


def test_another_row_of_the_same_address_or_customer_may_forbid():
    """Whoever said no once is not written to, in whichever row."""
    frame = people(consent=["yes"] * 11 + ["no"])
    frame.loc[11, "email"] = "P0@X.org"
    assert why(reach(result_of(frame)))[0] == "no consent"
    twice = people(consent=["yes"] * 11 + ["no"])
    twice["customer_id"] = [500, *range(501, 511), 500]
    choice = replace(sg.read_table(twice.assign(spend=np.arange(12.0))), identifier="customer_id")
    spec = sg.SegmentationSpec(features=("spend",), n_clusters=2)
    assert why(reach(sg.segment(choice, spec)))[0] == "no consent"


def test_a_consent_for_one_way_is_none_for_another():
    """Who agreed to e-mail alone is listed without the number."""
    frame = people(
        phone=[f"+49 (0) 170 55501{i:02d}" for i in range(12)],
        email_consent=["yes", "no"] * 6,
        sms_consent=["no", "no", "yes", "yes"] * 3,
    )
    reached = reach(result_of(frame))
    assert reached.emails.tolist()[:4] == ["p0@x.org", "", "p2@x.org", ""]
    assert reached.phones.tolist()[:4] == ["", "", "+491705550102", "+491705550103"]
    assert reached.can.tolist() == [True, False, True, True] * 3
    only_mail = reach(result_of(frame.drop(columns="sms_consent")))
    assert set(only_mail.phones) == {""}


@pytest.mark.parametrize("n", [3, 4, 7])
def test_small_tables(n):
    """A handful of customers, every one of them counted once."""
    reached = reach(result_of(people(n, consent=(["yes", "no"] * n)[:n])))
    assert reached.can.tolist() == ([True, False] * n)[:n]
