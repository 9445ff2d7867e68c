"""How much the segments depend on each feature: shuffle it and count who changes segment."""

from collections.abc import Callable

import numpy as np

from segmentation.clustering.features import FeatureSpace

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
