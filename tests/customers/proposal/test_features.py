"""What is proposed of made tables: known answers, and what must never be proposed."""

from collections import deque
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.proposal.features import PARTS, propose_features, scales_of
from segmentation.tables import roles


def shop_export(seed: int = 0, n: int = 300) -> pd.DataFrame:
    """Make what a web shop exports of its customers."""
    draw = np.random.default_rng(seed)
    orders = 1 + draw.poisson(2.0, n)
    last = pd.Timestamp("2025-09-01") - pd.to_timedelta(draw.gamma(1.3, 90, n).astype(int), "D")
    return pd.DataFrame(
        {
            "Customer ID": np.arange(n) * 3 + 70_001,
            "E-mail": [f"u{number}@shop.example" for number in range(n)],
            "newsletter_consents": draw.integers(0, 5, n),
            "zip code": draw.integers(10_000, 99_999, n),
            "Total Orders": orders,
            "Total Spent": (orders * draw.lognormal(3.5, 0.8, n)).round(2),
            "Last Order Date": last,
            "Created At": last - pd.to_timedelta(draw.gamma(2, 200, n).astype(int), "D"),
        }
    )


def test_a_shop_export_becomes_recency_orders_money_and_money_at_once():
    """Dates become days up to the latest one; what is skewed goes on a log scale."""
    table = sg.read_table(shop_export())
    made = propose_features(table)
    assert made.features == (
        "Total Orders",
        "Total Spent",
        "days since Last Order",
        "Total Spent per order",
    )
    latest = table.frame["Last Order Date"].max()
    assert made.formulas == (
        ("days since Last Order", f"days_since(`Last Order Date`, '{latest:%Y-%m-%d}')"),
        ("Total Spent per order", "`Total Spent` / `Total Orders`"),
    )
    assert {how for _, how in made.transforms} == {"log"}
    assert [reason.part for reason in made.reasons] == ["scales", "dates", "ratios"]
    assert f"counted up to {latest:%Y-%m-%d}, the latest date" in made.reasons[1].sentence


def test_formulas_give_what_the_proposal_looked_at():
    """The same days and quotients, by hand."""
    table = sg.read_table(shop_export())
    formulas = propose_features(table).formulas
    frame = with_formulas(table, formulas, "")[0].frame
    latest = table.frame["Last Order Date"].max()
    days = (latest - table.frame["Last Order Date"]).dt.days
    assert (frame["days since Last Order"] == days).all()
    each = table.frame["Total Spent"] / table.frame["Total Orders"]
    assert (frame["Total Spent per order"] == each).all()


def test_each_part_can_be_switched_off():
    """Without a part nothing of it is left, and no sentence speaks of it."""
    table = sg.read_table(shop_export())
    for part in PARTS:
        made = propose_features(table, frozenset({part}))
        assert part not in {reason.part for reason in made.reasons}
    assert propose_features(table, frozenset({"scales"})).transforms == ()
    assert propose_features(table, frozenset({"dates", "ratios"})).formulas == ()


def test_of_near_copies_one_is_taken():
    """The other is named with what it repeats; switched off, both stay."""
    draw = np.random.default_rng(1)
    height = draw.normal(size=200)
    frame = pd.DataFrame(
        {"a": height, "b": draw.normal(size=200), "c": height * 3 + 0.01 * draw.normal(size=200)}
    )
    table = sg.read_table(frame)
    made = propose_features(table)
    assert made.features == ("a", "b")
    assert made.reasons[-1].sentence == "“c” is left out: it says nearly the same as “a”."
    assert propose_features(table, frozenset({"copies"})).features == ("a", "b", "c")


def test_what_two_columns_tell_together_is_left_out():
    """A sum of two others is no third feature."""
    draw = np.random.default_rng(2)
    frame = pd.DataFrame(draw.normal(size=(300, 2)), columns=["a", "b"])
    made = propose_features(sg.read_table(frame.assign(both=frame["a"] + frame["b"])))
    assert made.features == ("a", "b")
    assert made.reasons[-1].sentence == "“both” is left out: it follows from “a” and “b”."


