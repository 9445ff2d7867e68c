"""What a column of days settles: one order of day and month, one language, one century.

A cell alone leaves much open; all cells together often do not. What stays open follows the table,
and where a column is written in several ways nothing may stay open.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from segmentation.tables.values.days.cells import SHORT_YEAR, Said, read_cell
from segmentation.tables.values.days.centuries import (
    BUDDHIST_AHEAD,
    are_buddhist,
    is_birth,
    last_year,
    with_century,
)
from segmentation.tables.values.days.months import months_of
from segmentation.tables.values.days.periods import period_order, periods_fit

ORDERS = {"day first": (2, 1, 0), "month first": (2, 0, 1), "year first": (0, 1, 2)}
"""Where year, month and day stand among three numbers."""

YEARS = range(1600, 2201)
ENDLESS = 9999
FEWEST_DAYS = 4
"""Different last numbers from which it shows that the first ones are years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What each text of a column means.

    Attributes
    ----------
    days : dict of str to datetime.date
    order : str
        How they were read, for a sentence.
    day_first : bool or None
        None where the column leaves it open.
    """

    days: dict[str, dt.date]
    order: str
    day_first: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is known beside the texts.

    Attributes
    ----------
    name : object
        Of the column.
    day_first : bool or None
        What a user has said.
    usual : bool or None
        What other columns of the table settle.
    """

    name: object = ""
    day_first: bool | None = None
    usual: bool | None = None


def settle(texts: Collection[str], choices: Choices) -> Settled | None:
    """Read the days of a column.

    Parameters
    ----------
    texts : collection of str
        Different ones, without times.
    choices : Choices

    Returns
    -------
    Settled or None
        None where a text is no day, or they do not agree.
    """
    said: dict[str, Said] = {}
    for text in texts:
        one = read_cell(text)
        if one is None:
            return None
        said[text] = one
    kinds = {"day" if one.kind == "open" else one.kind for one in said.values()}
    if len(kinds) != 1 or not periods_fit(said.values(), choices.name):
        return None
    numbers = _with_months(said)
    if numbers is None:
        return None
    placed = _placed(said, numbers, choices)
    if placed is None:
        return None
    return _dated(said, *placed, choices)


def _with_months(said: dict[str, Said]) -> dict[str, tuple[int, ...]] | None:
    """Return the numbers of each text, those of named months among them."""
    words = {one.word for one in said.values() if one.word}
    months = months_of(words) if words else {}
    if months is None:
        return None
    return {
        text: (one.numbers[0], months[one.word], *one.numbers[2:]) if one.word else one.numbers
        for text, one in said.items()
    }


def _placed(
    said: dict[str, Said], numbers: dict[str, tuple[int, ...]], choices: Choices
) -> tuple[dict[str, tuple[int, ...]], set[str], bool | None] | None:
    """Bring open numbers to year, month and day, sign by sign."""
    ways = {one.way for one in said.values()}
    placed, orders, settled = dict(numbers), set(), set()
    for sign in sorted({one.way for one in said.values() if one.kind == "open"}):
        here = [text for text, one in said.items() if one.kind == "open" and one.way == sign]
        found = _order_of([said[text] for text in here], sign, choices, alone=len(ways) == 1)
        if found is None:
            return None
        order, is_settled = found
        at = ORDERS[order]
        placed |= {text: tuple(numbers[text][place] for place in at) for text in here}
        orders |= {order}
        if is_settled or sign != "." or len(ways) == 1:  # between dots the day is first
            settled |= {order == "day first" if is_settled and order != "year first" else None}
    if len(ways) > 1 and None in settled and choices.day_first is None and choices.usual is None:
        return None
    day_first = settled.pop() if len(settled) == 1 else None
    return placed, orders, day_first


