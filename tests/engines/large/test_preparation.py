"""The preparation of a table in pieces is that of the table in memory."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.engines.large.preparation import prepare
from segmentation.engines.reading import source as reading
from segmentation.engines.reading.sampling import draw
from segmentation.engines.reading.source import open_source
from segmentation.models.drift import input_columns

ENOUGH, NOTHING = 10**9, 0
"""Bytes that hold all numbers, and none."""


def customers(n=3_000, seed=0):
    """Make customers with gaps, not-a-numbers, a long tail, ties, categories and a flag."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "id": [f"C{at:06d}" for at in range(n)],
            "spend": np.exp(2 * random.normal(size=n)),
            "visits": random.poisson(3, n).astype(float),
            "age": random.integers(18, 90, n),
            "country": random.choice(["DE", "FR", "IT"], n, p=[0.6, 0.3, 0.1]),
            "member": random.random(n) < 0.3,
            "coded": random.integers(0, 2, n),
        }
    )
    frame.loc[random.random(n) < 0.05, "spend"] = np.nan
    frame.loc[random.random(n) < 0.03, "visits"] = np.inf
    frame.loc[random.random(n) < 0.04, "country"] = None
    return frame


@pytest.fixture(scope="module")
def table():
    """Make the table once."""
    return customers()


FEATURES = ("spend", "visits", "age", "country", "member", "coded")
SETTINGS = {
    "standard": {},
    "range, gaps filled": {"scaling": "minmax", "missing": "impute"},
    "robust, chosen fills": {"scaling": "robust", "missing": "impute", "fills": {"spend": 1.0}},
    "caps": {"outliers": "cap", "scaling": "robust"},
    "set aside": {"outliers": "set_aside", "outlier_quantiles": (0.05, 0.9)},
    "logarithm and weights": {"transforms": {"spend": "log"}, "weights": {"spend": 2.0}},
    "caps before a power": {"outliers": "cap", "transforms": {"spend": "yeo_johnson"}},
    "raw": {"scaling": "none"},
    "formula and filter": {
        "formulas": {"each": "spend / (visits + 1)"},
        "where": "country != 'IT' and age >= 30",
    },
}


@pytest.mark.parametrize("memory", [ENOUGH, NOTHING])
@pytest.mark.parametrize("name", SETTINGS)
def test_the_same_features_as_in_memory(name, memory, table, tmp_path):
    """Held or streamed, of one piece: equal to the last bit, and so is who is left out."""
    settings = dict(SETTINGS[name])
    features = FEATURES + (("each",) if "formulas" in settings else ())
    spec = sg.SegmentationSpec(features=features, **settings)
    table.to_parquet(tmp_path / "t.parquet", index=False)
    source = open_source(tmp_path / "t.parquet")
    made = prepare(source, draw(source), spec, memory_bytes=memory)
    there = fit_range(sg.read_table(table), spec, [2])
    assert made.space == there.space
    assert made.columns == input_columns(there.rows.frame, there.space)
    assert made.n_kept == len(there.rows.frame)
    assert dict(made.left_out) == there.rows.ledger["reason"].value_counts().to_dict()


@pytest.mark.parametrize("name", ["standard", "logarithm and weights", "set aside"])
def test_many_pieces_change_no_more_than_the_last_bits(name, table, tmp_path, monkeypatch):
    """Means are sums of sums; everything else is equal."""
    monkeypatch.setattr(reading, "BATCH_ROWS", 170)
    spec = sg.SegmentationSpec(features=FEATURES, **SETTINGS[name])
    table.to_parquet(tmp_path / "t.parquet", index=False, row_group_size=400)
    source = open_source(tmp_path / "t.parquet")
    made = prepare(source, draw(source), spec, memory_bytes=NOTHING)
    there = fit_range(sg.read_table(table), spec, [2])
    assert made.columns == input_columns(there.rows.frame, there.space)
    for mine, theirs in zip(made.space.features, there.space.features, strict=True):
        for part in type(mine).__slots__:
            value, wanted = getattr(mine, part), getattr(theirs, part)
            assert value == (
                pytest.approx(wanted, rel=1e-13) if part in {"center", "scale"} else wanted
            )


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (lambda n: np.full(n, 7.0), "“x” has the same value for every customer"),
        (lambda n: np.full(n, np.nan), "“x” has no value"),
        (lambda n: [f"t{at}" for at in range(n)], "“x” holds free text"),
        (lambda n: pd.date_range("2025-01-01", periods=n, freq="h"), "“x” holds dates"),
    ],
)
def test_columns_that_cannot_be_features(column, said, tmp_path):
    """In the words of a table in memory."""
    frame = customers(200).assign(x=column(200))
    frame.to_parquet(tmp_path / "t.parquet", index=False)
    source = open_source(tmp_path / "t.parquet")
    spec = sg.SegmentationSpec(features=("age", "x"))
    with pytest.raises(sg.SpecError, match=said):
        prepare(source, draw(source), spec, memory_bytes=NOTHING)


def test_what_only_the_sample_lacks_is_not_said_of_all(tmp_path):
    """A value of one row in thousands: the sentence says how many were looked at."""
    frame = pd.DataFrame({"age": np.arange(5_000) % 70, "rare": 0.0})
    frame.loc[4_999, "rare"] = 1.0
    frame.to_parquet(tmp_path / "t.parquet", index=False)
    source = open_source(tmp_path / "t.parquet")
    spec = sg.SegmentationSpec(features=("age", "rare"))
    with pytest.raises(sg.SpecError, match="Looked at were 50 rows drawn evenly"):
        prepare(source, draw(source, most=50), spec, memory_bytes=NOTHING)


def test_rows_of_one_customer_cannot_be_put_together(tmp_path):
    """They may lie in any piece."""
    customers(50).to_parquet(tmp_path / "t.parquet", index=False)
    source = open_source(tmp_path / "t.parquet")
    spec = sg.SegmentationSpec(features=("age",), duplicates="sum")
    with pytest.raises(sg.SpecError, match=r"t\.parquet is read in pieces"):
        prepare(source, draw(source), spec, memory_bytes=NOTHING)
