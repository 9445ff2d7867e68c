"""Expressions and aggregates of Spark prepare a table as the code in memory does."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.engines.spark import statistics
from segmentation.engines.spark.preparation import prepare
from segmentation.engines.spark.reading import draw, open_table

CHOICES = {
    "gaps are filled, extremes capped": {
        "features": ("spend", "visits", "kind", "member"),
        "missing": "impute",
        "outliers": "cap",
        "scaling": "robust",
        "transforms": {"spend": "yeo_johnson"},
    },
    "extremes set aside, a formula and a filter": {
        "features": ("each", "grade", "change"),
        "outliers": "set_aside",
        "scaling": "minmax",
        "weights": {"grade": 0.5},
        "formulas": {"each": "spend / visits", "large": "spend > 20"},
        "where": "kind != 'c' and visits between 1 and 8",
    },
}


def table(n=900):
    """Make columns of every kind, with gaps and values that are no numbers."""
    random = np.random.default_rng(4)
    frame = pd.DataFrame(
        {
            "spend": np.round(random.lognormal(3, 1, n), 2),
            "visits": random.integers(0, 9, n),
            "change": random.normal(size=n),
            "kind": random.choice(["a", "b", "c d"], n),
            "grade": random.integers(1, 4, n),
            "member": random.choice([True, False, None], n),
        }
    )
    frame.loc[::40, "spend"] = np.nan
    frame.loc[5::90, "change"] = -np.inf
    frame.loc[11::70, "kind"] = None
    return frame


@pytest.mark.parametrize("few", [pytest.param(100_000, marks=pytest.mark.slow), 10])
@pytest.mark.parametrize("said", CHOICES)
def test_features_points_and_rows_left_out(said, few, spark, tmp_path, monkeypatch):
    """Those of the table in memory, whether all values are counted or those between bounds."""
    monkeypatch.setattr(statistics, "FEW_VALUES", few)
    table().to_parquet(tmp_path / "t.parquet", index=False, row_group_size=200)
    spec = sg.SegmentationSpec(n_clusters=2, **CHOICES[said])
    opened = open_table(spark, str(tmp_path / "t.parquet"))
    sample = draw(opened)
    made, there = prepare(opened, sample, spec), fit_range(sample.table, spec, [2])
    for ours, theirs in zip(made.space.features, there.space.features, strict=True):
        for part in (name for name in type(theirs).__slots__ if name not in {"center", "scale"}):
            assert getattr(ours, part) == getattr(theirs, part)
    for ours, theirs in zip(made.columns, columns_of(sample, spec), strict=True):
        assert repr(ours) == repr(theirs)
    assert made.n_kept == len(there.points)
    reasons = there.rows.ledger["reason"].value_counts().to_dict()
    assert dict(made.left_out) == reasons
    points = np.column_stack([np.asarray(each) for each in made.points.toArrow().columns])
    order, same = (np.lexsort(np.round(each, 9).T) for each in (points, there.points))
    np.testing.assert_allclose(points[order], there.points[same], rtol=1e-9, atol=1e-12)
    made.cells.unpersist()


def columns_of(sample, spec):
    """Return what a model in memory knows of its columns."""
    return sg.segment(sample.table, spec).model.rule.columns


@pytest.mark.slow
def test_a_rank_outside_of_its_bounds_is_found_all_the_same(spark, monkeypatch):
    """An approximation that is far off costs a second look, and no digit."""
    monkeypatch.setattr(statistics, "FEW_VALUES", 1)
    monkeypatch.setattr(statistics, "ACCURACY", 2)
    monkeypatch.setattr(statistics, "MARGIN", 0.0)
    values = np.random.default_rng(1).integers(0, 50, 400).astype(float)
    frame = spark.createDataFrame([(value,) for value in values.tolist()], "x double")
    numbers = statistics.spark_numbers(
        frame, {"x": values}, (0.1, 0.5), lambda n: [0, 7, n // 2, n - 1]
    )["x"]
    ordered = np.sort(values)
    assert numbers.search.values.tolist() == ordered[[0, 7, 200, 399]].tolist()
    up_to = [int((values <= value).sum()) for value in numbers.search.values]
    assert numbers.search.up_to.tolist() == up_to
