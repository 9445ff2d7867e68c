"""A query opens in the app: whole where it is small, else a sample by which all are counted."""

from dataclasses import replace

import numpy as np
import pytest
from warehouses import customers, put

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.analysis.segment import segment
from segmentation.engines.reading import deciding
from segmentation.engines.reading.progress import Progress
from segmentation.engines.warehouse import opening
from segmentation.engines.warehouse.opening import (
    Asked,
    count_query,
    is_large,
    label_query,
    open_query,
)
from segmentation.errors import LimitError
from segmentation.tables.limits import Sampled
from segmentation.tables.sources import read_query

__all__ = ["put"]

QUERY = "SELECT * FROM customers WHERE id < :last"


def asked_for(url, query="SELECT * FROM customers", values=(), **given):
    """Ask for a query of the operator's shop."""
    return Asked(database="shop", url=url, query=query, values=values, name="Query", **given)


@pytest.fixture
def opened(put, monkeypatch):
    """Open a sample of 300 of 900 customers."""
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 300)
    monkeypatch.setattr(deciding, "LARGE_ROWS", 900)
    frame = customers(900)
    asked = asked_for(put(frame))
    return asked, open_query(asked), frame


def test_a_sample_says_what_it_is_of(opened):
    """In its name and its report; where it lies is told by the operator's name alone."""
    asked, table, _ = opened
    assert (len(table.frame), table.name) == (300, "300 of 900 rows of Query")
    assert table.sampled == Sampled(n_rows=900, pattern="Query", database="shop", query=asked.query)
    assert "of its 900 rows 300 were drawn evenly" in table.report.warnings[0]
    assert table.bare().sampled == Sampled(n_rows=900)


@pytest.mark.parametrize(
    "settings",
    [
        {"algorithm": "kmeans", "missing": "impute"},
        {"algorithm": "gaussian_mixture"},
        {"where": "a > -1", "formulas": {"more": "a + `b €`"}},
        {"outliers": "set_aside"},
    ],
)
def test_all_rows_are_counted_as_the_model_scores_them(opened, settings):
    """For every number of segments, with sums of numbers that made no segments."""
    asked, table, frame = opened
    formulas = ("more",) if "formulas" in settings else ()
    spec = sg.SegmentationSpec(features=("a", "b €", "sex", *formulas), **settings)
    fitted = fit_range(table, spec, {2, 3})
    counted = count_query(asked, fitted)
    assert counted.n_rows == 900
    for k in (2, 3):
        model = segment(table, replace(spec, n_clusters=k), fitted=fitted).model
        scored = model.score(frame)
        kept = scored["segment"].notna().to_numpy()
        if spec.outliers == "set_aside":
            assert counted.totals[k].sizes.sum() == counted.n_kept < kept.sum()
            continue
        totals = counted.totals[k]
        sizes = scored["segment"][kept].value_counts().sort_index()
        assert totals.sizes.tolist() == sizes.tolist()
        assert counted.n_kept == kept.sum()
        at = counted.columns.index("b €")
        own = frame["b €"][kept].groupby(scored["segment"][kept].to_numpy(int)).sum()
        np.testing.assert_allclose(totals.sums[:, at], own, rtol=1e-9)


@pytest.mark.parametrize(
    ("ks", "step"),
    [
        ({3}, "Counting all rows"),
        ({2, 3, 5}, "Counting all rows 3 times, once for each number of segments"),
    ],
)
def test_a_count_tells_how_far_it_is(opened, ks, step):
    """One statement after the other; each goes through all rows."""
    asked, table, _ = opened
    fitted = fit_range(table, sg.SegmentationSpec(features=("a", "sex")), ks)
    told = []

    class Telling(Progress):
        """Notes all that it would tell."""

        def tell(self):
            """Note it."""
            told.append((self.step, self.done, self.n_rows))

    count_query(asked, fitted, Telling())
    assert told == [(step, 900 * at, 900 * len(ks)) for at in range(1, len(ks) + 1)]


def test_a_query_with_values_is_sampled_and_counted(put, monkeypatch):
    """Bound by the database in every statement, beside colons of our own."""
    monkeypatch.setattr(opening, "SAMPLE_ROWS", 300)
    url = put(customers(900))
    if url.startswith("duckdb"):
        with pytest.raises(sg.SpecError, match="DuckDB takes no values beside the query"):
            open_query(asked_for(url, QUERY, (("last", "C0000600"),)))
        return
    asked = asked_for(url, QUERY, (("last", "C0000600"),))
    assert not is_large(asked)
    table = open_query(asked)
    fitted = fit_range(table, sg.SegmentationSpec(features=("a", "sex")), {2})
    counted = count_query(asked, fitted)
    assert (len(table.frame), counted.n_rows) == (300, 600)


def test_rules_and_those_that_none_holds_for(opened):
    """Who meets no rule that leads somewhere has no segment."""
    asked, table, frame = opened
    rules = (("Low", "a < 0"), ("Far", "a > 1000"), ("High", "a >= 4"))
    spec = sg.SegmentationSpec(algorithm="rules", rules=rules)
    fitted = segment(table, spec).fitted
    counted = count_query(asked, fitted)
    (totals,) = counted.totals.values()
    assert totals.sizes.sum() == counted.n_kept
    assert (frame["a"] < 0).sum() in totals.sizes
    assert (frame["a"] >= 4).sum() in totals.sizes


def test_labels_go_where_the_operator_lets_them(opened):
    """And are those of the model."""
    asked, table, frame = opened
    spec = sg.SegmentationSpec(features=("a", "b €"), n_clusters=2)
    model = segment(table, spec).model
    assert label_query(asked, model.to_bytes(), "view:segments") == "view:segments"
    found = read_query(asked.url, "SELECT * FROM segments").frame
    expected = model.score(frame)["segment"].value_counts().to_dict()
    assert found["segment"].value_counts().to_dict() == expected


def test_what_is_small_is_known_before_it_is_opened(put, monkeypatch):
    """Within the limits of any query."""
    url = put(customers(60))
    assert not is_large(asked_for(url, "SELECT * FROM customers;"))
    monkeypatch.setattr(deciding, "LARGE_CELLS", 360)
    assert is_large(asked_for(url))
    assert not is_large(asked_for("mysql://shop/x"))
    assert not is_large(asked_for("shop"))


@pytest.mark.parametrize(
    ("query", "error", "sentence"),
    [
        ("DELETE FROM customers", sg.SpecError, "Write one SELECT"),
        ("SELECT * FROM nowhere", sg.DataError, "refuses the query"),
    ],
)
def test_what_is_no_query_is_said(put, query, error, sentence):
    """Before a pass begins, or in it."""
    asked = asked_for(put(customers(60)), query)
    with pytest.raises((error, LimitError), match=sentence):
        is_large(asked)
