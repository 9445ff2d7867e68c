"""Why a customer is in one segment and not in the next."""

from dataclasses import dataclass

import numpy as np

from segmentation.clustering.features import FeatureSpace

CLEAR = 0.25
"""Confidence (1 − d_own/d_next) from which a customer is clearly in the segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A feature's part in a customer being in one segment and not in another.

    Attributes
    ----------
    feature : str
    share : float
        Of the difference of the squared distances to the two middles: positive speaks for the own
        segment. Without their signs all features add up to 1.
    """

    feature: str
    share: float


def reasons(
    space: FeatureSpace, point: np.ndarray, own: np.ndarray, following: np.ndarray
) -> tuple[Reason, ...]:
    """Weigh what speaks for one segment and against another.

    Parameters
    ----------
    space : FeatureSpace
    point, own, following : ndarray of shape (n_axes,)
        The customer and the middles of both segments.

    Returns
    -------
    tuple of Reason
        Strongest first.
    """
    axes = (point - following) ** 2 - (point - own) ** 2
    parts, first = {}, 0
    for feature in space.features:
        last = first + len(feature.axes)
        parts[feature.name] = float(axes[first:last].sum())
        first = last
    total = sum(map(abs, parts.values())) or 1.0
    by_feature = [Reason(feature=name, share=part / total) for name, part in parts.items()]
    return tuple(sorted(by_feature, key=lambda reason: -abs(reason.share)))
