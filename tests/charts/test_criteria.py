"""Curves over k."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.criteria import (
    calinski_harabasz_data,
    criterion_chart,
    davies_bouldin_data,
    elbow_data,
    silhouette_data,
)
from segmentation.charts.theme import LIGHT
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.clustering.selection import SCORE_COLUMNS, KScan


@pytest.fixture
def scan():
    """Scan one to four segments; three are the most distinct."""
    scores = pd.DataFrame(np.nan, index=pd.Index([1, 2, 3, 4], name="k"), columns=SCORE_COLUMNS)
    scores["inertia"] = [100.0, 50.0, 20.0, 15.0]
    scores["silhouette"] = [np.nan, 0.3, 0.6, 0.4]
    scores["calinski_harabasz"] = [np.nan, 40.0, 90.0, 80.0]
    scores["davies_bouldin"] = [np.nan, 0.9, 0.8, 0.7]
    return KScan(scores=scores, decision=UNDECIDED, p_value=float("nan"), n_sampled=9)


def test_the_silhouette_leaves_out_what_is_not_defined(scan):
    """One segment has none; the title names the peak."""
    data = silhouette_data(scan, 2)
    assert (data.ks, data.values) == ((2, 3, 4), (0.3, 0.6, 0.4))
    assert data.title == "The split is clearest with 3 segments"


def test_the_elbow_says_what_one_more_segment_would_bring(scan):
    """From 50 to 20 is 60 percent less; beyond the scan nothing is claimed."""
    assert (
        elbow_data(scan, 2).title
        == "One more segment would lower the differences within segments by 60%"
    )
    assert (
        elbow_data(scan, 4).title
        == "How different customers within a segment are, by the number of segments"
    )


def test_the_further_criteria_name_their_best_number(scan):
    """The highest of one, the lowest of the other, and which way is better."""
    spread, overlap = calinski_harabasz_data(scan, 2), davies_bouldin_data(scan, 2)
    assert (
        spread.title
        == "With 3 segments, they differ most compared with the differences within them"
    )
    assert overlap.title == "Neighbouring segments overlap least with 4 segments"
    assert (spread.values, overlap.values) == ((40.0, 90.0, 80.0), (0.9, 0.8, 0.7))


def test_the_current_k_is_marked(scan):
    """A second trace with its value."""
    marker = criterion_chart(elbow_data(scan, 3), LIGHT).data[1]
    assert (list(marker.x), list(marker.y)) == ([3], [20.0])


def test_a_k_outside_the_curve_is_not_marked(scan):
    """One segment has no silhouette to mark."""
    assert len(criterion_chart(silhouette_data(scan, 1), LIGHT).data) == 1


def test_the_curve_in_words(scan):
    """The text for screen readers tells the criterion's value for every number of segments."""
    assert silhouette_data(scan, 2).alt.endswith("segments: 2: 0.3, 3: 0.6, 4: 0.4.")


def test_nothing_to_compare_is_said():
    """An empty scan draws a sentence, not an empty box."""
    empty = KScan(
        scores=pd.DataFrame(columns=list(SCORE_COLUMNS), dtype=float),
        decision=UNDECIDED,
        p_value=float("nan"),
        n_sampled=0,
    )
    for data_of in (silhouette_data, calinski_harabasz_data, davies_bouldin_data):
        figure = criterion_chart(data_of(empty, 2), LIGHT)
        assert "only one way" in figure.layout.annotations[0].text
