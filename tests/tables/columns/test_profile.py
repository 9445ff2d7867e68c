"""What is known of one column on its own."""

import pandas as pd
import pytest

from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.profile import IS_CODE, describe


def test_a_code_is_said_to_be_one():
    """Left out with its reason; a personal column keeps that of the person."""
    column = describe(cells_of(pd.Series([10115, 80331, 10115], name="PLZ")))
    assert (column.role, column.warnings) == ("ignore", (IS_CODE,))
    phone = describe(cells_of(pd.Series([4917012345, 4917012346], name="phone no")))
    assert phone.warnings == (
        "It reveals a phone number: left out of segments unless you choose it.",
    )


@pytest.mark.parametrize(
    ("name", "lens"),
    [
        ("order_id", None),
        ("EmployeeNumber", None),
        ("coupon code", "behavioural"),
        ("region id", "geographic"),
        ("orders", "behavioural"),
    ],
)
def test_the_number_of_an_order_tells_nothing_of_a_customer(name, lens):
    """A place that is numbered stays a place."""
    assert describe(cells_of(pd.Series([41, 42, 41, 47], name=name))).lens == lens


def test_what_says_who_somebody_is_has_no_lens():
    """A street is a place nevertheless."""
    texts = [f"a{i}@b.example" for i in range(9)]
    assert describe(cells_of(pd.Series(texts, name="order mail", dtype="str"))).lens is None
    streets = [f"Elm Street {i}" for i in range(9)]
    assert describe(cells_of(pd.Series(streets, name="address", dtype="str"))).lens == "geographic"
