"""One customer: how close to the own and the next segment, why here, and what would move them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature, FeatureSpace
from segmentation.clustering.result import Clustering
from segmentation.segments.describing.reasons import CLEAR, Reason, reasons

CANDIDATES = 200
PAIR_CANDIDATES = 24
PAIRED_FEATURES = 5
HALVINGS = 30
WORTH_A_SECOND = 0.8
"""Two changed features must be nearer than this share of the way that one feature takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change that would put a customer into another segment.

    Attributes
    ----------
    changes : tuple of (str, object, object)
        Feature, value now and value then, as they stand in the file.
    segment : int
        Where the customer would be.
    distance : float
        How far the customer would move in the fitted feature space.
    """

    changes: tuple[tuple[str, object, object], ...]
    segment: int
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerView:
    """What is known of one customer's segment.

    Attributes
    ----------
    segment : int
        The own one.
    assigned : int
        What the rule for new customers says: for Ward it differs for a few.
    next_segment : int
        The nearest other one.
    distance, next_distance : float
        To their middles, in the fitted feature space.
    confidence : float
        1 − d_own/d_next, or a mixture's probability; 1 by rule.
    reasons : tuple of Reason
        Strongest first; none by rule, whose condition is the reason.
    move : Move or None
        The smallest change found of one feature, or of two where that is clearly smaller; None
        when no values that occur in the data move the customer.
    """

    segment: int
    assigned: int
    next_segment: int
    distance: float
    next_distance: float
    confidence: float
    reasons: tuple[Reason, ...] = field(repr=False)
    move: Move | None

    @property
    def is_clear(self) -> bool:
        """Whether the customer is clearly in the segment, not a close call."""
        return self.confidence >= CLEAR and self.assigned == self.segment


def view_customer(
    frame: pd.DataFrame, space: FeatureSpace, clustering: Clustering, row: int
) -> CustomerView:
    """Explain why a customer is in a segment.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    space : FeatureSpace
    clustering : Clustering
        Of the points of this frame, with two clusters or more.
    row : int
        Place of the customer in the frame.

    Returns
    -------
    CustomerView

    Notes
    -----
    A change is looked for among values that occur in the data, then halved towards the customer
    for as long as the segment still changes; whole numbers stay whole. Two features are tried on a
    coarser grid, so that a smaller pair may be missed.
    """
    one = frame.iloc[[row]]
    point = space.transform(one)
    own = int(clustering.labels[row])
    distances = np.sqrt(((clustering.centers - point) ** 2).sum(axis=1))
    nearness = -distances
    confidence = 1.0 if clustering.by_rule else None
    if clustering.mixture is not None:
        nearness = clustering.mixture.posterior(point)[0]
        confidence = float(nearness[own])
    others = [k for k in np.argsort(-nearness, kind="stable") if k != own]
    following = int(others[0])
    if confidence is None:
        apart = distances[following]
        confidence = float(np.clip(1 - distances[own] / apart, 0, 1)) if apart > 0 else 0.0
    if clustering.by_rule:  # no distance has put the customer here
        return CustomerView(
            segment=own,
            assigned=own,
            next_segment=following,
            distance=float(distances[own]),
            next_distance=float(distances[following]),
            confidence=confidence,
            reasons=(),
            move=None,
        )
    assigned = int(clustering.assign(point)[0])
    return CustomerView(
        segment=own,
        assigned=assigned,
        next_segment=following,
        distance=float(distances[own]),
        next_distance=float(distances[following]),
        confidence=confidence,
        reasons=reasons(space, point[0], clustering.centers[own], clustering.centers[following]),
        move=_smallest_move(frame, space, clustering, one, assigned),
    )


def _smallest_move(
    frame: pd.DataFrame,
    space: FeatureSpace,
    clustering: Clustering,
    one: pd.DataFrame,
    assigned: int,
) -> Move | None:
    origin = space.transform(one)

    def outcomes(changed: dict[str, list]) -> tuple[np.ndarray, np.ndarray]:
        """Return segments and distances for the customer with each of some changed values."""
        n_tried = len(next(iter(changed.values())))
        tried = one.loc[one.index.repeat(n_tried)].reset_index(drop=True)
        for name, values in changed.items():
            tried[name] = pd.Series(values, dtype=_open_dtype(frame[name]))
        points = space.transform(tried)
        return clustering.assign(points), np.sqrt(((points - origin) ** 2).sum(axis=1))

    single_moves = [
        move
        for feature in space.features
        if (move := _one_feature(frame, feature, one, assigned, outcomes)) is not None
    ]
    best = min(single_moves, key=lambda move: move.distance, default=None)
    names = [f.name for f in space.features if not isinstance(f, CategoryFeature)]
    for pair in combinations(names[:PAIRED_FEATURES], 2):
        grid = product(*(_values(frame[name], PAIR_CANDIDATES) for name in pair))
        values = [list(column) for column in zip(*grid, strict=True)]
        move = _nearest(pair, values, one, assigned, outcomes)
        if move is not None:
            move = _halved(move, frame, assigned, outcomes)
            limit = best.distance * WORTH_A_SECOND if best else np.inf
            best = move if move.distance < limit else best
    return best


Outcomes = Callable[[dict[str, list]], tuple[np.ndarray, np.ndarray]]


def _one_feature(
    frame: pd.DataFrame, feature: object, one: pd.DataFrame, assigned: int, outcomes: Outcomes
) -> Move | None:
    name = feature.name
    if isinstance(feature, CategoryFeature):
        values = [v for v in frame[name].dropna().unique() if v != one[name].iloc[0]]
    else:
        values = _values(frame[name], CANDIDATES)
    move = _nearest((name,), [values], one, assigned, outcomes) if values else None
    if move is None or isinstance(feature, CategoryFeature):
        return move
    return _halved(move, frame, assigned, outcomes)


def _nearest(
    names: tuple[str, ...],
    values: list[list],
    one: pd.DataFrame,
    assigned: int,
    outcomes: Outcomes,
) -> Move | None:
    segments, distances = outcomes(dict(zip(names, values, strict=True)))
    moved = np.flatnonzero(segments != assigned)
    if not len(moved):
        return None
    at = moved[distances[moved].argmin()]
    return Move(
        changes=tuple(
            (name, _plain(one[name].iloc[0]), tried[at])
            for name, tried in zip(names, values, strict=True)
        ),
        segment=int(segments[at]),
        distance=float(distances[at]),
    )


def _halved(move: Move, frame: pd.DataFrame, assigned: int, outcomes: Outcomes) -> Move:
    """Bring changed numbers as near to the customer's as they can be read with three digits."""
    names = [name for name, _, _ in move.changes]
    now, there = (np.array([c[at] for c in move.changes], dtype=float) for at in (1, 2))
    if np.isnan(now).any():  # there is no way from a missing value
        return move
    near, far = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        values = now + middle * (there - now)
        (segment,), _ = outcomes({n: [v] for n, v in zip(names, values, strict=True)})
        near, far = (middle, far) if segment == assigned else (near, middle)
    border = now + far * (there - now)
    readable = {
        name: _readable(before, value, whole=_is_whole(frame[name]))
        for name, before, value in zip(names, now, border, strict=True)
    }
    (segment,), (distance,) = outcomes({name: [value] for name, value in readable.items()})
    if segment == assigned or distance > move.distance:
        return move
    changes = tuple((name, before, readable[name]) for name, before, _ in move.changes)
    return Move(changes=changes, segment=int(segment), distance=float(distance))


