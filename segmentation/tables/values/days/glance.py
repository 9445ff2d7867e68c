"""Whether a cell by itself may be a date, before its column is asked."""

from segmentation.tables.values.days.cells import read_cell
from segmentation.tables.values.days.clock import read_clock, split_time

YEAR_AND_MONTH = 6
LONGEST = 70
"""Characters a date has at most."""


def looks_like_date(cell: str) -> bool:
    """Return whether a cell by itself may be a date.

    Parameters
    ----------
    cell : str

    Returns
    -------
    bool

    Examples
    --------
    >>> looks_like_date("31/01/2024 10:05"), looks_like_date("1.2.3"), looks_like_date("10-12")
    (True, False, False)
    """
    if len(cell) > LONGEST or (cell.isdigit() and len(cell) != YEAR_AND_MONTH):
        return False
    day, time = split_time(cell)
    if read_clock(time) is not None:
        return read_cell(day) is not None
    return read_cell(cell) is not None
