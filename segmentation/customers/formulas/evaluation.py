"""Compute a checked formula over columns, in the order and with the rules that SQL follows too.

A missing value makes what is computed from it missing, but for ``filled``, ``is_missing`` and an
answer that is sure without it (no and …, yes or …). What is divided by zero is missing. So is a
product or a quotient of numbers beyond 1e100 or nearer to zero than 1e-100, where databases differ.
"""

from collections.abc import Mapping

import numpy as np

from segmentation.customers.formulas.grammar import LARGEST, SMALLEST
from segmentation.customers.formulas.nodes import OTHER, TEXT, Column, Constant, Node

Cells = np.ndarray
"""Numbers, flags as 1 and 0, days since 1970 (each NaN where missing), or texts (None)."""


def evaluate(node: Node, cells: Mapping[str, Cells], n_rows: int) -> Cells:
    """Compute a formula.

    Parameters
    ----------
    node : Node
        Checked.
    cells : mapping of str to ndarray of shape (n_rows,)
        By column.
    n_rows : int

    Returns
    -------
    ndarray of shape (n_rows,)
        float64, or object for a text.

    Notes
    -----
    O(n_rows) for each part of the formula.
    """
    if isinstance(node, Column):
        return cells[node.name]
    if isinstance(node, Constant):
        return np.full(n_rows, node.value, dtype=object if node.kind == TEXT else float)
    parts = [evaluate(part, cells, n_rows) for part in node.parts]
    with np.errstate(all="ignore"):
        return _OPERATIONS[node.name](*parts)


def missing(cells: Cells) -> np.ndarray:
    """Return where there is no value.

    Parameters
    ----------
    cells : ndarray of shape (n_rows,)

    Returns
    -------
    ndarray of shape (n_rows,), bool
    """
    if cells.dtype == object:
        return np.equal(cells, None).astype(bool)
    return np.isnan(cells)


def _kept(values: np.ndarray, *parts: Cells) -> Cells:
    """Return answers as numbers, missing where a part is."""
    gone = np.logical_or.reduce([missing(part) for part in parts])
    return np.where(gone, np.nan, values.astype(float))


def _usual(part: Cells) -> np.ndarray:
    size = np.abs(part)
    return (part == 0) | ((size >= SMALLEST) & (size <= LARGEST))


def _times(left: Cells, right: Cells) -> Cells:
    return np.where(_usual(left) & _usual(right), left * right, np.nan)


def _over(left: Cells, right: Cells) -> Cells:
    fits = _usual(left) & _usual(right) & (right != 0)
    return np.where(fits, left / np.where(right == 0, 1.0, right), np.nan)


def _and(left: Cells, right: Cells) -> Cells:
    sure = (left == 0) | (right == 0)
    return np.where(sure, 0.0, _kept((left != 0) & (right != 0), left, right))


def _or(left: Cells, right: Cells) -> Cells:
    sure = (left == 1) | (right == 1)
    return np.where(sure, 1.0, _kept((left == 1) | (right == 1), left, right))


def _in(left: Cells, *others: Cells) -> Cells:
    found = np.logical_or.reduce([_equal(left, other) for other in others])
    return _kept(found, left)


def _equal(left: Cells, right: Cells) -> np.ndarray:
    return np.equal(left, right).astype(bool)


def _one_of(left: Cells, *listed: Cells) -> Cells:
    kept = np.logical_or.reduce([_equal(left, other) for other in listed])
    return np.where(missing(left), None, np.where(kept, left, OTHER))


def _filled(left: Cells, right: Cells) -> Cells:
    return np.where(missing(left), right, left)


_OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": _times,
    "/": _over,
    "negative": np.negative,
    "abs": np.abs,
    "as_number": lambda part: part,
    "=": lambda a, b: _kept(_equal(a, b), a, b),
    "!=": lambda a, b: _kept(~_equal(a, b), a, b),
    "<": lambda a, b: _kept(a < b, a, b),
    "<=": lambda a, b: _kept(a <= b, a, b),
    ">": lambda a, b: _kept(a > b, a, b),
    ">=": lambda a, b: _kept(a >= b, a, b),
    "and": _and,
    "or": _or,
    "not": lambda part: _kept(part == 0, part),
    "in": _in,
    "least": lambda a, b: np.where(a <= b, a, np.where(a > b, b, np.nan)),
    "greatest": lambda a, b: np.where(a >= b, a, np.where(a < b, b, np.nan)),
    "is_missing": lambda part: missing(part).astype(float),
    "filled": _filled,
    "one_of": _one_of,
    "days_since": lambda day, then: then - day,
    "days_between": lambda first, last: last - first,
}
"""What each operation does; `segmentation.models.sql.formulas` writes the same as SQL."""
