"""How a number spreads in every segment: the values that box, violin and ridge plots draw."""

import numpy as np
import pandas as pd

from segmentation.charts.columns.groups import Groups
from segmentation.charts.columns.measures import measure
from segmentation.charts.columns.spread import SpreadData, spread_of
from segmentation.charts.wording import distinct_short

NAME_ON_AXIS = 26


def segment_spreads(
    frame: pd.DataFrame,
    column: str,
    labels: np.ndarray,
    names: tuple[str, ...],
    slots: tuple[int, ...],
) -> SpreadData:
    """Compute quartiles, outliers and a smooth density of a number, per segment.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    column : str
        Numbers.
    labels : ndarray of shape (n_kept,), int
    names : tuple of str
    slots : tuple of int
        All per segment.

    Returns
    -------
    SpreadData
        Outlines and quartiles, no customers but outliers: its size does not grow with theirs.
    """
    order = np.argsort(slots)
    place = np.empty(len(slots), dtype=np.intp)
    place[order] = np.arange(len(slots))
    told = Groups(
        label="segment",
        names=distinct_short((names[segment] for segment in order), NAME_ON_AXIS),
        slots=tuple(slots[segment] for segment in order),
        codes=place[labels],
    )
    return spread_of(measure(frame, column), told)
