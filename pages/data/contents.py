"""The Data page: what was read, and the columns and rows of the table that is open."""

import pandas as pd
import streamlit as st

from pages.shared.messages import LENS_NAMES, plain, short
from pages.shell import state
from segmentation import cached
from segmentation.errors import counted
from segmentation.tables.columns.taxonomy import Role
from segmentation.tables.encodings.registry import title_of
from segmentation.tables.formats.registry import FORMATS
from segmentation.tables.quality import dates_without_time
from segmentation.tables.roles import identifier_of
from segmentation.tables.table import ColumnChoice, Table

ROWS_SHOWN = 1_000
ROLE_NAMES = {role.value: role.title for role in Role}
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
        with st.expander(f"{len(said) - MOST_SENTENCES} more remarks"):
            st.markdown("\n".join("- " + plain(sentence) for sentence in said[MOST_SENTENCES:]))
    if report.skipped:
        with st.expander(f"Not read: {counted(len(report.skipped), 'line')}"):
            st.dataframe(
                pd.DataFrame([(s.line, s.reason) for s in report.skipped], columns=["Line", "Why"]),
                hide_index=True,
            )


def _separator(delimiter: str | None) -> str:
    names = {"\t": "separated by tabs", " ": "separated by blanks", None: ""}
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
        f"Customers are known by “{guessed}”." if guessed else "Customers are known by their row."
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
            "Missing": column.missing,
            "Different values": column.distinct,
            "Remarks": " ".join(column.warnings),
        }
        for column in cached.columns(table)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="Every column with its use and kind.")


def correct_column(table: Table) -> None:
    """Let the user correct what was understood of a column."""
    with st.expander("Correct what was understood of a column"), st.form("column"):
        names = [column.name for column in cached.columns(table)]
        where, role_place, lens_place = st.columns(3)
        where.selectbox("Column", names, format_func=lambda n: short(n, 40), key="fix_name")
        roles = [role for role in ROLE_NAMES if role != "identifier"]
        role_place.selectbox("Use", roles, format_func=ROLE_NAMES.get, key="fix_role")
        lens_place.selectbox(
            "About",
            list(LENS_NAMES),
            format_func=LENS_NAMES.get,
            key="fix_lens",
            help="Which side of customers it shows.",
        )
        st.form_submit_button("Correct", on_click=_keep_correction)


def _keep_correction() -> None:
    name, role, lens = (st.session_state[f"fix_{part}"] for part in ("name", "role", "lens"))
    state.correct_column(ColumnChoice(name=name, role=role, lens=lens))


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
