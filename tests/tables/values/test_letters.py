"""Letters in memory say the same as the texts they make."""

import numpy as np
import pandas as pd

from segmentation.tables.values.letters import (
    as_arrow,
    beginnings,
    first_filled,
    letters_of,
    trimmed,
    which_begin,
)

TEXTS = ["", "Total 5", "zürich", "—", "SUMME", "s", "итого", "a b"]
CELLS = pd.concat([pd.Series(part, dtype="str") for part in (TEXTS[:3], TEXTS[3:])])


def test_stretches_hold_all_bytes():
    """Places and lengths cut the bytes into the texts again, also in a slice."""
    for cells in (CELLS, CELLS.iloc[2:6]):
        cut = [
            bytes(part.signs[start : start + length]).decode()
            for part in letters_of(as_arrow(cells))
            for start, length in zip(part.starts, part.lengths, strict=True)
        ]
        assert cut == cells.tolist()
    assert first_filled(as_arrow(CELLS), 2) == TEXTS[1:3]


def test_beginnings_miss_no_text():
    """In any case; a text of one byte begins with no word."""
    begun = beginnings({"total", "summe", "—", "Итого"})
    found = np.concatenate([which_begin(part, begun) for part in letters_of(as_arrow(CELLS))])
    assert found.tolist() == [False, True, False, True, True, False, True, False]


def test_only_outer_spaces_are_taken_away():
    """Without any the column is the same object."""
    assert trimmed(CELLS) is CELLS or trimmed(CELLS).tolist() == TEXTS
    plain = pd.Series(["a b", ""], dtype="str")
    assert trimmed(plain) is plain
    assert trimmed(pd.Series([" a", "b\u00a0"], dtype="str")).tolist() == ["a", "b"]
