"""What is told together, so that no difference gives a few customers away."""

import segmentation as sg
from segmentation import cached
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Portrait


def test_a_segment_of_three_is_told_together_with_the_next(lonely):
    """Else the total would give it away."""
    story = tell(lonely)
    grid = story.section("summary").blocks[1]
    assert [row[0] for row in grid.rows[1:]] == ["Other segments (2)"]
    assert [row[1] for row in grid.rows] == [40, 33]
    assert grid.slots[-1] is None
    assert "2 segments are told together" in story.withheld[0]
    cards = [b for b in story.section("segments").blocks if isinstance(b, Portrait)]
    assert len(cards) == 1
    assert len(story.section("map").blocks[0].data.segments) == 1
    assert len(story.section("plan").blocks[0].rows) == 1


def test_the_minimum_is_for_the_user_to_set(lonely):
    """With two, three customers are a segment."""
    story = tell(gather(lonely.result, smallest=2))
    assert len(story.section("summary").blocks[1].rows) == 3


def test_the_map_stands_as_on_the_pages():
    """By columns in their order, not by which of them separates a little better."""
    income, score = "Annual Income (k$)", "Spending Score (1-100)"
    mall = sg.load_sample("mall_customers")
    for k in (4, 5):
        result = sg.segment(mall, sg.SegmentationSpec(features=(income, score), n_clusters=k))
        assert gather(result).points.axes == (income, score)
        assert cached.report_pieces(result).points.axes == (income, score)
