"""Words are told from what bytes give in a wrong encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.encodings.alphabets import (
    ALPHABETS,
    OTHER_LANGUAGE,
    RARE,
    SIGN_SCORE,
    fitness,
    words_beyond_ascii,
)


@pytest.mark.parametrize(
    ("words", "fit", "language"),
    [
        (["Łódź", "Świdnica"], 1.0, "Polish"),
        (["ŁÓDŹ"], 1.0, "Polish"),
        (["İzmir", "Iğdır"], 1.0, "Turkish"),
        (["d'Éon", "l’été"], 1.0, "French"),
        (["Größe", "é"], (1 + RARE) / 2, "German"),
        (["Größe", "Łódź"], (1 + OTHER_LANGUAGE) / 2, "German"),
        (["Größe", "€"], (1 + SIGN_SCORE) / 2, "German"),
        (["J\u0081rgen"], 0.0, ""),
        (["grӧße"], 0.0, ""),
        (["kÖln"], 0.0, ""),
        (["“note”"], SIGN_SCORE, ""),
        (["東京", "大阪"], 1.0, ""),
        (["a東"], 0.0, ""),
        ([], 0.0, ""),
    ],
)
def test_by_hand(words, fit, language):
    """Usual and rare letters, signs, capitals within words, two scripts in one."""
    assert fitness(words) == (pytest.approx(fit), language)


def test_words_are_counted_once_each():
    """Those of ASCII alone do not count."""
    assert dict(words_beyond_ascii("a;Öl;Öl;5 °;b")) == {"Öl": 2, "°": 1}


@given(st.sampled_from(sorted(ALPHABETS)), st.data())
def test_a_word_of_a_languages_letters_fits_it(language, data):
    """In small letters, in capitals and with one capital."""
    letters = "".join(ALPHABETS[language]).replace("ª", "").replace("º", "").replace("·", "")
    word = data.draw(st.text(alphabet=letters, min_size=1, max_size=8))
    for form in (word, word.capitalize()):
        assert fitness([form])[0] >= RARE


@given(st.text(max_size=30))
def test_any_text_has_a_fitness(text):
    """Between nothing and all."""
    assert 0 <= fitness(words_beyond_ascii(text))[0] <= 1
