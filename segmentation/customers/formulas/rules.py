"""Segments by rule: conditions in an order, of which the first that holds gives the segment."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from segmentation.customers.formulas.columns import table_cells
from segmentation.customers.formulas.derivation import Derivation, derived
from segmentation.customers.formulas.evaluation import Cells, evaluate
from segmentation.customers.formulas.grammar import parse
from segmentation.customers.formulas.nodes import Column, Constant, Node
from segmentation.customers.formulas.writing import written_name, written_value
from segmentation.errors import SpecError
from segmentation.tables.labels import has_half_character

EVERYONE_ELSE = "Everyone else"
"""The segment of customers for whom no condition is known to hold; it comes last."""

MOST_RULES, LONGEST_RULE_NAME = 14, 60
GAP_FUNCTIONS = frozenset({"is_missing", "filled"})

Rules = tuple[tuple[str, str], ...]


def compared(column: str, sign: str, value: float | str) -> str:
    """Write a comparison.

    Parameters
    ----------
    column : str
    sign : str
        Such as ``<=``.
    value : float or str
        A number, or a text, a day as year, month and day, or yes or no.

    Returns
    -------
    str
    """
    return f"{written_name(column)} {sign} {written_value(value)}"


def joined(condition: str, sign: str, other: str) -> str:
    """Join two conditions, the first as a whole.

    Parameters
    ----------
    condition : str
    sign : str
        ``and`` or ``or``.
    other : str
        A comparison.

    Returns
    -------
    str
    """
    loose = sign == "and" and parse(condition).name == "or"
    return f"({condition}) {sign} {other}" if loose else f"{condition} {sign} {other}"


def rules_of_text(text: str) -> Rules:
    """Read rules that are written a line each.

    Parameters
    ----------
    text : str
        Lines such as ``Big spenders: spend >= 500``; empty ones play no part.

    Returns
    -------
    tuple of (str, str)

    Raises
    ------
    SpecError
        If a line has no name.
    """
    rules = []
    for line in filter(str.strip, text.splitlines()):
        name, sign, condition = line.partition(":")
        if not sign:
            raise SpecError(
                f"“{line.strip()[:40]}” has no name. Write a segment, a colon and its condition, "
                f"such as Big spenders: spend >= 500."
            )
        rules.append((name.strip(), condition.strip()))
    return tuple(rules)


def text_of_rules(rules: Rules) -> str:
    """Write rules a line each, as `rules_of_text` reads them.

    Parameters
    ----------
    rules : tuple of (str, str)

    Returns
    -------
    str
    """
    return "\n".join(f"{name}: {condition}" for name, condition in rules)


def check_rules(rules: Rules) -> None:
    """Refuse rules that cannot be segments, whatever the table.

    Parameters
    ----------
    rules : tuple of (str, str)
        Name of a segment, and its condition.

    Raises
    ------
    SpecError
        If there are none or too many, a name is missing, too long, taken or that of everyone else,
        or a condition cannot be read.
    """
    if not rules:
        raise SpecError("There is no rule. Give at least one segment with its condition.")
    if len(rules) > MOST_RULES:
        raise SpecError(f"There are {len(rules)} rules. Keep at most {MOST_RULES}.")
    taken = {EVERYONE_ELSE.lower()}
    for name, condition in rules:
        if not name.strip() or len(name) > LONGEST_RULE_NAME:
            raise SpecError(
                f"A segment needs a name of 1 to {LONGEST_RULE_NAME} characters. Name each rule."
            )
        if has_half_character(name):
            raise SpecError("The name of a rule holds half of a character. Type it again.")
        if name.strip().lower() in taken:
            raise SpecError(
                f"Two segments are called “{name}”, or it is the name of those to whom no rule "
                "applies. Give the rule another name."
            )
        taken.add(name.strip().lower())
        if not condition.strip():
            raise SpecError(
                f"“{name}” has no condition. Write one, such as recency <= 30, or remove the rule."
            )
        parse(condition)


def rule_columns(rules: Rules) -> tuple[str, ...]:
    """Return the columns whose values the conditions compare.

    Parameters
    ----------
    rules : tuple of (str, str)

    Returns
    -------
    tuple of str
        Each once, in order; without those of which only a gap is asked or filled, since a customer
        with a gap there must not be left out.
    """
    return tuple(dict.fromkeys(name for _, text in rules for name in _compared(parse(text))))


def places_of_rules(derivation: Derivation, cells: Mapping[str, Cells], n_rows: int) -> np.ndarray:
    """Return the first rule that holds for each customer.

    Parameters
    ----------
    derivation : Derivation
        With rules.
    cells : mapping of str to ndarray of shape (n_rows,)
        Of the columns of the file and those that formulas make.
    n_rows : int

    Returns
    -------
    ndarray of shape (n_rows,), int64
        0-based places among the rules; their number where none is known to hold.
    """
    places = np.full(n_rows, len(derivation.rules), dtype=np.int64)
    for at, (_, node) in reversed(tuple(enumerate(derivation.rules))):
        places[evaluate(node, cells, n_rows) == 1] = at
    return places


def rule_holds(derivation: Derivation, frame: pd.DataFrame) -> np.ndarray:
    """Return for whom each condition holds, whatever the order of the rules.

    Parameters
    ----------
    derivation : Derivation
    frame : pandas.DataFrame
        Typed already.

    Returns
    -------
    ndarray of shape (n_rules, n_rows), bool
    """
    n_rows, cells = len(frame), all_cells(derivation, frame)
    return np.array([evaluate(node, cells, n_rows) == 1 for _, node in derivation.rules])


def frame_places(derivation: Derivation, frame: pd.DataFrame) -> np.ndarray:
    """Return the first rule that holds for each customer of a table that is typed already.

    Parameters
    ----------
    derivation : Derivation
    frame : pandas.DataFrame

    Returns
    -------
    ndarray of shape (n_rows,), int64
        As `places_of_rules`.
    """
    return places_of_rules(derivation, all_cells(derivation, frame), len(frame))


def all_cells(derivation: Derivation, frame: pd.DataFrame) -> dict[str, Cells]:
    """Return the columns that conditions can look at, those that formulas make among them.

    Parameters
    ----------
    derivation : Derivation
    frame : pandas.DataFrame
        Typed already.

    Returns
    -------
    dict of str to ndarray of shape (n_rows,)
    """
    cells = table_cells(derivation.sources, frame)
    return cells | derived(derivation, cells, len(frame))[0]


def _compared(node: Node) -> tuple[str, ...]:
    if isinstance(node, Column):
        return (node.name,)
    if isinstance(node, Constant) or node.name in GAP_FUNCTIONS:
        return ()
    return tuple(name for part in node.parts for name in _compared(part))
