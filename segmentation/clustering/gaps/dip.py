r"""Hartigan's dip: how far a sample is from having one hump.

The dip is the largest distance between the empirical distribution and the nearest distribution with
a single mode. It is near 0 for anything with one hump, skewed or long-tailed or flat, and at most
1/4, for two points far apart. Its null distribution is that of evenly spread values, which of all
with one hump dip the most: the test is exact for those and careful for all others.

References
----------
Hartigan, J. A. and Hartigan, P. M. (1985). The dip test of unimodality. Annals of Statistics 13(1).
"""

import numpy as np

LEVELS = (0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001)
"""Chances, by the columns of `QUANTILES`."""

QUANTILES = {
    4: (0.2500, 0.2500, 0.2500, 0.2654, 0.3147, 0.3760, 0.4152, 0.4477, 0.4641, 0.4755, 0.4895),
    6: (0.2041, 0.2546, 0.3014, 0.3440, 0.3659, 0.3897, 0.4036, 0.4400, 0.4728, 0.4980, 0.5412),
    8: (0.2318, 0.2822, 0.3143, 0.3411, 0.3548, 0.4005, 0.4351, 0.4692, 0.4887, 0.5052, 0.5450),
    10: (0.2466, 0.2856, 0.3090, 0.3472, 0.3751, 0.4127, 0.4414, 0.4766, 0.5045, 0.5255, 0.5690),
    15: (0.2489, 0.2886, 0.3236, 0.3607, 0.3861, 0.4257, 0.4587, 0.4984, 0.5265, 0.5523, 0.5988),
    20: (0.2540, 0.2955, 0.3278, 0.3687, 0.3951, 0.4351, 0.4700, 0.5108, 0.5384, 0.5645, 0.6151),
    30: (0.2595, 0.3012, 0.3365, 0.3770, 0.4043, 0.4466, 0.4837, 0.5269, 0.5570, 0.5857, 0.6426),
    50: (0.2671, 0.3098, 0.3458, 0.3878, 0.4161, 0.4587, 0.4966, 0.5407, 0.5713, 0.5997, 0.6608),
    100: (0.2742, 0.3182, 0.3554, 0.3991, 0.4281, 0.4724, 0.5118, 0.5588, 0.5932, 0.6224, 0.6881),
    200: (0.2799, 0.3242, 0.3615, 0.4060, 0.4363, 0.4811, 0.5221, 0.5704, 0.6036, 0.6367, 0.7045),
    500: (0.2854, 0.3300, 0.3680, 0.4122, 0.4433, 0.4896, 0.5289, 0.5801, 0.6135, 0.6496, 0.7349),
    1_000: (0.2877, 0.3331, 0.3710, 0.4164, 0.4470, 0.4946, 0.5346, 0.5847, 0.6179, 0.6505, 0.7109),
    2_000: (0.2882, 0.3345, 0.3737, 0.4185, 0.4496, 0.4958, 0.5391, 0.5880, 0.6214, 0.6557, 0.7394),
}
"""By sample size n, what √n times the dip of n evenly spread values exceeds with those chances.

Simulated with 100,000 sets of each size up to 200 and 20,000 above; standard errors of the 0.05
column are below 0.002.
"""


def dip(values: np.ndarray) -> float:
    """Return the distance of a sample from the nearest distribution with one mode.

    Parameters
    ----------
    values : ndarray of shape (n,)
        All different, in any order and unit; at least one.

    Returns
    -------
    float
        Between 1/(2n) and 1/4.

    Raises
    ------
    ValueError
        If two are equal: rounded values are to be spread over what they may have been before.

    Notes
    -----
    Left of the mode the nearest distribution is convex, right of it concave. The interval that
    holds the mode is narrowed, each time to where the greatest convex minorant and the least
    concave majorant of the sample are farthest apart, until that distance is no more than what the
    parts outside already demand. Cost O(n log n).

    Examples
    --------
    >>> dip(np.array([0.0, 1.0, 2.0, 3.0]))  # evenly spread: as low as four values can be
    0.125
    >>> dip(np.array([0.0, 0.1, 9.9, 10.0])) > 0.24  # two pairs far apart
    True
    """
    where = np.sort(np.asarray(values, dtype=float))
    if (np.diff(where) == 0).any():
        raise ValueError("equal values have no dip of their own: spread them first")
    n_values = len(where)
    above, below = np.arange(1, n_values + 1) / n_values, np.arange(n_values) / n_values
    low, high, found = 0, n_values - 1, 1 / n_values
    while True:
        part = slice(low, high + 1)
        minorant, corners = _hull(where[part], below[part], convex=True)
        majorant, peaks = _hull(where[part], above[part], convex=False)
        apart = majorant - minorant
        at_corner, at_peak = corners[apart[corners].argmax()], peaks[apart[peaks].argmax()]
        if max(apart[at_corner], apart[at_peak]) <= found:
            return found / 2
        if apart[at_corner] > apart[at_peak]:
            first, last = at_corner, peaks[np.searchsorted(peaks, at_corner)]
        else:
            first, last = corners[np.searchsorted(corners, at_peak, side="right") - 1], at_peak
        outside = max(
            (above[part] - minorant)[: first + 1].max(), (majorant - below[part])[last:].max()
        )
        found = max(found, float(outside))
        if (first, last) == (0, high - low):
            return found / 2
        low, high = low + int(first), low + int(last)


def dip_p_value(statistic: float, n_values: int) -> float:
    """Return the chance of so large a dip when n values have one hump.

    Parameters
    ----------
    statistic : float
        What `dip` returned.
    n_values : int

    Returns
    -------
    float
        From 0.001, also for what is rarer, to 1.
    """
    if n_values < min(QUANTILES):
        return 1.0
    quantiles = _quantiles(n_values)
    scaled = statistic * np.sqrt(n_values)
    if scaled < quantiles[0]:
        return 1.0
    return float(np.exp(np.interp(scaled, quantiles, np.log(LEVELS))))


def _quantiles(n_values: int) -> np.ndarray:
    """Return the row of `QUANTILES` for any size, by the logarithm of the size between two rows."""
    sizes = np.log(list(QUANTILES))
    at = np.log(n_values)
    return np.array(
        [np.interp(at, sizes, column) for column in zip(*QUANTILES.values(), strict=True)]
    )


def _hull(x: np.ndarray, y: np.ndarray, *, convex: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the greatest convex minorant, or least concave majorant, and its corners."""
    heights = y if convex else -y
    points, corners = list(zip(x.tolist(), heights.tolist(), strict=True)), []
    for index, (x2, y2) in enumerate(points):
        while len(corners) > 1:
            (x0, y0), (x1, y1) = points[corners[-2]], points[corners[-1]]
            if (y1 - y0) * (x2 - x1) < (y2 - y1) * (x1 - x0):
                break
            corners.pop()
        corners.append(index)
    chosen = np.array(corners)
    return np.interp(x, x[chosen], y[chosen]), chosen
