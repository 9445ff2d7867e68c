"""How formulas are written as text: one a line, names with spaces between backticks."""

import re

from segmentation.customers.formulas.grammar import WORDS
from segmentation.errors import SpecError

WHOLE = 1e15
"""Below it a whole number is written without a point."""


def formulas_of(text: str) -> tuple[tuple[str, str], ...]:
    """Read formulas that are written one a line, as ``name = formula``.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of (str, str)

    Raises
    ------
    SpecError
        If a line has no name or no formula.

    Examples
    --------
    >>> formulas_of("each = spend / orders")
    (('each', 'spend / orders'),)
    """
    formulas = []
    for line in filter(str.strip, text.splitlines()):
        name, sign, formula = line.partition("=")
        name = name.strip().strip("`").strip()
        if not sign or not name or not formula.strip():
            raise SpecError(
                f"“{line.strip()[:60]}” makes no column. Write a name, =, and a formula, such as "
                f"each = spend / orders."
            )
        formulas.append((name, formula.strip()))
    return tuple(formulas)


def written_name(name: str) -> str:
    """Return a column as it is written in a formula.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
        Between backticks where the bare name would not be read as one.
    """
    bare = re.fullmatch(r"[^\W\d]\w*", name) and name.lower() not in WORDS
    return name if bare else f"`{name.replace('`', '``')}`"


def written_value(value: float | str) -> str:
    """Return a number or a text as it is written in a formula.

    Parameters
    ----------
    value : float or str
        Finite; a day as year, month and day, yes or no are texts.

    Returns
    -------
    str

    Examples
    --------
    >>> written_value("it's"), written_value(30.0), written_value(0.25)
    ("'it''s'", '30', '0.25')
    """
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    number = float(value)
    return f"{number:.0f}" if number == int(number) and abs(number) < WHOLE else repr(number)