def _order_of(
    cells: list[Said], sign: str, choices: Choices, *, alone: bool
) -> tuple[str, bool] | None:
    """Return the order of three numbers, and whether the column settles it."""
    fitting = [order for order in ORDERS if _all_fit(cells, order)]
    if choices.day_first is not None:
        asked = "day first" if choices.day_first else "month first"
        fitting = [order for order in fitting if order in {asked, "year first"}]
        fitting = [asked] if asked in fitting else fitting
    if sign == "." and _are_versions(cells):
        return None
    if "year first" in fitting and (len(fitting) == 1 or (alone and _years_first(cells))):
        return "year first", True
    fitting = [order for order in fitting if order != "year first"]
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0], True
    usual = choices.usual if choices.usual is not None else sign != "/"
    return ("day first" if usual else "month first"), False


def _all_fit(cells: list[Said], order: str) -> bool:
    at = ORDERS[order]
    return all(
        (order != "year first" or one.year_digits == SHORT_YEAR)
        and 1 <= one.numbers[at[1]] <= 12
        and 1 <= one.numbers[at[2]] <= 31
        for one in cells
    )


def _years_first(cells: list[Said]) -> bool:
    """Return whether the first numbers recur as years do, and the last ones vary as days do."""
    firsts = {one.numbers[0] for one in cells}
    lasts = {one.numbers[2] for one in cells}
    return len(lasts) >= FEWEST_DAYS and 2 * len(firsts) <= len(lasts)


def _are_versions(cells: list[Said]) -> bool:
    """Return whether numbers between dots may be versions: short years, small numbers before."""
    return all(one.year_digits == SHORT_YEAR for one in cells) and not any(
        one.numbers[0] > 12 or one.is_padded for one in cells
    )


def _dated(
    said: dict[str, Said],
    placed: dict[str, tuple[int, ...]],
    orders: set[str],
    day_first: bool | None,  # noqa: FBT001
    choices: Choices,
) -> Settled | None:
    short = {placed[text][0] for text, one in said.items() if one.year_digits == SHORT_YEAR}
    if any(year > 99 for year in short):
        return None
    last = last_year(short, birth=is_birth(choices.name))
    years = {
        text: with_century(placed[text][0], last)
        if one.year_digits == SHORT_YEAR
        else placed[text][0]
        for text, one in said.items()
    }
    behind = BUDDHIST_AHEAD if are_buddhist(set(years.values())) else 0
    try:
        days = {
            text: _day(one.kind, years[text] - behind, *placed[text][1:])
            for text, one in said.items()
        }
    except ValueError:
        return None
    if not _weekdays_fit(said, days):
        return None
    order = _said(said.values(), orders, last if short else None)
    order += "; years of the Buddhist era" if behind else ""
    return Settled(days=days, order=order, day_first=day_first)


def _day(kind: str, year: int, number: int, day: int = 1) -> dt.date:
    """Return the first day of what is meant."""
    if year not in YEARS and year != ENDLESS:
        raise ValueError(year)
    if kind == "quarter":
        return dt.date(year, 3 * number - 2, 1)
    if kind == "week":
        return dt.date.fromisocalendar(year, number, 1)
    return dt.date(year, number, day)


def _weekdays_fit(said: dict[str, Said], days: dict[str, dt.date]) -> bool:
    """Return whether a word before the days is a weekday: one word for each, and no other."""
    pairs = {(one.weekday, days[text].weekday()) for text, one in said.items() if one.weekday}
    return len({word for word, _ in pairs}) == len(pairs)


def _said(said: Iterable[Said], orders: set[str], last: int | None) -> str:
    """Return how days were read, for a sentence."""
    said = list(said)
    parts = [order for order in ORDERS if order in orders]
    if any(one.way.startswith("year first") and one.kind == "day" for one in said):
        parts = [*parts, "year first"] if "year first" not in parts else parts
    parts += ["month by name"] if any(one.word for one in said) else []
    parts += ["year, month, day"] if any(one.way == "eastern" for one in said) else []
    parts += ["years of an era"] if any("era" in one.way for one in said) else []
    text = " or ".join(parts) or period_order(said[0].kind)
    if parts and said[0].kind not in {"day", "open"}:
        text = f"{text}, {period_order(said[0].kind)}"
    if last is not None:
        text += f"; years of two digits lie in {last - 99}–{last}"
    return text
