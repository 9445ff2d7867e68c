"""Filters that are chosen and not written: a column with values, a range, or an answer.

They are kept as the text of a condition, so that a link, a model file, a query and the command line
know one form only. `filters_of` reads back what `filters_text` writes, and the same where somebody
has written it by hand; every other condition is left as the text that it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from segmentation.customers.formulas.checking import EPOCH, checked
from segmentation.customers.formulas.grammar import LONGEST, MOST_TOKENS, TOKEN, parse
from segmentation.customers.formulas.nodes import (
    DATE,
    FLAG,
    NUMBER,
    TEXT,
    Column,
    Constant,
    Node,
    Operation,
)
from segmentation.customers.formulas.writing import written_name, written_value
from segmentation.errors import SpecError

Bound = float | date
TURNED = {"=": "=", "<=": ">=", ">=": "<="}
"""The signs of a filter, and what each is when its sides are changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What must hold of one column.

    Attributes
    ----------
    column : str
    kind : str
        ``number``, ``text``, ``flag`` or ``date``.
    values : tuple of (str or float)
        Of a text or a number: one of them.
    low, high : float, date or None
        Of a number or a date: not below, not above; None where it has no such end.
    answer : bool or None
        Of a flag.
    """

    column: str
    kind: str
    values: tuple[str | float, ...] = ()
    low: Bound | None = None
    high: Bound | None = None
    answer: bool | None = None

    def __bool__(self) -> bool:
        """Return whether it keeps anybody out."""
        return bool(self.values) or self.is_range or self.answer is not None

    @property
    def is_range(self) -> bool:
        """Whether it has an end at one side or both."""
        return self.low is not None or self.high is not None


def filters_text(filters: tuple[Filter, ...]) -> str:
    """Write filters as a condition.

    Parameters
    ----------
    filters : tuple of Filter

    Returns
    -------
    str
        Joined by ``and``; empty for everybody.

    Examples
    --------
    >>> filters_text((Filter(column="country", kind="text", values=("DE", "AT")),))
    "country in ('DE', 'AT')"
    """
    return " and ".join(_text(each) for each in filters if each)


def filters_of(text: str, kinds: Mapping[str, str]) -> tuple[tuple[Filter, ...], str]:
    """Read a condition as filters, one for each column, and what is left of it as text.

    Parameters
    ----------
    text : str
    kinds : mapping of str to str
        Kind of each column of the table.

    Returns
    -------
    filters : tuple of Filter
    rest : str
        What says more than filters can, as it was written; everything where it cannot be read.

    Examples
    --------
    >>> filters_of("age >= 30 and age <= 50", {"age": "number"})[0][0].high
    50.0
    >>> filters_of("age > 30 or age < 5", {"age": "number"})
    ((), 'age > 30 or age < 5')
    """
    try:
        found = [(part, _filter(checked(parse(part), kinds))) for part in _parts(text)]
    except SpecError:
        return (), text.strip()
    filters: dict[str, Filter] = {}
    rest = []
    for part, each in found:
        whole = each and _joined(filters.get(each.column), each)
        if whole:
            filters[whole.column] = whole
        else:
            rest.append(part)
    return tuple(filters.values()), " and ".join(rest)


def changed(text: str, kinds: Mapping[str, str], chosen: Filter) -> str:
    """Return a condition in which one column has another filter.

    Parameters
    ----------
    text : str
        The condition as it is.
    kinds : mapping of str to str
        Kind of each column of the table.
    chosen : Filter
        Takes the place of the filter of its column; an empty one removes it.

    Returns
    -------
    str
        What is no filter stays as it was written.

    Raises
    ------
    SpecError
        If the condition would be longer than can be read.
    """
    filters, rest = filters_of(text, kinds)
    if chosen.column not in [each.column for each in filters]:
        filters = (*filters, chosen)
    written = filters_text(tuple(chosen if f.column == chosen.column else f for f in filters))
    if rest and written:
        try:
            parse(rest)
            rest = f"({rest})" if "or" in [word for word, *_ in _words(rest)] else rest
        except SpecError:
            rest = ""  # it could not be used before either
    new = " and ".join(filter(None, (rest, written)))
    if len(new) > LONGEST or sum(1 for _ in TOKEN.finditer(new)) > MOST_TOKENS:
        raise SpecError(
            f"That is more than a filter can hold, {LONGEST:,} characters. Choose fewer values."
        )
    if written:
        parse(new)
    return new


def _text(each: Filter) -> str:
    name = written_name(each.column)
    if each.answer is not None:
        return f"{name} = {'yes' if each.answer else 'no'}"
    if len(each.values) == 1:
        return f"{name} = {written_value(each.values[0])}"
    if each.values:
        return f"{name} in ({', '.join(written_value(value) for value in each.values)})"
    ends = {">=": each.low, "<=": each.high}
    told = {sign: _end(end) for sign, end in ends.items() if end is not None}
    if len(told) == len(ends):
        return f"{name} between {told['>=']} and {told['<=']}"
    return " and ".join(f"{name} {sign} {end}" for sign, end in told.items())


def _end(end: Bound) -> str:
    return written_value(end.isoformat() if isinstance(end, date) else end)


def _parts(text: str) -> list[str]:
    """Divide a condition where it joins others by ``and``, outside of brackets."""
    parts, begin, is_between = [], 0, False
    for word, start, end in _words(text):
        if word == "or":
            return [text.strip()]
        if word == "and" and not is_between:
            parts.append(text[begin:start].strip())
            begin = end
        is_between = word == "between" or (is_between and word != "and")
    return [part for part in (*parts, text[begin:].strip()) if part]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Find the bare words outside of brackets, with where each begins and ends."""
    depth, end = 0, 0
    while match := TOKEN.match(text, end):
        found, end = match[match.lastgroup].lower(), match.end()
        depth += {"(": 1, ")": -1}.get(found, 0)
        if match.lastgroup == "word" and not depth:
            yield found, match.start(), end


