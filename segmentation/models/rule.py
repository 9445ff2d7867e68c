"""The rule that gives any customer a segment, and the order of its arithmetic.

The same rule runs here and in databases. Both therefore add and multiply the same numbers in the
same order, axis by axis: then they agree to the last bit, also where a customer lies exactly
between two segments. Of equally near segments the first one wins.
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.methods.mixtures.gaussians import LOG_TWO_PI, Gaussians
from segmentation.clustering.pool import run_all
from segmentation.customers.formulas.derivation import NOTHING, Derivation
from segmentation.customers.formulas.grammar import LARGEST
from segmentation.customers.formulas.nodes import NUMBER

BLOCK_ROWS = 16_384
"""Rows whose distances to all segments stay in the processor's cache."""

FARTHEST = 1e101
"""Squares of larger coordinates, added up, would overflow."""

EXPONENTS = range(100, -301, -10)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputColumn:
    """What is known of a column that a customer must have.

    Attributes
    ----------
    name : str
    low, high : float or None
        Range of the customers it was fitted on; None for a category.
    whole : bool
        Whether all its numbers were whole.
    limit : float or None
        A number farther from 0 cannot be scored; None for a category.
    edges : tuple of float
        Borders of the bins of `shares`, without the outer ones; empty for a category.
    shares : tuple of float
        Of the fitted customers in each bin, or of each level.
    """

    name: str
    low: float | None
    high: float | None
    whole: bool
    limit: float | None
    edges: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AssignmentRule:
    """How any customer gets a segment.

    Attributes
    ----------
    space : FeatureSpace
    columns : tuple of InputColumn
        One per feature, in order.
    centers : ndarray of shape (k, n_axes)
        In the fitted feature space.
    mixture : Gaussians or None
        When given, the most probable component decides, else the nearest centre.
    names : tuple of str
        Of the segments.
    fills_gaps : bool
        Whether a missing value is replaced; otherwise such a customer gets no segment.
    derivation : Derivation
        The formulas and the filter that come first, and the conditions of segments by rule.
    rule_segments : tuple of int or None
        By rule, the segment it leads to, and last that of everyone else; None where there was
        nobody. Empty when segments are not by rule.
    """

    space: FeatureSpace = field(repr=False)
    columns: tuple[InputColumn, ...] = field(repr=False)
    centers: np.ndarray = field(repr=False)
    mixture: Gaussians | None = field(repr=False)
    names: tuple[str, ...]
    fills_gaps: bool
    derivation: Derivation = field(default=NOTHING, repr=False)
    rule_segments: tuple[int | None, ...] = field(default=(), repr=False)

    @property
    def is_by_rule(self) -> bool:
        """Whether conditions give the segment, not distances."""
        return bool(self.rule_segments)

    @property
    def shaping_columns(self) -> tuple[str, ...]:
        """The features, and the columns that formulas, the filter and rules look at."""
        sources = (name for name, _ in self.derivation.sources)
        return tuple(dict.fromkeys((*(column.name for column in self.columns), *sources)))

    @property
    def inputs(self) -> tuple[InputColumn, ...]:
        """The columns a customer must have: of features, and those that formulas are made of."""
        made = set(self.derivation.names)
        plain = {column.name: column for column in self.columns if column.name not in made}
        sources = (s for s in self.derivation.sources if s[0] not in plain)
        return (*plain.values(), *(_source_column(name, kind) for name, kind in sources))

    @property
    def constants(self) -> np.ndarray:
        """What a mixture's log densities begin with, (k,)."""
        mixture = self.mixture
        diagonals = np.diagonal(mixture.precisions_cholesky, axis1=1, axis2=2)
        n_axes = mixture.means.shape[1]
        return np.log(mixture.weights) + np.log(diagonals).sum(axis=1) - n_axes * LOG_TWO_PI / 2


