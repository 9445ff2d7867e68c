"""Points of any number of axes seen in two or three: principal components.

References
----------
Jolliffe, I. T. (2002). Principal Component Analysis, 2nd ed. Springer.
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.tables.columns.taxonomy import DESCRIBING
from segmentation.tables.labels import split_unit

COMPONENTS = ("component:1", "component:2", "component:3")
"""How a principal component is named among the columns that can be an axis of a map."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Projection:
    """Points on their principal components.

    Attributes
    ----------
    coordinates : ndarray of shape (n_samples, n_components)
    explained : ndarray of shape (n_components,)
        Share of the total variance along each component, descending.
    axes : ndarray of shape (n_components, n_features)
        Unit vectors; the entry of largest magnitude is positive, so signs never flip.
    """

    coordinates: np.ndarray = field(repr=False)
    explained: np.ndarray
    axes: np.ndarray = field(repr=False)


def principal_components(points: np.ndarray, n_components: int = 3) -> Projection:
    """Project points on the directions of largest variance.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Not all equal.
    n_components : int
        At most; fewer when there are fewer features.

    Returns
    -------
    Projection

    Notes
    -----
    Eigenvectors of the covariance matrix, O(n · d² + d³), so that a million rows are one matrix
    product.
    """
    centered = points - points.mean(axis=0)
    variances, vectors = np.linalg.eigh(centered.T @ centered / len(points))
    axes = vectors.T[::-1][:n_components]
    strongest = axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)]
    axes = axes * np.sign(strongest)[:, None]
    return Projection(
        coordinates=centered @ axes.T,
        explained=np.clip(variances[::-1][:n_components], 0, None) / variances.clip(0).sum(),
        axes=axes,
    )


def axis_options(rows: CustomerRows, features: tuple[str, ...]) -> tuple[str, ...]:
    """List what can be an axis of a map: chosen numbers, other numbers, principal components.

    Parameters
    ----------
    rows : CustomerRows
    features : tuple of str
        The columns that were clustered on.

    Returns
    -------
    tuple of str
        Column names and `COMPONENTS`.
    """
    numbers = [
        column.name for column in rows.columns if column.numeric and column.role in DESCRIBING
    ]
    chosen = [name for name in features if rows.column(name).numeric]
    return (*chosen, *(name for name in numbers if name not in chosen), *COMPONENTS)


def separating_axes(
    rows: CustomerRows, features: tuple[str, ...], labels: np.ndarray
) -> tuple[str, ...]:
    """Order what can be an axis of a map by how well it separates the segments.

    Parameters
    ----------
    rows : CustomerRows
    features : tuple of str
        The columns that were clustered on.
    labels : ndarray of shape (n_kept,), int
        0-based segments.

    Returns
    -------
    tuple of str
        The chosen numbers by the share of their variance that lies between segments (eta², Fisher
        1925), the highest first; of equal ones the first stays first. Then what else
        `axis_options` lists, in its order: no other column comes before those that made the
        segments.

    References
    ----------
    Fisher, R. A. (1925). Statistical Methods for Research Workers. Oliver and Boyd.
    """
    options = axis_options(rows, features)
    chosen = [name for name in options if name in features]
    shares = {
        name: share_between(rows.frame[name].to_numpy(dtype=float), labels) for name in chosen
    }
    chosen.sort(key=lambda name: -round(shares[name], 9))
    return (*chosen, *(name for name in options if name not in features))


def flat_axes(
    rows: CustomerRows, features: tuple[str, ...], ranked: tuple[str, ...], n_axes: int = 2
) -> tuple[str, ...]:
    """Return the axes that a flat map begins with, across and up: on every page the same.

    Parameters
    ----------
    rows : CustomerRows
    features : tuple of str
        The columns that were clustered on.
    ranked : tuple of str
        As `separating_axes` returns them.
    n_axes : int
        How many there are; with one the map is a line.

    Returns
    -------
    tuple of str
        The best two, or one, in the order of `axis_options`.
    """
    return tuple(sorted(ranked[: min(2, n_axes)], key=axis_options(rows, features).index))


def share_between(values: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of a number's variance that lies between segments (eta²).

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        What is not finite is left out.
    labels : ndarray of shape (n_samples,), int
        0-based.

    Returns
    -------
    float
        0 to 1; 0 for a constant.
    """
    known = np.isfinite(values)
    values, labels = values[known], labels[known]
    if not len(values):
        return 0.0
    # Numbers near the end of what a float holds would have no square.
    values = values / (np.abs(values).max() or 1.0)
    total = ((values - values.mean()) ** 2).sum()
    counts = np.bincount(labels)
    means = np.bincount(labels, weights=values) / np.maximum(counts, 1)
    between = (counts * (means - values.mean()) ** 2).sum()
    return float(between / total) if total > 0 else 0.0


def axis_title(axis: str, projection: Projection) -> str:
    """Return an axis title with its unit, or a component with its share of the variance.

    Parameters
    ----------
    axis : str
        One of `axis_options`.
    projection : Projection

    Returns
    -------
    str
    """
    if axis not in COMPONENTS:
        return split_unit(axis).axis
    component = COMPONENTS.index(axis)
    if component >= len(projection.explained):
        return f"Component {component + 1}"
    return f"Component {component + 1} ({projection.explained[component]:.0%} of all differences)"


def map_coordinates(
    rows: CustomerRows, projection: Projection, axes: tuple[str, ...]
) -> np.ndarray:
    """Return the customers' coordinates on one, two or three axes.

    Parameters
    ----------
    rows : CustomerRows
    projection : Projection
        Of the same rows.
    axes : tuple of str
        Of `axis_options`; a component that does not exist is 0 everywhere.

    Returns
    -------
    ndarray of shape (n_kept, n_axes)
        In the units of the file; components in the fitted feature space.
    """
    return np.column_stack([_axis(rows, projection, axis) for axis in axes])


def _axis(rows: CustomerRows, projection: Projection, axis: str) -> np.ndarray:
    if axis not in COMPONENTS:
        return rows.frame[axis].to_numpy(dtype=float)
    component = COMPONENTS.index(axis)
    if component >= projection.coordinates.shape[1]:
        return np.zeros(len(projection.coordinates))
    return projection.coordinates[:, component]
