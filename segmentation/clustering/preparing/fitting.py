"""Learning the preprocessor: centres, scales, levels and fills, from what a column answers.

Rows in memory and files that are read in pieces come through the same functions, so that they lead
to the same features.
"""

from functools import partial

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.pool import run_all
from segmentation.clustering.preparing.numbers import HeldNumbers, Numbers, Placed
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows
from segmentation.customers.outliers import transformed
from segmentation.errors import SpecError
from segmentation.tables.columns.levels import is_coded, level_names
from segmentation.tables.roles import MANY_ROWS

LARGEST = 1e100
"""Squares of larger numbers, summed over customers, would overflow."""


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
    side_by_side = run_all if len(rows.frame) >= MANY_ROWS else map
    return FeatureSpace(
        features=tuple(side_by_side(partial(_fit_feature, rows, spec), spec.features))
    )


def _fit_feature(
    rows: CustomerRows, spec: SegmentationSpec, name: str
) -> NumberFeature | CategoryFeature:
    values = rows.frame[name].dropna()
    if rows.column(name).numeric:
        numbers = values.to_numpy(dtype=float)
        return fit_number(name, HeldNumbers(values=numbers[np.isfinite(numbers)]), spec)
    coded = is_coded(values)
    levels, counts = np.unique(level_names(values, coded=coded).astype(str), return_counts=True)
    return fit_category(name, dict(zip(levels.tolist(), counts.tolist(), strict=True)), coded, spec)


def fit_category(
    name: str,
    counts: dict[str, int],
    coded: bool,  # noqa: FBT001 - what the levels are, as is_coded tells
    spec: SegmentationSpec,
) -> CategoryFeature:
    """Learn the levels of a category, and what fills a gap.

    Parameters
    ----------
    name : str
    counts : dict of str to int
        Kept rows by level.
    coded : bool
        As in `CategoryFeature`.
    spec : SegmentationSpec

    Returns
    -------
    CategoryFeature
    """
    levels = tuple(sorted(counts))
    most_frequent = max(levels, key=counts.__getitem__)
    return CategoryFeature(
        name=name,
        levels=levels,
        fill=str(dict(spec.fills).get(name, most_frequent)),
        weight=spec.weight(name),
        coded=coded,
    )


def fit_number(name: str, numbers: Numbers, spec: SegmentationSpec) -> NumberFeature:
    """Learn the caps, the transform and the line of one number, in this order.

    Parameters
    ----------
    name : str
    numbers : Numbers
        The finite values of the kept rows.
    spec : SegmentationSpec

    Returns
    -------
    NumberFeature

    Raises
    ------
    SpecError
        If a number is too large to be squared, or has no logarithm; if what fills gaps is none.
    """
    farthest = max(abs(numbers.lowest), abs(numbers.highest))
    if farthest > LARGEST:
        raise SpecError(
            f"“{name}” holds numbers too large to compare, such as {farthest:.3g}. "
            f"Correct them in the file, or choose another column."
        )
    low, high = -np.inf, np.inf
    if spec.outliers == "cap":
        low, high = numbers.quantiles(spec.outlier_quantiles)
    how = dict(spec.transforms).get(name)
    if how == "log" and numbers.lowest < 0:
        raise SpecError(
            f"“{name}” has negative values, which have no logarithm. Choose Yeo-Johnson for it, "
            "or none."
        )

    def capped(values: np.ndarray) -> np.ndarray:
        return np.clip(values, low, high)

    power = numbers.power(capped) if how == "yeo_johnson" else 1.0
    is_plain = how is None and not np.isfinite(low)
    placed = None if is_plain else lambda values: transformed(capped(values), how, power)
    center, scale = _line(numbers, placed, spec.scaling)
    fill = dict(spec.fills).get(name)
    fill = numbers.median() if fill is None else fill
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


def _line(numbers: Numbers, placed: Placed | None, scaling: str) -> tuple[float, float]:
    """Return the centre and scale of `scaling`; a robust scale of 0 falls back to standard."""
    if scaling == "none":
        return 0.0, 1.0
    if scaling == "minmax":
        low, high = numbers.ends(placed or np.asarray)
        return low, high - low or 1.0
    if scaling == "robust":
        low, middle, high = numbers.quartiles(placed or np.asarray)
        if high > low:
            return middle, high - low
    mean, deviation = numbers.moments(placed)
    return mean, deviation or 1.0
