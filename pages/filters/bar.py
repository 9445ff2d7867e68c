"""The filter on a page: the button that opens it, and the line that says whom it keeps."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.filters import control, words
from pages.segment_form import following
from pages.shared.messages import option_names, plain, short
from pages.shell import state
from segmentation import cached
from segmentation.customers.cleaning import MIN_ROWS
from segmentation.customers.formulas.writing import formulas_of
from segmentation.customers.grain import unit_of
from segmentation.errors import SegmentationError
from segmentation.tables.table import Table

FEW = 20
"""Customers below which hardly anything can be said of segments."""

FORMULAS = "formulas"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterPlaces:
    """Where the filter stands.

    Attributes
    ----------
    button : DeltaGenerator
        What opens the control.
    line : DeltaGenerator
        Who is looked at, while a filter acts.
    """

    button: DeltaGenerator
    line: DeltaGenerator


def choose(table: Table, places: FilterPlaces) -> tuple[str, bool]:
    """Ask for a filter, and say whom it keeps.

    Parameters
    ----------
    table : Table
        With the columns that formulas make.
    places : FilterPlaces

    Returns
    -------
    where : str
        The condition; empty for everybody.
    enough : bool
        Whether it fits the table and keeps enough for segments; a sentence says so where not.
    """
    where = control.ask(table, places.button)
    if not where:
        if st.session_state.get(control.REMOVED):
            with places.line, _line():
                st.markdown(f":material/filter_alt_off: {words.WAS_REMOVED}", width="content")
                _offer_undo()
        return "", True
    try:
        _, _, kept = cached.with_formulas(table, (), where)
    except SegmentationError as error:
        told = words.CANNOT.format(condition=words.isolated(plain(short(where))))
        _show(places.line, told, str(error))
        return where, False
    unit, names = unit_of(table), option_names(list(table.frame.columns))
    everyone = unit.counted(len(table.frame))
    told = words.sentence(*cached.filters(table, where), names, kept, everyone)
    least = MIN_ROWS if kept < MIN_ROWS else 0
    few = words.few(unit.counted(kept), least=least) if kept < FEW else ""
    _show(places.line, told, few if kept else words.NOBODY)
    return where, kept >= MIN_ROWS


def show_bar(table: Table) -> Table:
    """Show the filter on a page without settings, and return the customers that it keeps.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Table
        The same where no filter acts or the filter does not fit.
    """
    following.carry_over()
    with st.container(key="filter_bar", horizontal=True, vertical_alignment="center"):
        places = FilterPlaces(button=st.container(width="content"), line=st.container())
    formulas = written_formulas(table)
    try:
        made = cached.with_formulas(table, formulas, "")[0]
    except SegmentationError:
        made, formulas = table, ()  # said where formulas are written
    where, _ = choose(made, places)
    return kept(table, formulas, where)[0]


def kept(
    table: Table, formulas: tuple[tuple[str, str], ...], where: str
) -> tuple[Table, np.ndarray | None]:
    """Return the customers that a filter keeps, and their rows; all where it does not fit.

    Parameters
    ----------
    table : Table
    formulas : tuple of (str, str)
    where : str

    Returns
    -------
    table : Table
    rows : ndarray of shape (n_kept,) or None
        None where these are all.
    """
    try:
        return cached.kept_by(table, formulas, where)
    except SegmentationError:
        return table, None


def written() -> str:
    """Return the condition as it stands now, on a page that has not drawn its field yet."""
    asked = next(iter(state.asked(control.WHERE)), "")
    return str(st.session_state.get(control.WHERE, asked) or "").strip()


def written_formulas(table: Table) -> tuple[tuple[str, str], ...]:
    """Return the columns of the user's own, on a page that does not ask for them.

    Parameters
    ----------
    table : Table

    Returns
    -------
    tuple of (str, str)
        As written; before anything was, what is proposed where a filter may stand on it.
    """
    asked = next(iter(state.asked(FORMULAS)), None)
    text = st.session_state.get(FORMULAS, asked)
    if text is None:
        proposal = cached.proposal(table) if written() else None
        return proposal.spec.formulas if proposal else ()
    try:
        return formulas_of(text)
    except SegmentationError:
        return ()


def _show(place: DeltaGenerator, told: str, problem: str) -> None:
    with place:
        with _line():
            st.markdown(f":material/filter_alt: {told}", width="content")
            st.button(
                words.REMOVE, key="filter_remove", type="tertiary", on_click=control.remove_all
            )
            if st.session_state.get(control.REMOVED):
                _offer_undo()
        if problem:
            st.warning(plain(problem), icon=":material/info:")


def _line() -> DeltaGenerator:
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="filter_line"
    )


def _offer_undo() -> None:
    st.button(words.UNDO, key="filter_undo", type="tertiary", on_click=control.put_back)
