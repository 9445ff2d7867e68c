"""The Report page: what goes in, in whose words, what it says, and the files to take away."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from pages.report import again, choices, preview, take_away, words
from pages.report.link import link_for_others
from pages.report.plan import planned
from pages.segment_form.form import choose_result
from pages.segment_form.number.weighed import weighed_range
from pages.shared import evidence_notes, left_out
from pages.shared.messages import plain, sentences_for_errors
from pages.shell import frame
from pages.shell.pages import link
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.report.material import Material, gather
from segmentation.exports.report.sections import Choice, headline, lead, tell
from segmentation.exports.report.story import Story
from segmentation.exports.report.words import TITLES


def show() -> None:
    """Show the page."""
    frame.show_notice()
    head = st.container()
    result, _, _ = choose_result(head)
    with head:
        st.title(words.TITLE)
        evidence_notes.show_verdict(result.decision, result.n_clusters)
        left_out.show_left_out(result)
        st.markdown(words.LEAD)
    with sentences_for_errors():
        _show_report(result)
    link("plan", "Change the plan")


def _show_report(result: Segmentation) -> None:
    """Ask for what goes in, and show the report with its files above it."""
    st.header(words.TAKE_IT)
    files = st.container()
    st.header(words.CONTENT)
    sections, material, choice, template = _ask(result)
    if not sections:
        files.warning(words.NOTHING, icon=":material/checklist:")
        return
    story = tell(material, choice)
    with files:
        _show_left_out(story, material, sections)
        take_away.show_downloads(story, result, template)
    st.header(words.PREVIEW)
    preview.show_story(story)
    again.show_recipe(result)


def _ask(result: Segmentation) -> tuple[tuple[str, ...], Material, Choice, bytes | None]:
    left, right = st.columns([2, 3], gap="medium")
    with left, st.expander(words.SECTIONS, icon=":material/checklist:", expanded=True):
        sections = choices.ask_sections()
    with right:
        material = _material(result, choices.ask_smallest())
        title, said = choices.ask_words(result, headline(material), lead(material))
        with st.expander(words.SENTENCES, icon=":material/edit:"):
            sentences = choices.ask_sentences(result)
        with st.expander(words.LOOK, icon=":material/palette:"):
            logo, template = choices.ask_logo(), choices.ask_template()
    choice = Choice(
        sections=sections,
        title=title,
        lead=said,
        sentences=sentences,
        logo=logo,
        made=_today(),
        link=link_for_others(),
    )
    return sections, material, choice, template


def _material(result: Segmentation, smallest: int) -> Material:
    by_rule = result.spec.is_by_rule
    weighed = None if by_rule else cached.weighed(result.fitted, weighed_range())
    pieces, plan = cached.report_pieces(result), planned(result, smallest)
    told = cached.told(result, smallest)
    return gather(result, weighed, smallest=smallest, pieces=pieces, plan=plan, told=told)


def _today() -> str:
    """Return the day as the visitor's clock shows it."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    now = datetime.now(UTC).astimezone(zone or UTC)
    return f"{now.day} {now:%B %Y}"


def _show_left_out(story: Story, material: Material, sections: tuple[str, ...]) -> None:
    """Say what the report leaves out, before it is taken away."""
    columns = material.result.rows.columns
    personal = tuple(c.name for c in columns if c.personal is not None or c.contact is not None)
    said = [*story.withheld, words.personal(personal)]
    if story.section("plan") is not None and not material.plan.figures:
        said.append(words.NO_MONEY)
    said += [
        words.NOT_THERE.format(title=TITLES[key]) for key in sections if story.section(key) is None
    ]
    told = [plain(sentence) for sentence in said if sentence]
    st.markdown(f":material/shield_person: {' '.join([words.NO_IDENTIFIERS, *told])}")
