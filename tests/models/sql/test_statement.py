"""Databases run the rule and give what we give."""

import sqlite3

import numpy as np
import pandas as pd
import pytest
from databases import assert_same, in_duckdb, in_postgres, in_sqlite
from hypothesis import given, settings
from hypothesis import strategies as st
from made_models import category, frame_of, mall_model, number, rule, rules
from thoroughness import tried

import segmentation as sg
from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.models.scoring import score
from segmentation.models.sql.dialects import TESTED
from segmentation.models.sql.statement import to_sql

__all__ = ["in_postgres"]

RESULTS = ["segment", "name", "distance", "in_range"]


@pytest.fixture(params=TESTED)
def database(request):
    """Return a dialect and how to run it."""
    runners = {"duckdb": in_duckdb, "sqlite": in_sqlite}
    return request.param, runners.get(request.param) or request.getfixturevalue("in_postgres")


@settings(max_examples=tried(20, quick=8))
@given(made=rules(), seed=st.integers(0, 10_000))
@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_any_rule_gives_the_same_in_a_database(dialect, made, seed):
    """Ties, gaps, infinities, unknown levels and odd names included."""
    frame = frame_of(made, 60, seed)
    run = {"duckdb": in_duckdb, "sqlite": in_sqlite}[dialect]
    transformed = any(getattr(f, "transform", None) for f in made.space.features)
    exact = not transformed and made.mixture is None
    assert_same(
        run(to_sql(made, "customers", dialect), frame), score(made, frame), frame, exact=exact
    )


@settings(max_examples=tried(40, quick=20))
@given(made=rules(), seed=st.integers(0, 10_000))
def test_any_rule_gives_the_same_in_postgres(in_postgres, made, seed):
    """Any rule gives its own answer in Postgres, which refuses what overflows."""
    frame = frame_of(made, 60, seed)
    expected = score(made, frame)
    found = in_postgres(to_sql(made, "customers", "postgres"), frame)
    transformed = any(getattr(f, "transform", None) for f in made.space.features)
    assert_same(found, expected, frame, exact=not transformed and made.mixture is None)


@pytest.mark.parametrize(
    "settings_",
    [
        {},
        {"missing": "impute"},
        {"algorithm": "gaussian_mixture", "n_clusters": 2},
        {"scaling": "robust", "weights": {"Age": 2.5}},
        {"transforms": {"Age": "log", "Annual Income (k$)": "yeo_johnson"}, "outliers": "cap"},
    ],
    ids=str,
)
def test_mall_customers_in_every_database(database, settings_):
    """A fitted model, on the customers it was fitted on and on gaps."""
    dialect, run = database
    model = mall_model("Gender", "Age", "Annual Income (k$)", "Spending Score (1-100)", **settings_)
    frame = sg.load_sample("mall_customers").frame.rename(columns={"CustomerID": "id"})
    frame["Age"] = frame["Age"].astype(float)
    frame.loc[[3, 5], "Age"] = np.nan
    frame.loc[[5, 7], "Gender"] = None
    frame.loc[9, "Gender"] = "unknown"
    found = run(model.to_sql("customers", dialect=dialect), frame)
    assert list(found.columns) == [*frame.columns, *RESULTS]
    assert_same(found, model.score(frame), frame, exact=False)


def test_a_tie_goes_to_the_first(database):
    """In the middle between two segments, exactly."""
    dialect, run = database
    made = rule([number("x")], [[1.0], [3.0], [3.0]])
    frame = pd.DataFrame({"id": [0, 1, 2], "x": [2.0, 2.5, 1.5]})
    found = run(to_sql(made, "customers", dialect), frame)
    assert found.sort_values("id")["segment"].tolist() == [0, 1, 0]


def test_yes_and_no_of_every_type(database):
    """As numbers, as true and false, as words."""
    dialect, run = database
    made = rule([category("member", ["no", "yes"], coded=True)], [[0.7, 0.0], [0.0, 0.7]])
    for values in ([1, 0], [True, False], [1.0, 0.0], ["Yes", "no "], ["t", "FALSE"]):
        frame = pd.DataFrame({"id": [0, 1], "member": values})
        found = run(to_sql(made, "customers", dialect), frame)
        assert found.sort_values("id")["segment"].tolist() == [1, 0], values
        assert score(made, frame)["segment"].tolist() == [1, 0]


