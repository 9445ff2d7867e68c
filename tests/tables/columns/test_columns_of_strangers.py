"""Columns of strangers: what looks personal and is not, what counts rows, what is a group."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import segmentation as sg

DATA = Path(__file__).parents[2] / "customers" / "data"
N = 60
AT = np.arange(N)
RNG = np.random.default_rng(11)


def described(name, values):
    """Return what is said of a column beside others."""
    beside = {"Customer ID": [f"C{i * 7 % 61:03d}" for i in AT], "Alpha": RNG.gamma(2, 9, N)}
    frame = pd.DataFrame(beside | {name: values})
    return sg.profile_columns(sg.read_table(frame))[-1]


def test_spend_on_mobiles_and_consent_to_mail_are_ordinary():
    """No phone numbers, no politics, no illness, no addresses; consent is consent."""
    found = {c.name: c for c in sg.profile_columns(sg.read_table(DATA / "mobile.csv"))}
    assert not [c.name for c in found.values() if c.personal]
    assert [c.name for c in found.values() if c.role == "feature"] == [
        *("Mobile Spend", "Party size", "Health & Beauty", "Phone orders", "Web visits")
    ]
    consent = found["Accepts Email Marketing"]
    assert (consent.kind, consent.role, consent.lens) == ("boolean", "descriptor", "behavioural")


def test_a_row_counter_is_ignored():
    """Its name is empty; the identifier is the customer, and no feature is proposed of either."""
    table = sg.read_table(DATA / "row_counter.csv")
    roles = [c.role for c in sg.profile_columns(table)]
    assert roles == ["ignore", "identifier", "feature", "feature"]
    assert set(sg.propose_spec(table).features) == {"Visits", "Basket"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Email", AT % 2 == 0),
        ("Email", ["yes", "no"] * 30),
        ("Email", AT % 7),
        ("Phone", ["Yes", "No"] * 30),
        ("Phone", ["iPhone", "Galaxy", "Pixel"] * 20),
        ("Phone", AT % 3),
        ("Mobile", RNG.gamma(2, 9, N)),
        ("Telefon", ["ja", "nein"] * 30),
        ("Address", ["urban", "rural"] * 30),
        ("Name", [f"#{i + 1000}" for i in AT]),
        ("Product Name", [f"Tea {i}" for i in AT]),
        ("Campaign name", [f"Spring {i}" for i in AT]),
        ("Nombre de commandes", AT % 9),
        ("Passport", AT % 2),
        ("Health & Beauty", RNG.gamma(2, 9, N)),
        ("health food spend", RNG.poisson(9, N)),
        ("Party size", AT % 8),
        ("party supplies", RNG.gamma(2, 9, N)),
        ("Race time", RNG.gamma(2, 9, N)),
        ("page orientation", ["portrait", "landscape"] * 30),
        ("Western Union", ["yes", "no"] * 30),
        ("birthday voucher", ["yes", "no"] * 30),
    ],
)
def test_what_sounds_personal_and_is_not(name, values):
    """A yes or no is never a phone number, money no illness, a product has a name too."""
    assert described(name, values).personal is None


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("Email", [f"k{i}@b.example" for i in AT], "an e-mail address"),
        ("Contact", [f"k{i}@b.example" for i in AT], "an e-mail address"),
        ("E-Mail", [f"{i * 7919:032x}" for i in AT], "an e-mail address"),
        ("Phone", 491700000000 + AT * 7919, "a phone number"),
        ("Handy", [f"0170/{1000000 + i}" for i in AT], "a phone number"),
        ("Imię", ["Ola", "Jan", "Ewa", "Adam"] * 15, "a name"),
        ("Billing Name", [f"Ann {chr(97 + i % 26)}x" for i in AT], "a name"),
        ("recipient-name", [f"Bo {chr(97 + i % 26)}y" for i in AT], "a name"),
        ("Ulica", [f"Polna {i}" for i in AT], "an address"),
        ("Date of birth", pd.date_range("1960-01-01", periods=N), "a date of birth"),
        ("Data di nascita", pd.date_range("1960-01-01", periods=N), "a date of birth"),
        ("Codice fiscale", [f"RSSMRA{i:02d}A01H501U" for i in AT], "an official number"),
        ("health condition", ["diabetes", "asthma", "none", "other"] * 15, "health"),
        ("Disability", ["yes", "no"] * 30, "health"),
        ("party", ["red", "green", "blue"] * 20, "politics"),
        ("Union member", ["yes", "no"] * 30, "politics"),
        ("race", AT % 5, "ethnic origin"),
        ("Religion", ["a", "b", "c"] * 20, "religion"),
        ("BMI", RNG.uniform(18, 35, N), "health"),
    ],
)
def test_what_is_personal_or_protected(name, values, what):
    """By name and values together, in several languages."""
    column = described(name, values)
    assert (column.personal, column.role) == (what, "ignore")


@pytest.mark.parametrize("name", ["Channel", "region", "Sex", "store_type", "Kanal", "Catégorie"])
def test_few_whole_numbers_under_the_name_of_groups_are_groups(name):
    """Of channels 1 and 2 there is no mean; the same numbers elsewhere are numbers."""
    column = described(name, AT % 3 + 1)
    assert (column.kind, column.role, column.numeric) == ("category", "descriptor", False)
    assert described("rooms", AT % 3 + 1).kind == "number"
    assert described(f"{name} spend", AT % 3 + 1).kind == "number"


def test_many_numbers_under_the_name_of_groups_are_codes():
    """A hundred regions by number describe nobody."""
    assert described("region", AT + 100).role == "ignore"
    assert described("region", AT / 7).role != "ignore"


@pytest.mark.parametrize("two", [(1, 2), (0, 5), (3, 4)])
def test_two_numbers_are_an_answer_only_if_they_are_0_and_1(two):
    """A rating of one and two is no yes and no."""
    assert described("Satisfaction", np.where(AT % 3 == 0, *two)).kind == "number"
    assert described("Satisfaction", AT % 3 % 2).kind == "boolean"


@pytest.mark.parametrize(
    ("name", "lens"),
    [
        *(("Neighbourhood", "geographic"), ("Barrio", "geographic"), ("Bairro", "geographic")),
        *(("Revenue", "behavioural"), ("Page views", "behavioural"), ("Device", "behavioural")),
        *(("Channel", "behavioural"), ("Coupon", "behavioural"), ("Tenure", "behavioural")),
        *(("order country", "geographic"), ("Country of last order", "geographic")),
        *(("Store visits", "behavioural"), ("city orders", "behavioural")),
        *(("Kids products spend", "behavioural"), ("household_spend", "behavioural")),
        *(("Kundenzufriedenheit", "psychographic"), ("Lieferland", "geographic")),
        *(("Haushaltseinkommen", "demographic"), ("Jahresverbrauch", "behavioural")),
        *(
            ("Ancienneté", "behavioural"),
            ("anciennete", "behavioural"),
            ("会员等级", "behavioural"),
        ),
        *(("возраст", "demographic"), ("年龄", "demographic"), ("消费金额", "behavioural")),
        *(
            ("x17", None),
            ("Fresh", None),
            ("", None),
            ("percentage", None),
            ("language", "demographic"),
        ),
    ],
)
def test_lenses_by_the_word_that_decides(name, lens):
    """The last known word, before “of”; words that go with anything give way."""
    assert described(name or "_", AT % 7 + 0.5).lens == lens