def test_shares_of_what_is_bought_come_from_the_lines_of_sales():
    """They weigh half, their rest and what hardly anybody buys are no features."""
    table = customers_of_sales(likes=0.6)
    made = propose_features(table)
    shares = {name for name in made.features if name.startswith("share_of_")}
    assert shares == {"share_of_Toys", "share_of_Food", "share_of_Books"}
    assert dict(made.weights) == dict.fromkeys(shares, 0.5)
    assert not shares & set(dict(made.transforms))
    assert "counts as 3 shares of their money" in made.reasons[-1].sentence


def test_shares_are_left_out_where_all_buy_the_same():
    """Those who buy often show no taste: shares would be chance."""
    made = propose_features(customers_of_sales(likes=0.0))
    assert not [name for name in made.features if name.startswith("share_of_")]
    assert made.reasons[-1].sentence.startswith("What customers buy is left out")


def customers_of_sales(likes: float, n: int = 3_000) -> sg.Table:
    """Make customers of lines, so many of which are of the customer's own kind."""
    draw = np.random.default_rng(3)
    who = draw.integers(1, 301, n)
    kinds = draw.choice(["Toys", "Food", "Books", "Rare"], n, p=[0.4, 0.35, 0.2497, 0.0003])
    own = np.array(["Toys", "Food", "Books"])[who % 3]
    kinds = np.where(draw.random(n) < likes, own, kinds)
    lines = pd.DataFrame(
        {
            "customer": who,
            "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(draw.integers(0, 300, n), "D"),
            "amount": draw.lognormal(2, 1, n).round(2),
            "category": kinds,
        }
    )
    columns = {"customer": "customer", "date": "date", "amount": "amount", "category": "category"}
    return sg.rfm(sg.read_table(lines), **columns)


def test_a_survey_is_segmented_by_its_answers():
    """Answers on a scale stay as they are, however they are called; age does not join them."""
    draw = np.random.default_rng(4)
    frame = pd.DataFrame(draw.integers(1, 6, (200, 9)), columns=[f"q{n}" for n in range(9)])
    frame.insert(0, "age", draw.integers(18, 80, 200))
    made = propose_features(sg.read_table(frame))
    assert made.features == tuple(f"q{n}" for n in range(9))
    assert made.transforms == ()


def test_gaps_are_borne_only_where_there_is_nothing_else():
    """A third missing: beside others no feature, alone the only one."""
    draw = np.random.default_rng(8)
    gaps = np.where(np.arange(90) % 3 == 0, np.nan, draw.normal(size=90))
    others = pd.DataFrame(draw.normal(size=(90, 2)), columns=["a", "b"])
    assert propose_features(sg.read_table(others.assign(gaps=gaps))).features == ("a", "b")
    assert propose_features(sg.read_table(pd.DataFrame({"gaps": gaps}))).features == ("gaps",)


def test_levels_take_the_place_of_numbers():
    """Of a table without numbers the categories are taken; of one without anything nothing."""
    draw = np.random.default_rng(5)
    frame = pd.DataFrame(
        {"plan": draw.choice(["A", "B"], 60), "channel": draw.choice(["x", "y", "z"], 60)}
    )
    assert propose_features(sg.read_table(frame)).features == ("plan", "channel")
    nothing = pd.DataFrame({"id": range(30), "note": ["same"] * 30})
    assert propose_features(sg.read_table(nothing)).features == ()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("naics", np.arange(200) % 150 + 110_000),
        ("gdpr_consents", np.arange(200) % 5 * 1.5),
        ("email_opt_in", np.arange(200) % 7),
        ("cluster", np.arange(200) % 4),
        ("latitude", np.linspace(40, 50, 200)),
        ("always", np.full(200, 3.5)),
        ("nearly always", np.where(np.arange(200) < 190, 0.0, np.arange(200.0))),
        ("mostly missing", np.where(np.arange(200) % 3 == 0, np.arange(200.0), np.nan)),
        ("channel", np.arange(200) % 2 + 1),
        ("day", np.arange(200) % 31 + 1),
        ("recency_score", np.arange(200) % 5 + 1),
    ],
)
def test_never_identifiers_codes_consent_constants_or_gaps(name, values):
    """Beside two good columns, and as the only one, they are no feature."""
    draw = np.random.default_rng(6)
    good = pd.DataFrame({"visits": draw.poisson(9, 200), "spend": draw.normal(90, 9, 200)})
    assert name not in propose_features(sg.read_table(good.assign(**{name: values}))).features
    assert propose_features(sg.read_table(pd.DataFrame({name: values}))).features == ()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_plays_no_part(seed):
    """A shuffled table gets the same proposal to the last sign."""
    frame = shop_export(seed % 7, 120)
    shuffled = frame.sample(frac=1, random_state=seed).reset_index(drop=True)
    assert propose_features(sg.read_table(shuffled)) == propose_features(sg.read_table(frame))


