"""Whatever the bytes, reading ends in a table or a sentence; the benchmark tries far more."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import MOST_BYTES, good_files, mutations

import segmentation as sg
from segmentation.tables.parsing import parse


@pytest.mark.parametrize("seed", range(6))
def test_spoiled_bytes_end_in_a_table_or_a_sentence(seed):
    """No other exception; here the parser runs without the process that would hide one."""
    for name, data in mutations(seed, 60):
        with contextlib.suppress(sg.SegmentationError):
            frame, report = parse(data, sg.ReadOptions(), name)
            assert len(frame) == report.n_rows > 0


@given(st.binary(max_size=MOST_BYTES), st.sampled_from(["csv", "xlsx", "parquet", "json", "gz"]))
def test_any_bytes_end_in_a_table_or_a_sentence(data, ending):
    """Any bytes under any ending, read as a caller does, are a table or one of our errors."""
    with contextlib.suppress(sg.SegmentationError):
        assert len(sg.read_table(io.BytesIO(data), f"given.{ending}").frame)


@pytest.mark.parametrize("ending", good_files())
def test_the_files_to_be_spoiled_are_good(ending):
    """Otherwise nothing would be tested."""
    assert sg.read_table(good_files()[ending]).frame.shape[0] == 30
