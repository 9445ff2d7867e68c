"""Samples are even, the same on every run, and the same whatever the order of the rows."""

import numpy as np
import pandas as pd
import pytest
from warehouses import customers, in_duckdb, put

import segmentation as sg
from segmentation.engines.warehouse.connecting import connected
from segmentation.engines.warehouse.relation import open_relation
from segmentation.engines.warehouse.sampling import draw, sample_size

__all__ = ["put"]


def drawn(url, most, seed=0, query="SELECT * FROM customers"):
    """Draw some rows."""
    with connected(url) as database:
        return draw(open_relation(database, query=query), random_state=seed, most=most).table


def test_a_sample_is_the_same_on_every_run(put):
    """Other rows in another order, others with another seed."""
    url = put(customers())
    first = drawn(url, 200)
    assert len(first.frame) == 200
    again = drawn(url, 200, query="SELECT * FROM customers ORDER BY id DESC")
    assert again.frame.equals(first.frame)
    assert again.fingerprint == first.fingerprint
    other = drawn(url, 200, seed=1)
    assert 0 < len(set(other.frame["id"]) & set(first.frame["id"])) < 50
    assert other.fingerprint != first.fingerprint


def test_all_rows_are_a_sample_of_themselves(put):
    """Cell by cell."""
    frame = customers(300)
    found = drawn(put(frame), 300).frame.sort_values("id", ignore_index=True)
    found = found.astype({"member": bool})  # one database holds 0 and 1
    pd.testing.assert_frame_equal(found, sg.read_table(frame).frame)


def test_rows_that_repeat_have_each_their_own_chance(put):
    """Two kinds of rows, one three times as frequent: about so many of each are drawn."""
    frame = pd.DataFrame({"kind": np.arange(4_000) % 4 // 3, "other": 1.0})
    found = drawn(put(frame), 400).frame
    assert len(found) == 400
    assert 60 < (found["kind"] == 1).sum() < 140


def test_databases_draw_the_same_rows(tmp_path, postgres):
    """Of cells that they write alike."""
    from warehouses import in_postgres, in_sqlite

    frame = customers()[["id", "sex", "name"]]
    urls = (
        in_duckdb(frame, tmp_path / "d"),
        in_sqlite(frame, tmp_path / "s"),
        in_postgres(frame, postgres),
    )
    first, second, third = (drawn(url, 100).frame for url in urls)
    assert first.equals(second)
    assert first.equals(third)


@pytest.mark.parametrize(("algorithm", "most"), [("kmeans", 200_000), ("ward", 20_000)])
def test_a_sample_is_as_large_as_the_algorithm_takes(tmp_path, algorithm, most):
    """And no larger."""
    with connected(in_duckdb(customers(60), tmp_path / "d")) as database:
        size = sample_size(open_relation(database, table="customers"), algorithm)
    assert size <= most
