"""The forms in which a report leaves: one row each, which the page and the command line read."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SpecError
from segmentation.exports.report.story import Story

MADE = (2026, 1, 1, 0, 0, 0)
"""The time of every file of an archive, so that the same report gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of a report.

    Attributes
    ----------
    title : str
    about : str
        What it is good for.
    ending : str
        With its dot.
    mime : str
    icon : str
    package : str
        What it is written with; empty where nothing is needed.
    install : str
        By which name that is installed.
    make : callable
        Gets the story, the segments, and the bytes of a template or None.
    """

    title: str
    about: str
    ending: str
    mime: str
    icon: str
    make: Callable[[Story, Segmentation, bytes | None], bytes]
    package: str = ""
    install: str = ""

    @property
    def lacks(self) -> str:
        """What to install first, as a sentence; empty where nothing is missing."""
        if not self.package or find_spec(self.package) is not None:
            return ""
        return (
            f"{self.title} need {self.install}, which is not installed here: "
            f"pip install {self.install}."
        )


def _page(story: Story, _result: Segmentation, _template: bytes | None) -> bytes:
    from segmentation.exports.html_report.page import html_report

    return html_report(story)


def _slides(story: Story, _result: Segmentation, template: bytes | None) -> bytes:
    from segmentation.exports.slides import story_slides

    return story_slides(story, template=template)


def _workbook(story: Story, result: Segmentation, _template: bytes | None) -> bytes:
    from segmentation.exports.workbook import story_workbook

    return story_workbook(story, result)


HTML = Form(
    title="Page",
    about="One file for every browser, with live charts; it prints well.",
    ending=".html",
    mime="text/html",
    icon=":material/description:",
    make=_page,
)
FORMS: dict[str, Form] = {
    form.ending: form
    for form in (
        HTML,
        Form(
            title="Slides",
            about="For a meeting, with charts and tables to edit.",
            ending=".pptx",
            mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            icon=":material/slideshow:",
            make=_slides,
            package="pptx",
            install="python-pptx",
        ),
        Form(
            title="Workbook",
            about="All figures as numbers, and every customer's segment; no personal columns.",
            ending=".xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/table:",
            make=_workbook,
            package="xlsxwriter",
            install="xlsxwriter",
        ),
    )
}
"""By ending."""

ARCHIVE = ".zip"
NAME = "report"


def write_form(
    ending: str, story: Story, result: Segmentation, template: bytes | None = None
) -> bytes:
    """Write a report in a form.

    Parameters
    ----------
    ending : str
        Of `FORMS`, or `ARCHIVE` for all of them that can be written here.
    story : Story
    result : Segmentation
    template : bytes or None
        A presentation whose look the slides take over.

    Returns
    -------
    bytes

    Raises
    ------
    SpecError
        If there is no such form, or what it is written with is not installed.
    """
    if ending == ARCHIVE:
        return _archive(story, result, template)
    form = form_of(ending)
    if form.lacks:
        raise SpecError(form.lacks)
    return form.make(story, result, template)


def form_of(ending: str) -> Form:
    """Return a form by its ending.

    Parameters
    ----------
    ending : str

    Returns
    -------
    Form

    Raises
    ------
    SpecError
        If there is none.
    """
    if ending not in FORMS:
        known = ", ".join([*FORMS, ARCHIVE])
        raise SpecError(f"A report cannot be written as “{ending}”. Choose one of {known}.")
    return FORMS[ending]


def ending_of(out: str) -> str:
    """Return by its name in what form a report is wanted.

    Parameters
    ----------
    out : str
        A path.

    Returns
    -------
    str

    Raises
    ------
    SpecError
        If its ending is none of ours.
    """
    ending = Path(out).suffix.lower()
    return ending if ending == ARCHIVE else form_of(ending).ending


def _archive(story: Story, result: Segmentation, template: bytes | None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in FORMS.values():
            if not form.lacks:
                entry = zipfile.ZipInfo(f"{NAME}{form.ending}", date_time=MADE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, form.make(story, result, template))
    return stream.getvalue()
