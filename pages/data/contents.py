"""The Data page: what was read, and the columns and rows of the table that is open."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.data import words
from pages.shared.messages import LENS_NAMES, plain, short
from pages.shell import state
from segmentation import cached
from segmentation.errors import counted
from segmentation.tables.columns.profile import ColumnProfile
from segmentation.tables.columns.taxonomy import Contact, Role
from segmentation.tables.encodings.registry import title_of
from segmentation.tables.formats.registry import FORMATS
from segmentation.tables.quality import dates_without_time
from segmentation.tables.roles import identifier_of
from segmentation.tables.table import ColumnChoice, Table

ROWS_SHOWN = 1_000
ROLE_NAMES = {role.value: role.title for role in Role}
CONTACT_NAMES = {"": words.NOTHING} | {contact.value: contact.title for contact in Contact}
CORRECTIONS = {
    "role": (
        words.USE,
        {role: t for role, t in ROLE_NAMES.items() if role != Role.IDENTIFIER},
        None,
    ),
    "lens": (words.ABOUT, LENS_NAMES, words.ABOUT_HELP),
    "contact": (words.IN_LISTS, CONTACT_NAMES, words.IN_LISTS_HELP),
}
"""What can be corrected of a column: title, names, help."""

MOST_SENTENCES = 6


def show_what_was_read(table: Table) -> None:
    """Say in a line what was read, what was mended, and where to go next."""
    quality = cached.quality(table)
    st.header(words.WHAT_WAS_READ)
    report = table.report
    details = [
        words.SIZE.format(
            rows=counted(quality.n_rows, "row"), columns=counted(quality.n_columns, "column")
        ),
        FORMATS[report.format].title,
        title_of(report.encoding) if report.encoding else "",
        words.PART.format(part=report.part, name=report.sheet) if report.sheet else "",
        _separator(report.delimiter),
        words.NAMES_IN_ROW.format(row=report.header_row) if (report.header_row or 1) > 1 else "",
        words.DECIMAL_COMMA if report.decimal == "," else "",
    ]
    st.markdown(plain(", ".join(part for part in details if part) + "."))
    said = (*quality.sentences, *report.warnings, *report.repaired, *report.converted)
    st.markdown("\n".join("- " + plain(sentence) for sentence in said[:MOST_SENTENCES]))
    if len(said) > MOST_SENTENCES:
        with st.expander(words.MORE_NOTES.format(n=len(said) - MOST_SENTENCES)):
            st.markdown("\n".join("- " + plain(sentence) for sentence in said[MOST_SENTENCES:]))
    if report.skipped:
        with st.expander(words.NOT_READ.format(lines=counted(len(report.skipped), "line"))):
            st.dataframe(
                pd.DataFrame(
                    [(s.line, s.reason) for s in report.skipped], columns=[words.LINE, words.WHY]
                ),
                hide_index=True,
            )


def _separator(delimiter: str | None) -> str:
    names = {"\t": words.BY_TABS, " ": words.BY_SPACES, None: ""}
    return names.get(delimiter, words.BY_MARK.format(mark=delimiter))


def choose_identifier(table: Table) -> None:
    """Let the user say which column tells customers apart."""
    options = [words.GUESS, words.NO_IDENTIFIER, *table.frame.columns]
    chosen = st.session_state.get(state.IDENTIFIER)
    index = 0 if chosen is None else 1 if chosen == "" else options.index(chosen)
    guessed = identifier_of(cached.columns(table))
    st.selectbox(
        words.WHICH_IDENTIFIES,
        options,
        index=index,
        format_func=lambda option: short(option, 60),
        key="identifier_choice",
        on_change=_keep_identifier,
        help=words.IDENTIFIER_HELP,
    )
    shown = words.IDENTIFIED_BY.format(column=guessed) if guessed else words.IDENTIFIED_BY_ROW
    st.caption(plain(shown))


def show_columns(table: Table) -> None:
    """Show what was understood of every column."""
    st.header(words.COLUMNS)
    rows = [
        {
            words.COLUMN: column.name,
            words.USE: column.role.title,
            words.KIND: column.kind.title,
            words.ABOUT: LENS_NAMES[column.lens] if column.lens else "",
            words.IN_LISTS: column.contact.title if column.contact else "",
            words.MISSING: column.missing,
            words.DIFFERENT: column.distinct,
            words.NOTES: " ".join(column.warnings),
        }
        for column in cached.columns(table)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=words.COLUMNS_ALT)


def correct_column(table: Table) -> None:
    """Let the user correct what was understood of a column, beginning with what was."""
    columns = {column.name: column for column in cached.columns(table)}
    with st.expander(words.CORRECT_A_COLUMN):
        places = st.columns(4)
        # A key of its own for every table and column: fields begin with what is known of it.
        name = places[0].selectbox(
            words.COLUMN,
            list(columns),
            format_func=lambda n: short(n, 40),
            key=f"fix_name_{table.fingerprint[:8]}",
        )
        known = _known(columns[name])
        given = {
            part: place.selectbox(
                title,
                list(names),
                list(names).index(known[part]),
                format_func=names.get,
                key=f"fix_{part}_{table.fingerprint[:8]}_{name}",
                help=said,
            )
            for place, (part, (title, names, said)) in zip(
                places[1:], CORRECTIONS.items(), strict=True
            )
        }
        changed = {part: value for part, value in given.items() if value != known[part]}
        st.button(
            words.CORRECT,
            key="fix",
            on_click=_keep_correction,
            args=(table, name, changed),
            disabled=not changed,
        )


def _known(column: ColumnProfile) -> dict[str, str]:
    """Return what is known of a column, as its fields show it."""
    role = Role.IGNORE if column.role == Role.IDENTIFIER else column.role
    return {"role": role.value, "lens": column.lens or "", "contact": column.contact or ""}


def _keep_correction(table: Table, name: str, changed: dict[str, str]) -> None:
    """Keep what was changed of a column beside what was changed before."""
    before = next((c for c in table.choices if c.name == name), ColumnChoice(name=name))
    state.correct_column(replace(before, **changed))


def show_rows(table: Table) -> None:
    """Show the table itself."""
    st.header(words.ROWS)
    dates = {
        name: st.column_config.DatetimeColumn(format="YYYY-MM-DD")
        for name in dates_without_time(table)
    }
    shown = table.frame.head(ROWS_SHOWN)
    st.dataframe(shown, hide_index=True, height=320, column_config=dates, alt=table.name)
    if len(table.frame) > ROWS_SHOWN:
        st.caption(words.FIRST_ROWS.format(n=ROWS_SHOWN, all=len(table.frame)))


def _keep_identifier() -> None:
    option = st.session_state["identifier_choice"]
    st.session_state[state.IDENTIFIER] = {words.GUESS: None, words.NO_IDENTIFIER: ""}.get(
        option, option
    )
