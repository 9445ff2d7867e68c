"""What is made of a customer's columns before anything else looks at them: formulas, filter, rules.

The same derivation runs when segments are found and when later customers are scored; in databases
it is written by `segmentation.models.sql.formulas`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segmentation.customers.formulas.checking import checked
from segmentation.customers.formulas.columns import column_of, source_kinds, table_cells
from segmentation.customers.formulas.evaluation import Cells, evaluate
from segmentation.customers.formulas.grammar import parse
from segmentation.customers.formulas.nodes import DATE, FLAG, Node, columns_of
from segmentation.errors import SpecError
from segmentation.tables.labels import has_half_character
from segmentation.tables.table import Table

MOST_FORMULAS, LONGEST_NAME = 50, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Formulas, a filter and rules, checked against a table.

    Attributes
    ----------
    sources : tuple of (str, str)
        Columns of the file that are used, and the kind of each.
    formulas : tuple of (str, Node)
        Columns that are made, in order; a later one may use an earlier one.
    where : Node or None
        Who is segmented; None is everybody.
    condition : str
        The same as it was written.
    rules : tuple of (str, Node)
        Names of segments and the condition of each; the first that holds gives the segment.
    """

    sources: tuple[tuple[str, str], ...] = ()
    formulas: tuple[tuple[str, Node], ...] = ()
    where: Node | None = None
    condition: str = ""
    rules: tuple[tuple[str, Node], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are made."""
        return tuple(name for name, _ in self.formulas)

    def __bool__(self) -> bool:
        """Return whether there is anything to do."""
        return bool(self.formulas or self.rules) or self.where is not None


NOTHING = Derivation()


def derivation_of(
    formulas: tuple[tuple[str, str], ...],
    where: str,
    kinds: Mapping[str, str],
    rules: tuple[tuple[str, str], ...] = (),
) -> Derivation:
    """Read formulas, a filter and rules and check them.

    Parameters
    ----------
    formulas : tuple of (str, str)
        Name of the column that is made, and its formula.
    where : str
        A condition; empty for everybody.
    kinds : mapping of str to str
        Kind of each column of the table.
    rules : tuple of (str, str)
        Name of a segment, and its condition.

    Returns
    -------
    Derivation

    Raises
    ------
    SpecError
        If a formula cannot be read, uses what is not there or comes later, or a name is taken.
    """
    if len(formulas) > MOST_FORMULAS:
        raise SpecError(f"There are {len(formulas)} formulas. Keep at most {MOST_FORMULAS}.")
    known, made = dict(kinds), []
    later = [name for name, _ in formulas]
    for name, text in formulas:
        _check_name(name, known)
        node = parse(text)
        _check_order(name, columns_of(node), later, known)
        node = checked(node, known)
        if node.kind == DATE:
            raise SpecError(
                f"The formula of “{name}” gives a date. Make a number of it, such as days_since("
                f"…, '2026-01-31')."
            )
        made.append((name, node))
        known[name] = node.kind
    condition = where.strip()
    filtered = _condition(f"The filter “{condition[:80]}”", condition, known) if condition else None
    outlined = tuple(
        (name, _condition(f"The condition of “{name}”", text, known)) for name, text in rules
    )
    nodes = [node for _, node in (*made, *outlined)] + ([filtered] if condition else [])
    used = dict.fromkeys(column for node in nodes for column in columns_of(node))
    return Derivation(
        sources=tuple((name, kinds[name]) for name in used if name in kinds),
        formulas=tuple(made),
        where=filtered,
        condition=condition,
        rules=outlined,
    )


def _condition(what: str, text: str, kinds: Mapping[str, str]) -> Node:
    """Read what must be yes or no."""
    node = checked(parse(text), kinds)
    if node.kind != FLAG:
        raise SpecError(
            f"{what} is not a condition. Compare something, such as country = 'Germany'."
        )
    return node


def derived(
    derivation: Derivation, cells: Mapping[str, Cells], n_rows: int
) -> tuple[dict[str, Cells], np.ndarray]:
    """Compute the formulas and the filter.

    Parameters
    ----------
    derivation : Derivation
    cells : mapping of str to ndarray of shape (n_rows,)
        Of its sources.
    n_rows : int

    Returns
    -------
    made : dict of str to ndarray of shape (n_rows,)
        The columns that are made.
    chosen : ndarray of shape (n_rows,), bool
        Whom the filter keeps; a row of which it cannot be known is not kept.
    """
    known, made = dict(cells), {}
    for name, node in derivation.formulas:
        made[name] = known[name] = evaluate(node, known, n_rows)
    if derivation.where is None:
        return made, np.ones(n_rows, dtype=bool)
    return made, evaluate(derivation.where, known, n_rows) == 1


def with_formulas(
    table: Table,
    formulas: tuple[tuple[str, str], ...],
    where: str = "",
    rules: tuple[tuple[str, str], ...] = (),
) -> tuple[Table, Derivation, np.ndarray]:
    """Append the columns that formulas make, and say whom a filter keeps.

    Parameters
    ----------
    table : Table
    formulas : tuple of (str, str)
        Name and formula.
    where : str
        A condition; empty for everybody.
    rules : tuple of (str, str)
        Name of a segment, and its condition.

    Returns
    -------
    table : Table
        With the columns behind its own; itself where there is nothing to do.
    derivation : Derivation
    chosen : ndarray of shape (n_rows,), bool

    Raises
    ------
    SpecError
        If a formula, the filter or a rule does not fit the table.
    """
    n_rows = len(table.frame)
    if not formulas and not where.strip() and not rules:
        return table, NOTHING, np.ones(n_rows, dtype=bool)
    derivation = derivation_of(formulas, where, source_kinds(table), rules)
    made, chosen = derived(derivation, table_cells(derivation.sources, table.frame), n_rows)
    if not made:
        return table, derivation, chosen
    columns = {name: column_of(made[name], node.kind) for name, node in derivation.formulas}
    frame = table.frame.assign(**columns)
    text = f"{table.fingerprint}{formulas!r}"  # tells as much as hashing every cell again
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return replace(table, frame=frame, fingerprint=digest), derivation, chosen


def kept_by(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, np.ndarray]:
    """Return the customers that a filter keeps as a table of their own.

    Parameters
    ----------
    table : Table
    formulas : tuple of (str, str)
        Name and formula.
    where : str
        A condition; empty for everybody.

    Returns
    -------
    table : Table
        With the columns that formulas make; itself where there is nothing to do.
    rows : ndarray of shape (n_kept,), int64
        0-based rows of `table`, ascending.

    Raises
    ------
    SpecError
        If a formula or the filter does not fit the table.
    """
    made, _, chosen = with_formulas(table, formulas, where)
    rows = np.flatnonzero(chosen)
    if len(rows) == len(chosen):
        return made, rows
    text = f"{made.fingerprint}{where.strip()!r}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    frame = made.frame.iloc[rows].reset_index(drop=True)
    return replace(made, frame=frame, fingerprint=digest), rows


def _check_name(name: str, known: Mapping[str, str]) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise SpecError(
            f"A column needs a name of 1 to {LONGEST_NAME} characters. Name the formula."
        )
    if has_half_character(name):
        raise SpecError("The name of a formula holds half of a character. Type it again.")
    if name in known:
        raise SpecError(f"There is a column “{name}” already. Give the formula another name.")


def _check_order(
    name: str, used: tuple[str, ...], later: list[str], known: Mapping[str, str]
) -> None:
    for column in used:
        if column in later and column not in known:
            loop = "itself" if column == name else f"“{column}”, which is made after it"
            raise SpecError(
                f"The formula of “{name}” uses {loop}. Put the formula that is used first."
            )
