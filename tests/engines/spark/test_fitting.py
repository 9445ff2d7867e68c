"""A table that lies with Spark leads to the model of the same table in memory."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.segmentation import RESULT_COLUMNS
from segmentation.engines.spark import clusterers
from segmentation.engines.spark.fitting import fit_spark
from segmentation.engines.spark.reading import draw, open_table

MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])
SETTINGS = {
    "features": ("a", "b", "sex", "member"),
    "n_clusters": 3,
    "transforms": {"b": "log"},
    "weights": {"a": 2.0},
}


def customers(n=3_000):
    """Make customers in three groups, with gaps, and a column of yes and no."""
    random = np.random.default_rng(2)
    points = random.normal(size=(n, 2)) + MIDDLES[random.integers(0, 3, n)]
    frame = pd.DataFrame(
        {
            "id": [f"C{at:07d}" for at in range(n)],
            "a": points[:, 0],
            "b": np.exp(points[:, 1] / 3),
            "sex": np.where(random.random(n) < 0.5, "f", "m"),
            "member": random.random(n) < 0.3,
        }
    )
    frame.loc[::50, "a"] = np.nan
    frame.loc[7::500, "a"] = np.inf
    frame.loc[3::100, ["b", "sex"]] = None
    return frame


def parts(frame, folder, n=4):
    """Write a folder of parts, one of them without rows."""
    folder = folder / "customers"
    folder.mkdir()
    for at, rows in enumerate(np.array_split(np.arange(len(frame)), n)):
        frame.iloc[rows].to_parquet(folder / f"{at}.parquet", index=False)
    frame.iloc[:0].to_parquet(folder / f"{n}.parquet", index=False)
    return folder


def test_both_engines_agree(spark, tmp_path, monkeypatch):
    """Centres to a thousandth, tables of profiles, and labels that are the model's own scores."""
    monkeypatch.setattr(clusterers, "STARTS", 1)
    frame, labels = customers(), tmp_path / "labels.parquet"
    spec = sg.SegmentationSpec(**SETTINGS)
    table = open_table(spark, str(parts(frame, tmp_path)))
    made = fit_spark(table, draw(table, most=1_000), spec, labels_out=str(labels))
    there, model = sg.segment(sg.read_table(frame, "customers"), spec).model, made.model
    np.testing.assert_allclose(model.rule.centers, there.rule.centers, atol=1e-3)
    means = [[each.means for each in one.segments] for one in (model, there)]
    np.testing.assert_allclose(*means, rtol=1e-9)
    assert [each.size for each in model.segments] == [each.size for each in there.segments]
    assert (model.names, model.left_out, model.n_customers) == (
        there.names,
        there.left_out,
        there.n_customers,
    )
    assert model.inertia == pytest.approx(there.inertia, rel=1e-9)
    assert repr(model.rule.columns) == repr(there.rule.columns)
    assert "MLlib found the segments in 3,000 rows." in made.sentence
    written = pd.read_parquet(labels).sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(written[list(frame.columns)], frame, check_dtype=False)
    kept = written["segment"].notna()
    assert int((~kept).sum()) == sum(n for _, n in there.left_out)
    scored = sg.load_model(model.to_bytes()).score(frame)
    for column in RESULT_COLUMNS:
        assert written[column][kept].tolist() == scored[column][kept].tolist()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["customers", "labels.parquet"]


@pytest.mark.slow
def test_a_segment_that_the_sample_has_nobody_of_gets_a_name(spark, tmp_path):
    """Three of a thousand lie far away."""
    frame = customers(1_000)[["id", "a", "b"]].fillna(1.0).replace(np.inf, 1.0)
    frame.loc[500:502, ["a", "b"]] = 4_000.0
    spec = sg.SegmentationSpec(features=("a", "b"), n_clusters=3)
    table = open_table(spark, str(parts(frame, tmp_path)))
    sample = draw(table, most=100)
    assert sample.table.frame["a"].max() < 4_000.0
    model = fit_spark(table, sample, spec).model
    assert [each.size for each in model.segments][-1] == 3
    assert len(set(model.names)) == 3


@pytest.mark.slow
def test_a_range_of_numbers_is_decided_by_squared_distances(spark, tmp_path):
    """Three groups are found, and the silhouette is that of its definition."""
    frame = customers(300)[["id", "a", "b"]].dropna().replace(np.inf, 1.0)
    spec = sg.SegmentationSpec(features=("a", "b"), transforms={"b": "log"})
    table = open_table(spark, str(parts(frame, tmp_path)))
    made = fit_spark(table, draw(table), spec, ks=range(2, 5))
    assert made.model.n_clusters == 3
    assert "by squared distances, as MLlib measures it" in made.scan_sentence
    points = made.model.rule.space.transform(frame)
    labels = made.model.score(frame)["segment"].to_numpy(int)
    assert made.squared_silhouettes[3] == pytest.approx(squared_silhouette(points, labels))


def squared_silhouette(points, labels):
    """Compute it pair by pair."""
    squares = ((points[:, None] - points) ** 2).sum(axis=2)
    groups = np.unique(labels)
    mean = np.column_stack([squares[:, labels == at].mean(axis=1) for at in groups])
    rows, sizes = np.arange(len(points)), np.bincount(labels)
    own = mean[rows, labels] * sizes[labels] / (sizes[labels] - 1)
    mean[rows, labels] = np.inf
    other = mean.min(axis=1)
    return float(((other - own) / np.maximum(own, other)).mean())


@pytest.mark.slow
@pytest.mark.parametrize("algorithm", ["bisecting_kmeans", "gaussian_mixture"])
def test_other_algorithms_lead_to_the_same_model_file(algorithm, spark, tmp_path):
    """The groups are those that were made, and the model that is opened again scores the same."""
    frame, labels = customers(), tmp_path / "labels.parquet"
    frame["b"] = np.log(frame["b"])
    spec = sg.SegmentationSpec(features=("a", "b"), n_clusters=3, algorithm=algorithm)
    table = open_table(spark, str(parts(frame, tmp_path)))
    model = fit_spark(table, draw(table, most=1_000), spec, labels_out=str(labels)).model
    there = sg.segment(sg.read_table(frame, "customers"), spec).model
    kept = frame["a"].map(np.isfinite) & frame["b"].notna()
    ours, theirs = (each.score(frame)["segment"][kept].to_numpy(int) for each in (model, there))
    assert np.mean(ours == theirs) > 0.99
    written = pd.read_parquet(labels).sort_values("id", ignore_index=True)
    scored = sg.load_model(model.to_bytes()).score(frame)
    for column in RESULT_COLUMNS:
        assert written[column][kept].tolist() == scored[column][kept].tolist()


def test_what_mllib_does_not_have(spark, tmp_path):
    """Each in a sentence."""
    table = open_table(spark, str(parts(customers(60), tmp_path)))
    sample = draw(table)
    ward = sg.SegmentationSpec(features=("a",), n_clusters=2, algorithm="ward")
    with pytest.raises(sg.SpecError, match="not by Ward hierarchical"):
        fit_spark(table, sample, ward)
    merged = sg.SegmentationSpec(features=("a",), n_clusters=2, duplicates="first")
    with pytest.raises(sg.SpecError, match="not put together"):
        fit_spark(table, sample, merged)
    constant = sg.SegmentationSpec(features=("a",), n_clusters=2, where="b > 1e6")
    with pytest.raises(sg.DataError):
        fit_spark(table, sample, constant)
