"""The verdict: the built-in table's known answers, disagreement shown."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.clustering.evidence.elbow import ELBOW_CLEAR, elbow
from segmentation.clustering.evidence.verdict import (
    CHANCE,
    CLEAREST,
    DOUBTS,
    GAP_STATISTIC,
    SIZE,
    STABILITY,
    weigh,
)

AGE, INCOME, SCORE = "Age", "Annual Income (k$)", "Spending Score (1-100)"


def verdict_on(features, *, scaling="standard", evidence="full", smallest=20, **settings):
    """Weigh the built-in table."""
    spec = sg.SegmentationSpec(features=features, scaling=scaling, **settings)
    scan = sg.scan_k(sg.load_sample("mall_customers"), spec, range(1, 11), evidence=evidence)
    return weigh(scan, smallest_wanted=smallest)


def said(verdict, title):
    """Return what one criterion says."""
    return next(opinion for opinion in verdict.opinions if opinion.title == title)


def test_the_classic_columns_give_five():
    """Income and score: peak, elbow and stability agree on five; the gap alone would not divide."""
    verdict = verdict_on((INCOME, SCORE))
    assert verdict.headline == "5 separate groups"
    assert said(verdict, CLEAREST).ks == said(verdict, "Elbow").ks == (5,)
    assert 5 in said(verdict, STABILITY).ks
    assert 4 not in said(verdict, STABILITY).ks
    assert said(verdict, GAP_STATISTIC).ks == (1,)
    assert "“clearest split” points to 5" in verdict.disagreement
    assert "“gap statistic” points to 1" in verdict.disagreement
    assert said(verdict, CHANCE).says.startswith("Yes")
    assert "p = 0.005" in said(verdict, CHANCE).says


def test_raw_columns_disagree():
    """Without scaling the elbow says 4 and the silhouette 6."""
    verdict = verdict_on((AGE, INCOME, SCORE), scaling="none")
    assert said(verdict, "Elbow").ks == (4,)
    assert said(verdict, CLEAREST).ks == (6,)
    assert verdict.disagreement.startswith(
        "The criteria disagree: “clearest split” points to 6, “elbow” points to 4"
    )


@pytest.mark.parametrize(
    ("smallest", "ks"), [(1, tuple(range(2, 11))), (22, (2, 3, 4, 5)), (200, ())]
)
def test_what_the_team_can_serve_rules_numbers_out(smallest, ks):
    """Five segments of income and score have at least 22 customers, six fewer."""
    verdict = verdict_on((INCOME, SCORE), evidence="auto", smallest=smallest)
    assert said(verdict, SIZE).ks == ks
    assert (DOUBTS[SIZE].format(k=5) in verdict.advice) == (5 not in ks)


def test_a_mixture_is_judged_by_its_bic_too():
    """The lowest BIC is at four groups."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), algorithm="gaussian_mixture")
    scan = sg.scan_k(sg.load_sample("mall_customers"), spec, range(3, 6), evidence="criteria")
    verdict = weigh(scan)
    assert said(verdict, "Best fit for its size").ks == (4,)
    assert verdict.headline == "How many segments? Not tested yet"
    known = {3: 1078.9, 4: 1055.5, 5: 1058.5}
    assert scan.scores["bic"].to_dict() == pytest.approx(known, abs=0.1)


def test_noise_is_not_called_segments():
    """The headline says so, and the advice what to do instead."""
    noise = pd.DataFrame(np.random.default_rng(0).uniform(size=(150, 2)), columns=["a", "b"])
    scan = sg.scan_k(sg.read_table(noise), sg.SegmentationSpec(features=("a", "b")))
    verdict = weigh(scan)
    assert scan.recommended_k is None
    assert verdict.headline == "There is no structure to rely on in these columns"
    assert "Try other columns" in verdict.advice
    assert said(verdict, CHANCE).says.startswith("No")


def test_a_straight_decline_has_no_clear_elbow():
    """Many even columns: each further segment explains about as much as the last."""
    noise = np.random.default_rng(1).uniform(size=(200, 8))
    table = sg.read_table(pd.DataFrame(noise, columns=list("abcdefgh")))
    scan = sg.scan_k(table, sg.SegmentationSpec(features=tuple("abcdefgh")), range(1, 11))
    opinion = said(weigh(scan), "Elbow")
    assert elbow(scan.scores["inertia"])[1] < ELBOW_CLEAR
    assert opinion.ks == ()
    assert "no clear elbow" in opinion.says
