"""Texts that look like days and are not read so: months of no known name, days without a year."""

import re

from segmentation.tables.values.days.months import is_month

SIGN = r"[ ./,\-]{0,3}"
NAME = r"(?P<word>[^\d\s,/][^\d,/]{0,23}?)"
DAY = r"(?P<day>[12]?\d|0\d|3[01])"
YEAR = r"(?P<year>(?:1[6-9]|20|21|2[45])\d\d)"
TIME = r"(?: \d{1,2}:\d\d.{0,10})?"
NAMED = tuple(
    re.compile(pattern + TIME)
    for pattern in (
        rf"{DAY}{SIGN}{NAME}{SIGN}{YEAR}\D{{0,4}}",
        rf"(?:\D{{1,6}} )?{DAY} (?P<word>[^\W\d_]{{2,10}} (?:1[0-2]|0?[1-9])),? {YEAR}",
        rf"{NAME}{SIGN}{DAY}{SIGN}{YEAR}\D{{0,4}}",
        rf"{YEAR}{SIGN}{NAME}{SIGN}{DAY}",
        rf"{NAME}{SIGN}{YEAR}\D{{0,4}}",
        rf"{YEAR}{SIGN}{NAME}",
    )
)
WITHOUT_YEAR = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})\.?")
WORD_AND_DAY = (
    re.compile(rf"{DAY}{SIGN}(?P<word>[^\W\d_]{{3,12}})\.?"),
    re.compile(rf"(?P<word>[^\W\d_]{{3,12}})\.?{SIGN}{DAY}"),
)
FEWEST_MONTHS, MOST_MONTHS = 3, 26
"""Different words for months that a column may have: twelve, each in full and short."""


def unknown_month(cell: str) -> str | None:
    """Return the word of a cell that stands where a month does.

    Parameters
    ----------
    cell : str

    Returns
    -------
    str or None
        None where the cell is not written like a day or a month.

    Examples
    --------
    >>> unknown_month("5 ม.ค. 2567"), unknown_month("იანვარი 2024"), unknown_month("Street 5")
    ('ม.ค', 'იანვარი', None)
    """
    parts = next(filter(None, (pattern.fullmatch(cell) for pattern in NAMED)), None)
    return parts["word"].strip(" .-") if parts else None


def are_months(words: set[str]) -> bool:
    """Return whether words of a column may be names of months, one unknown at least.

    Parameters
    ----------
    words : set of str

    Returns
    -------
    bool
    """
    unknown = [word for word in words if not is_month(word)]
    few = FEWEST_MONTHS <= len(words) <= MOST_MONTHS
    return few and bool(unknown) and all(any(map(str.isalpha, word)) for word in words)


def is_without_year(cell: str) -> bool:
    """Return whether a cell may be a day and a month.

    Parameters
    ----------
    cell : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_without_year("24.12."), is_without_year("Jan 5"), is_without_year("13/14")
    (True, True, False)
    """
    if parts := WITHOUT_YEAR.fullmatch(cell):
        low, high = sorted((int(parts["a"]), int(parts["b"])))
        return 1 <= low <= 12 and high <= 31
    named = (pattern.fullmatch(cell) for pattern in WORD_AND_DAY)
    return any(parts and is_month(parts["word"]) for parts in named)


def is_certain(cell: str) -> bool:
    """Return whether a day without a year is no fraction: a month by name, or a day beyond 12.

    Parameters
    ----------
    cell : str

    Returns
    -------
    bool
    """
    numbers = re.findall(r"\d+", cell)
    return len(numbers) == 1 or max(map(int, numbers)) > 12
