"""How much room texts take."""

from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.slides.fitting import best_size, cut, height_of, n_lines, width_of

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
LINES = st.lists(TEXTS, min_size=1, max_size=8).map(" ".join)


def test_widths_are_those_of_the_font():
    """Helvetica's metrics: W is 0.944, i is 0.222 of its size."""
    assert round(width_of("W", 100), 2) == 94.4
    assert round(width_of("ii", 10), 2) == 4.44


@given(LINES, st.floats(30, 400), st.integers(1, 4))
def test_a_cut_text_has_no_more_lines_than_it_may(text, width, most):
    """Whatever it is made of."""
    short = cut(text, width, 12, most)
    assert n_lines(short, width, 12) <= most or len(short) <= 2
    assert short == text or short.endswith("…")


def test_the_largest_size_that_fits_is_taken():
    """None where nothing fits."""
    assert best_size(("one",), (100, 30), (40, 20, 10)) == 20
    assert best_size(("one " * 99,), (100, 30), (40, 20, 10)) is None
    assert height_of(("a", "b"), 100, 10, gap=3) == 30
