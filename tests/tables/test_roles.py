"""What each column is for, and what is clustered on when nobody has chosen."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.table import ColumnChoice

N = 120
RNG = np.random.default_rng(0)
INDEX = np.arange(N)


def levels(*names):
    """Repeat categories over the rows."""
    return [names[i % len(names)] for i in range(N)]


WHOLESALE = pd.DataFrame(
    {
        "Channel": levels("Retail", "Hotel"),
        "Region": levels("Lisbon", "Porto", "Other"),
        "Fresh": RNG.gamma(2, 6_000, N).round(),
        "Milk": RNG.gamma(2, 3_000, N).round(),
        "Grocery": RNG.gamma(2, 4_000, N).round(),
    }
)
"""A B2B seller's year: spending per product group, no identifier."""

PURCHASES = RNG.poisson(9, N) + 1
SHOP = pd.DataFrame(
    {
        "customer_code": [f"C-{i:04d}" for i in INDEX],
        "signup_date": pd.date_range("2023-01-01", periods=N),
        "age": RNG.integers(18, 80, N),
        "recency_days": RNG.integers(0, 365, N),
        "frequency": PURCHASES,
        "orders": PURCHASES,
        "monetary_eur": RNG.gamma(2, 200, N).round(2),
        "remarks": [f"Customer number {i} likes product {i * 7 % 53}" for i in INDEX],
        "active": [True] * N,
    }
)
"""An online shop: dates, free text, a constant, and orders that equal frequency."""

BANK = pd.DataFrame(
    {
        "ClientNum": RNG.permutation(N) + 700_000,
        "Education Level": levels("School", "College", "University"),
        "Customer Age": RNG.integers(20, 75, N),
        "Dependents": RNG.integers(0, 5, N),
        "Credit Limit": RNG.gamma(2, 4_000, N).round(),
        "Total Transactions": RNG.poisson(60, N),
        "Months on book": RNG.integers(6, 60, N).astype(float),
        "Zip Code": RNG.integers(10_000, 99_999, N),
    }
)
"""A bank: an identifier without “id”, demography as numbers."""


def roles(frame) -> dict:
    """Return the role of each column."""
    return {column.name: column.role for column in sg.profile_columns(sg.read_table(frame))}


def kinds(frame) -> dict:
    """Return the kind of each column."""
    return {column.name: column.kind for column in sg.profile_columns(sg.read_table(frame))}


def test_the_mall_table():
    """Behaviour and income before age; gender describes; the number identifies."""
    mall = sg.load_sample("mall_customers")
    assert sg.default_features(mall) == ("Annual Income (k$)", "Spending Score (1-100)")
    assert roles(mall.frame) == {
        "CustomerID": "identifier",
        "Gender": "descriptor",
        "Age": "descriptor",
        "Annual Income (k$)": "feature",
        "Spending Score (1-100)": "feature",
    }
    labels = [(c.label, c.unit) for c in sg.profile_columns(mall)]
    assert labels[3:] == [("Annual Income", "k$"), ("Spending Score", "1-100")]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "b", "c", "d", "e"], ["c", "d", "e"]),
        (["Kunde", "Geschlecht", "Alter", "x", "y"], ["x", "y"]),
        (["No.", "Sex", "age_years", "income", "visits"], ["income", "visits"]),
        (["id", "sex", "Age", "Yearly salary (k€)", "Spend score"], ["Yearly salary (k€)"]),
    ],
)
def test_the_mall_table_under_other_names(names, expected):
    """Meaningless names: all three numbers; a known age steps back, in German too."""
    mall = sg.load_sample("mall_customers").frame
    table = sg.read_table(mall.set_axis(names, axis=1))
    expected = [*expected, "Spend score"] if names[0] == "id" else expected
    assert list(sg.default_features(table)) == expected
    assert sg.profile_columns(table)[0].role == "identifier"


def test_a_user_s_word_stands():
    """Role and lens of a column, and the key of everything that depends on them."""
    table = sg.load_sample("mall_customers")
    choices = (ColumnChoice(name="Age", role="feature", lens="behavioural"),)
    changed = replace(table, choices=choices)
    column = next(c for c in sg.profile_columns(changed) if c.name == "Age")
    assert (column.role, column.lens) == ("feature", "behavioural")
    assert changed.key != table.key
    none = replace(table, choices=(ColumnChoice(name="Age", lens=""),))
    assert next(c for c in sg.profile_columns(none) if c.name == "Age").lens is None


