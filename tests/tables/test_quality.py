"""Gaps and repetitions are counted and said."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.quality import dates_without_time, summary_statistics, table_quality

FRAME = pd.DataFrame(
    {
        "customer_id": [1, 2, 2, 4, 4],
        "spend": [1.0, 2.0, 2.0, np.nan, 4.0],
        "city": ["Oslo", None, None, None, "Rome"],
    }
)


def test_counts_by_hand():
    """Empty cells, incomplete rows, repeated rows and identifiers are counted and told."""
    quality = table_quality(sg.read_table(FRAME))
    assert (quality.n_rows, quality.n_columns) == (5, 3)
    assert (quality.missing_cells, quality.rows_with_missing) == (4, 3)
    assert (quality.repeated_rows, quality.repeated_identifiers) == (1, 2)
    assert quality.sentences == (
        "Empty: 4 cells in 3 rows.",
        "Identical to an earlier row: 1 row.",
        "A “customer_id” seen before: 2 rows. Each row counts as a separate customer.",
    )


def test_a_clean_table_says_so():
    """A table without gaps or repetitions gives one sentence that says so."""
    quality = table_quality(sg.load_sample("mall_customers"))
    assert quality.sentences == ("Nothing is missing and no row is repeated.",)


def test_statistics_by_hand():
    """In the file's units; the identifier is no quantity; infinity is no value."""
    frame = FRAME.assign(score=[1.0, 3.0, np.inf, 5.0, np.nan])
    found = summary_statistics(sg.read_table(frame)).set_index("Column")
    assert found.index.tolist() == ["spend", "score"]
    assert found.loc["spend"].tolist() == pytest.approx(
        [4, 2.25, 1.2583057392117916, 1, 1.75, 2, 2.5, 4]
    )
    assert found.loc["score", ["Values", "Mean"]].tolist() == [3, 3]


def test_without_numbers_there_are_no_statistics():
    """A table of texts has an empty frame of statistics."""
    assert summary_statistics(sg.read_table(pd.DataFrame({"city": ["a", "b", "a"]}))).empty


def test_dates_without_a_time_are_known():
    """Missing dates do not count; one o'clock does."""
    days = pd.to_datetime(["2024-01-31", None, "2024-02-01"])
    times = pd.to_datetime(["2024-01-31 13:00", None, "2024-02-01 00:00"])
    table = sg.read_table(pd.DataFrame({"day": days, "time": times, "n": [1, 2, 3]}))
    assert dates_without_time(table) == ("day",)
