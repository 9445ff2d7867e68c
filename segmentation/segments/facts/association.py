"""Whether two divisions of the same customers go together, and how strongly."""

import numpy as np

N_DEALS = 999


def going_together(
    first: np.ndarray, second: np.ndarray, *, random_state: int = 0
) -> tuple[float, float]:
    """Return how strongly two divisions go together, and how often they do when dealt by lot.

    Parameters
    ----------
    first, second : ndarray of shape (n,), int
        From 0 on, made without a look at each other.
    random_state : int

    Returns
    -------
    strength : float
        As of `cramers_v`.
    p_value : float
        From 1 / (`N_DEALS` + 1) to 1: the share of deals with as high a statistic, the data counted
        among them.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9(1).
    """
    random = np.random.default_rng(random_state)
    seen = chi_square(first, second)
    dealt = [chi_square(first, random.permutation(second)) for _ in range(N_DEALS)]
    # The same table can come out a rounding error lower when it is dealt again.
    exceeding = sum(deal >= seen * (1 - 1e-12) for deal in dealt)
    return cramers_v(seen, first, second), (1 + exceeding) / (1 + N_DEALS)


def chi_square(first: np.ndarray, second: np.ndarray) -> float:
    """Return Pearson's statistic of two divisions.

    Parameters
    ----------
    first, second : ndarray of shape (n,), int
        From 0 on.

    Returns
    -------
    float
    """
    width = int(second.max()) + 1
    counts = np.bincount(first * width + second, minlength=(int(first.max()) + 1) * width)
    counts = counts.reshape(-1, width).astype(float)
    expected = counts.sum(axis=1)[:, None] * counts.sum(axis=0) / len(first)
    there = expected > 0
    return float(((counts - expected)[there] ** 2 / expected[there]).sum())


def cramers_v(statistic: float, first: np.ndarray, second: np.ndarray) -> float:
    """Return Cramér's V without its bias.

    Parameters
    ----------
    statistic : float
        Pearson's, of the two.
    first, second : ndarray of shape (n,), int

    Returns
    -------
    float
        0 to 1.

    References
    ----------
    Bergsma, W. (2013). A bias-correction for Cramér's V and Tschuprow's T. Journal of the Korean
    Statistical Society 42(3).
    """
    n = len(first)
    n_rows, n_columns = len(np.unique(first)), len(np.unique(second))
    phi = max(0.0, statistic / n - (n_rows - 1) * (n_columns - 1) / (n - 1))
    levels = [k - (k - 1) ** 2 / (n - 1) for k in (n_rows, n_columns)]
    least = min(levels) - 1
    return float(min(1.0, np.sqrt(phi / least))) if least > 0 else 0.0