def test_what_names_people_is_left_out():
    """Flagged with a sentence, and no default."""
    frame = pd.DataFrame(
        {
            "email": [f"a{i}@b.example" for i in range(9)],
            "religion": ["a", "b", "c"] * 3,
            "spend": [i * 1.5 for i in range(9)],
        }
    )
    found = {c.name: c for c in sg.profile_columns(sg.read_table(frame))}
    assert found["email"].role in {"ignore", "identifier"}
    assert found["religion"].role == "ignore"
    assert "It reveals religion" in found["religion"].warnings[0]
    assert sg.default_features(sg.read_table(frame)) == ("spend",)


def test_buyers_are_segmented_by_the_usual_three():
    """When all three are there."""
    names = ("recency_days", "frequency", "monetary_value", "n_products", "tenure_days")
    frame = pd.DataFrame(
        {name: [i * at % 7 for i in range(30)] for at, name in enumerate(names, 2)}
    )
    assert sg.default_features(sg.read_table(frame)) == names[:3]


def test_the_order_of_rows_and_columns_does_not_matter():
    """The same features, in the table's order."""
    mall = sg.load_sample("mall_customers").frame
    turned = sg.read_table(mall.sample(frac=1, random_state=1).iloc[:, ::-1])
    assert set(sg.default_features(turned)) == {"Annual Income (k$)", "Spending Score (1-100)"}


def test_a_wholesale_table():
    """Without an identifier; every product group is clustered on."""
    assert sg.default_features(sg.read_table(WHOLESALE)) == ("Fresh", "Milk", "Grocery")
    assert "identifier" not in roles(WHOLESALE).values()
    assert roles(WHOLESALE)["Channel"] == "descriptor"


def test_a_shop_s_table():
    """Recency, frequency and money; orders repeat frequency; age describes."""
    assert sg.default_features(sg.read_table(SHOP)) == (
        "recency_days",
        "frequency",
        "monetary_eur",
    )
    assert roles(SHOP) == {
        "customer_code": "identifier",
        "signup_date": "descriptor",
        "age": "descriptor",
        "recency_days": "feature",
        "frequency": "feature",
        "orders": "feature",
        "monetary_eur": "feature",
        "remarks": "ignore",
        "active": "ignore",
    }
    assert kinds(SHOP)["signup_date"] == "date"
    assert kinds(SHOP)["remarks"] == "text"


def test_a_bank_s_table():
    """The unique number identifies; postal codes and ages are no behaviour."""
    found = roles(BANK)
    assert found["ClientNum"] == "identifier"
    features = sg.default_features(sg.read_table(BANK))
    assert "Total Transactions" in features
    assert "Credit Limit" in features
    assert not {"ClientNum", "Customer Age", "Zip Code", "Dependents"} & set(features)


def test_of_two_that_say_the_same_only_one_is_proposed():
    """Also when they run against each other; .95 is the bound."""
    spend = RNG.normal(size=N)
    frame = pd.DataFrame({"spend": spend, "spend_eur": 100 - 3 * spend, "visits": INDEX % 7})
    assert sg.default_features(sg.read_table(frame)) == ("spend", "visits")
    frame["spend_eur"] += RNG.normal(scale=2, size=N)
    assert "spend_eur" in sg.default_features(sg.read_table(frame))


def test_at_most_five_are_proposed():
    """A picture of more says nothing."""
    frame = pd.DataFrame(RNG.normal(size=(N, 30)), columns=[f"v{i}" for i in range(30)])
    assert sg.default_features(sg.read_table(frame)) == ("v0", "v1", "v2", "v3", "v4")


def test_categories_are_proposed_when_there_are_no_numbers():
    """And nothing when there is nothing."""
    frame = pd.DataFrame({"city": levels("Oslo", "Rome"), "plan": levels("a", "b", "c")})
    assert sg.default_features(sg.read_table(frame)) == ("city", "plan")
    assert sg.default_features(sg.read_table(pd.DataFrame({"x": [1] * N}))) == ()


