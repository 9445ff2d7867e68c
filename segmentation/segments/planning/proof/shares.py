"""Shares of customers: their probabilities, exact limits of one, approximate limits of two."""

import numpy as np


def clopper_pearson(hits: int, n: int, tail: float) -> tuple[float, float]:
    """Return the exact interval of a share that errs on either side by at most `tail`.

    Parameters
    ----------
    hits, n : int
    tail : float

    Returns
    -------
    low, high : float

    References
    ----------
    Clopper, C. and Pearson, E. (1934). The use of confidence or fiducial limits illustrated in the
    case of the binomial. Biometrika 26.
    """
    from scipy.special import betaincinv

    low = float(betaincinv(hits, n - hits + 1, tail)) if hits > 0 else 0.0
    high = float(betaincinv(hits + 1, n - hits, 1 - tail)) if hits < n else 1.0
    return low, high


def newcombe_lower(
    hits: np.ndarray, n: int, base_hits: np.ndarray, m: int, level: float
) -> np.ndarray:
    """Return an approximate lower limit of the lift, by which results are ordered.

    Parameters
    ----------
    hits, base_hits : ndarray of shape (n_results,)
    n, m : int
        Customers of the treatment and of the control.
    level : float
        Of this side.

    Returns
    -------
    ndarray of shape (n_results,)

    References
    ----------
    Newcombe, R. (1998). Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine 17 (method 10).
    """
    from scipy.special import ndtri

    z = -ndtri(level)
    p, q = hits / n, base_hits / m
    below = p - _wilson(hits, n, -z)
    above = _wilson(base_hits, m, z) - q
    return p - q - np.sqrt(below**2 + above**2)


def binomial(hits: np.ndarray, n: int, rate: np.ndarray) -> np.ndarray:
    """Return the probability of each count at each rate.

    Parameters
    ----------
    hits : ndarray of shape (n_counts,)
    n : int
        Customers.
    rate : ndarray that broadcasts with `hits`

    Returns
    -------
    ndarray of the shape of both
    """
    from scipy.special import gammaln, xlog1py, xlogy

    ways = gammaln(n + 1) - gammaln(hits + 1) - gammaln(n - hits + 1)
    return np.exp(ways + xlogy(hits, rate) + xlog1py(n - hits, -rate))


def reached(least: np.ndarray, n: int, rates: np.ndarray, tail: float) -> np.ndarray:
    """Return the chance of so many responses or more.

    Parameters
    ----------
    least : ndarray of shape (n_least,)
    n : int
        Customers.
    rates : ndarray of shape (n_rates,)
    tail : float
        What may be missing from each chance.

    Returns
    -------
    ndarray of shape (n_rates, n_least)
    """
    counts = not_too_rare((rates.min(), rates.max()), n, tail)
    upward = np.cumsum(binomial(counts, n, rates[:, None])[:, ::-1], axis=1)[:, ::-1]
    place = np.clip(least - counts[0], 0, len(counts) - 1).astype(int)
    return np.where(least <= counts[0], 1.0, np.where(least > counts[-1], 0.0, upward[:, place]))


def not_too_rare(shares: tuple[float, float], m: int, tail: float) -> np.ndarray:
    """Return the counts beyond which less than `tail` lies on either side (Bernstein's bound).

    Parameters
    ----------
    shares : tuple of float
        The lowest and the highest rate.
    m : int
        Customers.
    tail : float

    Returns
    -------
    ndarray of shape (n_counts,)
    """
    weight = -np.log(tail)
    low, high = (
        m * share + sign * (np.sqrt(2 * weight * m * share * (1 - share)) + 2 * weight / 3)
        for share, sign in zip(shares, (-1, 1), strict=True)
    )
    return np.arange(max(0, int(low)), min(m, int(high) + 1) + 1, dtype=float)


def _wilson(hits: np.ndarray, n: int, z: float) -> np.ndarray:
    """Return Wilson's limit of a share: the upper one for z above 0, the lower one below."""
    center = (hits + z**2 / 2) / (n + z**2)
    return center + z / (n + z**2) * np.sqrt(hits * (n - hits) / n + z**2 / 4)
