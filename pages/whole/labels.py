"""The segment of every row of a large table, as a file."""

from pathlib import Path

import streamlit as st

from pages.people import exporting
from pages.shared.messages import plain
from pages.whole import progress, words
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation

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
