"""Shuffling a feature: who would change segment."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.segments.describing.importance import permutation_importance


def importance(frame: pd.DataFrame, k: int, **settings) -> dict[str, float]:
    """Measure it for a made table."""
    spec = sg.SegmentationSpec(features=tuple(frame.columns), n_clusters=k, **settings)
    fits = fit_range(sg.read_table(frame, "made"), spec, [k])
    return permutation_importance(fits.points, fits.space, fits.clusterings[k].assign)


def test_the_column_that_decides_and_the_one_that_does_not():
    """Two groups along one column: half of the customers change when it is shuffled, by hand."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"far": np.repeat([0.0, 100], 200), "noise": random.normal(size=400)})
    found = importance(frame, 2, scaling="none")
    assert found["far"] == pytest.approx(0.5, abs=0.05)
    assert found["noise"] == 0


def test_a_column_of_noise_is_no_driver_of_the_classic_segments():
    """Beside income and score at a tenth of the weight."""
    table = sg.load_sample("mall_customers")
    noise = np.random.default_rng(0).normal(size=200)
    frame = table.frame[["Annual Income (k$)", "Spending Score (1-100)"]].assign(noise=noise)
    found = importance(frame, 5, weights={"noise": 0.1})
    assert found["noise"] < 0.1 * min(found["Annual Income (k$)"], found["Spending Score (1-100)"])


def test_a_large_table_is_sampled(monkeypatch):
    """Importance on a sample of 150 of 400 rows is still next to one half."""
    monkeypatch.setattr("segmentation.segments.describing.importance.IMPORTANCE_ROWS", 150)
    frame = pd.DataFrame({"far": np.repeat([0.0, 100], 200), "x": np.arange(400) % 7 / 10})
    assert importance(frame, 2, scaling="none")["far"] == pytest.approx(0.5, abs=0.08)
