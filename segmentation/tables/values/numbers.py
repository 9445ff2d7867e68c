"""Numbers as people write them: currencies, percent signs, thousands, parentheses, decimal commas.

A column has one way of writing; what could be read in two ways ("1,234") follows the rest of its
table, never its own rows one by one. Only where every cell tells its own marks may they differ.
"""

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.tables.values.amounts.codes import are_codes
from segmentation.tables.values.amounts.dress import SPACES, Undressed, undressed
from segmentation.tables.values.amounts.marks import INDIAN, MARKS, fits, own_digits
from segmentation.tables.values.patterns import every, few, rewritten, some_hold

PLAIN = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
COMMA_POWER = r"[+-]?[0-9]+(?:,[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?"
THOUSAND_OR_DECIMALS = r"[+-]?[1-9]\d{0,2}\.\d{3}"
DEGREE = re.compile(
    r"\b(?:lat|lats|latitude?|lon|long|longitude?|lng|breite|breitengrad|l[äa]nge|l[äa]ngengrad|"
    r"latitud|longitud|latitudine|longitudine|geo ?lat|geo ?lon|szeroko.*geo.*|широта|долгота)\b",
    re.IGNORECASE,
)
MOST_DEGREES = 180

EXACT_INT = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedNumbers:
    """A column of numbers.

    Attributes
    ----------
    values : pandas.Series
        int64 where that loses nothing, else float64.
    decimal : str
        The decimal mark.
    dressed : bool
        Whether anything but plain digits and a point had to be understood.
    warning : str or None
        What could be read otherwise.
    """

    values: pd.Series
    decimal: str
    dressed: bool
    warning: str | None = None


def parse_numbers(
    cells: pd.Series,
    *,
    decimal: str | None = None,
    thousands: str | None = None,
    usual: str = ".",
    settled: bool = True,
) -> ParsedNumbers | None:
    """Read a column of numbers.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values and outer spaces. Its name tells degrees from thousands.
    decimal, thousands : str or None
        The marks, where a user has said them.
    usual : str
        The decimal mark of the table, for columns that can be read in two ways.
    settled : bool
        Whether the table settles that mark; else a warning says what could be read otherwise.

    Returns
    -------
    ParsedNumbers or None
        None when a cell is no number, is a code, or the column mixes currencies or percent signs
        with bare numbers.

    Examples
    --------
    >>> parse_numbers(pd.Series(["1.234,56 €", "7 €"], dtype="str")).values.tolist()
    [1234.56, 7.0]
    >>> parse_numbers(pd.Series(["$1.2M", "$850K"], dtype="str")).values.tolist()
    [1200000, 850000]
    """
    cells = few(cells)
    if are_codes(cells):
        return None
    chosen = decimal or thousands
    if decimal in (None, ".") and not thousands and every(cells, PLAIN):
        return _read(cells, cells, ".") if chosen else _plain(cells, usual, settled=settled)
    if decimal in (None, ",") and not thousands and _are_powers(cells):
        return _read(cells, rewritten(cells, ",", "."), ",")
    dress = undressed(cells)
    if dress is None:
        return None
    bare, factors = dress.bare, dress.factors
    fitting = [pair for pair in _candidates(decimal, thousands) if fits(bare, *pair)]
    if not fitting:
        return None if chosen else _by_own_marks(cells, bare, factors, usual)
    point, group = _settled(dress, fitting, usual)
    digits = rewritten(bare, rf"[{re.escape(group)}’{SPACES}]", "")
    return _read(cells, rewritten(digits, re.escape(point), "."), point, factors)


def _settled(dress: Undressed, fitting: list[tuple[str, str]], usual: str) -> tuple[str, str]:
    """Choose among marks that all fit: what is usual, but money has no three decimals."""
    if not _two_ways(dress.bare, fitting):
        return fitting[0]
    if dress.has_cents:
        return next(
            (pair for pair in fitting if some_hold(dress.bare, re.escape(pair[1]))), fitting[0]
        )
    return min(fitting, key=lambda pair: pair[0] != usual)


def _are_powers(cells: pd.Series) -> bool:
    """Return whether numbers are written as 1,5E+03."""
    return some_hold(cells, "[0-9][eE]") and every(cells, COMMA_POWER)


