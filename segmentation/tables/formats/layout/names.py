"""Column names that can be told apart and shown on one line."""

import re
from collections.abc import Iterable

from segmentation.errors import counted

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
CITED = 3


def tidy_names(names: Iterable[object]) -> tuple[list[str], list[str]]:
    """Make column names one-line, non-empty and distinct.

    Parameters
    ----------
    names : iterable of object
        As in the file.

    Returns
    -------
    list of str
        In the same order: control characters and line breaks become a space, an empty name becomes
        ``column_<n>``, a repeated one gets “ (2)”.
    list of str
        Sentences on what was changed.

    Examples
    --------
    >>> tidy_names(["k$", "k$", ""])[0]
    ['k$', 'k$ (2)', 'column_3']
    """
    given = [UNPRINTABLE.sub(" ", str(name)).strip() for name in names]
    taken = {name for name in given if name}
    distinct: dict[str, None] = {}
    repeated: list[str] = []
    for position, name in enumerate(given, start=1):
        wanted = name or f"column_{position}"
        if wanted in distinct or (not name and wanted in taken):
            repeated.append(name)
            wanted = _numbered(wanted, taken)
        taken.add(wanted)
        distinct[wanted] = None
    return list(distinct), _sentences(given, repeated)


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _sentences(given: list[str], repeated: list[str]) -> list[str]:
    said = []
    repeated = list(dict.fromkeys(name for name in repeated if name))
    if repeated:
        cited = ", ".join(f"“{name}”" for name in repeated[:CITED])
        more = " and others" if len(repeated) > CITED else ""
        said.append(f"Column names used more than once were numbered: {cited}{more}.")
    n_empty = sum(not name for name in given)
    if n_empty:
        said.append(f"Given a name because they had none: {counted(n_empty, 'column')}.")
    return said
