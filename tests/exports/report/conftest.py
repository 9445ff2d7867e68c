"""Two results that a report is told of, and how to look into a story."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.exports.report.material import gather

FEATURES = ("Annual Income (k$)", "Spending Score (1-100)")


@pytest.fixture(scope="module")
def mall():
    """Segment the built-in table in five, with its scan."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=FEATURES, n_clusters=5)
    scan = sg.scan_k(table, spec, range(2, 8))
    return gather(sg.segment(table, spec).judged(scan.decision), scan)


@pytest.fixture(scope="module")
def lonely():
    """Segment two far groups, and three customers by themselves."""
    income = [*range(40), *range(200, 230), 900, 901, 902]
    frame = pd.DataFrame({"name": [f"Person {n}" for n in range(len(income))], "income": income})
    frame["spend"] = frame["income"] / 2
    frame["club"] = ["gold"] * 2 + ["silver"] * (len(frame) - 2)
    table = sg.read_table(frame, "lonely")
    spec = sg.SegmentationSpec(features=("income", "spend"), n_clusters=3)
    return gather(sg.segment(table, spec))
