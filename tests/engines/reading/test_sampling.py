"""A sample is even, in order, and the whole table where that is small."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.engines.reading.sampling import draw
from segmentation.engines.reading.source import open_source


@pytest.fixture(scope="module")
def frame():
    """Make rows that know their place."""
    n = 30_000
    return pd.DataFrame({"place": range(n), "x": np.random.default_rng(0).normal(size=n)})


@pytest.fixture
def source(frame, tmp_path):
    """Write them in groups."""
    frame.to_parquet(tmp_path / "t.parquet", index=False, row_group_size=7_000)
    return open_source(tmp_path / "t.parquet")


@pytest.mark.parametrize("most", [3_000, 20_000])
def test_an_even_sample_in_the_order_of_the_file(source, most):
    """Few of many, and most of them: every stretch has its share."""
    sample = draw(source, most=most)
    places = sample.table.frame["place"].to_numpy()
    assert len(places) == most
    assert (np.diff(places) > 0).all()
    assert (places == sample.positions).all()
    tenths = np.histogram(places, 10, (0, 30_000))[0]
    assert abs(tenths - most / 10).max() < 6 * np.sqrt(most / 10)
    assert not sample.is_whole
    assert sample.table.fingerprint == source.fingerprint


def test_a_small_table_is_its_own_sample(source, frame):
    """With the fingerprint that it has in memory."""
    sample = draw(source, most=30_000)
    assert sample.is_whole
    assert sample.table.fingerprint == sg.read_table(frame).fingerprint


def test_the_seed_decides(source):
    """The same seed, the same rows."""
    first, again, other = (draw(source, random_state=s, most=100).positions for s in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_yes_and_no_with_a_gap_anywhere_is_text(tmp_path):
    """As in memory, although the sample may have no gap."""
    flags = pd.array([True] * 50 + [False] * 49 + [None], dtype="boolean")
    pd.DataFrame({"ok": flags, "n": range(100)}).to_parquet(tmp_path / "t.parquet")
    sample = draw(open_source(tmp_path / "t.parquet"), most=60)
    assert sample.texts == {"ok"}
    assert set(sample.table.frame["ok"].dropna()) == {"True", "False"}
