"""The command that writes a file for an ad platform or a mail tool: ``audience``."""

import argparse
from typing import TYPE_CHECKING

from segmentation.cli.files import PIPE, add_file, load, options_of, read, say, write
from segmentation.cli.report import again
from segmentation.errors import DataError, SpecError, counted

if TYPE_CHECKING:
    from segmentation.analysis.segmentation import Segmentation

CONTROL = ("no", "only", "column")
HELD_OUT = 10.0


def add_audience(commands: argparse._SubParsersAction) -> None:
    """Add ``audience``.

    Parameters
    ----------
    commands : argparse action
    """
    made = commands.add_parser(
        "audience", help="write customers of a model's segments for an ad platform or a mail tool"
    )
    add_file(made, "the customers that the model was made from")
    made.add_argument("--model", required=True, help="a saved model; - is the standard input")
    made.add_argument("--layout", required=True, help="the platform, such as google or klaviyo")
    made.add_argument("--out", required=True, help="the file, a .csv; - is the standard output")
    made.add_argument(
        "--segment",
        action="append",
        default=[],
        metavar="NAME",
        help="a segment that is in it; may be given again; all when left out",
    )
    made.add_argument(
        "--hold-out",
        type=float,
        default=HELD_OUT,
        metavar="PERCENT",
        help=f"of each segment that are left alone as a control group ({HELD_OUT:g})",
    )
    made.add_argument("--seed", type=int, default=0, help="picks the control group (0)")
    made.add_argument(
        "--control",
        choices=CONTROL,
        default=CONTROL[0],
        help="whether the control group is in the file: no, it only, or told apart in a column",
    )
    made.set_defaults(run=_audience)


def _audience(given: argparse.Namespace) -> None:
    from segmentation.exports.audience.files import (
        ALONE,
        AS_COLUMN,
        LEFT_OUT,
        audience,
        audience_csv,
        layout_of,
        leaving,
    )
    from segmentation.exports.lists import hold_out
    from segmentation.exports.reach import reach

    layout = layout_of(given.layout)
    if given.model == given.file == PIPE:
        raise SpecError("The model and the customers cannot both come by the standard input.")
    model = load(given.model)
    result = again(read(given.file, options_of(given)), model)
    segments, reached = _segments(result, given.segment), reach(result)
    left = leaving(layout, reached)
    if not left:
        raise DataError(
            f"{result.table_name} has no column of addresses that {layout.title} takes. Give a "
            f"table that has one."
        )
    held = hold_out(result, reached, given.hold_out / 100, given.seed)
    control = dict(zip(CONTROL, (LEFT_OUT, ALONE, AS_COLUMN), strict=True))[given.control]
    found = audience(result, reached, held, segments, layout, control=control)
    write(given.out, audience_csv(found))
    columns = " and ".join(f"“{column}” as {header}" for column, header in left)
    say(f"From the table leave {columns}, {'hashed' if layout.is_hashed else 'readable'}.")
    say(
        f"{counted(len(found.rows), 'customer')} are in the file, "
        f"{found.n_unusable:,} more have no address of their own that {layout.title} takes."
    )
    for sentence in filter(None, (layout.rules, layout.open_points, f"As {layout.page}.")):
        say(sentence)


def _segments(result: "Segmentation", names: list[str]) -> list[int]:
    """Return the segments of these names; all where none is given."""
    unknown = [name for name in names if name not in result.names]
    if unknown:
        known = ", ".join(f"“{name}”" for name in result.names)
        raise SpecError(f"There is no segment “{unknown[0]}”. Choose among: {known}.")
    return [s for s, name in enumerate(result.names) if not names or name in names]
