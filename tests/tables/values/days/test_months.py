"""Names of months, and the language that a column is written in."""

import pytest

from segmentation.tables.values.days.months import (
    LANGUAGES,
    by_language,
    is_month,
    meanings,
    months_of,
    plain_word,
)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_twelve_months(language):
    """A column of all its names in full is read, each as its own month."""
    listed = [names.split() for names in LANGUAGES[language].split("|")]
    assert len(listed) == 12
    full = [names[0] for names in listed]
    assert months_of(set(full)) == {name: number for number, name in enumerate(full, start=1)}


def test_at_least_fifteen_languages():
    """With the small ones of Europe among them."""
    assert len(LANGUAGES) == 30


def test_a_language_gives_a_word_one_month():
    """No word stands twice in one language."""
    for language, listed in LANGUAGES.items():
        words = listed.replace("|", " ").split()
        assert len(words) == len(set(words)), language
        assert len(by_language()[language]) == len(words)


def test_words_of_two_meanings_wait_for_their_column():
    """Croatian months sound like the ones before them in Poland and Czechia."""
    assert {word for word, months in meanings().items() if len(months) > 1} == {
        *("lip", "lis", "listopad", "listopada", "srp"),
    }
    assert months_of({"listopada"}) is None
    assert months_of({"listopada", "stycznia"})["listopada"] == 11
    assert months_of({"listopada", "siječnja"})["listopada"] == 10


def test_accents_and_capitals_do_not_count():
    """People leave accents out, and the Turks have two letters i."""
    assert months_of({"AOÛT", "aout"}) == {"AOÛT": 8, "aout": 8}
    assert plain_word("KASIM") == plain_word("Kasım")
    assert is_month("März")
    assert not is_month("Marzipan")


def test_languages_may_be_mixed_where_no_word_means_two():
    """As in a file typed by many."""
    assert months_of({"Mai", "December"}) == {"December": 12, "Mai": 5}
    assert months_of({"May", "apples"}) is None
