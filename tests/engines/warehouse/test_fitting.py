"""A table that stays in its database leads to the model of the same table in memory."""

import numpy as np
import pytest
from warehouses import customers, put

import segmentation as sg
from segmentation.engines.warehouse.connecting import connected
from segmentation.engines.warehouse.fitting import fit_warehouse, scan_warehouse
from segmentation.engines.warehouse.relation import open_relation
from segmentation.engines.warehouse.sampling import draw

__all__ = ["put"]

SETTINGS = {"features": ("a", "b €", "sex", "member"), "n_clusters": 3, "weights": {"a": 2.0}}


def test_a_whole_sample_leads_to_the_model_in_memory(put):
    """To the last few bits: the preparation and the totals are the database's."""
    frame, spec = customers(300), sg.SegmentationSpec(**SETTINGS)
    with connected(put(frame)) as database:
        relation = open_relation(database, table="customers")
        sample = draw(relation)
        assert sample.is_whole
        model = fit_warehouse(relation, sample, spec).model
    there = sg.segment(sg.read_table(frame, "customers"), spec).model
    np.testing.assert_allclose(model.rule.centers, there.rule.centers, atol=1e-9)
    means = [[each.means for each in one.segments] for one in (model, there)]
    np.testing.assert_allclose(*means, rtol=1e-9)
    assert [each.size for each in model.segments] == [each.size for each in there.segments]
    assert (model.names, model.left_out, model.n_customers) == (
        there.names,
        there.left_out,
        there.n_customers,
    )
    assert model.inertia == pytest.approx(there.inertia, rel=1e-9)


def test_a_sample_finds_the_groups_and_all_rows_are_counted(put):
    """Sizes are those of scoring all rows; the sample is said."""
    frame, spec = customers(300), sg.SegmentationSpec(**SETTINGS)
    with connected(put(frame)) as database:
        relation = open_relation(database, query="SELECT * FROM customers -- all of them\n;")
        sample = draw(relation, most=150)
        assert (len(sample.table.frame), sample.is_whole) == (150, False)
        made = fit_warehouse(relation, sample, spec)
        scan = scan_warehouse(relation, sample, spec, range(2, 5), evidence="criteria")
    assert made.sentence.startswith("Of 300 rows 150 drawn evenly were read")
    kept = frame.dropna()
    sizes = made.model.score(kept)["segment"].value_counts().sort_index()
    assert [each.size for each in made.model.segments] == sizes.tolist()
    assert made.model.n_customers == len(kept)
    assert list(scan.scores.index) == [2, 3, 4]


def test_rules_need_no_search(put):
    """They are said to."""
    spec = sg.SegmentationSpec(algorithm="rules", rules=(("Big", "a > 1"),))
    with connected(put(customers(60))) as database:
        relation = open_relation(database, table="customers")
        with pytest.raises(sg.SpecError, match="customers stays in its database, where segments"):
            fit_warehouse(relation, draw(relation), spec)
