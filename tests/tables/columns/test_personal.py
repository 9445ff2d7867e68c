"""Columns that name people are known by name or values."""

import pandas as pd
import pytest

from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.personal import (
    caution,
    personal_data,
    protected_side,
    sensitive_data,
)


@pytest.mark.parametrize(
    ("name", "values", "what"),
    [
        ("contact", ["a@b.example", "c.d@e.example"], "an e-mail address"),
        ("x", ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819"], "a bank account"),
        ("x", ["+49 170 1234567", "+47 22 12 34 56"], "a phone number"),
        ("x", ["10.0.0.1", "192.168.1.20"], "an internet address"),
        ("Vorname", ["Ann", "Bo"], "a name"),
        ("customer_name", ["Ann Lee", "Bo Li"], "a name"),
        ("name", ["Ann Lee", "Bo Li", "Cy Ng"], "a name"),
        ("name", ["tea", "tea", "pot"], None),
        ("product name", ["tea", "pot"], None),
        ("dirección", ["Calle 1", "Calle 2"], "an address"),
        ("mobile", [4917012345, 4917012346], "a phone number"),
        ("spend", [1, 2], None),
        ("city", ["Oslo", "Bergen"], None),
        ("email", [None, None], "an e-mail address"),
    ],
)
def test_personal_data_by_hand(name, values, what):
    """A product's name is nobody's."""
    dtype = "str" if isinstance(values[0], str | None) else None
    assert personal_data(cells_of(pd.Series(values, name=name, dtype=dtype))) == what


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Religion", "religion"),
        ("race", "ethnic origin"),
        ("health_status", "health"),
        ("party", "politics"),
        ("gender", None),
        ("income", None),
    ],
)
def test_sensitive_data_by_hand(name, what):
    """What the law protects; age and gender are used in every shop."""
    assert sensitive_data(name) == what


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Gender", "sex"),
        ("Geschlecht", "sex"),
        ("sexe", "sex"),
        ("género", "sex"),
        ("sesso", "sex"),
        ("gênero", "sex"),
        ("geslacht", "sex"),
        ("Age (years)", "age"),
        ("Alter", "age"),
        ("âge", "age"),
        ("edad", "age"),
        ("età", "age"),
        ("idade", "age"),
        ("leeftijd", "age"),
        ("date_of_birth", "age"),
        ("Nationality", "origin"),
        ("Staatsangehörigkeit", "origin"),
        ("religion", "religion"),
        ("race", "ethnic origin"),
        ("account_age", None),
        ("Age of Vehicle", None),
        ("average", None),
        ("wage", None),
        ("country", None),
        ("genre", None),
        ("Spending Score", None),
    ],
)
def test_a_protected_side_is_known_by_the_name(name, side):
    """In seven languages; the age of a thing is nobody's, a country is where a shop delivers."""
    assert protected_side(name) == side


def test_the_caution_names_columns_and_sides_by_hand():
    """One, several with one side each, none; a line break in a name stays on the line."""
    assert caution(["Spend", "Visits"]) == ""
    assert caution(["Gender", "Spend"]) == (
        "“Gender” shapes these segments: treating people differently by sex may be unlawful "
        "discrimination, for example in credit, insurance, jobs or housing. Ask someone who knows "
        "the law before you use them there, or choose other columns."
    )
    said = caution(["Age (years)", "gender", "birth_year"])
    assert said.startswith("“Age”, “gender” and “birth year” shape these segments")
    assert "differently by age and sex may be" in said
    assert "\n" not in caution(["gender\nDROP TABLE x"])
