"""What to do, and that money is told only once it is known."""

from dataclasses import replace

from segmentation.exports.report import words
from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Section


def test_the_best_target_is_first_with_its_offer(mall):
    """As the rule base ranks them, without money."""
    section = tell(mall).section("plan")
    first, offers = mall.plan.first, mall.plan.offerings
    assert section.sentences == (words.NO_MONEY,)
    row = section.blocks[0].rows[0]
    assert (row[0], row[2]) == (mall.result.names[first], offers[first].offer)


def test_money_that_is_known_is_told(mall):
    """Figures of a campaign take the place of the sentence that there are none."""
    figures = (Section(key="money", title="Money", sentences=("It costs €200.",)),)
    told = tell(replace(mall, plan=replace(mall.plan, figures=figures))).section("plan")
    assert told.sentences == ("It costs €200.",)
