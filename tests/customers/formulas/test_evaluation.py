"""Every operation by hand, with gaps."""

import numpy as np
import pytest

from segmentation.customers.formulas.checking import checked
from segmentation.customers.formulas.evaluation import evaluate, missing
from segmentation.customers.formulas.grammar import parse
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER, TEXT

NAN = np.nan
KINDS = {"a": NUMBER, "b": NUMBER, "t": TEXT, "f": FLAG, "g": FLAG, "d": DATE}
CELLS = {
    "a": np.array([6.0, 1.0, NAN, -4.0]),
    "b": np.array([2.0, 0.0, 5.0, -4.0]),
    "t": np.array(["x", "y", None, "X"], dtype=object),
    "f": np.array([1.0, 0.0, NAN, NAN]),
    "g": np.array([1.0, NAN, 0.0, 1.0]),
    "d": np.array([20_000.0, 20_001.0, NAN, 19_000.0]),  # 2024-10-04, 2024-10-05, –, 2022-01-08
}


def computed(text):
    """Compute a formula over the four rows."""
    return evaluate(checked(parse(text), KINDS), CELLS, 4)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a + b", [8, 1, NAN, -8]),
        ("a - b", [4, 1, NAN, 0]),
        ("a * b", [12, 0, NAN, 16]),
        ("a / b", [3, NAN, NAN, 1]),
        ("-a", [-6, -1, NAN, 4]),
        ("abs(a)", [6, 1, NAN, 4]),
        ("a > b", [1, 1, NAN, 0]),
        ("a >= b", [1, 1, NAN, 1]),
        ("a != b", [1, 1, NAN, 0]),
        ("a = -4", [0, 0, NAN, 1]),
        ("a between 1 and 5", [0, 1, NAN, 0]),
        ("a in (1, 6)", [1, 1, NAN, 0]),
        ("a not in (1, 6)", [0, 0, NAN, 1]),
        ("t = 'x'", [1, 0, NAN, 0]),
        ("t != 'x'", [0, 1, NAN, 1]),
        ("t in ('x', 'y')", [1, 1, NAN, 0]),
        ("f and g", [1, 0, 0, NAN]),
        ("f or g", [1, NAN, NAN, 1]),
        ("not f", [0, 1, NAN, NAN]),
        ("f = 'no'", [0, 1, NAN, NAN]),
        ("f * 10", [10, 0, NAN, NAN]),
        ("is_missing(a)", [0, 0, 1, 0]),
        ("is_missing(t) or f", [1, 0, 1, NAN]),
        ("filled(a, b)", [6, 1, 5, -4]),
        ("filled(f, no)", [1, 0, 0, 0]),
        ("least(a, b)", [2, 0, NAN, -4]),
        ("greatest(a, b)", [6, 1, NAN, -4]),
        ("days_since(d, '2024-10-14')", [10, 9, NAN, 1010]),
        ("days_between(d, d)", [0, 0, NAN, 0]),
        ("d < '2024-10-05'", [1, 0, NAN, 1]),
        ("2 + 3", [5, 5, 5, 5]),
    ],
)
def test_operations_by_hand(text, wanted):
    """A gap stays a gap unless the answer is sure without it."""
    np.testing.assert_array_equal(computed(text), np.array(wanted, dtype=float))


def test_texts_are_filled():
    """A gap gets the text, others stay."""
    assert computed("filled(t, '-')").tolist() == ["x", "y", "-", "X"]
    assert missing(computed("filled(t, t)")).tolist() == [False, False, True, False]


def test_texts_that_are_not_listed_are_joined():
    """A gap stays a gap; case counts."""
    assert computed("one_of(t, 'x', 'z')").tolist() == ["x", "other", None, "other"]


@pytest.mark.parametrize("text", ["a * b", "b * a", "a / b"])
def test_what_databases_would_overflow_is_missing(text):
    """Beyond 1e100, or nearer to zero than 1e-100."""
    node = checked(parse(text), KINDS)
    cells = {"a": np.array([1e101, 1e-101, 1e100]), "b": np.array([2.0, 2.0, 2.0])}
    assert missing(evaluate(node, cells, 3)).tolist() == [True, True, False]
