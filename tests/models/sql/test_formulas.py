"""Databases compute formulas and filters as we do, to the last bit."""

import numpy as np
import pandas as pd
import pytest
from databases import assert_same, in_duckdb, in_postgres, in_sqlite
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tried

import segmentation as sg
from segmentation.models.scoring import score_rows

__all__ = ["in_postgres"]

NUMBERS = st.sampled_from(["a", "b", "w", "2", "0.1", "-3", "days_since(d, '2025-03-01')", "f"])
FLAGS = st.sampled_from(
    [
        "f",
        "t = 'x'",
        "t in ('y', 'z''s')",
        "one_of(t, 'x') = 'other'",
        "d >= '2025-01-15'",
        "is_missing(a)",
    ]
)


def numbers(parts):
    """Join formulas of numbers."""
    two = st.tuples(st.sampled_from("+-*/"), parts, parts).map(lambda p: f"({p[1]} {p[0]} {p[2]})")
    call = st.tuples(st.sampled_from(["least", "greatest", "filled"]), parts, parts)
    return two | call.map(lambda p: f"{p[0]}({p[1]}, {p[2]})") | parts.map(lambda p: f"abs(-{p})")


ARITHMETIC = st.recursive(NUMBERS, numbers, max_leaves=6)


def conditions(parts):
    """Join conditions."""
    sizes = st.tuples(ARITHMETIC, st.sampled_from(["<", "<=", "=", "!=", ">", ">="]), ARITHMETIC)
    both = st.tuples(parts, st.sampled_from(["and", "or"]), parts).map(lambda p: f"({' '.join(p)})")
    return both | parts.map(lambda p: f"not {p}") | sizes.map(" ".join)


CONDITIONS = st.recursive(FLAGS, conditions, max_leaves=5)


def made_table(seed):
    """Sixty customers with gaps, ties, zeros, very large and very small numbers."""
    rng = np.random.default_rng(seed)
    odd = [0.0, 1.0, -1.0, 0.1, 0.3, 1e99, 1e-99, 1e120, 1e-120, np.nan]
    dates = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 40, 60), "D")
    return pd.DataFrame(
        {
            "id": np.arange(60),
            "a": np.where(rng.random(60) < 0.3, rng.choice(odd, 60), rng.normal(size=60)),
            "b": np.where(rng.random(60) < 0.3, 0.0, rng.normal(size=60)),
            "w": rng.integers(-3, 4, 60),
            "f": rng.integers(0, 2, 60).astype(bool),
            "t": pd.Series(rng.choice(["x", "y", "z's", None], 60), dtype="object"),
            "d": pd.Series(dates).where(rng.random(60) < 0.9).dt.strftime("%Y-%m-%d"),
        }
    )


@pytest.fixture(scope="module", params=["duckdb", "sqlite", "postgres"])
def run(request):
    """Run a model over rows in a database."""
    runners = {"duckdb": in_duckdb, "sqlite": in_sqlite}
    runner = runners.get(request.param) or request.getfixturevalue("in_postgres")
    return lambda model, frame: runner(model.to_sql("customers", dialect=request.param), frame)


@settings(max_examples=tried(40, quick=15))
@given(number=ARITHMETIC, flag=CONDITIONS, where=CONDITIONS, seed=st.integers(0, 999))
def test_any_formula_gives_the_same(run, number, flag, where, seed):
    """Gaps, ties and numbers that overflow; whoever the filter leaves out has no segment."""
    frame = made_table(seed)
    table = sg.read_table(frame.assign(d=pd.to_datetime(frame["d"])), "made")
    spec = sg.SegmentationSpec(
        features=("w", "n", "yes"),
        n_clusters=2,
        missing="impute",
        formulas={"n": number, "yes": f"filled({flag}, no)"},
        where=where,
    )
    try:
        model = sg.segment(table, spec).model
    except sg.SegmentationError:
        return  # nothing varies, or too few are left: a sentence
    rows = made_table(seed + 1000)
    expected = model.score(rows)
    typed = rows.assign(d=pd.to_datetime(rows["d"]))
    assert model.score(typed)["segment"].equals(expected["segment"])
    assert sg.load_model(model.to_bytes()).score(rows).equals(expected)
    assert_same(run(model, rows), expected, rows, exact=True)


