"""Cells as the texts they stand for: a number of a phone has no point and no thousands."""

import pandas as pd


def as_text(values: pd.Series) -> list[str]:
    """Return cells as texts.

    Parameters
    ----------
    values : pandas.Series of shape (n_rows,)

    Returns
    -------
    list of str
        Empty for missing cells; whole numbers that have a point only because some are missing
        lose it.

    Examples
    --------
    >>> as_text(pd.Series([491701234567.0, None])), as_text(pd.Series(["Ann", None]))
    (['491701234567', ''], ['Ann', ''])
    """
    missing = values.isna().to_numpy()
    if values.dtype.kind == "f":
        cells = [f"{cell:.0f}" if cell == round(cell) else str(cell) for cell in values.fillna(0)]
    else:
        cells = [str(cell) for cell in values.to_numpy(dtype=object).tolist()]
    return ["" if gone else cell for cell, gone in zip(cells, missing, strict=True)]
