"""What a model keeps of each segment, and what it was made with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

import numpy as np
import pandas as pd

from segmentation.segments.identity import COLORS

PACKAGES = ("numpy", "pandas", "scikit-learn", "scipy")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSegment:
    """One segment of a model.

    Attributes
    ----------
    slot : int
        Fixes colour, symbol and place on the screen.
    name, color : str
        The colour on a light ground, as ``#rrggbb``.
    size : int
        Customers it was fitted on.
    means : tuple of float
        By axis, in the units of the file, a category's levels as shares.
    """

    slot: int
    name: str
    color: str
    size: int
    means: tuple[float, ...] = field(repr=False)


def model_segments(
    names: tuple[str, ...], slots: tuple[int, ...], sizes: np.ndarray, means: pd.DataFrame
) -> tuple[ModelSegment, ...]:
    """Describe the segments of a fit.

    Parameters
    ----------
    names : tuple of str
    slots : tuple of int
    sizes : ndarray of shape (k,), int
    means : pandas.DataFrame of shape (k, n_axes)
        In the units of the file.

    Returns
    -------
    tuple of ModelSegment
    """
    return tuple(
        ModelSegment(
            slot=slot,
            name=name,
            color=COLORS[slot % len(COLORS)],
            size=int(size),
            means=tuple(map(float, mean)),
        )
        for name, slot, size, mean in zip(names, slots, sizes, means.to_numpy(), strict=True)
    )


def now() -> str:
    """Return the time in UTC as a model holds it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def software() -> tuple[tuple[str, str], ...]:
    """Return the libraries that a fit depends on, with their versions."""
    return tuple((name, version(name)) for name in PACKAGES)
