"""Rows in, segments out, none lost."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_models import frame_of, mall_model, number, rule, rules

import segmentation as sg
from segmentation.clustering.algorithms import FINDERS
from segmentation.models.scoring import SCORE_COLUMNS, score, score_one, score_rows

MADE = rule([number("x"), number("y")], [[0.0, 0.0], [4.0, 0.0]])


def test_by_hand():
    """A customer near the first, one that lacks a value, one far out."""
    frame = pd.DataFrame({"x": [1.0, 2.0, 20.0], "y": [0.0, None, 0.0]}, index=[7, 8, 9])
    found = score(MADE, frame)
    assert list(found.columns) == list(SCORE_COLUMNS)
    assert found.index.tolist() == [7, 8, 9]
    assert found["segment"].fillna(-1).tolist() == [0, -1, 1]
    assert found["name"].fillna("").tolist() == ["Segment 1", "", "Segment 2"]
    assert found["distance"].fillna(-1).tolist() == [1.0, -1.0, 16.0]
    assert found["confidence"].fillna(-1).tolist() == pytest.approx([2 / 3, -1, 0.2])
    assert found["in_range"].tolist() == [True, False, False]
    assert found["reason"].fillna("").tolist() == ["", "no value for y", ""]


@settings(max_examples=40)
@given(made=rules(), seed=st.integers(0, 10_000))
def test_one_row_is_scored_as_in_a_batch(made, seed):
    """A row scored alone has bit by bit the answer that it has among others."""
    frame = frame_of(made, 12, seed)
    together = score(made, frame)
    alone = pd.concat([score(made, frame.iloc[[row]]) for row in range(len(frame))])
    pd.testing.assert_frame_equal(together, alone, check_exact=True)


@given(made=rules(), seed=st.integers(0, 10_000))
def test_the_order_of_rows_and_columns_does_not_matter(made, seed):
    """Turned rows, turned columns and a column more change no row's answer."""
    frame = frame_of(made, 12, seed)
    turned = frame.iloc[::-1, ::-1].assign(segment="theirs")
    pd.testing.assert_frame_equal(score(made, turned).iloc[::-1], score(made, frame))


@pytest.mark.parametrize("algorithm", FINDERS)
def test_the_customers_of_the_fit_keep_their_segment(algorithm):
    """All of them where the algorithm has the same rule; else the share is told."""
    table = sg.load_sample("mall_customers")
    features = ("Age", "Annual Income (k$)", "Spending Score (1-100)")
    spec = sg.SegmentationSpec(features=features, algorithm=algorithm, n_clusters=4)
    result = sg.segment(table, spec)
    found = result.model.score(table.frame)
    same = found["segment"].to_numpy() == result.labels
    assert same.mean() == result.model.rescored_agreement
    if algorithm in {"kmeans", "gaussian_mixture"}:
        assert same.all()
    else:
        assert 0.9 < same.mean() < 1
    both = result.customers[same].reset_index(drop=True)
    scored = found[same].reset_index(drop=True)
    np.testing.assert_allclose(scored["distance"], both["distance"], atol=1e-9)
    np.testing.assert_allclose(scored["confidence"], both["confidence"], atol=1e-9)


def test_customers_left_out_of_the_fit_have_the_same_reason():
    """The ledger and the model speak alike."""
    frame = sg.load_sample("mall_customers").frame.copy()
    frame["Age"] = frame["Age"].astype(float)
    frame.loc[[3, 8], "Age"] = np.nan
    table = sg.read_table(frame, "gaps")
    result = sg.segment(
        table, sg.SegmentationSpec(features=("Age", "Spending Score (1-100)"), n_clusters=3)
    )
    found = result.model.score(table.frame)
    assert found["reason"].dropna().tolist() == result.ledger["reason"].tolist()
    assert found["segment"].dropna().tolist() == result.labels.tolist()
    assert result.model.left_out == (("no value for Age", 2),)


def test_an_empty_batch_has_an_empty_answer():
    """With the same columns and types."""
    empty = score(MADE, pd.DataFrame({"x": [], "y": []}))
    assert empty.dtypes.equals(score(MADE, pd.DataFrame({"x": [1], "y": [1]})).dtypes)
    assert len(empty) == 0


def test_the_callers_frame_is_not_touched():
    """InputValues are read, never written."""
    frame = pd.DataFrame({"x": [1.0, np.inf], "y": ["2", "abc"]})
    before = frame.copy()
    score(MADE, frame)
    pd.testing.assert_frame_equal(frame, before)


def test_one_customer_and_why():
    """The runner-up, both distances, and what speaks for the own segment."""
    found = score_one(MADE, {"x": 1.0, "y": 3.0})
    assert (found.segment, found.following) == (0, 1)
    assert found.distance == pytest.approx(10**0.5)
    assert found.next_distance == pytest.approx(18**0.5)
    assert [(r.feature, r.share) for r in found.reasons] == [("x", 1.0), ("y", 0.0)]
    assert found.is_clear == (found.confidence >= 0.25)


def test_one_customer_that_cannot_be_scored():
    """Has the reason and nothing else."""
    found = score_one(MADE, {"x": "abc", "y": 3.0})
    assert (found.segment, found.reason) == (None, "“x” is not a number: “abc”")
    with pytest.raises(sg.ModelError, match="no column “y”"):
        score_one(MADE, {"x": 1})


@settings(max_examples=50)
@given(made=rules(), seed=st.integers(0, 10_000))
def test_rows_one_by_one_are_scored_as_a_frame(made, seed):
    """With plain values, and nothing where there is nothing."""
    frame = frame_of(made, 12, seed)
    expected = score(made, frame)
    found = score_rows(made, frame.astype(object).where(frame.notna(), None).to_dict("records"))
    for name in SCORE_COLUMNS:
        ours = expected[name].astype(object).where(expected[name].notna(), None).tolist()
        assert [row[name] for row in found] == ours


def test_one_segment_has_no_runner_up():
    """And no reasons against one."""
    found = score_one(rule([number("x")], [[0.0]]), {"x": 1.0})
    assert (found.segment, found.following, found.reasons) == (0, None, ())


def test_known_customers_of_the_mall():
    """Public figures: the middle of the segment of affluent big spenders."""
    model = mall_model()
    found = model.score(
        pd.DataFrame({"Annual Income (k$)": [86.5], "Spending Score (1-100)": [82.1]})
    )
    assert found["name"].tolist() == ["Affluent big spenders"]
    assert found["distance"][0] < 0.01