def _plain(cells: pd.Series, usual: str, *, settled: bool) -> ParsedNumbers:
    """Read digits and points, which may stand between thousands where a comma is usual."""
    if not every(cells, THOUSAND_OR_DECIMALS):
        return _read(cells, cells, ".")
    as_decimals = _read(cells, cells, ".")
    if usual != ",":
        return as_decimals if settled else _warned(as_decimals, cells)
    is_degree = DEGREE.search(re.sub(r"[\W_]+", " ", str(cells.name)))
    if is_degree and as_decimals.values.abs().max() <= MOST_DEGREES:
        return _warned(as_decimals, cells)
    as_thousands = _read(cells, rewritten(cells, r"\.", ""), ",")
    return as_thousands if settled else _warned(as_thousands, cells)


def _warned(read: ParsedNumbers, cells: pd.Series) -> ParsedNumbers:
    """Say as what a number was taken that may be a thousand times more or less."""
    at, value = cells.index[0], float(read.values.iloc[0])
    other = value * 1000 if read.decimal == "." else value / 1000
    warning = (
        f"“{cells.name}” can be read in two ways: “{cells[at]}” was taken as {value:,.12g}, not as "
        f"{other:,.12g}. Choose the decimal mark if that is wrong."
    )
    return replace(read, warning=warning)


def _by_own_marks(
    cells: pd.Series, bare: pd.Series, factors: np.ndarray | None, usual: str
) -> ParsedNumbers | None:
    """Read lakhs, or numbers that each tell their own marks."""
    if every(bare, INDIAN):
        return _read(cells, rewritten(bare, ",", ""), ".", factors)
    digits = [own_digits(cell) for cell in bare]
    if None in digits:
        return None
    read = _read(cells, pd.Series(digits, index=cells.index), usual, factors)
    warning = f"“{cells.name}” has decimal points and decimal commas; each was read by its marks."
    return replace(read, dressed=True, warning=warning)


def decimal_mark(cells: pd.Series) -> str | None:
    """Return the decimal mark that a column settles, None when it settles none.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values.

    Returns
    -------
    str or None
    """
    cells = few(cells)
    if every(cells, r"[+-]?[0-9]+"):
        return None
    dress = undressed(cells)
    if dress is None:
        return None
    bare = dress.bare
    fitting = [pair for pair in MARKS if fits(bare, *pair)]
    if not fitting or _two_ways(bare, fitting) or not some_hold(bare, r"[.,]"):
        return None
    return fitting[0][0]


def whole(numbers: pd.Series) -> pd.Series:
    """Return int64 where that loses nothing: the same cells have one type in every format.

    Parameters
    ----------
    numbers : pandas.Series of float64

    Returns
    -------
    pandas.Series
    """
    values = numbers.to_numpy()
    return numbers.astype(np.int64) if are_whole(values) else numbers


def are_whole(values: np.ndarray) -> bool:
    """Return whether numbers lose nothing as int64."""
    exact = np.isfinite(values).all() and (values == np.round(values)).all()
    return bool(exact and (np.abs(values) < EXACT_INT).all())


def _candidates(decimal: str | None, thousands: str | None) -> list[tuple[str, str]]:
    if decimal and thousands:
        return [(decimal, thousands)]
    return [
        (point, group)
        for point, group in MARKS
        if decimal in (None, point) and thousands in (None, group)
    ]


def _two_ways(bare: pd.Series, fitting: list[tuple[str, str]]) -> bool:
    """Return whether the marks found could be decimal marks as well as thousands separators."""
    both = {pair[0] for pair in fitting} == {".", ","}
    return both and some_hold(bare, r"[.,]")


def _read(
    cells: pd.Series, digits: pd.Series, point: str, factors: np.ndarray | None = None
) -> ParsedNumbers:
    dressed = point == "," or not (digits is cells or digits.equals(cells))
    read = pd.to_numeric(digits.to_numpy()).astype(float)
    if factors is not None:  # 1.1 millions are 1,100,000 and not 1,100,000.0000000001
        read = np.array([float(f"{value:.15g}") for value in read * factors])
    read = read.astype(np.int64) if are_whole(read) else read
    values = pd.Series(read, index=cells.index, name=cells.name)
    return ParsedNumbers(values=values, decimal=point, dressed=dressed or factors is not None)
