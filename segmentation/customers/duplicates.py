"""Rows that share an identifier become one."""

import numpy as np
import pandas as pd

from segmentation.errors import SpecError

DUPLICATES = ("keep", "first", "last", "sum", "mean")


def merge_duplicates(
    frame: pd.DataFrame, identifier: str | None, how: str
) -> tuple[pd.DataFrame, np.ndarray]:
    """Leave one row per customer.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)
    identifier : str or None
        The column that tells customers apart.
    how : str
        ``keep`` leaves every row; ``first`` and ``last`` choose one; ``sum`` and ``mean`` put the
        numbers together on the first, whose other columns stay.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        The caller's, with the numbers of merged rows put together; rows that go are still there.
    ndarray of shape (n_rows,), bool
        Which rows stay. One without an identifier is a customer of its own.

    Raises
    ------
    SpecError
        If there is no identifier to merge by.
    """
    everyone = np.ones(len(frame), dtype=bool)
    if how == "keep":
        return frame, everyone
    if identifier is None:
        raise SpecError(
            "Rows cannot be merged: no column identifies customers. Choose the identifier on "
            "the Data page, or keep every row."
        )
    codes, _ = pd.factorize(frame[identifier])
    repeated = pd.Series(codes).duplicated(keep="last" if how == "last" else "first").to_numpy()
    stays = ~repeated | (codes < 0)
    if how in {"first", "last"}:
        return frame, stays
    merged = frame.copy()
    for name in frame.columns:
        if name != identifier and pd.api.types.is_numeric_dtype(frame[name].dtype):
            together = frame[name].astype(float).groupby(codes)
            values = (
                together.transform("sum", min_count=1)
                if how == "sum"
                else together.transform("mean")
            )
            merged[name] = values.where(codes >= 0, frame[name])
    return merged, stays
