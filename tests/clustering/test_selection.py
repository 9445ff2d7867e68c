"""The criteria of every k side by side."""

from dataclasses import replace

import numpy as np
import pytest

from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.gaps.borders import Border
from segmentation.clustering.selection import SCORE_COLUMNS, Evidence, gap_choice, make_scan
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
    """Numbers of segments that the data do not hold are told as the last of the reasons."""
    assert scan_of([2], missing).reasons[-1] == f"These data do not hold {said}."


def test_criteria_alone_recommend_nothing():
    """They cannot tell structure from chance."""
    assert scan_of([2, 3]).recommended_k is None
    assert scan_of([2, 3]).reasons == (
        "It was not tested whether these segments are more than chance.",
    )


def of_k(silhouette, reference, log_inertia=0.0, reference_log=0.0):
    """Make one k beside reference sets."""
    reference = np.array(reference, dtype=float)
    return ChanceOfK(
        silhouette=silhouette,
        log_inertia=log_inertia,
        reference_silhouettes=reference,
        reference_log_inertia=np.full(len(reference), reference_log),
    )


GAP = Border(first=0, second=1, dip=0.2, p_value=0.001, links=0.1, n_customers=20)


def weighed(chance, power_transformed=None):
    """Scan thirty points in three places, with gaps at every border, with evidence."""
    points = np.repeat(POINTS, 5, axis=0)
    found = fit_clusterings(points, [2, 3])
    metrics = dict(zip(found, measure(points, list(found.values())), strict=True))
    evidence = Evidence(
        chance=chance,
        power_transformed=power_transformed or {},
        borders={2: (GAP,), 3: (GAP, GAP)},
        n_tested=30,
    )
    return make_scan(found, metrics, evidence=evidence)


def test_what_gaps_part_is_recommended_when_it_is_better_than_chance():
    """199 sets below the data: p = 1/200, and gaps part three."""
    chance = {2: of_k(0.5, [0.1] * 199), 3: of_k(0.9, [0.2] * 199)}
    scan = weighed(chance)
    assert scan.recommended_k == 3
    assert scan.p_value == 1 / 200
    assert scan.scores["p_value"].tolist() == [1 / 200, 1 / 200]
    assert "hardly ever" in scan.reasons[0]
    assert scan.scores["gap"].isna().all()
    assert scan.gap_k is None


def test_both_tests_must_pass():
    """With shortened tails two of 199 sets are as high: p = 3/200 is too much."""
    chance = {2: of_k(0.5, [0.1] * 199), 3: of_k(0.9, [0.2] * 199)}
    shorter = {3: of_k(0.4, [0.2] * 197 + [0.6] * 2)}
    scan = weighed(chance, shorter)
    assert scan.p_value == 3 / 200
    assert scan.recommended_k is None
    assert "no structure to rely on" in scan.reasons[0]


def test_the_gap_begins_at_one_segment():
    """Its rule takes the first k within an error of the next; one is a possible answer."""
    rising = {k: of_k(0.9, [0.1] * 199, reference_log=k) for k in (1, 2, 3)}
    assert gap_choice(rising) is None
    dipping = rising | {3: of_k(0.9, [0.1] * 199, reference_log=1.5)}
    assert gap_choice(dipping) == 2
    assert gap_choice({1: rising[2], 2: rising[1]}) == 1
    unsure = replace(rising[2], reference_log_inertia=np.array([0.5, 3.5]))  # 2 on average
    assert gap_choice({1: rising[1], 2: unsure}) == 1
    scan = weighed(dipping)
    assert scan.gap_k == 2
    assert scan.scores["gap"].tolist() == [2, 1.5]
    assert scan.scores["gap_error"].tolist() == [0, 0]
