"""Every sentence of the filter."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from pages.shared.messages import plain, short
from segmentation.customers.formulas.filters import Filter
from segmentation.errors import counted
from segmentation.tables.labels import split_unit

FILTER = "Filter"
ABOUT = "Look at some of the customers only, on every page"
NEW = "**Look at some customers only**"
COLUMN, CHOOSE_COLUMN = "By which column?", "Choose a column"
VALUES, CHOOSE_VALUES = "Only customers with", "Choose one or more values"
FROM, TO = "From", "To"
ANSWERS = {True: "Yes", False: "No"}
ANSWER = "Only customers with the answer"
APPLY, REMOVE, UNDO = "Apply", "Remove", "Undo"
WAS_REMOVED = "The filter was removed: everybody is looked at again."
COUNTED = "{value} · {n:,}"
GAPS = "{customers} without a value here: whatever you choose, the filter leaves them out."
LISTED = (
    "The {listed} most frequent of {n:,} values are listed. For another one, write the condition "
    "below."
)
NO_VALUES = "No customer has a value here. Choose another column."
BY_HAND = "Or write it as a condition"
BY_HAND_ABOUT = (
    "For what cannot be chosen above: columns, numbers and 'texts' with =, !=, <, >, between, in, "
    "and, or, not. What you choose above is written here too."
)
EVERYBODY = "Everybody"
WRITTEN_SO = "Written like this:"

ACTS = "Only customers where {condition} · {kept:,} of {all}"
CANNOT = "The filter {condition} cannot be used here."
AND = " and "
ONE_OF = "{column} is {values}"
VALUES_OR = "{first} or {last}"
MORE_VALUES = "{first} or one of {n} more"
BETWEEN = "{column} is {low} to {high}"
AT_LEAST, AT_MOST = "{column} is at least {low}", "{column} is at most {high}"
DAYS = "{column} is from {low} to {high}"
SINCE, UNTIL = "{column} is {low} or later", "{column} is {high} or earlier"
NOBODY = (
    "Nobody meets this filter. Widen it or remove it to see customers again; your other settings "
    "are kept."
)
TOO_FEW = (
    "The filter leaves only {customers}, and segments need at least {least}. Widen it or remove "
    "it; your other settings are kept."
)
FEW = (
    "The filter leaves only {customers}, too few to read much into. Widen it or remove it for "
    "segments to rely on; your other settings are kept."
)
MOST_SAID, LONGEST_VALUE, LONGEST_CONDITION = 3, 60, 160


def sentence(
    filters: tuple[Filter, ...], rest: str, names: Mapping[str, str], kept: int, everyone: str
) -> str:
    """Say who is looked at.

    Parameters
    ----------
    filters : tuple of Filter
    rest : str
        What else the condition says, as it was written.
    names : mapping of str to str
        What each column is called.
    kept : int
        Customers.
    everyone : str
        How many there are, with what they are called.

    Returns
    -------
    str
        Markdown, such as “Only customers where Country is **Germany** · 1,204 of 5,000 customers”.
    """
    return ACTS.format(condition=condition(filters, rest, names), kept=kept, all=everyone)


def condition(filters: tuple[Filter, ...], rest: str, names: Mapping[str, str]) -> str:
    """Say a condition in words; what is no filter stands as it was written."""
    parts = [said(each, names) for each in filters]
    parts += [isolated(plain(short(rest, LONGEST_CONDITION)))] if rest else []
    return AND.join(parts)


def as_text(filters: tuple[Filter, ...], names: Mapping[str, str]) -> str:
    """Say filters as plain text, which whoever shows it has to escape.

    Parameters
    ----------
    filters : tuple of Filter
    names : mapping of str to str
        What each column is called.

    Returns
    -------
    str
        Such as “Age is 30 to 50 and Country is Germany”.
    """
    return AND.join(said(each, names, show=str, strong="{}") for each in filters)


def said(
    each: Filter,
    names: Mapping[str, str],
    *,
    show: Callable[[str], str] = plain,
    strong: str = "**{}**",
) -> str:
    """Say one filter.

    Parameters
    ----------
    each : Filter
    names : mapping of str to str
        What each column is called.
    show : callable
        Writes a text from the data.
    strong : str
        How values stand out.

    Returns
    -------
    str
        Markdown, such as “Age is **30** to **50**”.
    """
    column = isolated(show(names.get(each.column, each.column)))
    if each.answer is not None:
        return ONE_OF.format(column=column, values=strong.format(ANSWERS[each.answer].lower()))
    if each.values:
        values = [strong.format(isolated(show(value_name(value)))) for value in each.values]
        return ONE_OF.format(column=column, values=_values(values))
    ends = {"low": each.low, "high": each.high}
    is_date = any(isinstance(end, date) for end in ends.values())
    last = "low" if each.high is None else "high"
    unit = "" if is_date else _unit(each.column, show)
    told = {
        name: strong.format(
            show(day(end) if is_date else number(end)) + (unit if name == last else "")
        )
        for name, end in ends.items()
        if end is not None
    }
    if len(told) == 1:
        forms = (SINCE, UNTIL) if is_date else (AT_LEAST, AT_MOST)
        return forms["high" in told].format(column=column, **told)
    return (DAYS if is_date else BETWEEN).format(column=column, **told)


def number(value: float) -> str:
    """Return a number as it was chosen, with no digit lost; thousands set apart from ten of them.

    Parameters
    ----------
    value : float

    Returns
    -------
    str
    """
    if value != int(value) or abs(value) >= 1e15:
        return f"{value:,}" if abs(value) < 1e15 else f"{value!r}"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"


def day(moment: date) -> str:
    """Return a day as read: 3 Mar 2026."""
    return f"{moment.day} {moment:%b} {moment.year}"


def isolated(text: str) -> str:
    """Set a text apart that is read from right to left, so that the sentence around it is not.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Between the signs that isolate it, where it holds a letter that is read so.
    """
    turns = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return f"\u2068{text}\u2069" if turns else text


def gaps(n: int) -> str:
    """Say that some have no value, for whom the condition cannot be known."""
    verb = "is" if n == 1 else "are"
    return GAPS.format(customers=f"There {verb} {counted(n, 'customer')}")


def _values(told: list[str]) -> str:
    if len(told) == 1:
        return told[0]
    if len(told) <= MOST_SAID:
        return VALUES_OR.format(first=", ".join(told[:-1]), last=told[-1])
    first = ", ".join(told[: MOST_SAID - 1])
    return MORE_VALUES.format(first=first, n=len(told) - MOST_SAID + 1)


def value_name(value: str | float) -> str:
    """Return a value as read, on one line; a text that shows nothing between quotes."""
    if not isinstance(value, str):
        return number(value)
    return short(value, LONGEST_VALUE) if value.strip() else f"“{value}”"


def listed(name: str, n: int | None) -> str:
    """Return a value with its customers, to choose from; without them where nobody has it."""
    return COUNTED.format(value=isolated(name), n=n) if n else isolated(name)


def _unit(column: str, show: Callable[[str], str]) -> str:
    unit = split_unit(column).unit or ""
    # A range such as 1-100 says what the scale is; it is no unit to count in.
    return f" {show(unit)}" if unit and not any(sign.isdigit() for sign in unit) else ""


def few(customers: str, *, least: int = 0) -> str:
    """Say that hardly anybody is left, or fewer than segments need."""
    return (TOO_FEW if least else FEW).format(customers=customers, least=least)
