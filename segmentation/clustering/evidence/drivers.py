"""Which columns drive a partition: a result that is just one column is no discovery."""

from dataclasses import dataclass

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace
from segmentation.clustering.result import Clustering

DOMINANT = 0.9
"""Share of the between-segment variance from which one column alone is the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One feature's part in what tells the segments apart.

    Attributes
    ----------
    feature : str
        The column.
    share : float
        Of the between-segment sum of squares in the fitted space, 0 to 1; all features add up to 1.
    explained : float
        Between over total sum of squares of this feature (eta²), 0 to 1.
    is_copy : bool
        Whether the segments are this category's levels and nothing else.
    """

    feature: str
    share: float
    explained: float
    is_copy: bool


def drivers(points: np.ndarray, space: FeatureSpace, clustering: Clustering) -> tuple[Driver, ...]:
    """Measure each feature's part in what tells the segments apart.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_axes)
    space : FeatureSpace
        What made them.
    clustering : Clustering

    Returns
    -------
    tuple of Driver
        The strongest first; all shares 0 for one segment.
    """
    offsets = clustering.centers - points.mean(axis=0)
    between = clustering.sizes @ offsets**2
    total = len(points) * points.var(axis=0)
    by_feature, first = [], 0
    for feature in space.features:
        axes = slice(first, first + len(feature.axes))
        first = axes.stop
        inside = float(total[axes].sum() - between[axes].sum())
        by_feature.append(
            Driver(
                feature=feature.name,
                share=float(between[axes].sum() / max(between.sum(), np.finfo(float).tiny)),
                explained=float(between[axes].sum() / max(total[axes].sum(), np.finfo(float).tiny)),
                is_copy=isinstance(feature, CategoryFeature)
                and clustering.n_clusters == len(feature.levels)
                and inside <= 1e-9 * float(total[axes].sum()),
            )
        )
    return tuple(sorted(by_feature, key=lambda driver: -driver.share))


def dominant(ranked: tuple[Driver, ...]) -> Driver | None:
    """Return the column that alone is the result, None when several play a part or one was chosen.

    Parameters
    ----------
    ranked : tuple of Driver
        The strongest first.

    Returns
    -------
    Driver or None
    """
    if len(ranked) < 2 or not (ranked[0].is_copy or ranked[0].share >= DOMINANT):
        return None
    return ranked[0]