@settings(max_examples=tried(15, quick=6))
@given(
    rules=st.lists(CONDITIONS, min_size=1, max_size=4),
    number=ARITHMETIC,
    where=st.just("") | CONDITIONS,
    missing=st.sampled_from(["drop", "impute"]),
    seed=st.integers(0, 999),
)
def test_any_rule_gives_the_same(run, rules, number, where, missing, seed):
    """Rules that overlap, are not known to hold, or had nobody when the segments were made."""
    frame = made_table(seed)
    table = sg.read_table(frame.assign(d=pd.to_datetime(frame["d"])), "made")
    spec = sg.SegmentationSpec(
        features=("w", "b"),
        algorithm="rules",
        missing=missing,
        formulas={"n": number},
        where=where,
        rules={**{f"rule {at}": rule for at, rule in enumerate(rules)}, "last": "n > 0"},
    )
    try:
        result = sg.segment(table, spec)
    except sg.SegmentationError:
        return
    model = result.model
    assert model.rescored_agreement == 1
    fitted = model.score(table.frame.iloc[result.rows.positions])
    assert fitted["segment"].tolist() == result.labels.tolist()
    rows = made_table(seed + 1000)
    expected = model.score(rows)
    assert sg.load_model(model.to_bytes()).score(rows).equals(expected)
    assert_same(run(model, rows), expected, rows, exact=True)
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    alone = score_rows(model.rule, records)  # as the service does
    assert [row["segment"] for row in alone] == [
        None if segment is pd.NA else segment for segment in expected["segment"]
    ]
    distances = [np.nan if row["distance"] is None else row["distance"] for row in alone]
    assert np.array_equal(distances, expected["distance"], equal_nan=True)


def test_reasons_are_told():
    """A cell that cannot be read, a customer outside the filter, a gap that a formula makes."""
    table = sg.read_table(
        pd.DataFrame({"spend": [1.0, 2, 30, 40, 50], "n": [1, 1, 2, 2, 2], "land": list("DDDDA")})
    )
    spec = sg.SegmentationSpec(
        features=("each",), n_clusters=2, formulas={"each": "spend / n"}, where="land = 'D'"
    )
    model = sg.segment(table, spec).model
    assert model.inputs == ("spend", "n", "land")
    rows = pd.DataFrame(
        {"spend": ["1", "much", 3, 4], "n": [1, 1, 1, 0], "land": ["D", "D", "F", "D"]}
    )
    assert model.score(rows)["reason"].fillna("-").tolist() == [
        "-",
        "“spend” is not a number: “much”",
        "outside the filter land = 'D'",
        "no value for each",
    ]
    with pytest.raises(sg.ModelError, match="no column “n”, which this model needs"):
        model.score(rows.drop(columns="n"))


def test_days_written_otherwise_are_told():
    """Only year, month and day can be read without guessing."""
    since = pd.to_datetime(["2025-01-01", "2025-01-02", "2025-03-01", "2025-03-02"])
    table = sg.read_table(pd.DataFrame({"since": since}))
    spec = sg.SegmentationSpec(
        features=("age",), n_clusters=2, formulas={"age": "days_since(since, '2025-03-02')"}
    )
    rows = pd.DataFrame({"since": ["2025-01-01T23:30", "01.03.2025", None, "2025-03-02"]})
    assert sg.segment(table, spec).model.score(rows)["reason"].fillna("-").tolist() == [
        "-", "“since” is not a date: “01.03.2025”", "no value for age", "-",
    ]  # fmt: skip
