"""Years without their century, and years counted from elsewhere than the birth of Christ."""

import re
from collections.abc import Set as AbstractSet

LAST_BIRTH = 2025
"""No birthday lies after this year; reading a file must not depend on the day it is read."""

LAST_AHEAD = 2046
"""Contracts and cards run some years ahead; a later year of two digits is of the last century."""

BUDDHIST = range(2443, 2643)
BUDDHIST_AHEAD = 543

BIRTH = re.compile(
    r"birth|\bdob\b|geb(?:urt|[._ ]?dat|\b)|naissance|n[ée]e?[ _]le|nacimiento|nascita|nascimento|"
    r"geboorte|urodz|рожд|народ|narozen|szület|syntym|f[øö]d(?:sel|els)|doğum|γέννησ|生年|誕生|出生|생일|생년",
    re.IGNORECASE,
)


def is_birth(name: object) -> bool:
    """Return whether a column is named after birth.

    Parameters
    ----------
    name : object

    Returns
    -------
    bool

    Examples
    --------
    >>> is_birth("Geb.-Datum"), is_birth("date_of_birth"), is_birth("Gebiet")
    (True, True, False)
    """
    return bool(BIRTH.search(str(name).replace("_", " ")))


def last_year(years: AbstractSet[int], *, birth: bool) -> int:
    """Return the last of the hundred years that years of two digits stand for.

    Parameters
    ----------
    years : set of int
        Of two digits.
    birth : bool
        Whether they are years of birth.

    Returns
    -------
    int

    Notes
    -----
    Beside years of the last century, those from 27 to 46 are of it as well: a column that holds
    1952 and 2041 is rarer than one of birthdays without a name that says so.
    """
    old = any(year > LAST_AHEAD % 100 for year in years)
    ahead = any(LAST_BIRTH % 100 + 1 < year <= LAST_AHEAD % 100 for year in years)
    if birth or (old and ahead):
        return LAST_BIRTH
    return LAST_AHEAD


def with_century(year: int, last: int) -> int:
    """Return a year of two digits in full.

    Parameters
    ----------
    year : int
    last : int
        The last year it may be.

    Returns
    -------
    int

    Examples
    --------
    >>> with_century(24, 2025), with_century(68, 2025)
    (2024, 1968)
    """
    return year + (last - year) // 100 * 100


def are_buddhist(years: AbstractSet[int]) -> bool:
    """Return whether years in full are those of the Thai calendar.

    Parameters
    ----------
    years : set of int

    Returns
    -------
    bool
    """
    return bool(years) and all(year in BUDDHIST for year in years)
