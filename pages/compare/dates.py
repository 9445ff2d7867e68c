"""The Compare page: the same customers at a later date; who moved, and which segments did."""

from functools import partial

import streamlit as st
from pandas import Series
from streamlit.delta_generator import DeltaGenerator

from pages.compare.other_settings import Side, show_flows, show_moved
from pages.segment_form import settings
from pages.shared import chart, upload
from pages.shared.messages import plain, short
from pages.shell import open_table, startup
from segmentation import cached
from segmentation.analysis.compare import check_identifier, size_history
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.history import HistoryData, history_chart, history_data
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
        "The same customers at later dates",
        type=FILE_ENDINGS,
        accept_multiple_files=True,
        key="later_upload",
        help="One file per date, with the same columns and identifier as the open table. The "
        "files are sorted by name.",
    )
    if read := upload.take(files or [], "later", open_table.read_customers):
        st.session_state[TABLES] = read
    upload.show_problems("later")
    tables = st.session_state.get(TABLES, [])
    if not tables:
        title.title("Who has moved since then?")
        st.info(
            plain(
                f"Choose one or more later files. They need the column "
                f"“{result.rows.identifier or 'identifier'}” and "
                f"{', '.join('“' + split_unit(n).label + '”' for n in result.spec.features)}."
            )
        )
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
        "Compare with",
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
    labels = settings.option_names(numbers) | {settings.HEADS: "Customers only"}
    chosen = st.selectbox(
        "Also add up",
        [settings.HEADS, *numbers],
        format_func=labels.get,
        key="migration_value",
        persist_state="session",
        help="A column worth adding up, such as money spent.",
    )
    return None if chosen == settings.HEADS else chosen


def _headline(migration: Migration) -> str:
    if not migration.rule.n_common:
        return "No customer is in both files"
    share = format_share(migration.n_changed / migration.rule.n_common)
    return f"{share} of the customers have changed their segment"


def _tell(migration: Migration, value: str | None) -> None:
    lost, new = int(migration.rule.lost.sum()), int(migration.rule.new.sum())
    first, second, third, fourth = st.columns(4)
    first.metric(
        "Stayed",
        f"{migration.n_stayed:,}",
        help="In the same segment by the old rule, and again when the segments are found afresh.",
    )
    second.metric(
        "Customers who moved",
        f"{migration.n_changed:,}",
        help="They changed: the same rule now puts them in another segment.",
    )
    third.metric(
        "Moved with their segment",
        f"{migration.n_redrawn:,}",
        help="They did not change, but the segments found afresh in the later file are drawn "
        "differently around them.",
    )
    fourth.metric(
        "Lost / new",
        f"{lost:,} / {new:,}",
        help="Only in the earlier file / only in the later one.",
    )
    if value is not None:
        label = split_unit(value)
        total = float(migration.value_before[:-1].sum())
        share = format_share(migration.at_stake / total) if total else "–"
        st.markdown(
            plain(
                f"At stake: {format_number(migration.at_stake)} of {label.axis}, {share} of the "
                "customers' total, belonged to those who moved or were lost."
            )
        )


def _show_value(result: Segmentation, migration: Migration, value: str) -> None:
    label = split_unit(value)
    places = [*result.by_slot, -1]
    names = {s: result.names[s] for s in result.by_slot} | {-1: "none"}
    rows = [
        {
            "From": names[before],
            "To": names[after],
            "Customers": int(counted_),
            f"{label.label} then": format_number(float(migration.value_before[before, after])),
            f"{label.label} now": format_number(float(migration.value_after[before, after])),
        }
        for before in places
        for after in places
        if before != after and (counted_ := _flow(migration, before, after))
    ]
    if rows:
        st.dataframe(
            sorted(rows, key=lambda row: -row["Customers"]),
            hide_index=True,
            alt="Every move with its customers, and what they were worth then and now.",
        )


def _flow(migration: Migration, before: int, after: int) -> int:
    if before == -1:
        return int(migration.rule.new[after])
    return int(migration.rule.lost[before] if after == -1 else migration.rule.flows[before, after])


def _show_refit(result: Segmentation, anew: Segmentation, migration: Migration) -> None:
    """Show how the middles of the segments moved, in the units of the file."""
    st.header("How the segments themselves moved")
    partners = {before: after for before, after, _ in migration.refit.matched}
    rows = []
    for segment in result.by_slot:
        after = partners.get(segment)
        row = {
            "Segment": result.names[segment],
            "Customers then": result.profiles[segment].size,
            "Customers now": None if after is None else anew.profiles[after].size,
        }
        if after is not None:
            for then, now in cached.middles(result, anew, segment, after):
                row[then.label.label] = f"{then.said} → {amount(now.typical, now.label)}"
        rows.append(row)
    st.dataframe(
        rows,
        hide_index=True,
        alt="Size and averages or medians of each segment, then and found afresh.",
    )
    st.caption(
        "Averages, or medians where a column has a long tail or outliers in either file. The "
        "later segments were found without looking at the earlier file; each stands beside the "
        f"one it shares most customers with. Agreement: {migration.refit.agreement:.2f}."
        if migration.refit.n_common
        else "No customer is in both."
    )


def _show_history(tables: list[Table], model: SegmentModel) -> None:
    st.header("Sizes over time")
    files = tuple(table.name for table in tables)
    chart.show(partial(_history, model, files, *tables), history_chart, key="history", height=340)
    st.caption("All by the rule of the segments above. Customers without a segment are left out.")


def _history(model: SegmentModel, files: tuple[str, ...], *tables: Table) -> HistoryData:
    sizes = size_history(model, list(tables))[:, :-1]
    return history_data(files, model.names, model.slots, sizes)
