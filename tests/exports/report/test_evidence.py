"""How many segments, and the method."""

import pytest

import segmentation as sg
from segmentation.exports.report import words
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Grid


def test_the_verdict_and_the_scores_are_those_of_the_scan(mall):
    """Title, numbers of segments and silhouettes."""
    section = tell(mall).section("number")
    grid = next(block for block in section.blocks if isinstance(block, Grid))
    assert section.sentences[0].startswith("Separate groups.")
    assert [row[0] for row in grid.rows] == list(mall.scan.scores.index)
    assert [row[1] for row in grid.rows] == pytest.approx(list(mall.scan.scores["silhouette"]))


def test_segments_by_rule_have_no_number_to_choose():
    """Their conditions are how to know them."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(
        features=(), algorithm="rules", rules=(("Young", "Age < 30"), ("Older", "Age >= 30"))
    )
    story = tell(gather(sg.segment(table, spec)))
    assert "number" not in [section.key for section in story.sections]
    assert story.section("method").sentences[0] == words.BY_RULE
    rules = {block.name: block.rule for block in story.section("segments").blocks}
    assert rules == {"Young": "Age < 30", "Older": "Age >= 30"}
