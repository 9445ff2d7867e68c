"""What databases add up by segment is what our own scores add up to."""

import numpy as np
import pytest
import sqlglot
from databases import in_duckdb, in_postgres, in_sqlite
from hypothesis import given, settings
from hypothesis import strategies as st
from made_models import frame_of, mall_model, rules

from segmentation.models.scoring import score
from segmentation.models.sql.dialects import DIALECTS, TESTED
from segmentation.models.sql.totals import axis_sums, column_sums, totals_sql

__all__ = ["in_postgres"]


def compared(run, dialect, made, frame, limits):
    """Add up in a database and by hand; sums of another order differ in the last bits."""
    row = DIALECTS[dialect]
    sums = axis_sums(made, row)
    found = run(totals_sql(made, "customers", row, sums, limits), frame)
    scored = score(made, frame)
    kept = scored["segment"].notna().to_numpy(copy=True)
    for name, (low, high) in limits.items():
        values = frame[name].to_numpy(float, na_value=np.nan)
        kept &= ~np.isfinite(values) | ((values >= low) & (values <= high))
    assert found["n"].sum() == kept.sum()
    raw = made.space.raw(frame[kept])
    points, distances = made.space.place(raw), scored["distance"][kept].to_numpy(float)
    segments = scored["segment"][kept].to_numpy(int)
    for each in found.to_dict("records"):
        own = segments == each["segment"]
        assert each["n"] == own.sum()
        wanted = [
            *points[own].sum(axis=0),
            *raw[own].sum(axis=0),
            distances[own].sum(),
            (distances[own] ** 2).sum(),
        ]
        given_ = [float(each[name]) for name in sums]
        np.testing.assert_allclose(given_, wanted, rtol=1e-9, atol=1e-6 * (1 + abs(raw).max()))


def limits_of(made, frame):
    """Set aside the upper half of the first number."""
    numbers = [f.name for f in made.space.features if hasattr(f, "center")]
    return {numbers[0]: (-1e300, float(frame[numbers[0]].median()))} if numbers else {}


@settings(max_examples=10)
@given(made=rules(), seed=st.integers(0, 10_000), limited=st.booleans())
@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_sums_of_any_rule(dialect, made, seed, limited):
    """Gaps, infinities and unknown levels included."""
    frame = frame_of(made, 60, seed)
    run = {"duckdb": in_duckdb, "sqlite": in_sqlite}[dialect]
    compared(run, dialect, made, frame, limits_of(made, frame) if limited else {})


@settings(max_examples=10)
@given(made=rules(), seed=st.integers(0, 10_000))
def test_sums_of_any_rule_in_postgres(in_postgres, made, seed):
    """It refuses what overflows."""
    frame = frame_of(made, 60, seed)
    compared(in_postgres, "postgres", made, frame, {})


@pytest.mark.parametrize("dialect", [row for row in DIALECTS if row not in TESTED])
def test_others_are_read_back(dialect):
    """Not run here: the text is SQL of that dialect."""
    made, row = mall_model().rule, DIALECTS[dialect]
    sums = axis_sums(made, row) | column_sums(made, [made.columns[0].name], row)
    statement = totals_sql(made, "shop.customers", row, sums)
    assert len(sqlglot.parse(statement, read=dialect)) == 1
