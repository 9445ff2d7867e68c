"""How much the segments depend on each feature: shuffle it and count who changes segment."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from segmentation.clustering.features import FeatureSpace
from segmentation.customers.formulas.derivation import Derivation
from segmentation.customers.formulas.rules import all_cells, places_of_rules

SHUFFLES = 5
IMPORTANCE_ROWS = 20_000


def permutation_importance(
    points: np.ndarray,
    space: FeatureSpace,
    assign: Callable[[np.ndarray], np.ndarray],
    *,
    random_state: int = 0,
) -> dict[str, float]:
    """Measure the share of customers that change segment when a feature is shuffled.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_axes)
    space : FeatureSpace
        What made them.
    assign : callable
        Gives points of shape (n, n_axes) their segment.
    random_state : int

    Returns
    -------
    dict of str to float
        By feature, 0 to 1, the mean of `SHUFFLES`; on an even sample above `IMPORTANCE_ROWS`.

    Notes
    -----
    Two features that say the same stand in for each other only in part: both look important.

    References
    ----------
    Breiman, L. (2001). Random forests. Machine Learning 45(1).
    """
    random = np.random.default_rng(random_state)
    if len(points) > IMPORTANCE_ROWS:
        points = points[np.sort(random.choice(len(points), IMPORTANCE_ROWS, replace=False))]
    before, moved_shares, first = assign(points), {}, 0
    for feature in space.features:
        axes = slice(first, first + len(feature.axes))
        first = axes.stop
        moved = 0.0
        for _ in range(SHUFFLES):
            shuffled = points.copy()
            shuffled[:, axes] = points[random.permutation(len(points)), axes]
            moved += float((assign(shuffled) != before).mean())
        moved_shares[feature.name] = moved / SHUFFLES
    return moved_shares


def rule_importance(
    frame: pd.DataFrame, features: tuple[str, ...], derivation: Derivation, *, random_state: int = 0
) -> dict[str, float]:
    """Measure the same for segments by rule, by shuffling what their conditions look at.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, any)
    features : tuple of str
    derivation : Derivation
        With the rules.
    random_state : int

    Returns
    -------
    dict of str to float
        By feature, 0 to 1; 0 for a column that no condition uses.
    """
    random = np.random.default_rng(random_state)
    if len(frame) > IMPORTANCE_ROWS:
        frame = frame.iloc[np.sort(random.choice(len(frame), IMPORTANCE_ROWS, replace=False))]
    cells, n_rows = all_cells(derivation, frame), len(frame)
    before, moved_shares = places_of_rules(derivation, cells, n_rows), {}
    for feature in features:
        moved = 0.0
        for _ in range(SHUFFLES if feature in cells else 0):
            shuffled = {**cells, feature: cells[feature][random.permutation(n_rows)]}
            moved += float((places_of_rules(derivation, shuffled, n_rows) != before).mean())
        moved_shares[feature] = moved / SHUFFLES
    return moved_shares
