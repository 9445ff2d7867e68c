"""Every dialect has one row, and its statements are SQL of that dialect."""

import pytest
import sqlglot
from made_models import mall_model

import segmentation as sg
from segmentation.models.sql.dialects import DIALECTS, TESTED, dialect_of


@pytest.mark.parametrize("dialect", [*DIALECTS, "athena"])
def test_a_statement_reads_back(dialect):
    """What was written is at least SQL of that dialect, with or without a row."""
    statement = mall_model().to_sql("shop.customers", dialect=dialect)
    assert len(sqlglot.parse(statement, read=dialect)) == 1


def test_those_that_are_tested_come_first():
    """On the page and in messages."""
    tested = [row.is_tested for row in DIALECTS.values()]
    assert tested == sorted(tested, reverse=True)
    assert list(DIALECTS)[: len(TESTED)] == list(TESTED)


def test_a_name_means_one_dialect():
    """Aliases and titles too."""
    rows = DIALECTS.values()
    names = [name for row in rows for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names))
    assert len({row.title for row in rows}) == len(rows)
    assert all(dialect_of(name) in rows for name in names)


def test_a_name_is_read_as_it_is_typed():
    """And what is no name is said to be none."""
    assert dialect_of(" PostgreSQL ") is DIALECTS["postgres"]
    assert dialect_of("athena").stacking == "nested"
    assert not dialect_of("athena").is_offered
    for nothing in ("klingon", ""):
        with pytest.raises(sg.SpecError, match="Choose duckdb, postgres, sqlite, or one of"):
            dialect_of(nothing)