def _source_column(name: str, kind: str) -> InputColumn:
    """Return what is known of a column that only formulas use."""
    return InputColumn(
        name=name,
        low=None,
        high=None,
        whole=False,
        limit=LARGEST if kind == NUMBER else None,
        edges=(),
        shares=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assigned:
    """Where points belong.

    Attributes
    ----------
    segments : ndarray of shape (n_samples,), int64
    following : ndarray of shape (n_samples,), int64
        The runner-up; the own segment when it is the only one.
    distances : ndarray of shape (n_samples,)
        Euclidean, to the own centre.
    confidence : ndarray of shape (n_samples,)
        1 − d_own/d_next, or a mixture's posterior; 1 by rule.
    """

    segments: np.ndarray = field(repr=False)
    following: np.ndarray = field(repr=False)
    distances: np.ndarray = field(repr=False)
    confidence: np.ndarray = field(repr=False)


def reach(feature: NumberFeature) -> float:
    """Return up to which distance from 0 a number can be squared and added up on its axis.

    Parameters
    ----------
    feature : NumberFeature

    Returns
    -------
    float
        A power of ten, at most 1e100.
    """
    numbers = 10.0 ** np.array(EXPONENTS)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        sides = np.abs([feature.points(numbers), feature.points(-numbers)])
    fits = (sides <= FARTHEST).all(axis=0)
    return float(numbers[fits.argmax()]) if fits.any() else 0.0


def coordinates(space: FeatureSpace, cells: list[np.ndarray]) -> np.ndarray:
    """Put checked values on their axes.

    Parameters
    ----------
    space : FeatureSpace
    cells : list of ndarray of shape (n_samples,)
        Per feature: numbers, or places of levels with −1 for one that is unknown.

    Returns
    -------
    ndarray of shape (n_axes, n_samples)
    """
    points = np.empty((len(space.axes), len(cells[0])))
    axis = 0
    for feature, values in zip(space.features, cells, strict=True):
        if isinstance(feature, CategoryFeature):
            for place in range(len(feature.levels)):
                np.multiply(values == place, feature.height, out=points[axis + place])
        else:
            points[axis] = feature.points(values)
        axis += len(feature.axes)
    return points


def assign(rule: AssignmentRule, points: np.ndarray, places: np.ndarray | None = None) -> Assigned:
    """Give points their segments.

    Parameters
    ----------
    rule : AssignmentRule
    points : ndarray of shape (n_axes, n_samples)
        As `coordinates` returns.
    places : ndarray of shape (n_samples,), int, or None
        By rule, the place of each customer's rule; a place without a segment gets the first one.

    Returns
    -------
    Assigned

    Notes
    -----
    O(n k d) for K-means and O(n k d²) for a mixture, in blocks on all cores.
    """
    if rule.is_by_rule:
        return _assign_by_rule(rule, points, places)
    n_samples = points.shape[1]
    starts = range(0, n_samples, BLOCK_ROWS)
    blocks = [points[:, start : start + BLOCK_ROWS] for start in starts]
    if len(blocks) == 1:
        parts = [_assign_block(rule, blocks[0])]
    else:
        parts = run_all(lambda block: _assign_block(rule, block), blocks)
    columns = zip(*parts, strict=True) if parts else [[np.empty(0)]] * 4
    segments, following, distances, confidence = (np.concatenate(list(each)) for each in columns)
    return Assigned(
        segments=segments.astype(np.int64),
        following=following.astype(np.int64),
        distances=distances,
        confidence=confidence,
    )


def _assign_by_rule(rule: AssignmentRule, points: np.ndarray, places: np.ndarray) -> Assigned:
    """Take the segment of the rule; the nearest other one follows."""
    own = np.array([segment or 0 for segment in rule.rule_segments], dtype=np.int64)[places]
    squares = np.stack([_squared(points, center) for center in rule.centers])
    everyone = np.arange(points.shape[1])
    distances = np.sqrt(squares[own, everyone])
    squares[own, everyone] = np.inf
    following = squares.argmin(axis=0) if len(squares) > 1 else own
    return Assigned(
        segments=own,
        following=following.astype(np.int64),
        distances=distances,
        confidence=np.ones(len(own)),
    )


def _assign_block(rule: AssignmentRule, points: np.ndarray) -> tuple[np.ndarray, ...]:
    everyone = np.arange(points.shape[1])
    squares = np.stack([_squared(points, center) for center in rule.centers])
    if rule.mixture is None:
        own, following = _two_best(-squares)
        distances = np.sqrt(squares[own, everyone])
        apart = np.sqrt(squares[following, everyone])
        ratio = np.divide(distances, apart, out=np.ones_like(apart), where=apart > 0)
        confidence = 1 - ratio if len(squares) > 1 else np.ones_like(apart)
        return own, following, distances, confidence
    logs = np.stack([constant - _form(rule.mixture, k, points) / 2
                     for k, constant in enumerate(rule.constants)])  # fmt: skip
    own, following = _two_best(logs)
    chances = np.exp(logs - logs[own, everyone])
    return own, following, np.sqrt(squares[own, everyone]), 1 / chances.sum(axis=0)


def _squared(points: np.ndarray, center: np.ndarray) -> np.ndarray:
    """Return squared distances, added up from the first axis to the last."""
    apart = points[0] - center[0]
    total = apart * apart
    for axis in range(1, len(center)):
        np.subtract(points[axis], center[axis], out=apart)
        np.multiply(apart, apart, out=apart)
        total += apart
    return total


def _form(mixture: Gaussians, component: int, points: np.ndarray) -> np.ndarray:
    """Return squared distances in a component's own measure, in a fixed order of additions."""
    upper = mixture.precisions_cholesky[component]
    apart = [axis - mean for axis, mean in zip(points, mixture.means[component], strict=True)]
    total = None
    for column in range(len(apart)):
        scaled = apart[0] * upper[0, column]
        for row in range(1, column + 1):
            scaled += apart[row] * upper[row, column]
        total = scaled * scaled if total is None else total + scaled * scaled
    return total


def _two_best(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the highest and the second highest score, the first of equals."""
    own = scores.argmax(axis=0)
    if len(scores) == 1:
        return own, own
    rest = scores.copy()
    rest[own, np.arange(scores.shape[1])] = -np.inf
    return own, rest.argmax(axis=0)
