"""Heat maps of shares, by hand."""

import numpy as np

from segmentation.charts.evidence.matrices import agreement_data, matrix_chart, stability_data
from segmentation.charts.theme import LIGHT
from segmentation.clustering.stability import Stability


def stability(jaccard: list[list[float]]) -> Stability:
    """Make what resamples found."""
    return Stability(agreement=np.ones(len(jaccard)), jaccard=np.array(jaccard), n_rows=9)


def test_shares_stand_in_the_segments_places():
    """Label 0 of two holds place 1: found again in one of two resamples."""
    found = stability_data({2: stability([[0.9, 0.9], [0.5, 0.8]])}, {2: (1, 0)})
    assert found.shares.tolist() == [[1.0], [0.5]]
    assert found.title.startswith("At no number")
    assert "1: 2 100%; 2: 2 50%" in found.alt


def test_numbers_at_which_all_come_back_are_named():
    """Nine of ten is the bound."""
    steady = stability([[0.9, 0.9]] * 10)
    assert stability_data({2: steady}, {2: (0, 1)}).title.endswith("repeats with 2 segments")


def test_agreement_in_pairs():
    """The least of all pairs is the finding."""
    pairs = {("a", "a"): 1.0, ("a", "b"): 0.4, ("b", "a"): 0.4, ("b", "b"): 1.0}
    found = agreement_data(pairs, {"a": "K-means", "b": "Ward"})
    assert found.rows == ("K-means", "Ward")
    assert found.title == "Any two ways agree to at least 40%"
    assert agreement_data({("a", "a"): 1.0}, {"a": "K-means"}).title.startswith("There is only one")


def test_the_chart_writes_the_shares():
    """Nothing where there is nothing, and a sentence for an empty map."""
    ragged = {2: stability([[0.9, 0.9]]), 3: stability([[0.9] * 3])}
    figure = matrix_chart(stability_data(ragged, {2: (0, 1), 3: (0, 1, 2)}), LIGHT)
    assert [list(row) for row in figure.data[0].text][2] == ["", "100%"]
    assert matrix_chart(stability_data({}, {}), LIGHT).layout.annotations
