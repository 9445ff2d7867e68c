"""Files of several tables: one part is read, and the others are offered and said.

A part is a sheet of a workbook, a file of an archive, or one of several tables of a text or a page.
Parts may hold parts: the sheet of a workbook of an archive is called “shop.xlsx › Orders”.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from segmentation.errors import DataError
from segmentation.tables.table import ReadReport

STEP = " › "
SHEET, FILE, TABLE = "sheet", "file", "table"
"""What a part may be, as `ReadReport` names it."""

SMALL_ROWS, FAR_LARGER = 30, 10
"""A part of fewer rows may be a title page: then later ones are looked at."""

MOST_CITED, FEWEST_FULL, PROBED_ROWS = 5, 0.3, 300


def step(asked: str | None, names: Sequence[str], what: str, kind: str) -> tuple[str | None, ...]:
    """Find the part that is asked for, and what is asked for inside of it.

    Parameters
    ----------
    asked : str or None
        One of `names`, or one and more after `STEP`; None leaves the choice.
    names : sequence of str
        Of the parts of a file.
    what : str
        The file, for sentences.
    kind : str
        What its parts are.

    Returns
    -------
    str or None
        The part's name.
    str or None
        What is asked for inside of it.

    Raises
    ------
    DataError
        If there is no such part.

    Examples
    --------
    >>> step("a.xlsx › Orders", ["a.xlsx", "b.csv"], "x.zip", FILE)
    ('a.xlsx', 'Orders')
    """
    if not asked:
        return None, None
    if asked in names:
        return asked, None
    inside = [name for name in names if asked.startswith(name + STEP)]
    if not inside:
        raise DataError(f"{what} has no {kind} “{asked}”. Choose one of: {', '.join(names)}.")
    name = max(inside, key=len)
    return name, asked.removeprefix(name + STEP)


def within(report: ReadReport, names: Sequence[str], chosen: str, kind: str) -> ReadReport:
    """Return the report of a part as one of the file that it stands in.

    Parameters
    ----------
    report : ReadReport
        Of the part alone, which may have parts itself.
    names : sequence of str
        Of all parts of the file.
    chosen : str
        The one that was read.
    kind : str
        What the parts of the file are.

    Returns
    -------
    ReadReport
    """
    inner = [f"{chosen}{STEP}{name}" for name in report.sheets] or [chosen]
    at = list(names).index(chosen)
    return replace(
        report,
        part=kind,
        sheet=f"{chosen}{STEP}{report.sheet}" if report.sheet else chosen,
        sheets=(*names[:at], *inner, *names[at + 1 :]),
    )


def said_parts(
    read: str, names: Sequence[str], kind: str, hidden: Sequence[str] = ()
) -> tuple[str, ...]:
    """Name the parts that were passed over, and the hidden ones.

    Parameters
    ----------
    read : str
        The part that was read without being asked for.
    names : sequence of str
        Of all parts, the hidden ones included.
    kind : str
    hidden : sequence of str

    Returns
    -------
    tuple of str
        One sentence; none where there is one part.

    Examples
    --------
    >>> said_parts("a", ["a", "b"], SHEET)
    ('Read from the sheet “a”, one of 2; not read: “b”.',)
    """
    if len(names) < 2:
        return ()
    others = [name for name in names if name not in hidden and name != read]
    unseen = [name for name in hidden if name != read]
    said = f"Read from the {kind} “{read}”, one of {len(names)}"
    for how, left in (("not read", others), ("hidden and not read", unseen)):
        if left:
            more = " and others" if len(left) > MOST_CITED else ""
            cited = ", ".join(f"“{name}”" for name in left[:MOST_CITED])
            said += f"; {how}: {cited}{more}"
    return (said + ".",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which part of a file is read.

    Attributes
    ----------
    name : str
    inside : str or None
        What is asked for inside of it.
    said : tuple of str
        Which parts were passed over, when nobody asked for this one.
    """

    name: str
    inside: str | None = None
    said: tuple[str, ...] = ()


def choose(
    sizes: Mapping[str, float],
    asked: str | None,
    what: str,
    kind: str,
    hidden: Sequence[str] = (),
) -> Choice:
    """Choose the part that is asked for, or the likeliest.

    Parameters
    ----------
    sizes : mapping of str to float
        By part, about how many rows it has, 0 for no table.
    asked : str or None
    what : str
        The file, for sentences.
    kind : str
        What its parts are.
    hidden : sequence of str
        Parts that are read only when asked for.

    Returns
    -------
    Choice

    Raises
    ------
    DataError
        If there is no such part.
    """
    names = list(sizes)
    name, inside = step(asked, names, what, kind)
    if name:
        return Choice(name=name, inside=inside)
    shown = [each for each in names if each not in hidden] or names
    name = shown[likeliest(sizes[each] for each in shown) or 0]
    return Choice(name=name, said=said_parts(name, names, kind, hidden))


def n_tabular(head: Sequence[Sequence[str]], height: int) -> float:
    """Return about how many rows of a part have two cells at least, 0 for prose and covers.

    Parameters
    ----------
    head : sequence of rows of str
        The first ones.
    height : int
        How many there are.

    Returns
    -------
    float
    """
    n_full = sum(sum(map(bool, row)) > 1 for row in head)
    if n_full < 2 or n_full < FEWEST_FULL * len(head):
        return 0.0
    return height * n_full / len(head)


def likeliest(sizes: Iterable[float]) -> int | None:
    """Return which part is read when nobody says: the first table, a far larger one if it is small.

    Parameters
    ----------
    sizes : iterable of float
        About how many rows each part has, 0 for no table; looked at as far as needed.

    Returns
    -------
    int or None
        None when no part is a table.

    Examples
    --------
    >>> likeliest([0, 12, 500]), likeliest([0, 12, 13]), likeliest([0])
    (2, 1, None)
    """
    tables: list[tuple[float, int]] = []
    for at, n_rows in enumerate(sizes):
        if n_rows > SMALL_ROWS and not tables:
            return at
        if n_rows:
            tables.append((n_rows, at))
    if not tables:
        return None
    n_rows, largest = max(tables, key=lambda table: (table[0], -table[1]))
    return largest if n_rows > FAR_LARGER * tables[0][0] else tables[0][1]
