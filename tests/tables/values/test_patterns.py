"""Few texts and many are looked at in two ways, with one answer."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.tables.values.dates import parse_dates
from segmentation.tables.values.numbers import decimal_mark, parse_numbers
from segmentation.tables.values.patterns import FEW, every, few, rewritten, some, some_hold

PATTERNS = [r"[+-]?[0-9]+", r"\d+", r"(\d+)[.,](\d+)", r"\d{4}-\d\d-\d\d", r"[^\W\d_]+", r"x.*"]
FAMILIES = (
    st.from_regex(r"[+-]?[0-9]{1,4}([.,][0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True),
    st.from_regex(
        r"[0-3]?[0-9][./][01]?[0-9][./](20)?[0-9]{2}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True
    ),
    st.sampled_from(["x", "007", "1 Mar 2024", "5 €", "\uff11\uff12", "é", "x\ny", "3%"]),
)
TEXTS = st.one_of(*FAMILIES)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.sampled_from(PATTERNS))
def test_both_ways_agree_on_patterns(texts, pattern):
    """A column of strings and one of objects have the same answers."""
    many, one_by_one = pd.Series(texts, dtype="str"), pd.Series(texts, dtype=object)
    assert every(many, pattern) == every(one_by_one, pattern)
    assert some(many, pattern) == some(one_by_one, pattern)
    loose = pattern.replace("(", "(?:")
    assert some_hold(many, loose) == some_hold(one_by_one, loose)
    assert rewritten(many, pattern, "<>").tolist() == rewritten(one_by_one, pattern, "<>").tolist()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_both_ways_agree_on_values(data):
    """The same texts, few or repeated until they are many, are the same dates and numbers."""
    family = data.draw(st.sampled_from([TEXTS, *FAMILIES]))
    texts = data.draw(st.lists(family, min_size=1, max_size=5))
    n = FEW // len(texts) + 1
    short, long = pd.Series(texts, dtype="str"), pd.Series(texts * n, dtype="str")
    assert decimal_mark(short) == decimal_mark(long)
    for parse in (parse_dates, parse_numbers):
        of_short, of_long = parse(short), parse(long)
        assert (of_short is None) == (of_long is None) or len(texts) < 3
        if of_short and of_long:
            pd.testing.assert_series_equal(of_short.values, of_long.values[: len(texts)])


@pytest.mark.parametrize(("n", "dtype"), [(0, object), (FEW, object), (FEW + 1, "str")])
def test_few_are_kept_as_objects(n, dtype):
    """Up to the limit."""
    assert few(pd.Series(["a"] * n, dtype="str")).dtype == dtype
