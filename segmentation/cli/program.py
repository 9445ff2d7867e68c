"""The command line: fit, scan, score, write SQL, group buyers, report, hand over; keep.

For scripts and pipes: results go to ``--out`` or to the standard output, progress and verdicts to
the standard error. Bad input ends with one line and the code 2.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from segmentation.cli.audiences import add_audience
from segmentation.cli.buyers import add_rfm
from segmentation.cli.engines.spark import add_spark_fit, add_spark_rfm, add_spark_score
from segmentation.cli.operating.access import add_audit, add_keys
from segmentation.cli.operating.keeping import add_library
from segmentation.cli.report import add_report
from segmentation.cli.scoring import add_score, add_sql
from segmentation.cli.segments import add_fit, add_scan
from segmentation.errors import SegmentationError

BAD_INPUT, INTERRUPTED = 2, 130
HALF_CHARACTER = (
    "An argument holds bytes that are no text in UTF-8, and nothing could be written with them. "
    "Type it again."
)

UNUSABLE = "“{file}” cannot be used: {reason}. Name another file."
LONGEST_TOLD = 80


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str or None
        Those of the process when None.

    Returns
    -------
    int
        The exit code: 0, 2 for bad input, 130 when interrupted.
    """
    given = _parser().parse_args(arguments)
    try:
        given.run(given)
        sys.stdout.flush()
    except SegmentationError as error:
        print(f"segmentation: {error}", file=sys.stderr)  # noqa: T201 - the command line talks
        return BAD_INPUT
    except UnicodeEncodeError:
        print(f"segmentation: {HALF_CHARACTER}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (
        OSError
    ) as error:  # a name that is too long, say, or a folder that may not be looked into
        told = UNUSABLE.format(file=str(error.filename)[:LONGEST_TOLD], reason=error.strerror)
        print(f"segmentation: {told}", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m segmentation", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    add_fit(commands)
    add_scan(commands)
    add_score(commands)
    add_sql(commands)
    add_rfm(commands)
    add_report(commands)
    add_audience(commands)
    add_spark_fit(commands)
    add_spark_score(commands)
    add_spark_rfm(commands)
    add_keys(commands)
    add_audit(commands)
    add_library(commands)
    return parser
