"""One cell that holds a day, a month, a quarter or a week: what its text says by itself.

Nothing is decided here that only the whole column can tell: the order of day and month, the century
of a year in two digits, the language of a month's name.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from segmentation.tables.values.days.months import is_month

LONG_YEAR, SHORT_YEAR = 4, 2
"""Digits of a year with and without its century."""

WORD = r"[^\W\d_]{2,}"
YEAR = r"(?P<y>\d{4}|'?\d{2})"
ORDINAL = r"(?:st|nd|rd|th|er|e|º|ª|°|\.)?"
OF = r"(?:of |de |del |d['’]|di |den )?"
AFTER = r"(?: ?г\.?| ?р\.?|\.)?"

DAY_MONTH = (
    rf"(?:(?:le|el|il|den|the) )?(?P<d>\d{{1,2}}){ORDINAL}[ .\-/]*{OF}"
    rf"(?P<m>{WORD})\.?[ ,.\-/]*(?:of |de |del )?"
)
SPELLED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{DAY_MONTH}{YEAR}{AFTER}",
        rf"(?P<m>{WORD})\.?[ \-/]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?|[ \-/]+){YEAR}",
        rf"(?P<y>\d{{4}})[ .\-/]{{0,2}}(?P<m>{WORD})\.?[ .\-/]{{0,2}}(?P<d>\d{{1,2}}){ORDINAL}",
    )
)
SPELLED_MONTH = (
    re.compile(rf"(?P<m>{WORD})\.?[ \-/.,]*(?:of |de |del )?(?P<y>\d{{4}}){AFTER}"),
    re.compile(rf"(?P<m>{WORD})\.?(?:[\-/]| ?')(?P<y>\d{{2}})"),
    re.compile(rf"(?P<y>\d{{4}})[ \-/.]*(?P<m>{WORD})\.?"),
)
NUMERIC = re.compile(
    r"(?P<a>\d{1,4})(?P<sign> ?[-/.] ?| )(?P<b>\d{1,2})(?P=sign)(?P<c>\d{4}|\d{1,2})" + AFTER
)
NUMERIC_MONTH = (
    re.compile(rf"(?P<m>\d{{1,2}})(?P<sign> ?[-/.] ?)(?P<y>(?:19|20)\d\d){AFTER}"),
    re.compile(rf"(?P<y>(?:19|20)\d\d)(?P<sign>(?: ?[-/.] ?)?)(?P<m>\d{{1,2}}){AFTER}"),
)
PART_OF_YEAR = (
    re.compile(r"(?P<q>[QTqt])(?P<n>[1-4])[ \-/.']*(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)[ \-/.]*(?P<q>[QTqt])(?P<n>[1-4])"),
    re.compile(rf"(?P<n>[1-4])(?P<q>Q|T|\.? ?{WORD}\.?)[ \-/.]*(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)年?(?P<q>第)(?P<n>[1-4])四半期"),
    re.compile(r"(?P<y>(?:19|20)\d\d)[ \-/.]?(?P<w>W|KW|CW|w)[ \-]?(?P<n>\d{1,2})"),
    re.compile(r"(?P<w>W|KW|CW|w)[ \-]?(?P<n>\d{1,2})[ \-/.]+(?P<y>(?:19|20)\d\d)"),
)
QUARTERS = frozenset(
    {"q", "t", "第", "quartal", "quarter", "trimestre", "trim", "kwartał", "kwartaal"}
)

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
ERAS |= {"民國": 1911, "民国": 1911}
"""The year before the first one of an era."""

SHORT_ERAS = {"R": 2018, "H": 1988, "S": 1925}
ERA = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|民國|民国) ?(?P<y>元|\d{1,3})年 ?(?P<m>\d{1,2})月"
    r"(?: ?(?P<d>\d{1,2})日)?"
)
SHORT_ERA = re.compile(
    r"(?P<era>[RHS])(?P<y>\d{1,2})(?P<sign>[./-])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})"
)
EASTERN = re.compile(r"(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월](?: ?(?P<d>\d{1,2}) ?[日일])?")
NAME = r"(?P<word>[^\W\d_]+(?:[-'ʼ][^\W\d_]+)?)"
WEEKDAY = re.compile(rf"{NAME}[.,]{{0,2}} (?:the |den |el |le )?(?P<rest>\d.*|\D+ \d.*)")
WEEKDAY_OF_TWO = re.compile(r"(?P<word>[^\W\d_]+ [^\W\d_]+), (?P<rest>\d.*)")
BEHIND = re.compile(rf"(?P<rest>.+?)(?:,? |(?<=[日일])|(?=\())\(?{NAME}\.?\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a cell says of a day.

    Attributes
    ----------
    kind : str
        ``day``, ``open`` (three numbers whose order the column tells), ``month``, ``quarter``,
        ``week`` or ``era``.
    way : str
        How it is written: the sign between the numbers, ``name``, or the kind.
    numbers : tuple of int
        Year, month and day as far as the kind has them (a quarter or a week in place of the
        month); of ``open`` the three as written.
    word : str
        The name of the month, in place of its number.
    weekday : str
        A word before the day.
    year_digits : int
        2 for a year without its century.
    is_padded : bool
        Whether a day or a month of one digit has a zero before it.
    """

    kind: str
    way: str
    numbers: tuple[int, ...]
    word: str = ""
    weekday: str = ""
    year_digits: int = 4
    is_padded: bool = False


