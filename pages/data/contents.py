"""The Data page: what was read, and the columns and rows of the table that is open."""

from dataclasses import replace

import pandas as pd
import streamlit as st

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
CONTACT_NAMES = {"": "Nothing"} | {contact.value: contact.title for contact in Contact}
CORRECTIONS = {
    "role": ("Use", {role: t for role, t in ROLE_NAMES.items() if role != Role.IDENTIFIER}, None),
    "lens": ("About", LENS_NAMES, "Which aspect of customers it describes."),
    "contact": (
        "In lists",
        CONTACT_NAMES,
        "What it is used for in the contact lists on the Plan page.",
    ),
}
"""What can be corrected of a column: title, names, help."""

MOST_SENTENCES = 6
GUESS, NO_IDENTIFIER = "Guess it from the file", "There is none: use the row number"


def show_what_was_read(table: Table) -> None:
    """Say in a line what was read, what was mended, and where to go next."""
    quality = cached.quality(table)
    st.header("What was read")
    report = table.report
    details = [
        f"{counted(quality.n_rows, 'row')} and {counted(quality.n_columns, 'column')}",
        FORMATS[report.format].title,
        title_of(report.encoding) if report.encoding else "",
        f"{report.part} “{report.sheet}”" if report.sheet else "",
        _separator(report.delimiter),
        f"column names in row {report.header_row}" if (report.header_row or 1) > 1 else "",
        "decimal comma" if report.decimal == "," else "",
    ]
    st.markdown(plain(", ".join(part for part in details if part) + "."))
    said = (*quality.sentences, *report.warnings, *report.repaired, *report.converted)
    st.markdown("\n".join("- " + plain(sentence) for sentence in said[:MOST_SENTENCES]))
    if len(said) > MOST_SENTENCES:
        with st.expander(f"{len(said) - MOST_SENTENCES} more notes"):
            st.markdown("\n".join("- " + plain(sentence) for sentence in said[MOST_SENTENCES:]))
    if report.skipped:
        with st.expander(f"Not read: {counted(len(report.skipped), 'line')}"):
            st.dataframe(
                pd.DataFrame([(s.line, s.reason) for s in report.skipped], columns=["Line", "Why"]),
                hide_index=True,
            )


def _separator(delimiter: str | None) -> str:
    names = {"\t": "separated by tabs", " ": "separated by spaces", None: ""}
    return names.get(delimiter, f"separated by “{delimiter}”")


def choose_identifier(table: Table) -> None:
    """Let the user say which column tells customers apart."""
    options = [GUESS, NO_IDENTIFIER, *table.frame.columns]
    chosen = st.session_state.get(state.IDENTIFIER)
    index = 0 if chosen is None else 1 if chosen == "" else options.index(chosen)
    guessed = identifier_of(cached.columns(table))
    st.selectbox(
        "Which column identifies a customer?",
        options,
        index=index,
        format_func=lambda option: short(option, 60),
        key="identifier_choice",
        on_change=_keep_identifier,
        help="It is shown on hover and in downloads, and never used to form segments.",
    )
    shown = (
        f"Customers are identified by “{guessed}”."
        if guessed
        else "Customers are identified by their row number."
    )
    st.caption(plain(shown))


def show_columns(table: Table) -> None:
    """Show what was understood of every column."""
    st.header("Columns")
    rows = [
        {
            "Column": column.name,
            "Use": column.role.title,
            "Kind": column.kind.title,
            "About": LENS_NAMES[column.lens] if column.lens else "",
            "In lists": column.contact.title if column.contact else "",
            "Missing": column.missing,
            "Different values": column.distinct,
            "Notes": " ".join(column.warnings),
        }
        for column in cached.columns(table)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="Each column with its use and kind.")


def correct_column(table: Table) -> None:
    """Let the user correct what was understood of a column, beginning with what was."""
    columns = {column.name: column for column in cached.columns(table)}
    with st.expander("Correct a column"):
        places = st.columns(4)
        # A key of its own for every table and column: fields begin with what is known of it.
        name = places[0].selectbox(
            "Column",
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
            "Correct",
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
    st.header("Customers")
    dates = {
        name: st.column_config.DatetimeColumn(format="YYYY-MM-DD")
        for name in dates_without_time(table)
    }
    shown = table.frame.head(ROWS_SHOWN)
    st.dataframe(shown, hide_index=True, height=320, column_config=dates, alt=table.name)
    if len(table.frame) > ROWS_SHOWN:
        st.caption(f"The first {ROWS_SHOWN:,} of {len(table.frame):,} rows.")


def _keep_identifier() -> None:
    option = st.session_state["identifier_choice"]
    st.session_state[state.IDENTIFIER] = {GUESS: None, NO_IDENTIFIER: ""}.get(option, option)
