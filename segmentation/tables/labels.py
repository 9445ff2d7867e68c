"""A column's name split into what it is called and the unit it is measured in."""

import re
from dataclasses import dataclass

from segmentation.tables.columns.glued import apart

UNIT_WORDS = frozenset(
    {"days", "weeks", "months", "years", "hours", "minutes", "usd", "eur", "gbp", "pct", "percent"}
    | {"thousand", "thousands", "million", "millions", "gb", "mb", "tage", "monate", "jahre"}
    | {"jours", "mois", "ans", "días", "meses", "giorni", "mesi"}
)
"""Words that end a name as its unit, as in ``recency_days``."""

IN_BRACKETS = re.compile(r"(.*\S)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLabel:
    """What a column is called on screen.

    Attributes
    ----------
    label : str
        The name without its unit; never empty.
    unit : str
        Empty when the name tells none.
    """

    label: str
    unit: str

    @property
    def axis(self) -> str:
        """Label and unit as an axis shows them: “Annual Income (k$)”."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


def split_unit(name: str) -> ColumnLabel:
    """Split a column's name into label and unit.

    Parameters
    ----------
    name : str

    Returns
    -------
    ColumnLabel
        Underscores become spaces and glued words are set apart; capitals stay as they are.

    Examples
    --------
    >>> split_unit("Annual Income (k$)")
    ColumnLabel(label='Annual Income', unit='k$')
    >>> split_unit("MonthlyCharges").label
    'Monthly Charges'
    >>> split_unit("recency_days").axis
    'recency (days)'
    """
    bracketed = IN_BRACKETS.fullmatch(name)
    label, unit = (bracketed[1], bracketed[2] or bracketed[3]) if bracketed else (name, "")
    label = apart(label.replace("_", " "))
    words = label.split(" ")
    if not unit and len(words) > 1 and words[-1].lower() in UNIT_WORDS:
        label, unit = " ".join(words[:-1]), words[-1]
    return ColumnLabel(label=label or name or "column", unit=unit.strip())


YEAR_WORDS = frozenset({"year", "jahr", "année", "annee", "año", "anno", "ano", "jaar", "yob"})
YEARS = (1800.0, 2200.0)


def has_half_character(text: str) -> bool:
    r"""Return whether a text holds half of a character, which no file and no column can.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> has_half_character("a\ud83d"), has_half_character("a🎉")
    (True, False)
    """
    return any("\ud800" <= character <= "\udfff" for character in text)


def is_year(value: float, label: ColumnLabel) -> bool:
    """Return whether a number is a year of the calendar, by its column and its size.

    Parameters
    ----------
    value : float
    label : ColumnLabel

    Returns
    -------
    bool

    Examples
    --------
    >>> is_year(1978.2, split_unit("Year_Birth")), is_year(12.0, split_unit("visits per year"))
    (True, False)
    """
    said = label.label.lower()
    named = any(word in YEAR_WORDS for word in said.split()) or said.endswith("jahr")
    return named and not label.unit and YEARS[0] <= value < YEARS[1]
