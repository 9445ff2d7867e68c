"""The components of a fitted mixture as plain numbers: they give any later point its component."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gaussians:
    """Weighted normal distributions.

    Attributes
    ----------
    weights : ndarray of shape (n_components,)
        They add up to 1.
    means : ndarray of shape (n_components, n_features)
    precisions_cholesky : ndarray of shape (n_components, n_features, n_features)
        Upper triangles U with U Uᵀ the inverse of the covariance.
    """

    weights: np.ndarray = field(repr=False)
    means: np.ndarray = field(repr=False)
    precisions_cholesky: np.ndarray = field(repr=False)

    def reordered(self, order: np.ndarray) -> "Gaussians":
        """Return the same components in another order."""
        return Gaussians(
            weights=self.weights[order],
            means=self.means[order],
            precisions_cholesky=self.precisions_cholesky[order],
        )

    def log_densities(self, points: np.ndarray) -> np.ndarray:
        """Return the log of weight times density, (n_samples, n_components)."""
        logs = np.empty((len(points), len(self.weights)))
        for at, (weight, mean, upper) in enumerate(
            zip(self.weights, self.means, self.precisions_cholesky, strict=True)
        ):
            scaled = (points - mean) @ upper
            constant = np.log(weight) + np.log(np.diag(upper)).sum()
            logs[:, at] = constant - ((scaled**2).sum(axis=1) + points.shape[1] * LOG_TWO_PI) / 2
        return logs

    def posterior(self, points: np.ndarray) -> np.ndarray:
        """Return the probability of each component, (n_samples, n_components)."""
        logs = self.log_densities(points)
        chances = np.exp(logs - logs.max(axis=1, keepdims=True))
        return chances / chances.sum(axis=1, keepdims=True)


LOG_TWO_PI = float(np.log(2 * np.pi))
