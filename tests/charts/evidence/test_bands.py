"""Bands: chance and gap, by hand."""

import numpy as np
import pandas as pd

from segmentation.charts.evidence.bands import band_chart, chance_data, gap_data
from segmentation.charts.theme import LIGHT
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.clustering.selection import Evidence, KScan


def scan_with(chance: dict[int, ChanceOfK], gap_k: int | None = None) -> KScan:
    """Make a scan that holds this evidence."""
    return KScan(
        scores=pd.DataFrame(),
        decision=UNDECIDED,
        p_value=0.5,
        gap_k=gap_k,
        evidence=Evidence(chance=chance),
        n_sampled=0,
    )


def of_k(silhouette: float) -> ChanceOfK:
    """Make one k: reference silhouettes 0.00 … 0.99."""
    return ChanceOfK(
        silhouette=silhouette,
        log_inertia=1.0,
        reference_silhouettes=np.arange(100) / 100,
        reference_log_inertia=np.array([2.0, 4.0]),
    )


def test_chance_by_hand():
    """The band ends at the 99th percentile; one number, k = 1, is no question."""
    data = chance_data(scan_with({1: of_k(0), 2: of_k(0.5), 3: of_k(0.995)}))
    assert data.ks == (2, 3)
    assert data.values == (0.5, 0.995)
    assert data.low == (0, 0)
    assert data.high[0] == np.quantile(np.arange(100) / 100, 0.99)
    assert data.title == "A clearer split than in random data at 1 of 2 numbers"
    assert "3: 0.99 (band 0.00 to 0.98)" in data.alt or "3: 1.00 (band" in data.alt


def test_no_number_above_chance():
    """When no number of segments beats the random data, the title says so."""
    assert chance_data(scan_with({2: of_k(0.5)})).title.startswith("At no number")


def test_the_gap_by_hand():
    """Mean 3 less 1, an error of 1 times the root of 1.5 on both sides."""
    data = gap_data(scan_with({1: of_k(0.1)}, gap_k=1))
    error = np.sqrt(1.5)
    assert data.values == (2,)
    assert np.allclose((data.low[0], data.high[0]), (2 - error, 2 + error))
    assert data.title == "The gap to random data first stops growing at 1"
    assert gap_data(scan_with({1: of_k(0.1)})).title.endswith("with every segment")


def test_the_chart_draws_band_and_line():
    """And says why when there is nothing."""
    figure = band_chart(chance_data(scan_with({2: of_k(0.5), 3: of_k(0.6)})), LIGHT)
    assert [trace.mode for trace in figure.data] == ["lines", "lines", "lines+markers"]
    assert figure.data[1].fill == "tonexty"
    assert band_chart(chance_data(scan_with({})), LIGHT).layout.annotations
