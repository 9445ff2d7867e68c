"""The part of the Data page where a misread file is corrected."""

from dataclasses import replace

import streamlit as st

from pages.data import words
from pages.shared.messages import short
from pages.shell import open_table, state
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.encodings.registry import OFFERED, title_of
from segmentation.tables.formats.registry import FORMATS
from segmentation.tables.table import ReadOptions, ReadReport, Table

ENCODINGS = {codec: title_of(codec) for codec in OFFERED}
KINDS = {kind.value: kind.read_as for kind in Kind if kind.read_as}
PICKED = ("sheet", "delimiter", "encoding", "header_row", "day_first", "decimal", "thousands")
"""Fields of `ReadOptions` that have a widget of their own, under ``read_<field>``."""


def correct_reading(table: Table) -> None:
    """Let the user say how the file is to be read, and read it again."""
    if state.UPLOAD_BYTES not in st.session_state:
        return
    with st.expander(words.NOT_RIGHT), st.form("reading"):
        _show_choices(table, table.report, state.options())
        st.form_submit_button(words.READ_AGAIN, icon=":material/refresh:", on_click=_read_again)
    if state.options() != ReadOptions():
        st.button(
            words.READ_AS_GUESSED,
            on_click=open_table.read_again,
            args=(ReadOptions(),),
            type="tertiary",
            icon=":material/undo:",
        )


def _show_choices(table: Table, report: ReadReport, given: ReadOptions) -> None:
    """Show what can be said of this kind of file."""
    sayable = FORMATS[report.format].options
    first, second = st.columns(2)
    with first:
        if len(report.sheets) > 1:
            _pick(words.PARTS[report.part], dict.fromkeys(report.sheets), "sheet", given.sheet)
        if "delimiter" in sayable:
            _pick(words.SEPARATED_BY, words.DELIMITERS, "delimiter", given.delimiter)
        if "encoding" in sayable:
            _pick(words.ENCODING, _and_given(ENCODINGS, given.encoding), "encoding", given.encoding)
        if "header_row" in sayable:
            st.number_input(
                words.HEADER_ROW,
                min_value=0,
                value=given.header_row,
                placeholder=words.GUESSED_ROW.format(row=report.header_row)
                if report.header_row
                else words.GUESSED_NONE,
                key="read_header_row",
                help=words.HEADER_ROW_HELP,
            )
    with second:
        _pick(words.DATES, words.DAY_FIRST, "day_first", given.day_first)
        _pick(words.DECIMAL, words.DECIMALS, "decimal", given.decimal)
        _pick(words.THOUSANDS, words.THOUSANDS_MARKS, "thousands", given.thousands)
        _pick(
            words.A_COLUMN,
            dict.fromkeys(table.frame.columns),
            "column",
            None,
            nothing=words.NO_COLUMN,
        )
        _pick(words.READ_AS, KINDS, "kind", None)


def _and_given(options: dict[str, str], given: str | None) -> dict[str, str]:
    """Return the options, with one that a link gave and that is not offered otherwise."""
    return options | {given: title_of(given)} if given and given not in options else options


def _read_again() -> None:
    """Read the file with what the form says; earlier corrections of other columns stay."""
    given = state.options()
    said = {name: st.session_state.get(f"read_{name}") for name in PICKED}
    column, kind = st.session_state.get("read_column"), st.session_state.get("read_kind")
    kinds = tuple(pair for pair in given.kinds if pair[0] != column)
    if column and kind:
        kinds = (*kinds, (column, kind))
    open_table.read_again(replace(given, **said, kinds=kinds))


def _pick(
    title: str, options: dict, field: str, given: object, nothing: str = words.AS_GUESSED
) -> None:
    """Offer some options and none of them."""
    values = [None, *options]
    st.selectbox(
        title,
        values,
        index=values.index(given) if given in values else 0,
        format_func=lambda value: nothing if value is None else options[value] or short(value, 40),
        key=f"read_{field}",
    )
