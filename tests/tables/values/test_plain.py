"""A column read as a whole is what looking at each of its texts gives, or is left to that."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.tables.table import ReadOptions
from segmentation.tables.values import inference
from segmentation.tables.values.distinct import SHORT
from segmentation.tables.values.inference import Habits, infer_column
from segmentation.tables.values.plain import plain_values

LONG = 2 * SHORT + 100

KINDS = {
    "whole": lambda at: str(at * 7 - 900),
    "cents": lambda at: f"{at / 100:.2f}",
    "long decimals": lambda at: repr(at / 7),
    "thousand or decimals": lambda at: f"{at % 900 + 1}.{at % 1000:03d}",
    "zeros": lambda at: f"{at:05d}",
    "long codes": lambda at: f"{10**16 + at}",
    "days": lambda at: f"20{at % 24:02d}-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
    "times": lambda at: f"2024-03-{at % 28 + 1:02d} {at % 24:02d}:{at % 60:02d}",
    "seconds": lambda at: f"2024-03-{at % 28 + 1:02d}T{at % 24:02d}:{at % 60:02d}:00",
    "compact days": lambda at: f"2024{at % 12 + 1:02d}{at % 28 + 1:02d}",
    "months": lambda at: f"{2000 + at % 25}{at % 12 + 1:02d}",
    "month and year": lambda at: f"{at % 12 + 1}.{2000 + at % 25}",
    "names": lambda at: f"name {at}",
    "few words": lambda at: ("red", "green", "blue")[at % 3],
    "e-mails": lambda at: f"c{at}@shop.example",
    "units": lambda at: f"{at} kg",
    "mostly numbers": lambda at: f"{at}" if at % 50 else "about 7",
    "mostly days": lambda at: (
        f"2024-03-{at % 28 + 1:02d} {at % 24:02d}:{at % 60:02d}:{at % 59:02d}"
        if at % 50
        else "soon"
    ),
    "money": lambda at: f"€ {at},50",
    "yes": lambda at: ("true", "false")[at % 2],
}
ODD = ["", "", "", " 5", "NA", "n/a", "k.A.", "-", "x ", "0", "007", "+5", "1e5", "2024-02-30", "ü"]
ODD += ["null", "1600-01-01", "1500-01-01", "9999-12-31", "-0", "5.", ".5", "1.2.3", "2024-01-01Z"]


def by_each_text(cells: pd.Series, habits: Habits, monkeypatch: pytest.MonkeyPatch) -> object:
    """Type a column as if there were no short way."""
    with monkeypatch.context() as patched:
        patched.setattr(inference, "_as_a_whole", lambda *_: None)
        return infer_column(cells, ReadOptions(), habits)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, deadline=None)
@given(
    odd=st.lists(st.tuples(st.integers(0, LONG - 1), st.sampled_from(ODD)), max_size=3),
    decimal=st.sampled_from([".", ","]),
    stretch=st.integers(1, LONG),
)
def test_both_ways_agree(kind, odd, decimal, stretch):
    """Type, values, gaps and sentences, wherever odd cells stand and the column is parted."""
    texts = [KINDS[kind](at) for at in range(LONG)]
    for at, text in odd:
        texts[at] = text
    parts = [pd.Series(part, dtype="str") for part in (texts[:stretch], texts[stretch:]) if part]
    cells = pd.concat(parts, ignore_index=True).rename("x")
    habits = Habits(decimal=decimal)
    whole = infer_column(cells, ReadOptions(), habits)
    with pytest.MonkeyPatch.context() as monkeypatch:
        each = by_each_text(cells, habits, monkeypatch)
    pd.testing.assert_series_equal(whole.values, each.values, check_exact=True)
    assert (whole.decimal, whole.converted, whole.warning) == (
        each.decimal,
        each.converted,
        each.warning,
    )


@pytest.mark.parametrize("kind", ["whole", "cents", "long decimals", "days", "times", "seconds"])
def test_plain_columns_are_read_as_a_whole(kind):
    """The short way is taken, with gaps and without."""
    texts = [KINDS[kind](at) for at in range(LONG)]
    assert plain_values(pd.Series(texts, dtype="str")) is not None
    texts[7] = ""
    read = plain_values(pd.Series(texts, dtype="str"))
    assert read is not None
    assert read.values.isna().sum() == 1
