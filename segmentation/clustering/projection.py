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
