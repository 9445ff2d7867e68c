"""Sizes and sums of all rows are those of the same rows in memory, for every number of segments."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.engines.reading.progress import Progress
from segmentation.engines.whole import opening
from segmentation.engines.whole.counting import count_segments
from segmentation.engines.whole.opening import open_sample, open_whole
from segmentation.errors import DataError, SpecError

N = 6_000


def made():
    """Make customers with gaps, a formula's columns, yes and no, and a number far out."""
    random, second = np.random.default_rng(0), np.arange(N) % 3 == 0
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(N) + 100_000,
            "age": (random.normal(30, 6, N) + 25 * second).round(),
            "spend": np.exp(random.normal(3, 0.5, N) + 2 * second).round(2),
            "orders": random.poisson(4, N),
            "city": np.array(["Oslo", "Bergen", "Bodø"])[random.integers(0, 3, N)],
            "loyal": random.random(N) < 0.3,
        }
    )
    frame.loc[::17, "age"] = np.nan
    frame.loc[::29, "orders"] = np.nan
    frame["loyal"] = frame["loyal"].astype(object).where(frame.index % 11 != 0)
    frame["spend"] = frame["spend"].where(frame.index % 500 != 1, 90_000.0)
    return frame


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write them as parts."""
    root = tmp_path_factory.mktemp("operator")
    (root / "parts").mkdir()
    frame = made()
    for at in range(3):
        part = frame[at * 2_000 : (at + 1) * 2_000]
        part.to_parquet(root / "parts" / f"{at}.parquet", index=False, row_group_size=700)
    return root


@pytest.fixture
def sample(folder, monkeypatch):
    """Draw a tenth."""
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 600)
    return open_sample(str(folder), "parts", str(folder))


def counted(folder, fitted):
    """Count all rows."""
    return count_segments(open_whole(str(folder), "parts", str(folder)), fitted)


SPECS = {
    "gaps left out": {"features": ("age", "spend")},
    "gaps filled": {"features": ("age", "orders"), "missing": "impute"},
    "categories": {"features": ("age", "city", "loyal")},
    "filter and formula": {
        "features": ("per_order", "age"),
        "formulas": (("per_order", "spend / (orders + 1)"),),
        "where": "age > 25",
    },
    "long tails": {"features": ("age", "spend"), "transforms": (("spend", "log"),)},
    "capped": {"features": ("age", "spend"), "outliers": "cap"},
    "mixture": {"features": ("age", "spend"), "algorithm": "gaussian_mixture"},
    "Ward": {"features": ("age", "spend"), "algorithm": "ward"},
}


@pytest.mark.parametrize("given", SPECS.values(), ids=SPECS)
def test_all_rows_are_counted_as_the_saved_model_scores_them(given, folder, sample):
    """For every k: sizes, sums and means of whoever has a segment; the others by reason."""
    fitted = fit_range(sample, sg.SegmentationSpec(**given).family, range(1, 5))
    found, frame = counted(folder, fitted), made()
    assert found.n_rows == N
    for k in fitted.clusterings:
        spec = sg.SegmentationSpec(**given, n_clusters=k)
        scored = sg.segment(sample, spec, fitted=fitted).model.score(frame)
        has = scored["segment"].notna()
        assert found.n_kept == has.sum()
        labels = scored["segment"][has].astype(int).to_numpy()
        totals = found.totals[k]
        assert totals.sizes.tolist() == np.bincount(labels, minlength=k).tolist()
        assert totals.shares.sum() == pytest.approx(1)
        for at, name in enumerate(found.columns):
            if name in frame:
                values = frame[name][has].astype(float)
                assert totals.known[:, at].tolist() == values.groupby(labels).count().tolist()
                np.testing.assert_allclose(totals.sums[:, at], values.groupby(labels).sum())
                np.testing.assert_allclose(totals.means[:, at], values.groupby(labels).mean())
    assert found.columns[0] == next(c for c in given["features"] if c not in {"city", "loyal"})
    assert {"age", "spend", "orders"} <= set(found.columns)
    assert "customer_id" not in found.columns


def test_the_sample_is_everybody_when_it_is_large_enough(folder):
    """Then both are the same."""
    whole = open_sample(str(folder), "parts", str(folder))
    assert whole.sampled is None
    fingerprint = open_whole(str(folder), "parts", str(folder)).fingerprint
    table = replace(whole, fingerprint=fingerprint)
    fitted = fit_range(table, sg.SegmentationSpec(features=("age", "spend")).family, (3,))
    found = counted(folder, fitted)
    assert found.totals[3].sizes.tolist() == fitted.clusterings[3].sizes.tolist()
    assert dict(found.left_out) == fitted.rows.ledger["reason"].value_counts().to_dict()


def test_extreme_values_are_set_aside_by_the_limits_of_the_sample(folder, sample):
    """And counted by that reason."""
    spec = sg.SegmentationSpec(features=("spend", "age"), outliers="set_aside")
    found = counted(folder, fit_range(sample, spec.family, (2,)))
    low, high = np.quantile(sample.frame["spend"], spec.outlier_quantiles)
    frame = made()
    beyond = ((frame["spend"] < low) | (frame["spend"] > high)) & frame["age"].notna()
    told = sum(n for reason, n in found.left_out if reason.startswith("extreme spend"))
    assert told == beyond.sum()
    assert found.totals[2].sizes.sum() == found.n_kept


def test_segments_by_rule_and_a_rule_that_nobody_of_the_sample_meets(folder, sample):
    """Its rows have no segment, as in scoring."""
    rules = (("Far", "spend > 80000 AND age > 40"), ("Old", "age > 50"), ("Rest", "age <= 50"))
    source = open_whole(str(folder), "parts", str(folder))
    near = sample.frame[sample.frame["spend"] < 80_000].reset_index(drop=True)
    sample = replace(sample, frame=near)
    spec = sg.SegmentationSpec(features=("age", "spend"), algorithm="rules", rules=rules)
    fitted = fit_range(sample, spec)
    (k,) = fitted.clusterings
    found = count_segments(source, fitted)
    scored = sg.segment(sample, spec).model.score(made())
    assert found.totals[k].sizes.tolist() == [
        int((scored["segment"] == segment).sum()) for segment in range(k)
    ]
    assert found.n_kept == scored["segment"].notna().sum()
    far = made().eval("spend > 80000 and age > 40").sum()
    assert far
    assert sum(n for reason, n in found.left_out if "Far" in reason) == far


def test_what_cannot_be_counted(folder, sample, tmp_path):
    """Rows of one customer, and a table that is another by now."""
    merged = sg.SegmentationSpec(features=("age", "spend"), duplicates="mean")
    with pytest.raises(SpecError, match="cannot be put together"):
        counted(folder, fit_range(sample, merged.family, (2,)))
    fitted = fit_range(sample, sg.SegmentationSpec(features=("age",)).family, (2,))
    made().head(5_000).to_parquet(tmp_path / "parts.parquet", index=False)
    source = open_whole(str(tmp_path), "parts.parquet", str(tmp_path))
    with pytest.raises(DataError, match="has changed since it was opened"):
        count_segments(source, fitted)


def test_progress_counts_all_rows(folder, sample):
    """Once."""
    source = open_whole(str(folder), "parts", str(folder), Progress())
    count_segments(source, fit_range(sample, sg.SegmentationSpec(features=("age",)).family, (2,)))
    assert (source.progress.step, source.progress.done) == ("Counting all rows", N)
