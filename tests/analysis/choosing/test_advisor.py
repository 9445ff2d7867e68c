"""Sets of columns are ranked by what can be relied on."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.choosing.advisor import SHOWN, Advice, advise, candidate_specs, weigh_set
from segmentation.analysis.choosing.foresight import Foresight
from segmentation.clustering.evidence.decision import UNDECIDED


@pytest.fixture(scope="module")
def shop():
    """Three far groups in what customers do; nothing in what they are worth or who they are."""
    rng = np.random.default_rng(2)
    group = np.arange(240) % 3
    return sg.read_table(
        pd.DataFrame(
            {
                "visits": rng.normal(20, 1.5, 240) + 20 * group,
                "orders": rng.normal(50, 1.5, 240) - 15 * (group == 1),
                "income": rng.uniform(20, 90, 240),
                "balance": rng.uniform(0, 9, 240),
                "age": rng.integers(18, 80, 240),
                "household": rng.integers(1, 6, 240),
            }
        )
    )


def test_what_separates_comes_first(shop):
    """The set with groups before those without; each with its verdict and a number."""
    found = advise(shop)
    assert 1 <= len(found) <= SHOWN
    best = found[0]
    assert best.decision.verdict == "groups"
    assert best.spec.n_clusters == 3
    assert set(best.spec.features) <= {"visits", "orders"} | {"income", "balance"}
    assert "3 separate groups" in best.sentence
    assert [advice.rank for advice in found] == sorted(
        (advice.rank for advice in found), reverse=True
    )


def test_sets_differ_and_can_be_segmented_by(shop):
    """No set twice; each is a spec of the whole table."""
    sets = candidate_specs(shop)
    features = [frozenset(spec.features) for _, spec in sets]
    assert len(features) == len(set(features))
    for _, spec in sets:
        assert sg.segment(shop, sg.SegmentationSpec(
            features=spec.features, formulas=spec.formulas, n_clusters=2
        )).n_clusters == 2  # fmt: skip


def test_progress_is_told_and_can_end_the_search(shop):
    """Each set once, from nothing on; an exception passes."""
    told = []
    advise(shop, weigh=lambda *_: None, progress=lambda done, side: told.append((done, side)))
    assert told[0][0] == 0
    assert [side for _, side in told] == [side for side, _ in candidate_specs(shop)]

    def stop(_done, _side):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        advise(shop, progress=stop)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ({"verdict": "groups", "recommended_k": 3, "suggested_k": 3}, "3 separate groups"),
        ({"verdict": "slices", "suggested_k": 3}, "no separate groups, but 3 slices"),
        ({"verdict": "none"}, "no structure to rely on; 3 parts drawn at will"),
        ({}, "3 parts, not tested as groups"),
    ],
)
def test_no_sentence_says_more_than_the_verdict(decision, said):
    """The words of the verdict, the agreement and the largest share."""
    advice = Advice(
        side="what they do",
        spec=sg.SegmentationSpec(features=("a",), n_clusters=3),
        decision=replace(UNDECIDED, **decision),
        agreement=0.876,
        silhouette=0.5,
        largest=0.5,
    )
    assert said in advice.sentence
    assert advice.sentence.endswith("agree with them to 88%, and the largest holds 50%.")


def test_even_segments_come_before_one_that_holds_everybody():
    """At the same verdict, whatever the silhouette."""
    made = {
        "side": "x",
        "spec": sg.SegmentationSpec(features=("a",), n_clusters=2),
        "decision": replace(UNDECIDED, verdict="slices", suggested_k=2),
        "agreement": 0.9,
    }
    even = Advice(**made, silhouette=0.3, largest=0.6)
    lopsided = Advice(**made, silhouette=0.8, largest=0.97)
    assert even.rank > lopsided.rank


def seen(explained: float, p_value: float = 0.002) -> Foresight:
    """Make what the later months say."""
    return Foresight(
        day=pd.Timestamp("2024-03-01"),
        last=pd.Timestamp("2024-05-31"),
        is_money=True,
        means=np.array([1.0, 2.0]),
        explained=explained,
        p_value=p_value,
        n_customers=100,
    )


def test_what_came_later_decides_among_equally_stable_sets():
    """After the verdict and stability to a tenth; what is no more than chance does not count."""
    made = {
        "side": "x",
        "spec": sg.SegmentationSpec(features=("a",), n_clusters=2),
        "decision": replace(UNDECIDED, verdict="slices", suggested_k=2),
        "largest": 0.6,
    }
    telling = Advice(**made, agreement=0.88, silhouette=0.3, foresight=seen(0.2))
    silent = Advice(**made, agreement=0.92, silhouette=0.5, foresight=seen(0.3, p_value=0.4))
    steadier = Advice(**made, agreement=0.99, silhouette=0.3, foresight=None)
    assert steadier.rank > telling.rank > silent.rank
    assert telling.sentence.endswith("on a log scale.")
    assert silent.sentence.endswith("the largest holds 60%.")


def test_what_came_later_is_asked_of_each_set(shop):
    """With the number of segments that is advised."""
    asked = []
    found = advise(shop, foresee=lambda spec: asked.append(spec) or seen(0.1))
    assert all(spec.n_clusters for spec in asked)
    assert {advice.spec for advice in found} <= set(asked)
    assert all("before 1 March 2024" in advice.sentence for advice in found)


@pytest.mark.parametrize("n", [3, 5])
def test_a_few_customers_get_what_can_be_said(n):
    """No error, at most a set without structure."""
    table = sg.read_table(pd.DataFrame({"visits": range(n), "spend": [1.0] * (n - 1) + [9.0]}))
    assert all(a.decision.verdict != "groups" for a in advise(table))
    alike = sg.read_table(pd.DataFrame({"visits": [1, 1, 1, 2, 2], "spend": [5.0, 5, 5, 9, 9]}))
    assert all(advice.spec.n_clusters <= 2 for advice in advise(alike))
    assert weigh_set(table, "x", sg.SegmentationSpec(features=("nothing",))) is None