def test_demography_is_clustered_on_when_there_is_nothing_else():
    """Age is proposed where it is the only number: that is better than nothing."""
    frame = pd.DataFrame({"age": RNG.integers(18, 80, N), "gender": levels("f", "m")})
    assert sg.default_features(sg.read_table(frame)) == ("age",)


def test_mostly_missing_columns_are_not_proposed():
    """A column with more than half its values missing is not proposed but warned of."""
    spend = RNG.normal(size=N)
    frame = pd.DataFrame({"spend": spend, "orders": np.where(INDEX < 70, np.nan, spend**2)})
    table = sg.read_table(frame)
    assert sg.default_features(table) == ("spend",)
    assert sg.profile_columns(table)[1].warnings == ("58% of its values are missing.",)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (levels("a", "b"), "category"),
        ([f"city {i % 20}" for i in INDEX], "category"),
        ([f"city {i % 21}" for i in INDEX], "text"),
        ([f"note {i}" for i in INDEX], "text"),
        (pd.date_range("2024-01-01", periods=N), "date"),
        ([i % 2 == 0 for i in INDEX], "boolean"),
        (INDEX % 3, "number"),
        (INDEX / 3, "number"),
    ],
)
def test_kinds_by_hand(values, kind):
    """From type and number of different values."""
    assert kinds(pd.DataFrame({"x": values, "y": INDEX}))["x"] == kind


@pytest.mark.parametrize(
    ("columns", "identifier"),
    [
        ({"x": INDEX, "spend": INDEX * 2}, "x"),
        ({"spend": INDEX * 2, "member_id": INDEX * 3}, "member_id"),
        ({"email": [f"{i}@shop.example" for i in INDEX], "spend": INDEX * 2}, "email"),
        ({"name": [f"Ann {i}" for i in INDEX], "spend": INDEX * 2}, None),
        ({"code": [f"X{i}" for i in INDEX], "spend": INDEX * 2}, "code"),
        ({"customer_id": INDEX // 2, "spend": INDEX / 7}, "customer_id"),
        ({"spend": INDEX / 7, "visits": INDEX % 5}, None),
        ({"income": INDEX * 13 % 127, "spend": INDEX * 7}, None),
    ],
)
def test_identifiers_by_hand(columns, identifier):
    """A name that says so, a run of whole numbers, unique codes, at last e-mail; no measurement."""
    found = roles(pd.DataFrame(columns))
    assert [name for name, role in found.items() if role == "identifier"] == (
        [identifier] if identifier else []
    )


def test_the_user_s_identifier_stands():
    """Also that there is none."""
    table = sg.read_table(SHOP)
    chosen = sg.profile_columns(table.with_identifier("remarks"))
    assert [c.name for c in chosen if c.role == "identifier"] == ["remarks"]
    assert not [c for c in sg.profile_columns(table.with_identifier("")) if c.role == "identifier"]
    with pytest.raises(sg.DataError, match="no column “nope” in The table"):
        table.with_identifier("nope")


def test_a_repeated_identifier_is_warned_of():
    """An identifier that repeats comes with a warning and the number of such rows."""
    frame = pd.DataFrame({"customer_id": [1, 1, 2, 3], "spend": [1.5, 2.5, 1.5, 2.5]})
    assert sg.profile_columns(sg.read_table(frame))[0].warnings == (
        "1 of its values repeat an earlier one.",
    )


def test_missing_and_distinct_are_counted():
    """Missing is no value of its own."""
    column = sg.profile_columns(sg.read_table(pd.DataFrame({"x": ["a", None, "a", "b"]})))[0]
    assert (column.missing, column.distinct) == (1, 2)
    empty = sg.profile_columns(sg.read_table(pd.DataFrame({"x": [None, None]})))[0]
    assert empty.warnings == ("It has no values.",)
    assert empty.role == "ignore"


def test_a_single_row():
    """In a table of one row no column identifies customers or tells them apart."""
    assert roles(pd.DataFrame({"id": [1], "x": [2.5]})) == {"id": "ignore", "x": "ignore"}
