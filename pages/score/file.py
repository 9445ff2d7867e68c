"""The Score page: a file of customers, and whether they are still those the model was made on."""

import io
from functools import partial

import numpy as np
import streamlit as st
from pandas import DataFrame, concat

from pages.people import exporting
from pages.score import words
from pages.score.one_customer import Chosen, features_of
from pages.shared import chart, upload
from pages.shared.messages import plain, short
from pages.shell import open_table
from pages.shell.serving import startup
from segmentation import cached
from segmentation.access.audit import NOT_SAVED, SCORED
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
NAMED = 3


def show_file(chosen: Chosen) -> None:
    """Ask for a file, score it, and offer the rows with their segments."""
    startup.prepare_reader()
    model = chosen.model
    file = st.file_uploader(
        words.TO_SCORE,
        type=FILE_ENDINGS,
        key="score_upload",
        help=words.TO_SCORE_HELP,
    )
    for read in upload.take([file] if file else [], "score", open_table.read_customers):
        st.session_state[TABLE] = read
    upload.show_problems("score")
    table = st.session_state.get(TABLE)
    if table is None:
        st.info(plain(words.CHOOSE_FILE.format(columns=features_of(model))))
        return
    column_names = _match(model, table)
    if column_names is None:
        return
    try:
        scored = _score(model, table, column_names)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    what = chosen.id or NOT_SAVED
    exporting.note_once(SCORED, what, len(scored), of=table.fingerprint)
    _show_result(model, table, scored)
    _show_drift(chosen, table, cached.drift(model, table, column_names))


def _match(model: SegmentModel, table: Table) -> tuple[tuple[str, str], ...] | None:
    """Ask which columns stand for those of the model, where names differ; None while some lack."""
    names = list(table.frame.columns)
    proposed = propose_columns(model.inputs, names)
    missing = [name for name in model.inputs if proposed.get(name) != name]
    if not missing:
        return ()
    st.warning(plain(_lacks(short(table.name, 40), missing)), icon=":material/rule:")
    chosen = {}
    for name in model.inputs:
        start = names.index(proposed[name]) if name in proposed else None
        chosen[name] = st.selectbox(
            plain(name),
            names,
            start,
            key=f"match_{table.fingerprint}_{name}",
            placeholder=words.CHOOSE,
        )
    if None in chosen.values():
        st.info(words.MATCH_ALL)
        return None
    return tuple((name, other) for name, other in chosen.items() if name != other)


def _lacks(table: str, names: list[str]) -> str:
    """Say which columns are lacking, the first of them by name."""
    said = words.LACKS_ONE if len(names) == 1 else words.LACKS_SOME
    if len(names) > NAMED:
        said = words.LACKS_MANY
    columns = ", ".join(f"“{short(name, 40)}”" for name in names[:NAMED])
    return said.format(table=table, columns=columns, n=len(names) - NAMED)


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
                done / len(table.frame), words.PROGRESS.format(done=done, all=len(table.frame))
            )
    if progress:
        progress.empty()
    return parts[0] if len(parts) == 1 else concat(parts)


def _show_result(model: SegmentModel, table: Table, scored: DataFrame) -> None:
    without = scored["reason"].notna()
    outside = int((~scored["in_range"] & ~without).sum())
    sizes = scored["name"].value_counts()
    told = [
        words.IN_SEGMENT.format(n=int(sizes.get(model.names[s], 0)), name=model.names[s])
        for s in model.by_slot
    ]
    everybody = counted(len(scored), "customer")
    st.markdown(words.SIZES.format(customers=everybody, sizes=plain(", ".join(told))))
    if outside:
        said = words.ONE_BEYOND if outside == 1 else words.SOME_BEYOND
        st.markdown(plain(said.format(n=outside, share=format_share(outside / len(scored)))))
    if without.any():
        _show_reasons(scored["reason"][without])
    head = with_results(table.frame.head(ROWS_SHOWN), scored.head(ROWS_SHOWN))
    st.dataframe(head, hide_index=True, alt=words.ROWS_ALT)
    if len(scored) > ROWS_SHOWN:
        st.caption(words.FIRST_ROWS.format(n=ROWS_SHOWN, all=len(scored)))
    with st.container(horizontal=True):
        name = short(table.name, 60).rpartition(".")[0] or "customers"
        for kind, title, data in (("csv", "CSV", csv_bytes), ("parquet", "Parquet", _parquet)):
            exporting.download(
                f"scored.{kind}",
                words.DOWNLOAD_AS.format(kind=title),
                data=lambda data=data: data(with_results(table.frame, scored)),
                file_name=f"{name}_scored.{kind}",
                icon=":material/download:",
                key=f"download_{kind}",
            )


def _show_reasons(reasons) -> None:
    said = words.WITHOUT_SEGMENT.format(customers=counted(len(reasons), "customer"))
    with st.expander(said, expanded=True):
        counts = reasons.value_counts()
        for reason, count in counts.head(MOST_REASONS).items():
            told = words.REASON.format(rows=counted(count, "row"), reason=plain(reason))
            st.markdown(f"- {told}")
        if len(counts) > MOST_REASONS:
            st.caption(words.MORE_REASONS)


def _parquet(rows: DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _show_drift(chosen: Chosen, table: Table, drift: Drift) -> None:
    """Say whether the file's customers are still those the segments were made on."""
    st.header(words.STILL_THE_SAME)
    st.markdown(plain(_verdict(chosen.model, drift)))
    left, right = st.columns([3, 2], gap="medium")
    model = chosen.model
    with left:
        files = (words.WHEN_MADE, short(table.name, 24))
        then = [segment.size for segment in model.segments]
        sizes = np.array([then, drift.shares_now * drift.n_scored])
        data_of = partial(history_data, files, model.names, model.slots, sizes)
        chart.show(data_of, history_chart, key="drift_chart", height=320)
    with right:
        st.dataframe(
            [_drift_row(each, split_unit(each.column).label) for each in drift.columns]
            + [_drift_row(drift.segments, words.SEGMENT_SIZES)],
            hide_index=True,
            alt=words.DRIFT_ALT,
        )
        st.caption(words.DRIFT_NOTE.format(much=MUCH))


def _verdict(model: SegmentModel, drift: Drift) -> str:
    if not drift.n_scored:
        return words.NOTHING_TO_COMPARE
    changed = [split_unit(each.column).label for each in drift.columns if each.level == "much"]
    if changed:
        return words.COLUMNS_CHANGED.format(columns=", ".join(changed))
    if drift.segments.level == "much":
        return words.SIZES_CHANGED
    share = format_share(drift.out_of_range)
    return words.MUCH_THE_SAME.format(name=short(model.name, 40), share=share)


def _drift_row(each: ColumnDrift, label: str) -> dict[str, object]:
    values = (
        label,
        words.LEVELS[each.level],
        round(each.index, 3),
        format_share(each.outside) if each.column else "",
        format_share(each.missing) if each.column else "",
    )
    return dict(zip(words.DRIFT_COLUMNS, values, strict=True))
