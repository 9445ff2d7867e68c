"""The Score page: a file of customers, and whether they are still those the model was made on."""

import io
from functools import partial

import numpy as np
import streamlit as st
from pandas import DataFrame, concat

from pages.score.one_customer import Chosen, features_of
from pages.shared import chart, upload
from pages.shared.messages import plain, short
from pages.shell import open_table, startup
from segmentation import cached
from segmentation.charts.segments.history import history_chart, history_data
from segmentation.errors import SegmentationError, counted
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.customers import with_results
from segmentation.models.column_matching import propose_columns
from segmentation.models.drift import MUCH, ColumnDrift, Drift
from segmentation.models.model import SegmentModel
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import format_share
from segmentation.tables.reading import FILE_ENDINGS
from segmentation.tables.table import Table

TABLE = "score_table"
PART_ROWS = 65_536
ROWS_SHOWN = 1_000
MOST_REASONS = 8
LEVELS = {"none": "unchanged", "some": "somewhat changed", "much": "changed"}


def show_file(chosen: Chosen) -> None:
    """Ask for a file, score it, and offer the rows with their segments."""
    startup.prepare_reader()
    model = chosen.model
    file = st.file_uploader(
        "Customers to score",
        type=FILE_ENDINGS,
        key="score_upload",
        help="A table with one row per customer. It stays in this session.",
    )
    for read in upload.take([file] if file else [], "score", open_table.read_customers):
        st.session_state[TABLE] = read
    upload.show_problems("score")
    table = st.session_state.get(TABLE)
    if table is None:
        st.info(plain(f"Choose a file with the columns {features_of(model)}."))
        return
    column_names = _match(model, table)
    if column_names is None:
        return
    try:
        scored = _score(model, table, column_names)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    _show_result(model, table, scored)
    _show_drift(chosen, table, cached.drift(model, table, column_names))


def _match(model: SegmentModel, table: Table) -> tuple[tuple[str, str], ...] | None:
    """Ask which columns stand for those of the model, where names differ; None while some lack."""
    names = list(table.frame.columns)
    proposed = propose_columns(model.inputs, names)
    missing = [name for name in model.inputs if proposed.get(name) != name]
    if not missing:
        return ()
    st.warning(
        plain(
            f"{short(table.name, 40)} has no {_columns(missing)}, which this segmentation "
            "needs. Match its columns below."
        ),
        icon=":material/rule:",
    )
    chosen = {}
    for name in model.inputs:
        start = names.index(proposed[name]) if name in proposed else None
        chosen[name] = st.selectbox(
            plain(name), names, start, key=f"match_{table.fingerprint}_{name}", placeholder="Choose"
        )
    if None in chosen.values():
        st.info("Match every column, and the customers will be scored.")
        return None
    return tuple((name, other) for name, other in chosen.items() if name != other)


