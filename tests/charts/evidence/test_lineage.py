"""How segments split and merge, by hand."""

import numpy as np

from segmentation.charts.evidence.lineage import lineage_chart, lineage_data
from segmentation.charts.theme import LIGHT

TWO = np.array([0, 0, 0, 1, 1])
THREE = np.array([0, 0, 2, 1, 1])


def test_flows_by_hand():
    """One of three leaves segment 0 for the new one; two pairs stay."""
    data = lineage_data({2: TWO, 3: THREE}, {2: (0, 1), 3: (0, 1, 2)})
    assert [(f.k, f.start, f.end, f.size) for f in data.flows] == [
        (2, 0, 0, 2),
        (2, 0, 2, 1),
        (2, 1, 1, 2),
    ]
    assert data.sizes == ((2, 0, 3), (2, 1, 2), (3, 0, 2), (3, 1, 2), (3, 2, 1))
    assert data.moved == 3
    assert "from 2 to 3: 1 from segment 1 to 3" in data.alt


def test_a_missing_number_is_passed_over():
    """From 2 to 4 in one step."""
    data = lineage_data({2: TWO, 4: np.array([0, 1, 2, 3, 3])}, {2: (0, 1), 4: (0, 2, 3, 1)})
    assert lineage_chart(data, LIGHT).data[0].link.value == (1, 1, 1, 2)


def test_one_number_alone_has_no_flows():
    """With one number of segments, or none, the chart says that there are no flows to show."""
    assert lineage_chart(lineage_data({2: TWO}, {2: (0, 1)}), LIGHT).layout.annotations
    assert lineage_chart(lineage_data({}, {}), LIGHT).layout.annotations
