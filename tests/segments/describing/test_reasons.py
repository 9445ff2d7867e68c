"""What speaks for a segment, by hand."""

import numpy as np
import pytest

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.segments.describing.reasons import reasons

SPACE = FeatureSpace(
    features=(
        NumberFeature(name="x", center=0.0, scale=1.0, fill=0.0),
        CategoryFeature(name="c", levels=("a", "b"), fill="a"),
    )
)


def test_shares_have_signs_and_add_up():
    """Nearer in x by 3² − 1² = 8, farther in c by 2 · 0.5² + …: the axes of a category are one."""
    found = reasons(SPACE, np.array([1.0, 0, 0]), np.array([0.0, 1, 1]), np.array([4.0, 0, 0]))
    assert [(each.feature, each.share) for each in found] == [("x", 0.8), ("c", -0.2)]
    assert sum(abs(each.share) for each in found) == pytest.approx(1)


def test_the_same_middle_gives_no_reason():
    """Nothing is divided by nothing."""
    point = np.array([1.0, 0, 0])
    assert [each.share for each in reasons(SPACE, point, point, point)] == [0.0, 0.0]
