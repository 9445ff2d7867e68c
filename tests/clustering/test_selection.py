"""The criteria of every k side by side."""

import numpy as np
import pytest

from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.selection import SCORE_COLUMNS, make_scan
from segmentation.clustering.validity import measure

POINTS = np.array([[0.0], [1.0], [10.0], [11.0], [20.0], [21.0]])


def scan_of(ks, missing=()):
    """Scan six points on a line."""
    found = fit_clusterings(POINTS, list(ks))
    metrics = dict(zip(found, measure(POINTS, list(found.values())), strict=True))
    return make_scan(found, metrics, missing_ks=missing)


def test_scores_by_hand():
    """Three pairs one apart: inertia 1.5; every column is there, NaN where not computed."""
    scores = scan_of([3, 1, 2]).scores
    assert scores.index.tolist() == [1, 2, 3]
    assert tuple(scores.columns) == SCORE_COLUMNS
    assert scores.loc[3, "inertia"] == pytest.approx(1.5)
    assert scores["smallest"].tolist() == [6, 2, 2]
    assert scores[["bic", "gap", "gap_error", "stability", "p_value"]].isna().all(axis=None)
    assert np.isnan(scores.loc[1, "silhouette"])


def test_the_peak_is_the_highest_silhouette():
    """Three; without any k above one there is none."""
    assert scan_of([1, 2, 3, 4]).peak_k == 3
    assert scan_of([1]).peak_k is None


@pytest.mark.parametrize(("missing", "said"), [((7,), "7 segments"), ((7, 8), "7 to 8 segments")])
def test_what_the_data_do_not_hold_is_said(missing, said):
    """In the reasons."""
    assert scan_of([2], missing).reasons[-1] == f"These data do not hold {said}."


def test_criteria_alone_recommend_nothing():
    """They cannot tell structure from chance."""
    assert scan_of([2, 3]).recommended_k is None
    assert scan_of([2, 3]).reasons == ("Whether these segments could be chance was not tested.",)
