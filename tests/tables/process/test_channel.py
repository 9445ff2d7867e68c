"""What goes through the channel comes out the same."""

import io

import numpy as np
import pandas as pd

from segmentation.tables.process.channel import (
    pack_options,
    pack_report,
    receive,
    receive_frame,
    send,
    send_file,
    send_frame,
    unpack_options,
    unpack_report,
)
from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine


def test_frames():
    """Every type of a table, with gaps."""
    frame = pd.DataFrame(
        {
            "int": [1, 2**53, -1],
            "float": [0.5, np.nan, np.inf],
            "bool": [True, False, True],
            "date": pd.to_datetime(["2024-01-05", None, "1700-01-01"]).astype("datetime64[us]"),
            "text": pd.Series(["a", None, "“ü”\n"], dtype="str"),
            "<&$": pd.Series([None, None, None], dtype=float),
        }
    )
    stream = io.BytesIO()
    send_frame(stream, frame)
    stream.seek(0)
    pd.testing.assert_frame_equal(receive_frame(stream), frame)
    cut = io.BytesIO(stream.getvalue()[:-1])
    assert receive_frame(cut) is None


def test_frames_without_rows_or_of_few_types():
    """Empty columns, one type alone."""
    for frame in (pd.DataFrame({"a": [True, False]}), pd.DataFrame({"a": []}, dtype=float)):
        stream = io.BytesIO()
        send_frame(stream, frame)
        stream.seek(0)
        pd.testing.assert_frame_equal(receive_frame(stream), frame)


def test_reports_and_options():
    """Reports and options come back equal from another process, tuples as tuples."""
    report = ReadReport(
        format="csv",
        n_rows=1,
        n_columns=2,
        sheets=("a", "b"),
        skipped=(SkippedLine(line=3, reason="why"),),
        warnings=("so",),
    )
    assert unpack_report(pack_report(report)) == report
    options = ReadOptions(delimiter=";", day_first=True, kinds=(("x", "date"),))
    assert unpack_options(pack_options(options)) == options


def test_parts_and_their_end():
    """What was cut off is no part."""
    stream = io.BytesIO()
    send(stream, b"one", b"", b"three")
    stream.seek(0)
    assert [receive(stream) for _ in range(4)] == [b"one", b"", b"three", None]
    assert receive(io.BytesIO(stream.getvalue()[:9])) is None


def test_files_go_piece_by_piece(tmp_path):
    """A file is one part, whatever its size; an empty one too."""
    for size in (0, 5, 3_000_000):
        path = tmp_path / "file"
        path.write_bytes(bytes(range(200)) * (size // 200) + b"x" * (size % 200))
        stream = io.BytesIO()
        send_file(stream, path)
        stream.seek(0)
        assert receive(stream) == path.read_bytes()
