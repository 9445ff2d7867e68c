"""What is told together, so that no difference gives a few customers away."""

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
