"""The segment of every row of a large table, as a file."""

from pathlib import Path

import streamlit as st

from pages.people import exporting, visitor
from pages.shared.messages import plain
from pages.whole import places, progress, words
from segmentation import cached
from segmentation.access.audit import EXPORTED
from segmentation.analysis.segmentation import Segmentation
from segmentation.engines.warehouse.connecting import dialect_at
from segmentation.engines.warehouse.opening import Asked
from segmentation.engines.warehouse.writing import labels_sql
from segmentation.errors import SegmentationError

MOST_DOWNLOADED = 500_000_000
MEGABYTE = 1_000_000


def show_labels(result: Segmentation, output: str | None) -> None:
    """Offer the segments of all rows, written to the operator's place or downloaded.

    Parameters
    ----------
    result : Segmentation
    output : str or None
        The folder that the operator of the server names for results.
    """
    sampled = result.table.sampled
    if sampled is None:
        return
    if asked := places.asked_of(result.table):
        _show_there(result, asked)
        return
    piece = cached.labelling(result, output)
    written = progress.outcome(piece)
    known = cached.look_at(piece)
    if written is not None and not Path(written).exists():
        cached.forget_pass(piece)
        written = known = None
    if written is not None:
        _show_file(Path(written), sampled.n_rows, is_ours=output is None)
    elif known is None or known.ended.is_set():
        st.button(
            words.WRITE.format(all=sampled.n_rows),
            key="label_all_rows",
            on_click=cached.begin_pass,
            args=(piece,),
            icon=":material/label:",
            help=words.LABELS_HELP.format(all=sampled.n_rows),
        )


def _show_there(result: Segmentation, asked: Asked) -> None:
    """Offer the labels in the database, where its operator allows it, else the SQL of them."""
    allowed = places.allowed("connections").get(asked.database, {}).get("labels")
    if not allowed or asked.values or not visitor.safe_person().may_change:
        _show_sql(result, asked)
        return
    kind, _, name = allowed.partition(":")
    piece = cached.labelling_query(result, asked, allowed)
    if progress.outcome(piece) is not None:
        said = words.WRITTEN_THERE.format(kind=kind, name=name, database=asked.database)
        st.markdown(f":material/task_alt: {plain(said)}")
        return
    known = cached.look_at(piece)
    if known is None or known.ended.is_set():
        n_rows = result.table.sampled.n_rows
        st.button(
            plain(words.LABEL_THERE.format(kind=kind, name=name)),
            key="label_in_database",
            on_click=_begin_writing,
            args=(piece, n_rows),
            icon=":material/label:",
            help=words.LABEL_THERE_HELP.format(all=n_rows),
        )


def _begin_writing(piece, n_rows: int) -> None:
    if visitor.safe_person().may_change:
        exporting.note(EXPORTED, "labels in the database", n_rows)
        cached.begin_pass(piece)


def _show_sql(result: Segmentation, asked: Asked) -> None:
    with st.popover(words.LABELS_SQL, icon=":material/label:"):
        st.caption(plain(words.LABELS_SQL_ABOUT.format(database=asked.database)))
        try:
            columns, dialect = list(result.table.frame.columns), dialect_at(asked.url).name
            st.code(labels_sql(result.model, asked.query, columns, dialect), language="sql")
        except SegmentationError as error:
            st.error(plain(error), icon=":material/info:")


def _show_file(path: Path, n_rows: int, *, is_ours: bool) -> None:
    megabytes = path.stat().st_size / MEGABYTE
    if not is_ours:
        said = words.WRITTEN.format(name=path.name, megabytes=megabytes)
        st.markdown(f":material/task_alt: {plain(said)}")
    elif path.stat().st_size > MOST_DOWNLOADED:
        most = MOST_DOWNLOADED / MEGABYTE
        st.info(words.TOO_LARGE.format(megabytes=megabytes, most=most))
    else:
        exporting.download(
            "labels of all rows",
            words.DOWNLOAD.format(all=n_rows, megabytes=megabytes),
            path.read_bytes,
            file_name=path.name,
            mime="application/vnd.apache.parquet",
            icon=":material/download:",
            key="download_all_labels",
        )
