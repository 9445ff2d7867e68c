"""Column names can be told apart and shown on one line."""

from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.formats.layout.names import tidy_names

NAMES = ["k$", "k$ (3)", "column_3", "two lines", "a", "a (2)", "k$ (2)", "k$ (4)", "5"]


def test_names_by_hand():
    """Repeated, empty, with line breaks, and one that a repair would collide with."""
    names, said = tidy_names(["k$", "k$", "", "two\nlines", " a ", "a", "k$ (2)", "k$", 5])
    assert names == NAMES
    assert said == [
        "Column names used more than once were numbered: “k$”, “a”.",
        "Given a name because they had none: 1 column.",
    ]


def test_good_names_are_left_alone():
    """Names that need no change, odd signs included, stay without a remark."""
    assert tidy_names(["Annual Income (k$)", "$x$", "<script>"]) == (
        ["Annual Income (k$)", "$x$", "<script>"],
        [],
    )


@given(st.lists(st.sampled_from(["a", "a (2)", "", "column_1", "column_2", "b\n", "\x00"])))
def test_any_names_become_distinct_and_not_empty(names):
    """Whatever names collide, there are as many afterwards, all distinct and printable."""
    made, _ = tidy_names(names)
    assert len(made) == len(set(made)) == len(names)
    assert all(name.strip() == name and name.isprintable() and name for name in made)
