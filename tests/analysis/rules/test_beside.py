"""Rules beside found segments: their sizes, what they share, and who is where."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.rules.beside import rules_beside


def found():
    """Two segments of ten customers."""
    table = sg.read_table(pd.DataFrame({"a": [1, 2, 3, 4, 90, 91, 92, 93, 94, 95]}))
    return sg.segment(table, sg.SegmentationSpec(features=("a",), n_clusters=2))


def test_by_hand():
    """The second rule shares two customers with the first, and keeps the others."""
    result = found()
    beside = rules_beside(result, (("Top", "a > 93"), ("High", "a > 91"), ("No", "a > 200")))
    assert beside.holds.tolist() == [2, 4, 0]
    assert beside.firsts.tolist() == [2, 2, 0, 6]
    assert beside.both[0].tolist() == [2, 2, 0]
    assert beside.found.tolist() == [[2, 0], [2, 0], [0, 0], [2, 4]]
    table = beside.table(result.names)
    assert table["Also in"].tolist() == ["2 High", "2 Top", "", ""]
    assert table["Customers"].sum() == 10
    assert table[[f"“{name}”" for name in result.names]].sum().tolist() == [6, 4]
    assert len(beside.table().columns) == 4


def test_rules_that_do_not_fit_are_told():
    """As where they would be the segments."""
    with pytest.raises(sg.SpecError, match="no column “b”"):
        rules_beside(found(), (("A", "b > 1"),))
    with pytest.raises(sg.SpecError, match="There is no rule"):
        rules_beside(found(), ())
