"""Which rows and columns can be segmented, and the ledger of the rest."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.customers.cleaning import customer_rows
from segmentation.errors import DataError, SpecError
from segmentation.tables.reading import read_table
from segmentation.tables.samples import load_sample


def shop(**columns) -> pd.DataFrame:
    """Make six customers with an identifier and two numbers."""
    frame = {
        "customer_id": [f"C{i}" for i in range(6)],
        "spend": [10.0, 20.0, 30.0, 40.0, 50.0, 65.0],
        "visits": [1, 2, 2, 3, 5, 8],
    }
    return pd.DataFrame(frame | columns)


def rows_of(frame: pd.DataFrame, *features: str, missing: str = "drop"):
    """Clean a made table."""
    return customer_rows(read_table(frame, "shop.csv"), features, missing=missing)


def test_complete_customers_are_all_kept():
    """Nothing is missing, so nothing is dropped, and customers are known by their identifier."""
    rows = rows_of(shop(), "spend", "visits")
    assert rows.positions.tolist() == list(range(6))
    assert rows.ledger.empty
    assert rows.identifiers.tolist() == ["C0", "C1", "C2", "C3", "C4", "C5"]


def test_the_ledger_names_who_was_dropped_and_why():
    """Every row with a gap appears once, with all the columns that lack a value."""
    frame = shop(spend=[10, np.nan, 30, 40, 50, 60], visits=[1, np.nan, 2, 3, np.nan, 8])
    rows = rows_of(frame, "spend", "visits")
    assert rows.ledger.to_dict("records") == [
        {"identifier": "C1", "reason": "no value for spend, visits"},
        {"identifier": "C4", "reason": "no value for visits"},
    ]
    assert rows.positions.tolist() == [0, 2, 3, 5]


def test_gaps_in_other_columns_drop_nobody():
    """Only the chosen features count."""
    assert len(rows_of(shop(visits=[1, np.nan, 2, 3, 5, 8]), "spend").frame) == 6


def test_imputing_keeps_everyone():
    """With `impute` no row is dropped; filling is left to the features."""
    rows = rows_of(shop(spend=[10, np.nan, 30, 40, 50, 60]), "spend", missing="impute")
    assert len(rows.frame) == 6
    assert rows.ledger.empty


def test_without_an_identifier_the_row_number_stands_in():
    """The ledger and the customers then show the 0-based row of the table."""
    frame = shop(spend=[10, np.nan, 30, 40, 50, 60]).drop(columns="customer_id")
    rows = rows_of(frame, "spend")
    assert rows.ledger["identifier"].tolist() == [1]
    assert rows.identifiers.tolist() == [0, 2, 3, 4, 5]
    assert rows.identifiers.name == "row"


@pytest.mark.parametrize(
    ("columns", "feature", "message"),
    [
        ({}, "spent", r"There is no column “spent” in shop\.csv\. Choose among its columns\."),
        (
            {},
            "customer_id",
            r"“customer_id” identifies customers, so it says nothing about groups",
        ),
        ({"flat": [7] * 6}, "flat", r"“flat” has the same value for every customer"),
        ({"none": [np.nan] * 6}, "none", r"“none” has no values at all\. Choose another column"),
        (
            {"since": pd.date_range("2026-01-01", periods=6)},
            "since",
            r"“since” holds dates\. Choose a number or a category instead\.",
        ),
    ],
    ids=["unknown", "identifier", "constant", "empty", "date"],
)
def test_a_column_that_cannot_be_a_feature_says_why(columns, feature, message):
    """Each unsuitable column gets its own sentence."""
    with pytest.raises(SpecError, match=message):
        rows_of(shop(**columns), feature)


def test_free_text_is_refused_with_its_number_of_values():
    """A note per customer is no category."""
    frame = pd.DataFrame(
        {"id": range(60), "note": [f"called about thing {i % 30}" for i in range(60)]}
    )
    message = r"“note” holds free text: 30 different values\. Choose a number, or a category of at"
    with pytest.raises(SpecError, match=message):
        rows_of(frame, "note")


def test_fewer_than_three_customers_are_refused():
    """The sentence tells how many are left and how many were dropped."""
    frame = shop(spend=[10, np.nan, np.nan, np.nan, np.nan, 60])
    message = "2 customers after leaving out 4 with missing values; segments need at least 3"
    with pytest.raises(DataError, match=message):
        rows_of(frame, "spend")


def test_a_column_may_become_constant_by_dropping():
    """What varies only among dropped rows is refused as well."""
    frame = shop(spend=[10, 10, 10, 10, 50, 65], visits=[1, 2, 3, 4, np.nan, np.nan])
    message = r"“spend” has the same value for every customer that is left after dropping 2"
    with pytest.raises(SpecError, match=message):
        rows_of(frame, "spend", "visits")


def test_the_table_stays_as_it_is():
    """Cleaning writes nothing to the shared frame."""
    table = load_sample("mall_customers")
    before = table.frame.copy()
    customer_rows(table, ("Age",))
    pd.testing.assert_frame_equal(table.frame, before)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=6, max_size=30))
def test_every_row_is_kept_or_in_the_ledger(values):
    """Rows in = rows kept + rows dropped, whatever is missing."""
    values = [1, 2, 3, *values]
    frame = pd.DataFrame({"visits": values, "spend": range(len(values))})
    rows = rows_of(frame.astype({"visits": "float64"}), "visits")
    assert len(rows.positions) + len(rows.ledger) == len(values)
    assert len(rows.ledger) == sum(value is None for value in values)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", None]),
            st.one_of(st.none(), st.integers(-50, 50)),
            st.one_of(st.none(), st.integers(0, 9)),
        ),
        min_size=4,
        max_size=40,
    ),
    st.sampled_from(["drop", "impute"]),
    st.sampled_from(["keep", "first", "last", "sum", "mean"]),
    st.sampled_from(["keep", "set_aside"]),
)
def test_every_row_is_accounted_for_by_every_choice(rows, missing, duplicates, outliers):
    """In = kept + dropped, whatever is chosen; a dropped row has one reason."""
    frame = pd.DataFrame(rows, columns=["who", "x", "y"]).assign(z=range(len(rows)))
    table = read_table(frame).with_identifier("who")
    try:
        found = customer_rows(
            table,
            ("x", "y", "z"),
            missing=missing,
            duplicates=duplicates,
            outliers=outliers,
            quantiles=(0.1, 0.9),
        )
    except (DataError, SpecError):
        return
    assert len(found.frame) + len(found.ledger) == len(rows)
    assert len(found.positions) == len(found.frame)
    assert found.ledger["reason"].str.len().gt(0).all()
    if duplicates != "keep":
        assert not found.frame["who"].dropna().duplicated().any()