def _readable(now: float, border: float, *, whole: bool) -> float:
    """Round a border away from the customer's value."""
    step = 1.0 if whole else 10.0 ** (np.floor(np.log10(max(abs(border), 1e-300))) - 2)
    rounded = np.ceil(border / step) if border > now else np.floor(border / step)
    value = float(f"{rounded * step:.12g}")
    return int(value) if whole else value


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value


def _values(values: pd.Series, n_values: int) -> list:
    """Return numbers to try: quantiles, and even steps where nobody is."""
    known = values.to_numpy(dtype=float, na_value=np.nan)
    known = known[np.isfinite(known)]
    shares = np.linspace(0, 1, n_values // 2)
    candidates = np.quantile(known, shares, method="inverted_cdf")
    candidates = np.union1d(candidates, known.min() + shares * np.ptp(known))
    if _is_whole(values):
        return [int(value) for value in np.unique(np.round(candidates))]
    return candidates.tolist()


def _is_whole(values: pd.Series) -> bool:
    known = values.dropna().to_numpy(dtype=float)
    return bool((known == np.round(known)).all())


def _open_dtype(values: pd.Series) -> object:
    """Return a dtype that can hold values between those that occur."""
    return float if pd.api.types.is_integer_dtype(values.dtype) else values.dtype
