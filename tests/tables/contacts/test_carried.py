"""Contacts of customers who have several rows: the latest of each, and what forbids on one day."""

from dataclasses import replace

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.customers.rfm_scores import words_of
from segmentation.tables.contacts.carried import carried_contacts, carried_sentence

SALES = pd.DataFrame(
    {
        "who": ["a", "a", "a", "b", "b", "c", "c", "c"],
        "day": pd.to_datetime(
            [f"2024-0{month}-0{day}" for month, day in ((1, 1), (3, 1), (2, 1), (1, 5), (1, 5))]
        ).append(pd.to_datetime(["2024-01-01", "2024-01-02", None])),
        "paid": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        "email": ["a1@x.org", None, "a2@x.org", *["b@x.org"] * 2, *["c@x.org"] * 2, "c9@x.org"],
        "opt-in": ["yes", "no", "yes", "yes", "no", "no", "yes", "no"],
        "unsubscribed": ["no", "no", "yes", "no", "yes", "yes", "no", "yes"],
    }
)


def test_the_latest_value_counts_and_on_one_day_what_forbids():
    """By hand: a's last address is of February, b said both on one day, c's undated row is old."""
    table = sg.read_table(SALES)
    codes = pd.factorize(table.frame["who"], sort=True)[0]
    made = carried_contacts(table, codes, 3, table.frame["day"].to_numpy(), ("who", "day", "paid"))
    assert made["email"].tolist() == ["a2@x.org", "b@x.org", "c@x.org"]
    assert made["opt-in"].astype(str).tolist() in (["no", "no", "yes"], ["False", "False", "True"])
    refused = made["unsubscribed"].astype(str).tolist()
    assert refused in (["no", "yes", "no"], ["False", "True", "False"])


def test_customers_of_sales_keep_their_contacts():
    """Beside their measures, as further columns that the report speaks of."""
    frame = pd.concat([SALES.assign(who=SALES["who"] + str(i)) for i in range(6)])
    table = sg.read_table(frame.reset_index(drop=True))
    made = sg.rfm(table, customer="who", date="day", amount="paid")
    assert {"email", "opt-in", "unsubscribed"} <= set(made.frame.columns)
    plain_ = sg.rfm(
        replace(table, frame=table.frame[["who", "day", "paid"]]),
        customer="who",
        date="day",
        amount="paid",
    )
    pd.testing.assert_frame_equal(made.frame[plain_.frame.columns], plain_.frame)
    assert words_of(made.frame) == words_of(plain_.frame)
    assert any("“email”, “opt-in”" in sentence for sentence in made.report.converted)


def test_customers_without_a_value_have_none():
    """A gap stays a gap, and a column of yes and no becomes words then."""
    table = sg.read_table(pd.DataFrame({"who": ["a", "b"], "opt-in": [True, False]}))
    made = carried_contacts(table, np.array([0, -1]), 2, np.arange(2), ("who",))
    assert made["opt-in"].tolist()[0] == "yes"
    assert made["opt-in"].isna().tolist() == [False, True]


def test_sales_without_contacts_stay_as_they_were():
    """No column, no sentence."""
    table = sg.read_table(SALES[["who", "day", "paid"]])
    codes = pd.factorize(table.frame["who"])[0]
    assert carried_contacts(table, codes, 3, table.frame["day"].to_numpy()).shape == (3, 0)
    assert carried_sentence([]) == ()
