"""The report as a workbook: a sheet per table with real numbers, and every customer's segment."""

from importlib.util import find_spec
from io import BytesIO
from typing import BinaryIO

from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SpecError
from segmentation.exports.report.story import Story

NOT_INSTALLED = (
    "Workbooks are written by the package xlsxwriter, which is not installed. Install it, or take "
    "another form of the report."
)


def story_workbook(
    story: Story, result: Segmentation | None = None, *, personal: bool = False
) -> bytes:
    """Write a report as a workbook.

    Parameters
    ----------
    story : Story
    result : Segmentation or None
        Of which the customers are listed with their segments; None lists nobody.
    personal : bool
        Whether columns that tell who somebody is are among them.

    Returns
    -------
    bytes
        A workbook (.xlsx).

    Raises
    ------
    SpecError
        If xlsxwriter is missing.
    """
    file = BytesIO()
    write_workbook(file, story, result, personal=personal)
    return file.getvalue()


def write_workbook(
    file: BinaryIO | str,
    story: Story,
    result: Segmentation | None = None,
    *,
    personal: bool = False,
) -> None:
    """Write a report as a workbook to a file; rows go to the disk as they are made.

    Parameters
    ----------
    file : binary file or str
    story : Story
    result : Segmentation or None
        Of which the customers are listed with their segments; None lists nobody.
    personal : bool
        Whether columns that tell who somebody is are among them.

    Raises
    ------
    SpecError
        If xlsxwriter is missing.
    """
    if find_spec("xlsxwriter") is None:
        raise SpecError(NOT_INSTALLED)
    from segmentation.exports.workbook.book import write_book

    write_book(file, story, result, personal=personal)
