"""The scan of a table in pieces beside that of the same table in memory."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.engines.large.scanning import scan_large
from segmentation.engines.reading.sampling import draw
from segmentation.engines.reading.source import open_source

MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])
SPEC = sg.SegmentationSpec(features=("a", "b"))


@pytest.mark.parametrize("most", [1_000, 6_000])
def test_criteria_of_all_rows_and_the_verdict_of_the_sample(most, tmp_path):
    """Inertia and the smallest segment are those in memory; a whole sample is the scan itself."""
    random = np.random.default_rng(0)
    values = random.normal(size=(6_000, 2)) + MIDDLES[random.integers(0, 3, 6_000)]
    frame = pd.DataFrame(values, columns=["a", "b"])
    frame.to_parquet(tmp_path / "t.parquet", index=False)
    source = open_source(tmp_path / "t.parquet")
    ks = [2, 3, 4]
    found = scan_large(
        source, draw(source, most=most), SPEC, ks, evidence="auto", memory_bytes=10**9
    )
    there = sg.scan_k(sg.read_table(frame), SPEC, ks)
    assert found.recommended_k == there.recommended_k == 3
    assert found.scores.loc[3, "smallest"] == there.scores.loc[3, "smallest"]
    exact = 1e-9 if most == 6_000 else 1e-3
    assert found.scores.loc[3, "inertia"] == pytest.approx(
        there.scores.loc[3, "inertia"], rel=exact
    )
    for name in ("calinski_harabasz", "davies_bouldin"):
        assert found.scores.loc[3, name] == pytest.approx(there.scores.loc[3, name], rel=20 * exact)
