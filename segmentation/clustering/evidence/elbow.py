"""The elbow: where the curve of the inertia bends most."""

import pandas as pd

ELBOW_LAST = 10
ELBOW_CLEAR = 0.3
"""How far below the straight line, of 1, the curve must run for its bend to be called clear."""


def elbow(inertia: pd.Series) -> tuple[int, float] | None:
    """Find where the curve of the inertia bends most.

    Parameters
    ----------
    inertia : pandas.Series indexed by k
        1 to `ELBOW_LAST` are looked at.

    Returns
    -------
    (int, float) or None
        The k farthest below the straight line from the first to the last k, both axes scaled to 0
        … 1, and how far below: 0 for a straight curve, 0.5 for 1/k. None for fewer than three k or
        a curve that does not fall.

    Notes
    -----
    Any data bend: evenly spread ones in two columns to about 0.5, in five to 0.25. An elbow is a
    hint where to look, never a proof.

    References
    ----------
    Satopää, V. et al. (2011). Finding a “kneedle” in a haystack. ICDCS Workshops.
    """
    curve = inertia[(inertia.index <= ELBOW_LAST) & inertia.notna()].sort_index()
    if len(curve) < 3 or curve.iloc[0] <= curve.iloc[-1]:
        return None
    ks = curve.index.to_numpy(dtype=float)
    across = (ks - ks[0]) / (ks[-1] - ks[0])
    up = (curve.to_numpy() - curve.iloc[-1]) / (curve.iloc[0] - curve.iloc[-1])
    below = 1 - across - up
    return int(ks[below.argmax()]), float(below.max())
