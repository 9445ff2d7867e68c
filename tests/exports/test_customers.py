"""The file of customers with their segment."""

import io

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.exports.customers import customers_csv, customers_table


def segmented(frame: pd.DataFrame, *features: str):
    """Segment a made table in two."""
    table = sg.read_table(frame, "made")
    spec = sg.SegmentationSpec(features=features, n_clusters=2)
    return sg.segment(table, spec)


def test_every_row_comes_back_with_its_segment():
    """Own columns first, then the results, in table order."""
    frame = pd.DataFrame({"who": ["a", "b", "c", "d"], "spend": [1.0, 2.0, 90.0, 91.0]})
    result = segmented(frame, "spend")
    back = customers_table(result)
    assert list(back.columns) == ["who", "spend", "segment", "name", "distance", "confidence"]
    assert back["who"].tolist() == ["a", "b", "c", "d"]
    assert back["segment"].tolist() == result.labels.tolist()
    assert back["name"].tolist() == [result.names[label] for label in result.labels]


def test_rows_in_no_segment_are_there_with_empty_results():
    """A customer without a value is in the file all the same, without segment or name."""
    frame = pd.DataFrame({"who": ["a", "b", "c", "d"], "spend": [1.0, None, 90.0, 91.0]})
    back = customers_table(segmented(frame, "spend"))
    assert back["segment"].isna().tolist() == [False, True, False, False]
    assert back["name"].isna().tolist() == [False, True, False, False]


def test_columns_of_the_file_called_like_ours_stay():
    """A file's own “segment” and “segment_2” stay as they are, and ours is “segment_3”."""
    frame = pd.DataFrame(
        {
            "segment": ["x", "y", "x", "y"],
            "segment_2": [1, 2, 3, 5],
            "spend": [1.0, 2.0, 90.0, 91.0],
        }
    )
    back = customers_table(segmented(frame, "spend"))
    assert back["segment"].tolist() == ["x", "y", "x", "y"]
    assert back["segment_2"].tolist() == [1, 2, 3, 5]
    assert set(back["segment_3"]) == {0, 1}


def test_the_csv_reads_back_as_it_was_written():
    """UTF-8 with a mark, so that spreadsheets show every letter; the shared frame is untouched."""
    frame = pd.DataFrame({"who": ["Zoë", "李", "c,d", 'e"f'], "spend": [1.0, 2.0, 90.0, 91.0]})
    result = segmented(frame, "spend")
    data = customers_csv(result)
    assert data.startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(io.BytesIO(data))
    assert back["who"].tolist() == frame["who"].tolist()
    assert "segment" not in result.table.frame.columns


def test_segments_drawn_by_hand_are_columns_of_their_own():
    """Yes or no; empty for rows in no segment; a name that is taken gets a number."""
    frame = pd.DataFrame({"who": ["a", "b", "c", "d"], "spend": [1.0, None, 90.0, 91.0]})
    result = segmented(frame, "spend")
    back = customers_table(result, {"who": np.array([True, False, True])})
    assert back["who"].tolist() == ["a", "b", "c", "d"]
    assert back["who_2"].fillna("").tolist() == ["yes", "", "no", "yes"]