@settings(max_examples=15, deadline=None)
@given(factor=st.sampled_from([100.0, 1_000.0, 1e6]), seed=st.integers(0, 50))
def test_the_unit_of_money_plays_no_part(factor, seed):
    """Cents instead of euros: the same features on the same scales."""
    frame = shop_export(seed, 150)
    cents = frame.assign(**{"Total Spent": frame["Total Spent"] * factor})
    euro, cent = (propose_features(sg.read_table(each)) for each in (frame, cents))
    assert (euro.features, euro.transforms) == (cent.features, cent.transforms)


@settings(max_examples=20, deadline=None)
@given(n=st.integers(1, 12), seed=st.integers(0, 1_000))
def test_small_tables_are_no_error(n, seed):
    """From one customer on, with ties and gaps."""
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame({"a": draw.integers(0, 3, n), "b": draw.normal(size=n).round(1)})
    frame["c"] = np.where(draw.random(n) < 0.5, np.nan, 1.0)
    made = propose_features(sg.read_table(frame))
    assert set(made.features) <= {"a", "b", "c"}


def test_scales_of_whatever_is_chosen():
    """A skewed number below zero gets a power, an even one nothing."""
    draw = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "money": draw.lognormal(5, 1, 400),
            "balance": draw.exponential(2, 400) - 0.5,
            "age": draw.normal(40, 5, 400),
        }
    )
    chosen = scales_of(sg.read_table(frame), ("age", "balance", "money"))
    assert chosen == (("balance", "yeo_johnson"), ("money", "log"))


def test_names_that_a_formula_cannot_bear_are_no_error():
    """Signs, backticks and lines in names of columns."""
    frame = shop_export().rename(
        columns={"Last Order Date": "last = `order`", "Total Spent": "total\nspent"}
    )
    table = sg.read_table(frame)
    made = propose_features(table)
    with_formulas(table, made.formulas, "")


def test_a_column_that_tells_rows_apart_and_not_customers_is_no_feature():
    """Six months of each account: the month of the last row is the same for all."""
    months = pd.DataFrame(
        {
            "account_id": [f"a{i % 20}" for i in range(120)],
            "month": [f"2025-{1 + i // 20:02d}" for i in range(120)],
            "logins": [i * 7 % 31 for i in range(120)],
        }
    )
    made = propose_features(sg.read_table(months))
    assert made.features == ("logins",)
    assert made.formulas == ()


def test_many_rows_are_looked_at_once_and_anew_when_something_is_said(monkeypatch):
    """The same frame gives the same answer; another one, or a user's word, is looked at."""
    looked = []

    def described(table):
        looked.append(table)
        return real(table)

    real = roles._described
    monkeypatch.setattr(roles, "_described", described)
    monkeypatch.setattr(roles, "MANY_ROWS", 50)
    monkeypatch.setattr(roles, "_LATEST", deque(maxlen=4))
    random = np.random.default_rng(0)
    frame = pd.DataFrame({name: random.gamma(2, 9, 60) for name in ("visits", "spend", "basket")})
    table = sg.read_table(frame)
    assert roles.profile_columns(table) is roles.profile_columns(table.bare())
    propose_features(table)
    assert len(looked) == 1
    roles.profile_columns(table.with_identifier("visits"))
    roles.profile_columns(replace(table, frame=table.frame.copy()))
    assert len(looked) == 3
