"""Columns of the user's own and who is segmented: formulas, one a line, and a filter.

Both stand in the link as they were written, and the filter on the page whenever it acts.
"""

import streamlit as st

from pages.shared.messages import plain, sentences_for_errors
from segmentation import cached
from segmentation.customers.formulas.derivation import Derivation
from segmentation.customers.formulas.writing import formulas_of, written_name
from segmentation.customers.grain import Unit, unit_of
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import Table

FORMULAS, WHERE = "formulas", "where"


def choose_own_columns(table: Table, proposed: str = "") -> tuple[Table, dict[str, object]]:
    """Ask for formulas and a filter; end the page with a sentence where they do not fit.

    Parameters
    ----------
    table : Table
    proposed : str
        Formulas to begin with, one a line.

    Returns
    -------
    table : Table
        With the columns that the formulas make.
    settings : dict
        Keywords of `SegmentationSpec`.
    """
    with st.popover("Filter and formulas", icon=":material/filter_alt:"):
        where = st.text_input(
            "Only customers where",
            key=WHERE,
            bind="query-params",
            persist_state="session",
            placeholder="Everybody",
            help="A condition: =, !=, <, >, between, in, and, or, not. The others are in no "
            "segment, on every page.",
        )
        text = st.text_area(
            "Columns of your own",
            value=proposed,
            key=FORMULAS,
            bind="query-params",
            persist_state="session",
            placeholder="name = formula",
            help="One a line: a name, =, and a formula of + - * / and conditions. "
            "days_since(column, '2026-01-31') counts days, filled(column, 0) fills gaps. Choose "
            "the new column under “Segment customers by”.",
        )
        _show_examples(cached.columns(table))
    with sentences_for_errors():
        formulas = formulas_of(text)
        made, derivation, n_chosen = cached.with_formulas(table, formulas, where)
    _say_filter(derivation, n_chosen, len(table.frame), unit_of(table))
    return made, {"formulas": formulas, "where": where.strip()}


def _show_examples(columns: tuple[ColumnProfile, ...]) -> None:
    """Show how conditions and formulas are written, with columns of this table."""
    numbers = [c for c in columns if c.numeric and c.role != Role.IDENTIFIER]
    texts = [c for c in columns if c.kind == Kind.CATEGORY]
    examples = [f"{written_name(c.name)} = '…'" for c in texts[:1]]
    examples += [f"{written_name(c.name)} >= 10" for c in numbers[:1]]
    if len(numbers) > 1:
        first, second = (written_name(c.name) for c in numbers[:2])
        examples.append(f"ratio = {first} / {second}")
    if examples:
        st.caption("Written like this:")
        st.code("\n".join(examples), language=None)


def _say_filter(derivation: Derivation, n_chosen: int, n_rows: int, unit: Unit) -> None:
    """Say that a filter acts, and on how many."""
    if derivation.where is not None:
        st.markdown(
            f":material/filter_alt: Only {plain(derivation.condition)}: "
            f"{n_chosen:,} of {unit.counted(n_rows)}"
        )
