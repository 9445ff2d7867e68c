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

from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows
from segmentation.customers.outliers import best_power, bounds, transformed
from segmentation.errors import SpecError
from segmentation.tables.columns.levels import is_coded, level_names

LEVEL_HEIGHT = 1 / np.sqrt(2)

LARGEST = 1e100
"""Squares of larger numbers, summed over customers, would overflow."""


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
        return np.where(np.isfinite(numbers), numbers, self.fill)

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
        return np.hstack([feature.raw(frame[feature.name]) for feature in self.features])

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
        place = 0
        for feature in self.features:
            width = len(feature.axes)
            points[:, place : place + width] = feature.points(feature.raw(frame[feature.name]))
            place += width
        return points


def fit_features(rows: CustomerRows, spec: SegmentationSpec) -> FeatureSpace:
    """Learn centres, scales, levels and fills from the kept rows.

    Parameters
    ----------
    rows : CustomerRows
        Checked rows; every feature varies.
    spec : SegmentationSpec

    Returns
    -------
    FeatureSpace

    Raises
    ------
    SpecError
        If a number is too large to be squared.
    """
    return FeatureSpace(features=tuple(_fit_feature(rows, name, spec) for name in spec.features))


def _fit_feature(
    rows: CustomerRows, name: str, spec: SegmentationSpec
) -> NumberFeature | CategoryFeature:
    values = rows.frame[name].dropna()
    if rows.column(name).numeric:
        numbers = values.to_numpy(dtype=float)
        numbers = numbers[np.isfinite(numbers)]
        if np.abs(numbers).max() > LARGEST:
            raise SpecError(
                f"“{name}” holds numbers too large to compare, such as "
                f"{np.abs(numbers).max():.3g}. "
                f"Correct them in the file, or choose another column."
            )
        return _fit_number(name, numbers, spec)
    coded = is_coded(values)
    levels, counts = np.unique(level_names(values, coded=coded).astype(str), return_counts=True)
    return CategoryFeature(
        name=name,
        levels=tuple(map(str, levels)),
        fill=str(dict(spec.fills).get(name, levels[counts.argmax()])),
        weight=spec.weight(name),
        coded=coded,
    )


def _fit_number(name: str, numbers: np.ndarray, spec: SegmentationSpec) -> NumberFeature:
    """Learn the caps, the transform and the line of one number, in this order."""
    low, high = -np.inf, np.inf
    if spec.outliers == "cap":
        low, high = bounds(pd.Series(numbers), spec.outlier_quantiles)
    how = dict(spec.transforms).get(name)
    if how == "log" and numbers.min() < 0:
        raise SpecError(
            f"“{name}” has negative values, which have no logarithm. Choose Yeo-Johnson for it, "
            "or none."
        )
    capped = np.clip(numbers, low, high)
    power = best_power(capped) if how == "yeo_johnson" else 1.0
    center, scale = _line(transformed(capped, how, power), spec.scaling)
    fill = dict(spec.fills).get(name, float(np.median(numbers)))
    if isinstance(fill, str):
        raise SpecError(f"“{name}” is a number, so “{fill}” cannot fill it. Give a number.")
    return NumberFeature(
        name=name,
        center=center,
        scale=scale,
        fill=float(fill),
        weight=spec.weight(name),
        low=low,
        high=high,
        transform=how,
        power=power,
    )


def _line(numbers: np.ndarray, scaling: str) -> tuple[float, float]:
    """Return the centre and scale of `scaling`; a robust scale of 0 falls back to standard."""
    if scaling == "none":
        return 0.0, 1.0
    if scaling == "minmax":
        return float(numbers.min()), float(np.ptp(numbers)) or 1.0
    if scaling == "robust":
        low, middle, high = np.percentile(numbers, [25, 50, 75])
        if high > low:
            return float(middle), float(high - low)
    return float(numbers.mean()), float(numbers.std()) or 1.0
