r"""The fitted preprocessor: rows of a table become points, the same way for every later customer.

A number becomes one axis :math:`\sqrt{w}\,(f(x) - c)/s`, with the centre c and scale s of the
chosen scaling and the weight w; f caps extreme values and shortens a long tail where that was
chosen. A category becomes one axis per level, 1/√2 where it applies and 0
elsewhere: two customers of different levels lie exactly 1 apart, so that a two-level column weighs
like one standardised number at most. (Standardised like numbers, a column such as gender alone
would decide the result for two segments.)
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.clustering.pool import run_all
from segmentation.customers.outliers import transformed
from segmentation.tables.columns.levels import level_names
from segmentation.tables.roles import MANY_ROWS

LEVEL_HEIGHT = 1 / np.sqrt(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFeature:
    """One number and the line that maps it to its axis.

    Attributes
    ----------
    name : str
        The column.
    center, scale : float
        In the file's units, or those of the transform.
    fill : float
        Stands in for a missing value: the median of the fitted rows, or what was chosen.
    weight : float
        Factor in the squared distance.
    low, high : float
        What lower and higher values are capped at.
    transform : str or None
        ``log`` or ``yeo_johnson``.
    power : float
        Of Yeo-Johnson.
    """

    name: str
    center: float
    scale: float
    fill: float
    weight: float = 1.0
    low: float = -np.inf
    high: float = np.inf
    transform: str | None = None
    power: float = 1.0

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of this feature's axes."""
        return (self.name,)

    def raw(self, values: pd.Series) -> np.ndarray:
        """Return (n_samples, 1) numbers in the file's units, gaps filled."""
        numbers = values.to_numpy(dtype=float, na_value=np.nan)[:, None]
        there = np.isfinite(numbers)
        return numbers if there.all() else np.where(there, numbers, self.fill)

    def points(self, raw: np.ndarray) -> np.ndarray:
        """Return (n_samples, 1) coordinates."""
        values = transformed(np.clip(raw, self.low, self.high), self.transform, self.power)
        return np.sqrt(self.weight) * (values - self.center) / self.scale


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFeature:
    """One category and its levels.

    Attributes
    ----------
    name : str
        The column.
    levels : tuple of str
        In alphabetical order; a level unknown here maps to zeros.
    fill : str
        Stands in for a missing value: the most frequent level of the fitted rows.
    weight : float
        Factor in the squared distance.
    coded : bool
        Whether the file holds yes and no as numbers or as true and false.
    """

    name: str
    levels: tuple[str, ...]
    fill: str
    weight: float = 1.0
    coded: bool = False

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of this feature's axes."""
        return tuple(f"{self.name}={level}" for level in self.levels)

    def raw(self, values: pd.Series) -> np.ndarray:
        """Return (n_samples, n_levels) of 0 and 1, gaps filled."""
        text = level_names(values, coded=self.coded)
        text = np.where(values.isna(), self.fill, text)
        return (text[:, None] == np.array(self.levels, dtype=object)).astype(float)

    def points(self, raw: np.ndarray) -> np.ndarray:
        """Return (n_samples, n_levels) coordinates."""
        return self.height * raw

    @property
    def height(self) -> float:
        """The coordinate of a level that applies."""
        return float(np.sqrt(self.weight) * LEVEL_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSpace:
    """The fitted features, in the order the user chose them."""

    features: tuple[NumberFeature | CategoryFeature, ...]

    @property
    def axes(self) -> tuple[str, ...]:
        """Names of the columns of `transform`: a number's name, or ``Gender=Female``."""
        return tuple(axis for feature in self.features for axis in feature.axes)

    @property
    def categories(self) -> tuple[slice, ...]:
        """The axes of each category."""
        ends = np.cumsum([len(feature.axes) for feature in self.features]).tolist()
        return tuple(
            slice(end - len(feature.axes), end)
            for feature, end in zip(self.features, ends, strict=True)
            if isinstance(feature, CategoryFeature)
        )

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return (n_samples, n_axes) values in the file's units, categories as 0 and 1."""
        # Axis by axis, as a frame made of it and sums by segment read it.
        raw, place = np.empty((len(frame), len(self.axes)), order="F"), 0
        for feature in self.features:
            width = len(feature.axes)
            raw[:, place : place + width] = feature.raw(frame[feature.name])
            place += width
        return raw

    def place(self, raw: np.ndarray) -> np.ndarray:
        """Return the points, (n_samples, n_axes), of values such as `raw` returns."""
        points, first = np.empty(raw.shape), 0
        for feature in self.features:
            axes = slice(first, first + len(feature.axes))
            points[:, axes] = feature.points(raw[:, axes])
            first = axes.stop
        return points

    def transform(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the points of `frame`.

        Parameters
        ----------
        frame : pandas.DataFrame of shape (n_samples, any)
            With at least the fitted columns.

        Returns
        -------
        ndarray of shape (n_samples, n_axes), float64
        """
        points = np.empty((len(frame), len(self.axes)))
        ends = np.cumsum([len(feature.axes) for feature in self.features])

        def place(feature: NumberFeature | CategoryFeature, end: int) -> None:
            placed = feature.points(feature.raw(frame[feature.name]))
            points[:, end - placed.shape[1] : end] = placed

        side_by_side = run_all if len(frame) >= MANY_ROWS else map
        list(side_by_side(lambda pair: place(*pair), zip(self.features, ends, strict=True)))
        return points
