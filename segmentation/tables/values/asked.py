"""Columns read as a user says, whatever their cells look like; what does not fit is counted."""

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.table import ReadOptions
from segmentation.tables.values.amounts.digits import ascii_digits
from segmentation.tables.values.amounts.dress import undress
from segmentation.tables.values.dates import parse_dates
from segmentation.tables.values.numbers import parse_numbers, whole

YES, NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def as_asked(
    text: pd.Series, kind: str, options: ReadOptions, counts: np.ndarray
) -> tuple[pd.Series, str | None]:
    """Convert a column as the user says; what does not fit becomes missing and is counted.

    Parameters
    ----------
    text : pandas.Series of str, shape (n_values,)
        The different texts of a column, missing where they stand for no value.
    kind : str
        ``number``, ``date``, ``boolean`` or ``text``.
    options : ReadOptions
    counts : numpy.ndarray of int, shape (n_values,)
        Cells that hold each text.

    Returns
    -------
    pandas.Series, shape (n_values,)
    str or None
        What was done.
    """
    if kind == Kind.NUMBER:
        values = forced_numbers(text, options)
    elif kind == Kind.DATE:
        days = ascii_digits(text.dropna())
        dates = parse_dates(days, day_first=options.day_first, force=True)
        values = dates.values.reindex(text.index)
    elif kind == Kind.BOOLEAN and text.str.lower().isin(YES | NO).all():
        values = text.str.lower().isin(YES)
    else:
        return text, None
    lost = int(counts[(values.isna() & text.notna()).to_numpy()].sum())
    said = f"“{text.name}” was read as {kind}, as you asked"
    said += f"; {counted(lost, 'value')} did not fit and became missing." if lost > 0 else "."
    return values, said


def forced_numbers(text: pd.Series, options: ReadOptions = ReadOptions()) -> pd.Series:  # noqa: B008 - frozen
    """Return the numbers among texts; codes with leading zeros count as numbers here.

    Parameters
    ----------
    text : pandas.Series of str, shape (n_values,)
    options : ReadOptions
        Its marks are taken when given, else they follow the values.

    Returns
    -------
    pandas.Series of shape (n_values,)
        int64 or float64; missing where a text is no number.
    """
    parts = ascii_digits(text.dropna()).map(undress).dropna()
    bare = pd.Series([part.digits for part in parts], index=parts.index, dtype="str")
    bare = bare.str.replace(r"^(-?)0+(?=[0-9])", r"\1", regex=True)
    marks = {"decimal": options.decimal, "thousands": options.thousands}
    read = parse_numbers(bare, **marks)
    if read is not None:
        numbers = read.values.astype(float)
    else:
        each = {at: parse_numbers(bare.loc[[at]], **marks) for at in bare.index}
        known = {at: float(one.values.iloc[0]) for at, one in each.items() if one is not None}
        numbers = pd.Series(known, dtype=float)
    if any(part.scale for part in parts):
        numbers *= pd.Series([part.factor for part in parts], index=parts.index)
    return whole(numbers.reindex(text.index))