def _columns(names: list[str]) -> str:
    """Return “column “A”” or “columns “A”, “B””, the first ones, for a sentence."""
    shown = ", ".join(f"“{short(name, 40)}”" for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{'column' if len(names) == 1 else 'columns'} {shown}{more}"


def _score(
    model: SegmentModel, table: Table, column_names: tuple[tuple[str, str], ...]
) -> DataFrame:
    """Score the file part by part, with progress."""
    starts = range(0, len(table.frame), PART_ROWS)
    progress, parts = None, []
    for start in starts:
        parts.append(cached.scored_part(model, table, column_names, start, start + PART_ROWS))
        if len(starts) > 1:
            done = min(start + PART_ROWS, len(table.frame))
            progress = progress or st.progress(0.0)
            progress.progress(
                done / len(table.frame), f"{done:,} of {len(table.frame):,} customers"
            )
    if progress:
        progress.empty()
    return parts[0] if len(parts) == 1 else concat(parts)


def _show_result(model: SegmentModel, table: Table, scored: DataFrame) -> None:
    without = scored["reason"].notna()
    outside = int((~scored["in_range"] & ~without).sum())
    sizes = scored["name"].value_counts()
    told = [f"{int(sizes.get(model.names[s], 0)):,} in “{model.names[s]}”" for s in model.by_slot]
    st.markdown(f"**{counted(len(scored), 'customer')}**: {plain(', '.join(told))}.")
    if outside:
        st.markdown(
            plain(
                f"{counted(outside, 'customer')} ({format_share(outside / len(scored))}) "
                f"{'has' if outside == 1 else 'have'} a value beyond those the segments were made "
                f"on: their segment is a guess."
            )
        )
    if without.any():
        _show_reasons(scored["reason"][without])
    head = with_results(table.frame.head(ROWS_SHOWN), scored.head(ROWS_SHOWN))
    st.dataframe(head, hide_index=True, alt="The first rows with their segments.")
    if len(scored) > ROWS_SHOWN:
        st.caption(f"The first {ROWS_SHOWN:,} of {len(scored):,} rows.")
    with st.container(horizontal=True):
        name = short(table.name, 60).rpartition(".")[0] or "customers"
        for kind, data in (("csv", _csv), ("parquet", _parquet)):
            st.download_button(
                f"Download as {kind.upper() if kind == 'csv' else 'Parquet'}",
                data=lambda data=data: data(with_results(table.frame, scored)),
                file_name=f"{name}_scored.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"download_{kind}",
            )


def _show_reasons(reasons) -> None:
    with st.expander(f"Without a segment: {counted(len(reasons), 'customer')}", expanded=True):
        counts = reasons.value_counts()
        for reason, count in counts.head(MOST_REASONS).items():
            st.markdown(f"- {counted(count, 'row')}: {plain(reason)}")
        if len(counts) > MOST_REASONS:
            st.caption("The column “reason” of the download has them all.")


def _csv(rows: DataFrame) -> bytes:
    return csv_bytes(rows)


def _parquet(rows: DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _show_drift(chosen: Chosen, table: Table, drift: Drift) -> None:
    """Say whether the file's customers are still those the segments were made on."""
    st.header("Still the same customers?")
    st.markdown(plain(_verdict(chosen.model, drift)))
    left, right = st.columns([3, 2], gap="medium")
    model = chosen.model
    with left:
        files = ("When made", short(table.name, 24))
        then = [segment.size for segment in model.segments]
        sizes = np.array([then, drift.shares_now * drift.n_scored])
        data_of = partial(history_data, files, model.names, model.slots, sizes)
        chart.show(data_of, history_chart, key="drift_chart", height=320)
    with right:
        st.dataframe(
            [_drift_row(each, split_unit(each.column).label) for each in drift.columns]
            + [_drift_row(drift.segments, "Sizes of the segments")],
            hide_index=True,
            alt=(
                "The stability index of each column, with the shares of values out of range and "
                "missing."
            ),
        )
        st.caption(
            "The population stability index compares shares then and now: below 0.1 little has "
            f"changed, at {MUCH} or more a lot has. What chance alone would bring does not count "
            "as a change."
        )


def _verdict(model: SegmentModel, drift: Drift) -> str:
    if not drift.n_scored:
        return "No customer of this file could be scored, so nothing can be compared."
    changed = [split_unit(each.column).label for each in drift.columns if each.level == "much"]
    if changed:
        return (
            f"These customers differ from those the segments were made on: {', '.join(changed)} "
            "changed. Make new segments from this file; Compare shows who would move."
        )
    if drift.segments.level == "much":
        return (
            "The sizes of the segments have changed since they were made. Compare shows who moved."
        )
    share = format_share(drift.out_of_range)
    return (
        f"Much the same as when “{short(model.name, 40)}” was segmented; {share} have a value "
        "beyond its range."
    )


def _drift_row(each: ColumnDrift, label: str) -> dict[str, object]:
    return {
        "Column": label,
        "Verdict": LEVELS[each.level],
        "Index": round(each.index, 3),
        "Out of range": format_share(each.outside) if each.column else "",
        "Missing": format_share(each.missing) if each.column else "",
    }
