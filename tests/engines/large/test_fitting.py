"""Segments of a table in pieces beside those of the same table in memory."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.clustering.result import adjusted_rand, overlap
from segmentation.engines.large.fitting import fit_large
from segmentation.engines.reading import source as reading
from segmentation.engines.reading.sampling import draw
from segmentation.engines.reading.source import open_source

HELD, READ = 10**9, 0
"""Bytes that hold the points, and that do not: then every pass reads them."""

MIDDLES = np.array([[0, 0, 0], [6, 0, 0], [0, 6, 0], [5, 5, 5]])


def cloud(n=12_000, kind="groups", seed=1):
    """Make customers in four groups, or in none."""
    random = np.random.default_rng(seed)
    points = random.normal(size=(n, 3))
    if kind == "groups":
        points += MIDDLES[random.integers(0, 4, n)]
    if kind == "tail":
        points = np.exp(points)
    frame = pd.DataFrame(points, columns=["a", "b", "c"])
    frame.insert(0, "id", [f"C{at:07d}" for at in range(n)])
    return frame


def fitted(frame, folder, spec, most=2_000, memory=HELD, **how):
    """Fit in pieces, from a sample of at most so many."""
    frame.to_parquet(folder / "t.parquet", index=False, row_group_size=5_000)
    source = open_source(folder / "t.parquet")
    return fit_large(source, draw(source, most=most), spec, memory_bytes=memory, **how)


def spec_of(k, **settings):
    """Return settings for the cloud."""
    return sg.SegmentationSpec(features=("a", "b", "c"), n_clusters=k, **settings)


@cache
def in_memory(kind, k):
    """Segment a cloud, once for all tests."""
    return sg.segment(sg.read_table(cloud(kind=kind)), spec_of(k))


@pytest.mark.parametrize("memory", [HELD, READ])
@pytest.mark.parametrize(("kind", "k"), [("groups", 4), ("noise", 3), ("tail", 3)])
def test_inertia_and_labels_are_those_in_memory(kind, k, memory, tmp_path, monkeypatch):
    """Inertia within a thousandth; the same customers together where there are groups."""
    monkeypatch.setattr(reading, "BATCH_ROWS", 1_500)
    frame = cloud(kind=kind)
    result = in_memory(kind, k)
    model = fitted(frame, tmp_path, spec_of(k), memory=memory).model
    assert model.inertia <= result.inertia * 1.001
    labels = model.score(frame)["segment"].to_numpy(dtype=int)
    agreement = adjusted_rand(overlap(labels, result.labels))
    assert agreement > (0.999 if kind == "groups" else 0.8)
    if kind == "groups":
        assert sorted(model.names) == sorted(result.names)


def test_the_model_says_what_the_labels_say(tmp_path):
    """Sizes, means and inertia are those of the rows as the model itself scores them."""
    frame = cloud(kind="noise")
    out = tmp_path / "labels.parquet"
    made = fitted(frame, tmp_path, spec_of(4), labels_out=out)
    labels, scored = pd.read_parquet(out), made.model.score(frame)
    for column in ("segment", "name", "distance", "confidence"):
        assert labels[column].tolist() == scored[column].tolist()
    pd.testing.assert_frame_equal(labels[list(frame.columns)], frame)
    sizes = labels["segment"].value_counts().sort_index().tolist()
    assert [segment.size for segment in made.model.segments] == sizes
    assert sizes == sorted(sizes, reverse=True)
    means = frame.groupby(labels["segment"])[["a", "b", "c"]].mean().to_numpy()
    np.testing.assert_allclose([segment.means for segment in made.model.segments], means)
    points = made.model.rule.space.transform(frame)
    groups = [points[labels["segment"] == at] for at in range(4)]
    inertia = sum(((group - group.mean(axis=0)) ** 2).sum() for group in groups)
    assert made.model.inertia == pytest.approx(inertia, rel=1e-9)
    assert made.model.n_customers == len(frame)
    assert "Segments were found in 2,000 rows drawn evenly" in made.sentence


def test_rows_that_are_left_out_have_no_segment(tmp_path):
    """They stay in the file, and the model counts them by reason."""
    frame = cloud(3_000)
    frame.loc[::10, "a"] = np.nan
    out = tmp_path / "labels.csv"
    made = fitted(frame, tmp_path, spec_of(4), labels_out=out)
    labels = pd.read_csv(out)
    assert labels["segment"].isna().tolist() == frame["a"].isna().tolist()
    assert made.model.left_out == (("no value for a", 300),)
    assert made.model.n_customers == 2_700


def test_a_table_that_is_its_own_sample_has_the_model_of_memory(tmp_path):
    """The same bytes, but for the name."""
    frame = cloud(800)
    made = fitted(frame, tmp_path, spec_of(4)).model
    there = sg.segment(sg.read_table(frame, "t.parquet"), spec_of(4)).model
    assert replace(made, decision=there.decision).to_bytes() == there.to_bytes()


def test_without_a_number_the_verdict_chooses(tmp_path):
    """As in memory, of the sample."""
    frame = cloud(6_000)
    made = fitted(frame, tmp_path, spec_of(None), by_verdict=True).model
    assert made.n_clusters == 4
    assert made.decision.recommended_k == 4


def test_a_segment_that_the_sample_has_nobody_of_gets_a_name(tmp_path):
    """Five of thousands lie far away, and a start on them keeps them."""
    frame = cloud(12_000)
    frame.loc[6_000:6_004, ["a", "b", "c"]] = 4_000.0
    from segmentation.engines.large import fitting

    def far(points, _n_clusters, sampled, **_):
        centers = sampled.copy()
        centers[-1] = points.space.transform(frame.loc[[6_000]])[0]
        return centers[None]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "starts_for", far)
        made = fitted(frame, tmp_path, spec_of(3), most=100)
    assert made.model.segments[-1].size == 5
    assert len(set(made.model.names)) == 3


@pytest.mark.parametrize(
    ("algorithm", "error", "said"),
    [
        (
            "ward",
            sg.LimitError,
            "Ward hierarchical takes at most 10,000 customers; there are 12,000",
        ),
        ("bisecting_kmeans", sg.SpecError, "only K-means finds segments, not Bisecting K-means"),
    ],
)
def test_what_needs_the_table_in_memory(algorithm, error, said, tmp_path):
    """One sentence before any work is done."""
    with pytest.raises(error, match=said):
        fitted(cloud(), tmp_path, spec_of(3, algorithm=algorithm))