def test_names_cannot_break_out(database):
    """Quotes and semicolons in the names of columns, levels, segments and the table."""
    dialect, run = database
    made = rule([category('a"; DROP TABLE customers; --', ["x'; DROP TABLE customers; --", "y"])],
                [[0.7, 0.0], [0.0, 0.7]])  # fmt: skip
    frame = pd.DataFrame(
        {"id": [0, 1], made.columns[0].name: ["x'; DROP TABLE customers; --", "y"]}
    )
    statement = to_sql(made, "customers", dialect)
    assert run(statement, frame).sort_values("id")["segment"].tolist() == [0, 1]
    hostile = to_sql(made, 'customers"; DROP TABLE customers; --', dialect)
    import sqlglot

    assert len(sqlglot.parse(hostile, read=dialect)) == 1


def test_text_in_a_column_of_numbers_is_not_a_zero():
    """SQLite would cast it to one."""
    made = rule([number("x")], [[0.0], [5.0]], fills_gaps=True)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE customers (id, x)")
    connection.execute("INSERT INTO customers VALUES (0, 'abc'), (1, 4), (2, NULL)")
    rows = connection.execute(to_sql(made, "customers", "sqlite")).fetchall()
    connection.close()
    assert [row[2] for row in rows] == [None, 1, 0]
    scored = score(made, pd.DataFrame({"x": ["abc", 4, None]}, dtype=object))
    assert scored["segment"].fillna(-1).tolist() == [-1, 1, 0]


def test_other_dialects_are_marked():
    """And the three that are tested are not."""
    model = mall_model()
    assert model.to_sql("customers", dialect="snowflake").startswith("-- Not tested on snowflake")
    assert "Not tested" not in model.to_sql("customers")
    assert model.to_sql("t", dialect="postgresql") == model.to_sql("t", dialect="postgres")


@pytest.mark.parametrize(
    ("table", "dialect", "sentence"),
    [
        ("customers", "klingon", "is not a SQL dialect"),
        ("", "duckdb", "is not a table name"),
        ("a..b", "duckdb", "is not a table name"),
    ],
)
def test_what_cannot_be_written_is_said(table, dialect, sentence):
    """An unknown dialect of SQL or an impossible name of a table is refused in one sentence."""
    with pytest.raises(sg.SpecError, match=sentence):
        mall_model().to_sql(table, dialect=dialect)


def test_a_mixture_that_is_too_wide_is_refused():
    """A SELECT of PostgreSQL returns 1,664 columns and no more."""
    n_axes, k = 120, 15
    mixture = Gaussians(
        weights=np.full(k, 1 / k),
        means=np.zeros((k, n_axes)),
        precisions_cholesky=np.stack([np.eye(n_axes)] * k),
    )
    parts = [number(f"x{at}") for at in range(n_axes)]
    made = rule(parts, np.zeros((k, n_axes)), mixture=mixture)
    with pytest.raises(sg.SpecError, match="1,800 columns beside each customer; postgres takes"):
        to_sql(made, "customers", "postgres")
    wide = rule([number(f"x{at}") for at in range(401)], np.zeros((1, 401)))
    with pytest.raises(sg.SpecError, match="401 axes; as SQL at most 400"):
        to_sql(wide, "customers", "duckdb")


@pytest.mark.slow
def test_the_widest_rules_that_are_written_run(database):
    """The limits of each database are beyond what is allowed."""
    dialect, run = database
    n_axes = 400
    made = rule([number(f"x{at}") for at in range(n_axes)], [[0.0] * n_axes, [1.0] * n_axes])
    frame = pd.DataFrame({"id": [0, 1]} | {f"x{at}": [0.2, 0.9] for at in range(n_axes)})
    found = run(to_sql(made, "customers", dialect), frame)
    assert found.sort_values("id")["segment"].tolist() == [0, 1]
