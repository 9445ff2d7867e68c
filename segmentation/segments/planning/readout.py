"""What a campaign brought: lift per segment with its interval, corrected for several segments."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.segments.describing.effects import holm
from segmentation.segments.planning.experiment import TREATMENT

ALPHA = 0.05
FEWEST = 20
"""Customers in a group below which nothing is read off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """What the campaign brought in one segment.

    Attributes
    ----------
    name : str
    n_treated, n_control : int
    response, base : float
        Shares that responded, 0 to 1.
    low, high : float
        95 % interval of the lift, response less base.
    p_value : float
        Chance of so large a difference without any effect, corrected after Holm; NaN where there
        are too few customers.
    verdict : str
        One sentence.
    """

    name: str
    n_treated: int
    n_control: int
    response: float
    base: float
    low: float
    high: float
    p_value: float
    verdict: str

    @property
    def lift(self) -> float:
        """Response less base, in shares of customers."""
        return self.response - self.base


def lift_interval(
    hits: int, n_treated: int, base_hits: int, n_control: int, *, alpha: float = ALPHA
) -> tuple[float, float]:
    """Return the interval of a difference of two shares.

    Parameters
    ----------
    hits, n_treated : int
        Responses and customers of the treatment.
    base_hits, n_control : int
        Of the control.
    alpha : float

    Returns
    -------
    low, high : float

    References
    ----------
    Newcombe, R. (1998). Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine 17 (method 10).
    """
    p, (low_p, high_p) = hits / n_treated, _wilson(hits, n_treated, alpha)
    q, (low_q, high_q) = base_hits / n_control, _wilson(base_hits, n_control, alpha)
    below = np.sqrt((p - low_p) ** 2 + (high_q - q) ** 2)
    above = np.sqrt((high_p - p) ** 2 + (q - low_q) ** 2)
    return float(p - q - below), float(p - q + above)


def lift_p_value(hits: int, n_treated: int, base_hits: int, n_control: int) -> float:
    """Return the chance of so large a difference of two shares without any effect.

    Parameters
    ----------
    hits, n_treated, base_hits, n_control : int

    Returns
    -------
    float
        Two-sided, by the pooled normal approximation.
    """
    from scipy.stats import norm

    pooled = (hits + base_hits) / (n_treated + n_control)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n_treated + 1 / n_control))
    if error == 0:
        return 1.0
    return float(2 * norm.sf(abs(hits / n_treated - base_hits / n_control) / error))


def read_results(
    assignment: pd.DataFrame, results: pd.DataFrame, identifier: str, responded: str
) -> tuple[Lift, ...]:
    """Compare the groups of every segment, and of all together.

    Parameters
    ----------
    assignment : pandas.DataFrame of shape (n_customers, 3)
        As `assignment_table` makes it; its first column is the identifier.
    results : pandas.DataFrame of shape (n_results, any)
        Who responded; assigned customers that are not in it have not.
    identifier, responded : str
        Columns of the results: whom, and a yes or no, or a number above 0.

    Returns
    -------
    tuple of Lift
        One per segment in the order of the assignment, then ``All segments``.

    Raises
    ------
    DataError
        If the results are of other customers, or a column does not say yes or no.
    """
    hits = _responders(assignment, results, identifier, responded)
    names = [*dict.fromkeys(assignment["segment_name"]), "All segments"]
    treated = (assignment["group"] == TREATMENT).to_numpy()
    lifts = []
    for name in names:
        inside = np.ones(len(assignment), dtype=bool)
        if name != names[-1]:
            inside = (assignment["segment_name"] == name).to_numpy()
        lifts.append(_lift(name, hits, inside & treated, inside & ~treated))
    corrected = holm([lift.p_value for lift in lifts[:-1]])
    return tuple(
        _judged(lift, p) for lift, p in zip(lifts, [*corrected, lifts[-1].p_value], strict=True)
    )


def _responders(
    assignment: pd.DataFrame, results: pd.DataFrame, identifier: str, responded: str
) -> np.ndarray:
    who = assignment.iloc[:, 0].astype(str).to_numpy()
    given = results[identifier].astype(str)
    known = given.isin(who)
    if not known.any():
        raise DataError(
            f"None of the {counted(len(given), 'customer')} in the results was in the campaign. "
            f"“{identifier}” should hold the identifiers of the exported file."
        )
    if (~known).any() and known.mean() < 0.5:
        raise DataError(
            f"Only {int(known.sum()):,} of {counted(len(given), 'customer')} in the results were "
            f"in the campaign. Choose the results of this campaign."
        )
    said = yes_or_no(results[responded])
    if said is None:
        raise DataError(
            f"“{responded}” should say for each customer whether there was a response: yes or no, "
            "1 or 0, or a number that is above 0 for a response."
        )
    return np.isin(who, given[said & known].to_numpy())


def n_strangers(assignment: pd.DataFrame, results: pd.DataFrame, identifier: str) -> int:
    """Count the results of customers that were not in the campaign."""
    known = results[identifier].astype(str).isin(assignment.iloc[:, 0].astype(str))
    return int((~known).sum())


def yes_or_no(values: pd.Series) -> np.ndarray | None:
    """Return who responded, (n_results,) bool, or None when the column does not say.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    ndarray or None
        A missing value is no response.
    """
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(values.dtype):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        return np.nan_to_num(numbers) > 0 if (np.nan_to_num(numbers) >= 0).all() else None
    text = values.dropna().astype(str).str.strip().str.lower()
    if not set(text) <= {"yes", "no", "true", "false", "y", "n", "1", "0", "ja", "nein"}:
        return None
    said = values.astype(str).str.strip().str.lower()
    return said.isin({"yes", "true", "y", "1", "ja"}).to_numpy()


def _lift(name: str, hits: np.ndarray, treated: np.ndarray, control: np.ndarray) -> Lift:
    n, m = int(treated.sum()), int(control.sum())
    x, y = int(hits[treated].sum()), int(hits[control].sum())
    enough = min(n, m) >= FEWEST
    low, high = lift_interval(x, n, y, m) if n and m else (float("nan"), float("nan"))
    return Lift(
        name=name,
        n_treated=n,
        n_control=m,
        response=x / n if n else float("nan"),
        base=y / m if m else float("nan"),
        low=low,
        high=high,
        p_value=lift_p_value(x, n, y, m) if enough else float("nan"),
        verdict="",
    )


def _judged(lift: Lift, p_value: float) -> Lift:
    if np.isnan(p_value):
        said = f"Too few: {lift.n_treated:,} addressed and {lift.n_control:,} held out."
    elif p_value <= ALPHA:
        worked = "It worked" if lift.lift > 0 else "It did harm"
        points = f"{lift.lift:+.1%}".replace("-", "−")
        said = f"{worked}: {points} of customers, beyond chance."
    else:
        said = "No effect is proven: the difference may be chance."
    return replace(lift, p_value=p_value, verdict=said)


def _wilson(hits: int, n: int, alpha: float) -> tuple[float, float]:
    from scipy.stats import norm

    z = norm.isf(alpha / 2)
    center = (hits + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(hits * (n - hits) / n + z**2 / 4)
    return float(center - half), float(center + half)
