"""Formulas make columns, a filter chooses rows, and both are the user's own words."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.derivation import (
    NOTHING,
    derivation_of,
    kept_by,
    with_formulas,
)


@pytest.fixture(scope="module")
def table():
    """Six customers with gaps, dates, flags and texts."""
    return sg.read_table(
        pd.DataFrame(
            {
                "id": [f"c{i}" for i in range(6)],
                "spend": [100.0, 50.0, None, 0.0, 30.0, 9.0],
                "orders": [4, 1, 2, 0, 3, 3],
                "member": [1, 0, 1, 1, 0, 0],
                "land": ["D", "A", "D", None, "A", "D"],
                "since": pd.to_datetime(
                    ["2025-01-01", "2025-06-01T23:30", None] * 2, format="ISO8601"
                ),
            }
        ),
        "shop",
    )


def test_columns_and_filter(table):
    """Division by zero and gaps give gaps; who is not known to meet the filter is left out."""
    made, derivation, chosen = with_formulas(
        table,
        (
            ("per order", "spend / orders"),
            ("much", "`per order` >= 25"),
            ("at", "filled(land, '?')"),
        ),
        "land = 'D' or member = yes",
    )
    assert made.frame["per order"].tolist()[:2] == [25, 50]
    assert made.frame["per order"].isna().tolist() == [False, False, True, True, False, False]
    assert made.frame["much"].tolist()[:2] == [1, 1]
    assert made.frame["at"].tolist() == ["D", "A", "D", "?", "A", "D"]
    assert chosen.tolist() == [True, False, True, True, False, True]
    assert dict(derivation.sources).keys() == {"spend", "orders", "land", "member"}
    assert list(table.frame.columns) == ["id", "spend", "orders", "member", "land", "since"]
    assert made.fingerprint != table.fingerprint


def test_days_are_whole(table):
    """The time of the day plays no part."""
    made, _, _ = with_formulas(table, (("age", "days_since(since, '2025-06-02')"),))
    assert made.frame["age"].dropna().tolist() == [152, 1, 152, 1]


def test_a_flag_without_gaps_is_a_yes_or_no_column(table):
    """So that it can be a category like any other."""
    made, _, _ = with_formulas(table, (("many", "orders >= 3"),))
    assert made.frame["many"].dtype == bool
    assert {c.name: c.kind for c in sg.profile_columns(made)}["many"] == "boolean"


def test_nothing_asked_changes_nothing(table):
    """The very same table."""
    made, derivation, chosen = with_formulas(table, (), "  ")
    assert made is table
    assert derivation is NOTHING
    assert chosen.all()


@pytest.mark.parametrize(
    ("formulas", "where", "sentence"),
    [
        ([("x", "x + 1")], "", "uses itself"),
        ([("x", "y + 1"), ("y", "spend")], "", "uses “y”, which is made after it"),
        ([("spend", "orders")], "", "There is a column “spend” already"),
        ([("x", "orders"), ("x", "spend")], "", "There is a column “x” already"),
        ([("", "orders")], "", "needs a name"),
        ([("x" * 81, "orders")], "", "needs a name"),
        ([("x\udfff", "orders")], "", "half of a character"),
        ([("x", "filled(since, '2025-01-01')")], "", "gives a date"),
        ([(f"x{i}", "orders") for i in range(51)], "", "Keep at most 50"),
        ([], "spend", "is not a condition"),
        ([], "country = 'D'", "There is no column “country”"),
    ],
)
def test_what_does_not_fit_is_told(table, formulas, where, sentence):
    """Loops, names that are taken, filters that are none."""
    with pytest.raises(sg.SpecError, match=sentence):
        derivation_of(tuple(formulas), where, source_kinds(table))


def test_the_kept_are_a_table_of_their_own(table):
    """With the columns that formulas make; another filter is another table, none the same one."""
    formulas = (("each", "spend / orders"),)
    kept, rows = kept_by(table, formulas, "each >= 10")
    assert rows.tolist() == [0, 1, 4]
    assert kept.frame["id"].tolist() == ["c0", "c1", "c4"]
    assert kept.frame.index.tolist() == [0, 1, 2]
    assert kept.frame["each"].tolist() == [25.0, 50.0, 10.0]
    assert len({kept.fingerprint, kept_by(table, formulas, "each >= 9")[0].fingerprint}) == 2
    assert kept_by(table, (), "")[0] is table
    nobody, rows = kept_by(table, (), "orders > 99")
    assert (len(nobody.frame), len(rows)) == (0, 0)


def test_a_feature_that_the_filter_makes_constant_says_so(table):
    """It cannot tell apart whom the filter keeps; the way out is named."""
    spec = sg.SegmentationSpec(features=("member", "orders"), n_clusters=2, where="member = yes")
    with pytest.raises(sg.SpecError, match=r"after filtering.*without this column, or remove"):
        sg.segment(table, spec)


def test_a_filter_that_leaves_too_few_says_so(table):
    """Two customers are no segments; the sentence names the filter."""
    spec = sg.SegmentationSpec(features=("spend",), n_clusters=2, where="orders = 4")
    with pytest.raises(
        sg.DataError, match=r"The filter leaves 1 customer of 6; .*Widen the filter “orders"
    ):
        sg.segment(table, spec)


def test_segments_of_a_filter_are_those_of_the_filtered_file():
    """The same customers, the same numbers; the ledger says who stood outside."""
    table = sg.load_sample("mall_customers")
    where = "Gender = 'Female' and Age between 20 and 60"
    features = ("Annual Income (k$)", "Spending Score (1-100)")
    spec = sg.SegmentationSpec(features=features, n_clusters=4, where=where)
    frame = table.frame
    kept = frame[(frame["Gender"] == "Female") & frame["Age"].between(20, 60)]
    alone = sg.segment(
        sg.read_table(kept.reset_index(drop=True), "kept"),
        sg.SegmentationSpec(features=features, n_clusters=4),
    )
    result = sg.segment(table, spec)
    assert result.labels.tolist() == alone.labels.tolist()
    assert result.inertia == alone.inertia
    assert len(result.ledger) == 200 - len(kept)
    assert set(result.ledger["reason"]) == {f"outside the filter {where}"}


def test_rows_of_a_customer_are_put_together_before_formulas():
    """Spend per order of a customer is that of all rows, not of the last."""
    frame = pd.DataFrame(
        {
            "customer_id": ["a", "a", "b", "c", "d"],
            "spend": [10.0, 30.0, 5.0, 8.0, 90.0],
            "orders": [1, 3, 1, 2, 3],
        }
    )
    table = sg.read_table(frame, "twice").with_identifier("customer_id")
    spec = sg.SegmentationSpec(
        features=("each",), n_clusters=2, duplicates="sum", formulas={"each": "spend / orders"}
    )
    result = sg.segment(table, spec)
    assert result.rows.frame["each"].tolist() == [10, 5, 4, 30]
    assert np.isfinite(result.inertia)