def _filter(node: Node) -> Filter | None:
    """Return what a comparison says of a column, None where it is no filter."""
    if not isinstance(node, Operation):
        return None
    if node.name == "and":
        ends = [_filter(part) for part in node.parts]
        return _joined(*ends) if all(ends) and len({end.column for end in ends}) == 1 else None
    name, (first, *others) = node.name, node.parts
    if name in TURNED and isinstance(first, Constant):
        name, first, others = TURNED[name], others[0], [first]
    if not isinstance(first, Column) or not all(isinstance(c, Constant) for c in others):
        return None
    return _of_column(name, first, tuple(_value(constant) for constant in others))


def _of_column(name: str, column: Column, values: tuple[str | Bound, ...]) -> Filter | None:
    empty = Filter(column=column.name, kind=column.kind)
    if name in {"<=", ">="}:
        return replace(empty, **{"high" if name == "<=" else "low": values[0]})
    if name == "=" and column.kind == FLAG:
        return replace(empty, answer=bool(values[0]))
    if name == "=" and column.kind == DATE:
        return replace(empty, low=values[0], high=values[0])
    if name in {"=", "in"} and column.kind in {TEXT, NUMBER}:
        return replace(empty, values=tuple(dict.fromkeys(values)))
    return None


def _value(constant: Constant) -> str | Bound:
    if constant.kind == DATE:
        return EPOCH + timedelta(days=int(constant.value))
    return constant.value


def _joined(before: Filter | None, other: Filter) -> Filter | None:
    """Return both ends of a range as one filter, None where a column is filtered in two ways."""
    if before is None:
        return other
    both = (before, other)
    lows = [each.low for each in both if each.low is not None]
    highs = [each.high for each in both if each.high is not None]
    if not all(each.is_range for each in both) or len(lows) > 1 or len(highs) > 1:
        return None
    return replace(before, low=lows[0], high=highs[0])
