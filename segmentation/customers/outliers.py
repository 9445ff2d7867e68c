"""Values far out, and columns with a long tail: what they are and what can be done about them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.customers.duplicates import merge_duplicates
from segmentation.tables.roles import identifier_of, profile_columns
from segmentation.tables.table import Table

OUTLIERS = ("keep", "cap", "set_aside")
TRANSFORMS = ("log", "yeo_johnson")
QUANTILES = (0.01, 0.99)
SKEWED = 1.0
"""|skewness| from which a column has a long tail (Bulmer, 1979, calls it highly skewed)."""

MOST_FITTED = 50_000
"""Values by which a power is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningEffects:
    """What each choice of cleaning would do to the customers of a table.

    Attributes
    ----------
    n_rows : int
    missing : int
        Rows without a value in some feature.
    repeated : int
        Rows whose identifier an earlier row has.
    outside : int
        Rows with a feature beyond its quantiles.
    skewness : tuple of (str, float)
        Of the features with a long tail.
    """

    n_rows: int
    missing: int
    repeated: int
    outside: int
    skewness: tuple[tuple[str, float], ...]


def cleaning_effects(
    table: Table, features: tuple[str, ...], quantiles: tuple[float, float] = QUANTILES
) -> CleaningEffects:
    """Count what the choices of cleaning would do, before one is made.

    Parameters
    ----------
    table : Table
    features : tuple of str
    quantiles : tuple of float
        Lower and upper, from 0 to 1.

    Returns
    -------
    CleaningEffects
    """
    columns = {column.name: column for column in profile_columns(table)}
    numbers = [name for name in features if name in columns and columns[name].numeric]
    chosen = table.frame[[name for name in features if name in columns]]
    identifier = identifier_of(columns.values())
    repeated = 0
    if identifier:
        repeated = int((~merge_duplicates(table.frame, identifier, "first")[1]).sum())
    outside = np.zeros(len(table.frame), dtype=bool)
    for name in numbers:
        outside |= beyond(table.frame[name], bounds(table.frame[name], quantiles))
    return CleaningEffects(
        n_rows=len(table.frame),
        missing=int(chosen.isna().any(axis=1).sum()),
        repeated=repeated,
        outside=int(outside.sum()),
        skewness=skewed(table.frame, numbers),
    )


def skewed(frame: pd.DataFrame, names: list[str]) -> tuple[tuple[str, float], ...]:
    """Return the columns with a long tail.

    Parameters
    ----------
    frame : pandas.DataFrame
    names : list of str
        Columns of numbers.

    Returns
    -------
    tuple of (str, float)
        Names with their skewness.
    """
    long_tailed = []
    for name in names:
        values = frame[name].to_numpy(dtype=float)
        values = values[np.isfinite(values)]
        spread = values.std() if len(values) > 2 else 0.0
        if (
            spread > 0
            and abs(by := float((((values - values.mean()) / spread) ** 3).mean())) > SKEWED
        ):
            long_tailed.append((name, by))
    return tuple(long_tailed)


def bounds(values: pd.Series, quantiles: tuple[float, float]) -> tuple[float, float]:
    """Return a column's values at two quantiles.

    Parameters
    ----------
    values : pandas.Series
    quantiles : tuple of float

    Returns
    -------
    tuple of float
        Infinite where the column has no values.
    """
    numbers = values.to_numpy(dtype=float)
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return -np.inf, np.inf
    low, high = np.quantile(numbers, quantiles)
    return float(low), float(high)


def beyond(values: pd.Series, limits: tuple[float, float]) -> np.ndarray:
    """Return where a column lies outside of limits; a missing value does not.

    Parameters
    ----------
    values : pandas.Series
    limits : tuple of float

    Returns
    -------
    ndarray of shape (n_rows,), bool
    """
    numbers = values.to_numpy(dtype=float)
    return (numbers < limits[0]) | (numbers > limits[1])


def transformed(numbers: np.ndarray, how: str | None, power: float) -> np.ndarray:
    """Shorten a long tail.

    Parameters
    ----------
    numbers : ndarray
    how : str or None
        ``log`` is ln(1 + x), for numbers above −1; ``yeo_johnson`` with `power`; None changes
        nothing.
    power : float

    Returns
    -------
    ndarray
        Lower numbers than the logarithm can take count as its lowest.

    References
    ----------
    Yeo, I.-K. and Johnson, R. A. (2000). A new family of power transformations to improve
    normality or symmetry. Biometrika 87.
    """
    if how == "log":
        return np.log1p(np.maximum(numbers, 0.0))
    if how == "yeo_johnson":
        from scipy.stats import yeojohnson

        return yeojohnson(numbers, lmbda=power)
    return numbers


def best_power(numbers: np.ndarray) -> float:
    """Return the Yeo-Johnson power under which numbers look most normal.

    Parameters
    ----------
    numbers : ndarray of shape (n_values,)

    Returns
    -------
    float
        Of more than `MOST_FITTED` values, so many that lie evenly among them, the ends included:
        the power differs by some thousandths at most, and their order plays no part.
    """
    from scipy.stats import yeojohnson_normmax

    if len(numbers) > MOST_FITTED:
        evenly = np.linspace(0, len(numbers) - 1, MOST_FITTED).round().astype(int)
        numbers = np.sort(numbers)[evenly]
    return float(yeojohnson_normmax(numbers))
