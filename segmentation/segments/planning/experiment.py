r"""A campaign as an experiment: how many customers it takes, and who is randomly held out."""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
import pandas as pd

from segmentation.errors import SpecError

TREATMENT, CONTROL = "treatment", "control"


def sample_size(base: float, wanted: float, *, power: float = 0.8, alpha: float = 0.05) -> int:
    r"""Return the customers each of two groups needs by the formula of the textbooks.

    `customers_needed` says how many the verdict of a read-out takes, which is a little more.

    Parameters
    ----------
    base : float
        Response without the campaign, 0 to 1.
    wanted : float
        Response with it that should not be missed, 0 to 1.
    power : float
        Chance that it is seen when it is there.
    alpha : float
        Chance that it is seen when it is not there, on both sides together.

    Returns
    -------
    int
        Per group.

    Raises
    ------
    SpecError
        If a share is outside 0 to 1, or both responses are equal.

    Notes
    -----
    :math:`n = \left(z_{1-\alpha/2}\sqrt{2\bar p\bar q} + z_{power}\sqrt{p_1q_1 + p_2q_2}\right)^2
    / (p_1 - p_2)^2` with the mean :math:`\bar p` of both (the pooled formula).

    References
    ----------
    Fleiss, J., Levin, B. and Paik, M. (2003). Statistical Methods for Rates and Proportions.

    Examples
    --------
    >>> sample_size(0.05, 0.06)
    8158
    """
    from scipy.stats import norm

    for name, share in (("response", base), ("wanted response", wanted)):
        if not 0 <= share <= 1:
            raise SpecError(f"The {name} is {share:.1%}. Give a share from 0% to 100%.")
    if not (0 < power < 1 and 0 < alpha < 1):
        raise SpecError(
            f"Power is {power:g} and significance {alpha:g}. Give shares between 0 and 1."
        )
    if base == wanted:
        raise SpecError(
            f"Both responses are {base:.1%}. Give the smallest improvement you want to detect."
        )
    mean = (base + wanted) / 2
    pooled = norm.isf(alpha / 2) * sqrt(2 * mean * (1 - mean))
    apart = norm.isf(1 - power) * sqrt(base * (1 - base) + wanted * (1 - wanted))
    return ceil((pooled + apart) ** 2 / (base - wanted) ** 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arms:
    """How many customers of a segment are addressed and how many are left out.

    Attributes
    ----------
    n_treated, n_control : int
    """

    n_treated: int
    n_control: int


def assign(segments: np.ndarray, hold_out: float, *, random_state: int = 0) -> np.ndarray:
    """Draw a hold-out group in every segment.

    Parameters
    ----------
    segments : ndarray of shape (n_customers,), int
        The strata; each gives the same share.
    hold_out : float
        Share that is left out, above 0 and below 1.
    random_state : int
        The same seed draws the same customers.

    Returns
    -------
    ndarray of shape (n_customers,), bool
        Who is left out: the nearest whole number in every segment, and at least one of two or more.

    Raises
    ------
    SpecError
        If the share is outside 0 to 1.
    """
    if not 0 < hold_out < 1:
        raise SpecError(
            f"The control group is {hold_out:.0%} of the customers. Give a share between 0% and "
            "100%: without a control group nobody knows what would have happened anyway."
        )
    random = np.random.default_rng(random_state)
    held = np.zeros(len(segments), dtype=bool)
    for segment in np.unique(segments):
        members = np.flatnonzero(segments == segment)
        n_held = min(max(1, round(hold_out * len(members))), len(members) - 1)
        held[random.permutation(members)[:n_held]] = True
    return held


def arms(segments: np.ndarray, held: np.ndarray, n_segments: int | None = None) -> tuple[Arms, ...]:
    """Count who is addressed and who is left out in every segment.

    Parameters
    ----------
    segments : ndarray of shape (n_customers,), int
    held : ndarray of shape (n_customers,), bool
    n_segments : int or None
        How many there are, where some may have no customer; None counts up to the last that has.

    Returns
    -------
    tuple of Arms
    """
    counts = np.bincount(segments, minlength=n_segments or 0)
    left_out = np.bincount(segments[held], minlength=len(counts))
    return tuple(
        Arms(n_treated=int(count - out), n_control=int(out))
        for count, out in zip(counts, left_out, strict=True)
    )


def assignment_table(
    identifiers: pd.Series, segments: np.ndarray, names: tuple[str, ...], held: np.ndarray
) -> pd.DataFrame:
    """Lay out who is addressed and who is left out.

    Parameters
    ----------
    identifiers : pandas.Series of shape (n_customers,)
    segments : ndarray of shape (n_customers,), int
    names : tuple of str
        By segment.
    held : ndarray of shape (n_customers,), bool

    Returns
    -------
    pandas.DataFrame of shape (n_customers, 3)
        The identifier, ``segment_name`` and ``group``: treatment or control.
    """
    return pd.DataFrame(
        {
            str(identifiers.name): identifiers.to_numpy(),
            "segment_name": np.array(names, dtype=object)[segments],
            "group": np.where(held, CONTROL, TREATMENT),
        }
    )
