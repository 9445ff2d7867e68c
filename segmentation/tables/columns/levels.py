"""What the values of a category are called, however a file holds them.

A yes-or-no column comes as 0 and 1 in one file, as true and false in the next, and a single gap
turns whole numbers into decimals. A level must have one name all the same, or the next customer
gets another segment than the first.
"""

import numbers

import numpy as np
import pandas as pd

YES_TEXTS = ("1", "1.0", "true", "t", "yes")
NO_TEXTS = ("0", "0.0", "false", "f", "no")
"""How files and databases write the two values of a coded column."""

LARGEST_WHOLE = 2**53


def is_coded(values: pd.Series) -> bool:
    """Return whether a category is held as 0 and 1, or as true and false.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    bool
        False for a rating from 1 to 5, whose 1 is no “yes”.
    """
    if not pd.api.types.is_numeric_dtype(values.dtype):
        return False
    return pd.api.types.is_bool_dtype(values.dtype) or bool(values.dropna().isin([0, 1]).all())


def level_names(values: pd.Series, *, coded: bool) -> np.ndarray:
    """Return the levels of a category as text.

    Parameters
    ----------
    values : pandas.Series
        Of any type.
    coded : bool
        Whether the column says yes and no as `is_coded` columns do: its levels are “yes” and “no”.

    Returns
    -------
    ndarray of shape (n_rows,), object
        None where there is no value.

    Examples
    --------
    >>> level_names(pd.Series([1.0, 0.0, None]), coded=True).tolist()
    ['yes', 'no', None]
    >>> level_names(pd.Series([7, 8]), coded=False).tolist()
    ['7', '8']
    """
    if pd.api.types.is_object_dtype(values.dtype):
        return np.array([_name(value, coded=coded) for value in values] + [None], object)[:-1]
    if isinstance(values.dtype, pd.StringDtype) and not coded:
        return np.where(values.isna(), None, values.to_numpy(dtype=object))
    codes, distinct = pd.factorize(values)
    names = [_name(value, coded=coded) for value in distinct]
    return np.array([*names, None], dtype=object)[codes]


def _name(value: object, *, coded: bool) -> str | None:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        return None
    name = str(value)
    if isinstance(value, numbers.Real) and not isinstance(value, bool | np.bool_):
        number = float(value)
        name = str(int(number)) if abs(number) < LARGEST_WHOLE and number % 1 == 0 else repr(number)
    if coded:
        plain = name.strip().lower()
        return "yes" if plain in YES_TEXTS else "no" if plain in NO_TEXTS else name
    return name
