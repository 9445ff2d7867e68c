"""The proposal as a spec: known answers, the number to begin with, and the planted habits."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

import segmentation as sg
from segmentation.analysis.choosing import proposal as proposals
from segmentation.analysis.choosing.proposal import first_k, judged_segmentation, propose, proposed
from segmentation.analysis.fitted_range import fit_range
from segmentation.clustering.spec import WEIGHED_KS

MALL = ("Annual Income (k$)", "Spending Score (1-100)")


def test_the_built_in_table_keeps_income_and_score_in_five_groups():
    """As they are, without a scale; the verdict recommends the same number."""
    table = sg.load_sample("mall_customers")
    spec = sg.propose_spec(table)
    assert spec == sg.SegmentationSpec(features=MALL, n_clusters=5)
    assert propose(table).reasons == ()
    assert sg.propose_spec(table, evidence="auto").n_clusters == 5


def test_planted_habits_are_found():
    """Three lives and three tastes come out of a shop's lines untouched."""
    draw = np.random.default_rng(0)
    habit = draw.choice(3, 300)
    orders = 1 + draw.poisson(np.array([0.3, 4.0, 12.0])[habit])
    who = np.repeat(np.arange(300), orders)
    quiet = draw.gamma(2.0, np.array([90, 40, 5])[habit])
    days = (draw.random(len(who)) * (360 - np.minimum(quiet[who], 350))).astype(int)
    likes = draw.random(len(who)) < 0.7
    kinds = np.where(likes, habit[who], draw.integers(0, 3, len(who)))
    lines = pd.DataFrame(
        {
            "customer": who + 1,
            "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(days, "D"),
            "amount": draw.lognormal(3, 0.4, len(who)).round(2),
            "category": np.array(["Toys", "Food", "Books"])[kinds],
        }
    )
    columns = {"customer": "customer", "date": "date", "amount": "amount", "category": "category"}
    customers = sg.rfm(sg.read_table(lines), **columns)
    result = sg.segment(customers, sg.propose_spec(customers))
    assert adjusted_rand_score(habit, result.labels) > 0.75


def test_formulas_of_the_proposal_are_scored_alike():
    """A proposal with dates and quotients becomes a model that gives back its own segments."""
    draw = np.random.default_rng(1)
    n = 120
    frame = pd.DataFrame(
        {
            "orders": 1 + draw.poisson(3, n),
            "spend": draw.lognormal(4, 1, n).round(2),
            "last_order": pd.Timestamp("2025-06-30")
            - pd.to_timedelta(draw.gamma(1, 90, n).astype(int), "D"),
        }
    )
    table = sg.read_table(frame)
    spec = sg.propose_spec(table)
    assert dict(spec.formulas).keys() == {"days since last order", "spend per order"}
    result = sg.segment(table, spec)
    assert result.model.score(table.frame)["segment"].tolist() == result.labels.tolist()


def test_nothing_to_segment_by_is_one_sentence():
    """And a part that is none of ours is another."""
    table = sg.read_table(pd.DataFrame({"id": range(20), "note": ["same"] * 20}))
    assert propose(table) is None
    with pytest.raises(sg.DataError, match="tells groups of customers apart"):
        sg.propose_spec(table)
    with pytest.raises(sg.SpecError, match="no part “colour”"):
        proposed(sg.load_sample("mall_customers"), without=frozenset({"colour"}))


def made_range(monkeypatch, silhouettes: dict[int, float], largest: dict[int, float]):
    """Make a range of these silhouettes and largest shares, of 100 customers."""

    def scan_of(_fitted, ks):
        scores = pd.DataFrame({"silhouette": silhouettes}).loc[ks]
        return SimpleNamespace(scores=scores, large_enough=tuple(ks))

    monkeypatch.setattr(proposals, "scan_of", scan_of)
    sizes = {k: [100 * largest.get(k, 0.5), 100 - 100 * largest.get(k, 0.5)] for k in silhouettes}
    return SimpleNamespace(clusterings={k: SimpleNamespace(sizes=sizes[k]) for k in silhouettes})


@pytest.mark.parametrize(
    ("silhouettes", "largest", "wanted"),
    [
        ({2: 0.50, 3: 0.40, 4: 0.45}, {}, 4),
        ({2: 0.80, 3: 0.40, 4: 0.45}, {}, 2),
        ({2: 0.50, 3: 0.445, 4: 0.45}, {}, 3),
        ({2: 0.50, 3: 0.60, 4: 0.45}, {3: 0.9}, 4),
        ({2: 0.50, 3: 0.60, 4: 0.45}, {3: 0.9, 4: 0.9}, 3),
        ({2: 0.50}, {}, 2),
        ({2: 0.3, 3: 0.4, 9: 0.9}, {}, 3),
    ],
    ids=["three or more", "two far better", "as good", "balanced", "none is", "only two", "few"],
)
def test_the_number_to_begin_with(monkeypatch, silhouettes, largest, wanted):
    """By hand, one rule each."""
    assert first_k(made_range(monkeypatch, silhouettes, largest)) == wanted


@pytest.mark.parametrize("n", [3, 4, 6])
def test_few_customers_have_a_number_too(n):
    """No number is above the customers there are; equal customers are one."""
    table = sg.read_table(pd.DataFrame({"a": np.arange(n) * 1.5, "b": np.arange(n)[::-1] ** 2}))
    fitted = fit_range(table, sg.SegmentationSpec(features=("a", "b")), range(1, 11))
    assert 1 <= first_k(fitted) <= n


def test_judged_segments_carry_the_verdict_whatever_number_was_asked_for():
    """Of the usual range, as in the app."""
    table = sg.load_sample("mall_customers")
    chosen = judged_segmentation(table, sg.SegmentationSpec(features=MALL, n_clusters=12))
    assert chosen.n_clusters == 12
    free = judged_segmentation(table, sg.SegmentationSpec(features=MALL))
    assert free.n_clusters == 5
    assert chosen.decision.title == free.decision.title
    assert 12 not in WEIGHED_KS
