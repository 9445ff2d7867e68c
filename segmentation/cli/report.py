"""The command that writes a report: ``report``."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.cli.files import PIPE, add_file, load, options_of, read, say, write
from segmentation.errors import DataError, SpecError

if TYPE_CHECKING:
    from segmentation.analysis.segmentation import Segmentation
    from segmentation.clustering.selection import KScan
    from segmentation.models.model import SegmentModel
    from segmentation.tables.table import Table

SLIDES = (".pptx", ".zip")


def add_report(commands: argparse._SubParsersAction) -> None:
    """Add ``report``.

    Parameters
    ----------
    commands : argparse action
    """
    report = commands.add_parser("report", help="write a report of a model's segments")
    add_file(report, "the customers that the model was made from")
    report.add_argument("--model", required=True, help="a saved model; - is the standard input")
    report.add_argument(
        "--out", required=True, help="the report: .html, .pptx, .xlsx, or .zip for all of them"
    )
    report.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="NAME",
        help="a section to tell, such as summary; may be given again, in the order wanted; all "
        "when left out",
    )
    report.add_argument(
        "--title", default="", help="of the report; says what was found if left out"
    )
    report.add_argument("--lead", default="", help="the sentences below the title")
    report.add_argument("--logo", help="a PNG or JPEG of at most 1 MB")
    report.add_argument("--template", help="a .pptx whose look the slides take over")
    report.add_argument(
        "--smallest",
        type=int,
        default=5,
        metavar="N",
        help="customers below which nothing is told of a segment or a level (5)",
    )
    report.set_defaults(run=_report)


def _report(given: argparse.Namespace) -> None:
    from segmentation.exports.forms import ending_of, write_form
    from segmentation.exports.report.material import gather
    from segmentation.exports.report.sections import Choice, check_sections, tell

    ending = ending_of(given.out)
    _check(given, ending)
    sections = {"sections": tuple(given.section)} if given.section else {}
    choice = Choice(
        title=given.title, lead=given.lead, logo=_logo(given.logo), made=_today(), **sections
    )
    check_sections(choice.sections)
    template = None if given.template is None else _bytes(given.template, "template")
    if template is not None:
        _say_of_template(template)
    model = load(given.model)
    table = read(given.file, options_of(given))
    result = again(table, model)
    story = tell(gather(result, _scan(result), smallest=given.smallest), choice)
    write(given.out, write_form(ending, story, result, template))
    for sentence in story.withheld:
        say(sentence)


def _say_of_template(template: bytes) -> None:
    """Say what a template lacks, before any work is done."""
    from segmentation.exports.slides import about_template

    for sentence in about_template(template):
        say(sentence)


def _check(given: argparse.Namespace, ending: str) -> None:
    """Refuse what cannot be, before any work is done."""
    if given.model == given.file == PIPE:
        raise SpecError("The model and the customers cannot both come by the standard input.")
    if given.template is not None and ending not in SLIDES:
        raise SpecError(f"Only slides have a template, and {given.out} holds none. Leave it out.")
    if given.smallest < 1:
        raise SpecError(f"The minimum size is {given.smallest}. Give a number of customers from 1.")


def again(table: "Table", model: "SegmentModel") -> "Segmentation":
    """Return the model's own segments of the table that it was made from.

    Parameters
    ----------
    table : Table
    model : SegmentModel

    Returns
    -------
    Segmentation

    Raises
    ------
    DataError
        If the table is another, or leads to other segments.

    Notes
    -----
    Of another table there would be two answers, the model's segments with customers that were not
    there when they were found, and new segments under the old names: neither is what was judged.
    """
    from segmentation.analysis.segment import segment

    if table.fingerprint != model.fingerprint:
        raise DataError(
            f"{table.name} is not the table that the model was made from ({model.name}), and a "
            "report tells of the customers in whom segments were found. Give that table, or first "
            "find segments in this one with: fit."
        )
    result = segment(table, model.spec, ref=model)
    if [profile.size for profile in result.profiles] != [s.size for s in model.segments]:
        raise DataError(
            f"{table.name} does not lead to the model's segments again: its columns were taken in "
            "another way when the model was made. Make the report on the Report page of the app."
        )
    return result.judged(model.decision)


def _scan(result: "Segmentation") -> "KScan | None":
    from segmentation.analysis.scan import scan_k
    from segmentation.clustering.spec import K_MIN, WEIGHED_KS

    if result.spec.is_by_rule:
        return None
    ks = range(K_MIN, max(*WEIGHED_KS, result.n_clusters) + 1)
    return scan_k(result.table, result.spec.family, ks, evidence="criteria")


def _logo(path: str | None) -> bytes | None:
    from segmentation.exports.report.logo import checked_logo

    return None if path is None else checked_logo(_bytes(path, "logo"))


def _bytes(path: str, what: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SpecError(
            f"The {what} {path} was not read: {error.strerror}. Choose another file."
        ) from error


def _today() -> str:
    now = datetime.now(UTC).astimezone()
    return f"{now.day} {now:%B %Y}"
