"""Customers that a user has marked on the map, as a segment of their own.

It joins the fitted points, the map and the profiles.
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.analysis.fitted_range import FittedRange
from segmentation.clustering.projection import map_coordinates, principal_components
from segmentation.segments.custom_segments import Outline, inside
from segmentation.segments.profiling import SegmentProfile, profile_segments


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlined:
    """The customers inside an outline on the map.

    Attributes
    ----------
    outline : Outline
    members : ndarray of shape (n_kept,), bool
    profile : SegmentProfile or None
        What sets them apart; None when nobody is inside.
    """

    outline: Outline
    members: np.ndarray = field(repr=False)
    profile: SegmentProfile | None


def outlined(fitted: FittedRange, outline: Outline) -> Outlined:
    """Find who lies inside an outline, and describe them as a segment.

    Parameters
    ----------
    fitted : FittedRange
    outline : Outline

    Returns
    -------
    Outlined
    """
    projection = principal_components(fitted.points)
    members = inside(map_coordinates(fitted.rows, projection, outline.axes), outline)
    profile = None
    if members.any():
        profile = profile_segments(fitted.rows, (~members).astype(int), fitted.spec.features)[0]
    return Outlined(outline=outline, members=members, profile=profile)
