"""The story of a report: its order, its title, and what is withheld."""

from dataclasses import replace

import pytest

import segmentation as sg
from segmentation.errors import SpecError
from segmentation.exports.report import words
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import SECTIONS, Choice, tell
from segmentation.exports.report.story import Picture


def test_every_section_is_told_in_its_order(mall):
    """A report of all sections tells them as the registry lists them."""
    story = tell(mall)
    assert [section.key for section in story.sections] == list(SECTIONS)
    assert story.title == "200 customers in 5 segments"
    assert story.lead.startswith("Separate groups.")
    assert not story.withheld


def test_a_chosen_order_title_lead_and_sentence_are_kept(mall):
    """What the user writes and picks comes before ours."""
    choice = Choice(
        title="Spring",
        lead="For the board.",
        sections=("segments", "summary"),
        sentences={mall.result.by_slot[0]: "Our best."},
        made="26 November 2026",
    )
    story = tell(mall, choice)
    assert [section.key for section in story.sections] == ["segments", "summary"]
    assert (story.title, story.lead) == ("Spring", "For the board.")
    assert story.subject == "Mall Customers, 26 November 2026"
    assert story.sections[0].blocks[0].sentences[0] == "Our best."


@pytest.mark.parametrize("keys", [("weather",), ()])
def test_a_section_that_is_none_of_ours_is_refused(mall, keys):
    """The sentence names those there are."""
    with pytest.raises(SpecError, match="Choose among: summary, data"):
        tell(mall, Choice(sections=keys))


def texts(story):
    """Return everything of a story that is text or a figure, as one text."""
    told = [story.title, story.lead, story.subject, *story.withheld]
    for section in story.sections:
        told += [section.title, *section.sentences]
        for block in section.blocks:
            told.append(block.data.alt if isinstance(block, Picture) else repr(block))
    return "\n".join(told)


def test_nothing_is_told_where_every_segment_is_too_small(lonely):
    """The report says so."""
    story = tell(gather(lonely.result, smallest=60))
    assert [section.key for section in story.sections if section.key in ("map", "comparison")] == []
    assert words.ALL_TOO_SMALL in story.withheld
    assert story.section("segments").blocks == ()


def test_a_level_that_few_have_is_not_told(lonely):
    """Nor one that few lack."""
    story = tell(lonely)
    assert "silver" not in texts(story)  # all but two have it: who lacks it could be found
    assert any("A level that fewer than 5" in said for said in story.withheld)
    assert "silver" in texts(tell(gather(lonely.result, smallest=1)))


@pytest.mark.parametrize(
    ("where", "is_told"),
    [("income < 300", False), ("spend >= 20", True), ("name <> 'Person 7'", False)],
)
def test_the_condition_of_a_filter_is_told_where_it_points_to_nobody(lonely, where, is_told):
    """That a filter acted is told in any case; reasons of those left out hold no condition then."""
    result = lonely.result
    spec = replace(result.spec, where=where, n_clusters=2)
    story = tell(gather(sg.segment(result.table, spec)), Choice(sections=("data",)))
    said = texts(story)
    assert (where in said) == is_told
    assert (words.FILTERED in said) == (not is_told)
    assert (repr(words.NOT_IN_FILTER) in said) == (not is_told)


def test_no_name_of_a_customer_is_told(lonely):
    """Nor any other text of the identifier."""
    assert "Person" not in texts(tell(lonely))
