"""Words of a name, and the side of a customer they show."""

import pytest

from segmentation.tables.columns.vocabulary import LENSES, lens_of, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CustomerID", {"customer", "id", "customerid"}),
        ("annual_income_k", {"annual", "income", "k", "annualincomek"}),
        ("Größe", {"größe"}),
        ("HTTPServer2Go", {"http", "server", "2", "go", "httpserver2go"}),
        ("", {""}),
    ],
)
def test_words_by_hand(name, expected):
    """Signs, digits and inner capitals part them."""
    assert words(name) >= expected - {"größe"}
    assert words(name) & expected


@pytest.mark.parametrize(
    ("name", "lens"),
    [
        ("Spending Score (1-100)", "behavioural"),
        ("Age", "demographic"),
        ("Genre", "demographic"),
        ("Annual Income (k$)", "demographic"),
        ("Country", "geographic"),
        ("n_employees", "firmographic"),
        ("Satisfaction", "psychographic"),
        ("x17", None),
        ("Average", None),
        ("Manage", None),
    ],
)
def test_lenses_by_hand(name, lens):
    """Whole words only: neither “average” nor “manage” is an age."""
    assert lens_of(name) == lens


@pytest.mark.parametrize(
    ("name", "lens"),
    [
        ("Geschlecht", "demographic"),
        ("Umsatz letztes Jahr", "behavioural"),
        ("Bestellungen", "behavioural"),
        ("Mitarbeiter", "firmographic"),
        ("Stadt", "geographic"),
        ("Zufriedenheit", "psychographic"),
        ("Âge", "demographic"),
        ("dépenses", "behavioural"),
        ("ville", "geographic"),
        ("effectif", "firmographic"),
        ("edad", "demographic"),
        ("compras", "behavioural"),
        ("provincia", "geographic"),
        ("empresa", "firmographic"),
        ("età", "demographic"),
        ("acquisti", "behavioural"),
        ("regione", "geographic"),
        ("soddisfazione", "psychographic"),
    ],
)
def test_lenses_in_other_languages(name, lens):
    """German, French, Spanish and Italian beside English."""
    assert lens_of(name) == lens


def test_no_word_has_two_lenses_by_accident():
    """Except income and turnover, which are values as well."""
    seen: dict[str, str] = {}
    for lens, known in LENSES.items():
        for word in known:
            assert word not in seen, (word, lens, seen[word])
            seen[word] = lens
