"""The report as slides that can be edited: native charts and tables, and notes for who speaks."""

from importlib.util import find_spec

from segmentation.errors import SpecError
from segmentation.exports.report.story import Story

NOT_INSTALLED = (
    "Slides are written by the package python-pptx, which is not installed. Install it, or take "
    "another form of the report."
)


def story_slides(story: Story, *, template: bytes | None = None) -> bytes:
    """Write a report as slides.

    Parameters
    ----------
    story : Story
    template : bytes or None
        A presentation (.pptx) whose layouts, fonts and colours are taken; None takes ours, 16:9.

    Returns
    -------
    bytes
        A presentation (.pptx): the title, then the sections in their order. What a template lacks
        is said in the notes of the first slide.

    Raises
    ------
    SpecError
        If the template is no presentation, or the logo no picture, or python-pptx is missing.
    """
    _check_installed()
    from segmentation.exports.slides.parts import make_slides

    return make_slides(story, template)


def about_template(template: bytes) -> tuple[str, ...]:
    """Say what a template lacks, and what is done instead.

    Parameters
    ----------
    template : bytes
        A presentation (.pptx).

    Returns
    -------
    tuple of str
        Empty where it has all that is looked for.

    Raises
    ------
    SpecError
        If it is no presentation, or python-pptx is missing.
    """
    _check_installed()
    from segmentation.exports.slides.templates import open_base

    return open_base(template).said


def _check_installed() -> None:
    if find_spec("pptx") is None:
        raise SpecError(NOT_INSTALLED)
