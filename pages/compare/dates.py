"""The Compare page: the same customers at a later date; who moved, and which segments did."""

from functools import partial

import streamlit as st
from pandas import Series
from streamlit.delta_generator import DeltaGenerator

from pages.compare import words
from pages.compare.other_settings import Side, show_flows, show_moved
from pages.segment_form import settings
from pages.shared import chart, upload
from pages.shared.messages import plain, short
from pages.shell import open_table
from pages.shell.serving import startup
from segmentation import cached
from segmentation.analysis.compare import check_identifier, size_history
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.history import HistoryData, history_chart, history_data
from segmentation.errors import listed
from segmentation.models.model import SegmentModel
from segmentation.segments.matching_segments import Migration
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount, format_number, format_share
from segmentation.tables.reading import FILE_ENDINGS
from segmentation.tables.table import Table

TABLES = "later_tables"


def show_dates(result: Segmentation, title: DeltaGenerator) -> None:
    """Ask for later files, and compare the last of them with the table that is open."""
    startup.prepare_reader()
    files = st.file_uploader(
        words.LATER_FILES,
        type=FILE_ENDINGS,
        accept_multiple_files=True,
        key="later_upload",
        help=words.LATER_HELP,
    )
    if read := upload.take(files or [], "later", open_table.read_customers):
        st.session_state[TABLES] = read
    upload.show_problems("later")
    tables = st.session_state.get(TABLES, [])
    if not tables:
        title.title(words.WHO_MOVED)
        identifier = result.rows.identifier or words.AN_IDENTIFIER
        needed = [identifier, *(split_unit(name).label for name in result.spec.features)]
        columns = listed([f"“{name}”" for name in needed])
        st.info(plain(words.CHOOSE_LATER.format(columns=columns)))
        return
    later = _choose_later(tables)
    value = _choose_value(result, later)
    model = cached.model(result)
    check_identifier(model, later)
    anew = cached.refit(later, result.spec, model)
    migration = cached.migration(result, later, value, anew)
    title.title(plain(_headline(migration)))
    _tell(migration, value)
    named = Side(name=later.name, labels=Series(), names=result.names, slots=result.slots)
    show_flows(migration.rule, result, named)
    who = Series(migration.rule.customers.index, index=migration.rule.customers.index)
    show_moved(migration.rule, result, named, who)
    if value is not None:
        _show_value(result, migration, value)
    _show_refit(result, anew, migration)
    _show_history([result.table, *tables], model)


def _choose_later(tables: list[Table]) -> Table:
    if len(tables) == 1:
        return tables[0]
    at = st.selectbox(
        words.COMPARE_WITH,
        range(len(tables)),
        len(tables) - 1,
        format_func=lambda at: short(tables[at].name, 60),
        key=f"later_{len(tables)}",
    )
    return tables[at]


def _choose_value(result: Segmentation, later: Table) -> str | None:
    """Ask for a column whose sum is worth something, of those that both files have."""
    kinds = {name: later.frame[name].dtype.kind for name in later.frame.columns}
    numbers = [f.column for f in result.profiles[0].numbers if kinds.get(f.column, "O") in "if"]
    labels = settings.option_names(numbers) | {settings.HEADS: words.CUSTOMERS_ONLY}
    chosen = st.selectbox(
        words.ADD_UP,
        [settings.HEADS, *numbers],
        format_func=labels.get,
        key="migration_value",
        persist_state="session",
        help=words.ADD_UP_HELP,
    )
    return None if chosen == settings.HEADS else chosen


def _headline(migration: Migration) -> str:
    if not migration.rule.n_common:
        return words.NOBODY_IN_BOTH_FILES
    share = format_share(migration.n_changed / migration.rule.n_common)
    return words.HAVE_CHANGED.format(share=share)


def _tell(migration: Migration, value: str | None) -> None:
    lost, new = int(migration.rule.lost.sum()), int(migration.rule.new.sum())
    first, second, third, fourth = st.columns(4)
    first.metric(
        words.STAYED,
        f"{migration.n_stayed:,}",
        help=words.STAYED_HELP,
    )
    second.metric(
        words.MOVED,
        f"{migration.n_changed:,}",
        help=words.MOVED_HELP,
    )
    third.metric(
        words.REDRAWN,
        f"{migration.n_redrawn:,}",
        help=words.REDRAWN_HELP,
    )
    fourth.metric(
        words.LOST_NEW,
        f"{lost:,} / {new:,}",
        help=words.LOST_NEW_HELP,
    )
    if value is not None:
        label = split_unit(value)
        total = float(migration.value_before[:-1].sum())
        share = format_share(migration.at_stake / total) if total else "–"
        stake = format_number(migration.at_stake)
        st.markdown(plain(words.AT_STAKE.format(value=stake, column=label.axis, share=share)))


def _show_value(result: Segmentation, migration: Migration, value: str) -> None:
    label = split_unit(value)
    places = [*result.by_slot, -1]
    names = {s: result.names[s] for s in result.by_slot} | {-1: words.NO_SEGMENT}
    rows = [
        {
            words.FROM: names[before],
            words.TO: names[after],
            words.CUSTOMERS: int(counted_),
            words.THEN.format(column=label.label): format_number(
                float(migration.value_before[before, after])
            ),
            words.NOW.format(column=label.label): format_number(
                float(migration.value_after[before, after])
            ),
        }
        for before in places
        for after in places
        if before != after and (counted_ := _flow(migration, before, after))
    ]
    if rows:
        st.dataframe(
            sorted(rows, key=lambda row: -row[words.CUSTOMERS]),
            hide_index=True,
            alt=words.MOVES_ALT,
        )


def _flow(migration: Migration, before: int, after: int) -> int:
    if before == -1:
        return int(migration.rule.new[after])
    return int(migration.rule.lost[before] if after == -1 else migration.rule.flows[before, after])


def _show_refit(result: Segmentation, anew: Segmentation, migration: Migration) -> None:
    """Show how the middles of the segments moved, in the units of the file."""
    st.header(words.SEGMENTS_MOVED)
    partners = {before: after for before, after, _ in migration.refit.matched}
    rows = []
    for segment in result.by_slot:
        after = partners.get(segment)
        row = {
            words.SEGMENT: result.names[segment],
            words.CUSTOMERS_THEN: result.profiles[segment].size,
            words.CUSTOMERS_NOW: None if after is None else anew.profiles[after].size,
        }
        if after is not None:
            for then, now in cached.middles(result, anew, segment, after):
                row[then.label.label] = f"{then.said} → {amount(now.typical, now.label)}"
        rows.append(row)
    st.dataframe(
        rows,
        hide_index=True,
        alt=words.REFIT_ALT,
    )
    st.caption(
        words.REFIT_NOTE.format(value=migration.refit.agreement)
        if migration.refit.n_common
        else words.NOBODY_TO_MATCH
    )


def _show_history(tables: list[Table], model: SegmentModel) -> None:
    st.header(words.OVER_TIME)
    files = tuple(table.name for table in tables)
    chart.show(partial(_history, model, files, *tables), history_chart, key="history", height=340)
    st.caption(words.OVER_TIME_NOTE)


def _history(model: SegmentModel, files: tuple[str, ...], *tables: Table) -> HistoryData:
    sizes = size_history(model, list(tables))[:, :-1]
    return history_data(files, model.names, model.slots, sizes)
