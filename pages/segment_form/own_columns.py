"""Columns of the user's own, one formula a line; they stand in the link as they were written."""

import streamlit as st

from pages.filters import bar as filters
from pages.filters.control import WHERE
from pages.shared.messages import sentences_for_errors
from segmentation import cached
from segmentation.customers.formulas.writing import formulas_of, written_name
from segmentation.tables.columns.taxonomy import Role
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import Table

FORMULAS = filters.FORMULAS


def choose_own_columns(
    table: Table, places: filters.FilterPlaces, proposed: str = ""
) -> tuple[Table, dict[str, object], bool]:
    """Ask for formulas and a filter; end the page with a sentence where formulas do not fit.

    Parameters
    ----------
    table : Table
    places : FilterPlaces
    proposed : str
        Formulas to begin with, one a line.

    Returns
    -------
    table : Table
        With the columns that the formulas make.
    settings : dict
        Keywords of `SegmentationSpec`.
    enough : bool
        Whether the filter fits and keeps enough customers for segments.
    """
    with st.popover("Columns of your own", icon=":material/function:"):
        text = st.text_area(
            "One a line: name = formula",
            value=proposed,
            key=FORMULAS,
            bind="query-params",
            persist_state="session",
            placeholder="name = formula",
            help="A name, =, and a formula of + - * / and conditions. "
            "days_since(column, '2026-01-31') counts days, filled(column, 0) fills gaps. Choose "
            "the new column under “Segment customers by”.",
        )
        _show_example(cached.columns(table))
    with sentences_for_errors():
        formulas = formulas_of(text)
        made, _, _ = cached.with_formulas(table, formulas, "")
    where, enough = filters.choose(made, places)
    return made, {"formulas": formulas, WHERE: where}, enough


def _show_example(columns: tuple[ColumnProfile, ...]) -> None:
    """Show how a formula is written, with columns of this table."""
    numbers = [c for c in columns if c.numeric and c.role != Role.IDENTIFIER]
    if len(numbers) > 1:
        first, second = (written_name(c.name) for c in numbers[:2])
        st.caption("Written like this:")
        st.code(f"ratio = {first} / {second}", language=None)
