"""Passes over all rows: work in order, Lloyd's steps by hand, and rows drawn by distance."""

import time

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering.features import FeatureSpace, NumberFeature
from segmentation.engines.large.passes import AHEAD, in_order, points_of, refine
from segmentation.engines.large.starting import far_sample
from segmentation.engines.reading import source as reading
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.reading.source import open_source

SPACE = FeatureSpace(features=(NumberFeature(name="x", center=0.0, scale=1.0, fill=0.0),))


def points(values, folder, memory=10**9):
    """Return the points of one column."""
    pd.DataFrame({"x": values}).to_parquet(folder / "t.parquet", index=False)
    source = open_source(folder / "t.parquet")
    return points_of(source, Keeping(features=("x",)), SPACE, np.array([4.0]), memory_bytes=memory)


def test_batches_come_in_their_order_and_few_are_held():
    """Though the first takes longest."""
    held = []

    def given():
        for number in range(8):
            held.append(number)
            yield number

    def slow(number):
        time.sleep(0.02 if number % 2 == 0 else 0.0)
        return number

    for at, number in enumerate(in_order(slow, given())):
        assert number == at
        assert len(held) <= at + AHEAD


def test_an_error_in_a_batch_is_raised():
    """And nothing waits for ever."""
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda number: 1 / number, [1, 0, 2]))


@pytest.mark.parametrize("memory", [10**9, 0])
def test_lloyd_by_hand(memory, tmp_path, monkeypatch):
    """0, 1 and 9, 10: from 0 and 1 the centres go to 0.5 and 9.5 in three moves."""
    monkeypatch.setattr(reading, "BATCH_ROWS", 3)
    made = points([0.0, 9.0, 1.0, 10.0], tmp_path, memory)
    assert (made.held is None) == (memory == 0)
    starts = np.array([[[0.0], [1.0]], [[0.0], [100.0]]])
    found = refine(made, {2: starts})[2]
    assert found.centers.ravel().tolist() == pytest.approx([0.5, 9.5])
    assert found.inertia == pytest.approx(1.0, abs=1e-4)
    assert found.sizes.tolist() == [2, 2]


def test_a_start_that_is_worse_on_all_rows_is_left(tmp_path):
    """One pass decides."""
    made = points([0.0, 1.0, 9.0, 10.0], tmp_path)
    starts = np.array([[[0.0], [100.0]], [[0.0], [9.0]]])
    assert refine(made, {2: starts}, most=1)[2].inertia == pytest.approx(2.0, abs=1e-4)


def test_far_rows_are_likelier_and_stand_for_fewer(tmp_path, monkeypatch):
    """The weights add up to all rows; the one far away is there."""
    monkeypatch.setattr(reading, "BATCH_ROWS", 7_000)
    values = np.random.default_rng(0).normal(size=200_000)
    values[123_456] = 500.0
    drawn, mass = far_sample(points(values, tmp_path), random_state=0)
    assert mass.sum() == pytest.approx(200_000, rel=0.02)
    assert drawn.max() == pytest.approx(496.0)
    assert len(drawn) == pytest.approx(30_000, abs=2)
