"""One start of K-means on two columns of a table, to be followed step by step."""

import numpy as np

from segmentation.clustering.methods.kmeans_trace import Lesson, lesson
from segmentation.errors import DataError
from segmentation.tables.table import Table


def lesson_of(
    table: Table, axes: tuple[str, str], k: int, *, scaled: bool, start: str, seed: int = 0
) -> Lesson:
    """Follow one start of K-means on two columns of a table.

    Parameters
    ----------
    table : Table
    axes : tuple of str
        Two columns of numbers.
    k : int
    scaled : bool
    start : str
        Of `segmentation.clustering.methods.kmeans_trace.lesson`.
    seed : int

    Returns
    -------
    Lesson

    Raises
    ------
    DataError
        If the columns hold fewer different customers than k.
    """
    values = table.frame[list(axes)].to_numpy(dtype=float, na_value=np.nan)
    values = values[np.isfinite(values).all(axis=1)]
    if len(np.unique(values, axis=0)) < k:
        raise DataError(
            f"These two columns hold fewer than {k} different customers. Choose fewer centres or "
            f"other columns."
        )
    return lesson(values, k, scaled=scaled, start=start, seed=seed)