@lru_cache(maxsize=65_536)
def read_cell(text: str) -> Said | None:
    """Read the day of one cell.

    Parameters
    ----------
    text : str
        Without a time.

    Returns
    -------
    Said or None
        None where it is no day, month, quarter or week.

    Examples
    --------
    >>> read_cell("14th February 2024").word, read_cell("3/5/24").numbers, read_cell("1.2.3")
    ('February', (3, 5, 24), None)
    """
    if not any(map(str.isdigit, text)):
        return None
    for read in (_numeric, _spelled, _eastern, _month, _part):
        if (said := read(text)) is not None:
            return said
    for pattern in (WEEKDAY, WEEKDAY_OF_TWO, BEHIND):
        parts = pattern.fullmatch(text)
        for read in (_numeric, _spelled, _eastern) if parts else ():
            if (said := read(parts["rest"])) is not None:
                return replace(said, weekday=parts["word"].lower())
    return None


def _numeric(text: str) -> Said | None:
    parts = NUMERIC.fullmatch(text)
    if parts is None:
        return None
    sign, (first, _, last) = parts["sign"].strip() or " ", (len(parts[name]) for name in "abc")
    numbers = tuple(int(parts[name]) for name in "abc")
    if first > 2:
        is_day = first == LONG_YEAR and last < LONG_YEAR
        return Said(kind="day", way=f"year first {sign}", numbers=numbers) if is_day else None
    if last == LONG_YEAR:
        return Said(kind="open", way=sign, numbers=numbers)
    # A day of one digit at the end is 24/3/5; with dots it is a version, such as 1.2.3.
    is_spaced = sign == "/" or len(parts["sign"]) > 1
    is_short = sign != " " and (last == SHORT_YEAR or (is_spaced and first == SHORT_YEAR))
    if not is_short:
        return None
    is_padded = text.startswith("0") or parts["b"].startswith("0")
    return Said(kind="open", way=sign, numbers=numbers, year_digits=2, is_padded=is_padded)


def _spelled(text: str) -> Said | None:
    for pattern in SPELLED:
        parts = pattern.fullmatch(text)
        if parts and is_month(parts["m"]):
            year = parts["y"].lstrip("'")
            numbers = (int(year), 0, int(parts["d"]))
            return Said(
                kind="day", way="name", numbers=numbers, word=parts["m"], year_digits=len(year)
            )
    return None


def _eastern(text: str) -> Said | None:
    if parts := EASTERN.fullmatch(text):
        numbers = tuple(int(parts[name]) for name in "ymd" if parts[name])
        return Said(kind="day" if parts["d"] else "month", way="eastern", numbers=numbers)
    parts = ERA.fullmatch(text)
    if parts:
        year = ERAS[parts["era"]] + (1 if parts["y"] == "元" else int(parts["y"]))
        numbers = (year, *(int(parts[name]) for name in "md" if parts[name]))
        return Said(kind="day" if parts["d"] else "month", way="era", numbers=numbers)
    parts = SHORT_ERA.fullmatch(text)
    if parts is None:
        return None
    numbers = (SHORT_ERAS[parts["era"]] + int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return Said(kind="day", way="short era", numbers=numbers)


def _month(text: str) -> Said | None:
    for pattern in SPELLED_MONTH:
        parts = pattern.fullmatch(text)
        if parts and is_month(parts["m"]):
            digits = len(parts["y"])
            numbers = (int(parts["y"]), 0)
            return Said(
                kind="month", way="name", numbers=numbers, word=parts["m"], year_digits=digits
            )
    for pattern, order in zip(NUMERIC_MONTH, ("last", "first"), strict=True):
        parts = pattern.fullmatch(text)
        if parts and 1 <= int(parts["m"]) <= 12:
            width = "padded" if len(parts["m"]) == 2 else "bare"
            way = f"year {order} {parts['sign'].strip()} {width}"
            return Said(kind="month", way=way, numbers=(int(parts["y"]), int(parts["m"])))
    return None


def _part(text: str) -> Said | None:
    for pattern in PART_OF_YEAR:
        parts = pattern.fullmatch(text)
        found = parts.groupdict() if parts else {}
        if found.get("w"):
            numbers = (int(found["y"]), int(found["n"]))
            return Said(kind="week", way="week", numbers=numbers) if 1 <= numbers[1] <= 53 else None
        if found.get("y") and found["q"].strip(" .").lower() in QUARTERS:
            return Said(kind="quarter", way="quarter", numbers=(int(found["y"]), int(found["n"])))
    return None
