"""What a text cannot be read for is seen in its bytes, before it is decoded or split."""

import re

from segmentation.errors import LimitError
from segmentation.tables.limits import COLUMNS, MEGABYTE, check_shape

LINE_BYTES = 40 * MEGABYTE
"""Of one line: a cell of the most characters, four bytes each."""

USUAL_DELIMITERS = (b",", b";", b"\t", b"|")
PROBED_LINES = 20
WIDE_LINES = 2
"""So many lines of the first ones must be too wide: one may be a text with many commas."""

QUOTED = re.compile(rb'"[^"]*"')


def refuse_at_sight(data: bytes, delimiter: str | None, what: str) -> None:
    """Refuse a text with a line longer, or with more columns, than can be read.

    Parameters
    ----------
    data : bytes
    delimiter : str or None
        None for each of the usual ones.
    what : str
        The file, for the sentence.

    Raises
    ------
    LimitError

    Notes
    -----
    One look at each stretch of `LINE_BYTES`, and at the first lines: less than a second for the
    largest files.
    """
    _refuse_long_line(data, what)
    marks = (delimiter.encode(),) if delimiter else USUAL_DELIMITERS
    widths = sorted(_widths(_first_lines(data), marks))[-WIDE_LINES:]
    if widths and widths[0] > COLUMNS:
        check_shape(0, widths[-1], what)


def _refuse_long_line(data: bytes, what: str) -> None:
    start = 0
    while len(data) - start > LINE_BYTES:
        stretch = start, start + LINE_BYTES + 1
        end = max(data.rfind(b"\n", *stretch), data.rfind(b"\r", *stretch))
        if end < 0:
            ends = (data.find(mark, start) for mark in (b"\n", b"\r"))
            length = min((end for end in ends if end >= 0), default=len(data)) - start
            line = data.count(b"\n", 0, start) or data.count(b"\r", 0, start)
            raise LimitError(
                f"{what} has a line of {length / MEGABYTE:,.0f} MB, line {line + 1:,}; at most "
                f"{LINE_BYTES / MEGABYTE:,.0f} MB can be read. Check that its lines end where its "
                f"rows do."
            )
        start = end + 1


def _first_lines(data: bytes) -> list[bytes]:
    """Return the first lines that are not empty, whichever way they end."""
    mark = b"\n" if b"\n" in data[: LINE_BYTES + 1] else b"\r"
    lines, start = [], 0
    while len(lines) < PROBED_LINES and start < len(data):
        end = data.find(mark, start)
        end = len(data) if end < 0 else end
        # A line with fewer bytes than columns has no more of them.
        if end - start > COLUMNS:
            lines.append(data[start:end])
        elif end - start > 1:
            lines.append(b"")
        start = end + 1
    return lines if any(lines) else []


def _widths(lines: list[bytes], marks: tuple[bytes, ...]) -> list[int]:
    """Return how many columns each line has at least, quoted marks left out."""
    return [1 + max(QUOTED.sub(b"", line).count(mark) for mark in marks) for line in lines]
