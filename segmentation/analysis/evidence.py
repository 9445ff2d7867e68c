"""The pieces of evidence for one range, each by itself, so that a caller can keep every piece."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from segmentation.analysis.fitted_range import FittedRange
from segmentation.clustering.algorithms import FINDERS
from segmentation.clustering.evidence import chance_scan
from segmentation.clustering.evidence.chance_scan import PARTS, Tested
from segmentation.clustering.gaps.borders import Border, borders
from segmentation.clustering.gaps.spreading import spread_evenly
from segmentation.clustering.methods.ward import ResampledTrees
from segmentation.clustering.stability import Stability, resample, trees_of_resamples
from segmentation.clustering.validity import stratified_sample

BORDER_ROWS = 1_000
Part = Callable[[FittedRange, Sequence[int], bool, int], Tested]


def chance_part(
    fitted: FittedRange,
    ks: Sequence[int],
    shortened: bool,  # noqa: FBT001 - the second of two tests
    part: int,
    parts: tuple[range, ...] = PARTS,
) -> Tested:
    """Test the customers against a part of the reference sets; all evidence is made of these.

    Parameters
    ----------
    fitted : FittedRange
    ks : sequence of int
        Each 1 or more.
    shortened : bool
        With long tails shortened.
    part : int
        Which of the parts.
    parts : tuple of range
        The reference sets of each.

    Returns
    -------
    dict of int to ChanceOfK
        As `chance_of_sets`.
    """
    return chance_scan.chance_of_sets(
        fitted.points,
        ks,
        shortened,
        parts[part],
        categories=fitted.space.categories,
        random_state=fitted.spec.random_state,
    )


def chance_of(
    fitted: FittedRange,
    ks: Sequence[int],
    shortened: bool,  # noqa: FBT001 - the second of two tests
    *,
    part: Part = chance_part,
) -> Tested:
    """Test the customers against all reference sets, in parts by `chance_part` or what keeps it."""
    return chance_scan.with_all_sets(partial(part, fitted, tuple(ks), shortened))


def borders_of(fitted: FittedRange, k: int) -> tuple[Border, ...]:
    """Test the borders between segments for one k.

    Parameters
    ----------
    fitted : FittedRange
    k : int
        2 or more, one of its `clusterings`.

    Returns
    -------
    tuple of Border
    """
    labels, seed = fitted.clusterings[k].labels, fitted.spec.random_state
    rows = stratified_sample(labels, BORDER_ROWS, seed)
    points = spread_evenly(fitted.points[rows], seed)
    return borders(points, labels[rows].astype(int), random_state=seed)


def stability_of(fitted: FittedRange, k: int) -> Stability:
    """Cluster resamples for one k.

    Parameters
    ----------
    fitted : FittedRange
    k : int
        One of its `clusterings`.

    Returns
    -------
    Stability
    """
    algorithm = fitted.spec.algorithm
    return resample(
        fitted.points,
        fitted.clusterings[k],
        algorithm=algorithm,
        random_state=fitted.spec.random_state,
        trees=_trees(fitted) if FINDERS[algorithm].has_hierarchy else None,
    )


@lru_cache(maxsize=1)
def _trees(fitted: FittedRange) -> ResampledTrees:
    """Keep what every k is asked of in turn."""
    return trees_of_resamples(
        fitted.points, fitted.clusterings.values(), random_state=fitted.spec.random_state
    )
