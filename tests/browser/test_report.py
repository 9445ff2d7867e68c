"""The report in a real browser: from a file, without a network, on paper; nothing of it runs."""

import pytest

import segmentation as sg
from segmentation.exports.html_report.page import html_report
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell


@pytest.fixture(scope="module")
def mall(tmp_path_factory):
    """Write the report of the built-in table."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(
        features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=5
    )
    scan = sg.scan_k(table, spec, range(2, 8), evidence="criteria")
    story = tell(gather(sg.segment(table, spec), scan))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(html_report(story))
    return path, story
