"""Columns of equal width: cells stand below their names, filled up with spaces."""

import re
from collections.abc import Sequence

PROBED_LINES = 400
FEWEST_WIDE = 0.5
"""Share of lines with a run of spaces, below which blanks are only blanks."""

RUN = re.compile(r"\S {2,}\S")
UNDERLINE = re.compile(r"\s*[-=_]{2,}(?: +[-=_]{2,})+\s*")


def field_bounds(lines: Sequence[str]) -> list[tuple[int, int | None]] | None:
    """Find the columns of a text that is filled up with spaces.

    Parameters
    ----------
    lines : sequence of str
        The first lines, the names among them.

    Returns
    -------
    list of (int, int or None), or None
        Where each column begins and ends; None for a text that is not written so.
    """
    first = next((at for at, line in enumerate(lines) if RUN.search(line)), 0)
    ends = [at for at, line in enumerate(lines[:first]) if not line.strip()]
    below = lines[max(ends, default=-1) + 1 :]
    probed = [line.rstrip() for line in below[:PROBED_LINES] if line.strip()]
    if len(probed) < 2 or any("\t" in line for line in probed):
        return None
    underline = next((line for line in probed[:10] if UNDERLINE.fullmatch(line)), None)
    if underline:
        return _to_the_next([found.start() for found in re.finditer(r"\S+", underline)])
    if sum(bool(RUN.search(line)) for line in probed) < FEWEST_WIDE * len(probed):
        return None
    starts = _starts(probed)
    return _to_the_next(starts) if len(starts) > 1 else None


def fixed_cells(line: str, bounds: Sequence[tuple[int, int | None]]) -> list[str]:
    """Cut a line at the bounds of the columns.

    Parameters
    ----------
    line : str
    bounds : sequence of (int, int or None)

    Returns
    -------
    list of str
    """
    return [line[start:end].strip() for start, end in bounds]


def crosses(line: str, bounds: Sequence[tuple[int, int | None]]) -> bool:
    """Return whether a line has a word across a bound: then it is no row of these columns.

    Parameters
    ----------
    line : str
    bounds : sequence of (int, int or None)

    Returns
    -------
    bool
    """
    starts = [start for start, _ in bounds if start]
    return any(len("".join(line[start - 1 : start + 1].split())) > 1 for start in starts)


def _starts(lines: list[str]) -> list[int]:
    """Return where columns begin that have a name in the first line and cells in others."""
    names, body = lines[0], lines[1:]
    starts: list[int] = []
    for start, end in _fields(lines):
        holds = any(line[start:end].strip() for line in body)
        if not starts or (names[start:end].strip() and holds):
            starts.append(start)
    return starts


def _fields(lines: list[str]) -> list[tuple[int, int]]:
    """Return the spans of places that are not blank in every line."""
    width = max(map(len, lines))
    used = [any(line[at : at + 1].strip() for line in lines) for at in range(width)]
    spans, start = [], None
    for at, is_used in enumerate([*used, False]):
        if is_used and start is None:
            start = at
        elif not is_used and start is not None:
            spans.append((start, at))
            start = None
    return spans


def _to_the_next(starts: list[int]) -> list[tuple[int, int | None]]:
    begins = [0, *starts[1:]]
    return list(zip(begins, [*begins[1:], None], strict=True))
