"""The verdict: what leads to each of the three, and what it says."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.scan import scan_k
from segmentation.clustering.evidence.decision import (
    GROUPS,
    NONE,
    SLICES,
    UNDECIDED,
    Decision,
    decide,
    ks_of_size,
    smallest_allowed,
)
from segmentation.clustering.gaps.borders import Border

GAP = Border(first=0, second=1, dip=0.2, p_value=0.001, links=0.1, n_customers=40)
TOUCH = Border(first=0, second=1, dip=0.05, p_value=0.9, links=1.1, n_customers=40)


def decided(ks=(3, 2, 4), p_value=0.005, borders=None, stabilities=None, largest_k=10):
    """Decide with the most distinct number first."""
    return decide(
        list(ks), p_value, borders or {}, stabilities or {}, smallest=5, largest_k=largest_k
    )


def test_groups_are_the_largest_number_with_gaps_everywhere():
    """From the most distinct number upwards; a smaller one is not asked."""
    gaps = {2: (GAP,), 3: (GAP, GAP), 4: (GAP, GAP, TOUCH)}
    found = decided(borders=gaps)
    assert (found.verdict, found.recommended_k, found.suggested_k) == (GROUPS, 3, 3)
    assert decided(borders=gaps | {4: (GAP,) * 3}).recommended_k == 4
    assert decided(borders={2: (GAP,), 3: (TOUCH,)}, stabilities={3: 0.9}).verdict == SLICES


def test_an_unclear_border_is_told():
    """Never that all are gaps."""
    found = decided(ks=(5,), borders={5: (GAP, GAP, GAP, TOUCH)})
    assert (found.verdict, found.unclear_borders) == (GROUPS, 1)
    assert "fewer customers lie between the 5 segments than inside them" in found.about(5)
    assert "for one pair of neighbours that is not clear" in found.about(5)
    assert "Each of the 3 segments is set apart" in decided(borders={3: (GAP, GAP)}).about(3)


def test_slices_are_stable_and_better_than_even():
    """The most distinct number that is stable; none when none is."""
    found = decided(stabilities={3: 0.5, 2: 0.95, 4: 0.99})
    assert (found.verdict, found.recommended_k, found.suggested_k) == (SLICES, None, 2)
    assert decided(stabilities={3: 0.5}).verdict == NONE
    assert decided(p_value=0.02, borders={3: (GAP, GAP)}, stabilities={3: 1.0}).verdict == NONE


def test_sizes_and_tests_that_are_missing():
    """Nothing tested gives no verdict; nothing of decent size none."""
    assert decided(p_value=float("nan")) is UNDECIDED
    assert decided(ks=()).verdict == NONE
    assert "fewer than 5 customers" in decided(ks=()).reasons[0]
    assert [smallest_allowed(n) for n in (3, 500, 501, 23_570)] == [5, 5, 6, 236]
    scores = pd.DataFrame(
        {"smallest": [90, 30, 4, 20], "silhouette": [np.nan, 0.4, 0.9, 0.6]}, index=[1, 2, 3, 4]
    )
    assert ks_of_size(scores, 90) == [4, 2]


def test_the_edge_is_told():
    """The largest number weighed may not be the last."""
    assert "3 is the largest number" in decided(borders={3: (GAP, GAP)}, largest_k=3).reasons[-1]
    assert len(decided(borders={3: (GAP, GAP)}).reasons) == 1


@pytest.mark.parametrize("k", [1, 2, 3, 5, 12])
@pytest.mark.parametrize(
    "decision",
    [
        UNDECIDED,
        Decision(verdict=NONE, reasons=("x",)),
        Decision(verdict=SLICES, suggested_k=3, reasons=("x",)),
        Decision(verdict=GROUPS, recommended_k=3, suggested_k=3, reasons=("x",)),
    ],
)
def test_only_groups_are_called_so(decision, k):
    """And with another number only that they are another number."""
    said = decision.about(k)
    assert ("fewer customers" in said) == (decision.verdict == GROUPS and k == 3)
    assert ("3 separate groups" in said) == (decision.verdict == GROUPS and k not in {1, 3})
    assert ("not clearly set apart" in said) == (decision.verdict == SLICES)


@pytest.mark.parametrize(
    ("n", "ks"),
    [(60, range(2, 6)), pytest.param(250, range(2, 11), marks=pytest.mark.slow)],
)
def test_both_kinds_of_evidence_decide_alike(n, ks):
    """On groups, slices and nothing; the quick one only gathers less."""
    random = np.random.default_rng(n)
    groups = random.integers(3, size=n)
    made = {
        GROUPS: np.array([[0, 0], [9, 0], [0, 9]])[groups] + random.normal(size=(n, 2)),
        SLICES: np.r_[0.3 * random.normal(size=(n // 2, 2)), 3 * random.normal(size=(n // 2, 2))],
        NONE: random.random((n, 2)),
    }
    for points in made.values():
        table = sg.read_table(pd.DataFrame(points, columns=["x", "y"]))
        spec = sg.SegmentationSpec(features=("x", "y"))
        auto, full = (scan_k(table, spec, ks, evidence=how) for how in ("auto", "full"))
        assert auto.decision == full.decision
    assert scan_k(table, spec, ks, evidence="criteria").verdict is None


def test_counts_without_groups_are_not_recommended():
    """One column of Poisson counts is better than an even cloud and has no gap."""
    table = sg.read_table("tests/customers/data/poisson.csv")
    number = next(c.name for c in sg.profile_columns(table) if c.role == "feature")
    scan = scan_k(table, sg.SegmentationSpec(features=(number,)))
    assert scan.recommended_k is None


def test_mall_stays_five():
    """Income and score: two of the four borders are not clear, and that is said."""
    table = sg.load_sample("mall_customers")
    features = ("Annual Income (k$)", "Spending Score (1-100)")
    scan = scan_k(table, sg.SegmentationSpec(features=features))
    assert (scan.verdict, scan.recommended_k, scan.suggested_k) == (GROUPS, 5, 5)
    assert scan.decision.unclear_borders == 2
    assert "for 2 pairs of neighbours that is not clear" in scan.decision.about(5)


@pytest.mark.parametrize("k", [2, 4, 6])
def test_another_number_than_the_groups_is_told_by_counting(k):
    """More segments than groups must split one, fewer must put two together; no more is said."""
    said = decided(ks=(4, 2, 3), borders={4: (GAP,) * 3}).about(k)
    assert ("at least two share a segment" in said) == (k < 4)
    assert ("at least one of them is split" in said) == (k > 4)
