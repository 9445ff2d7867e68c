"""Bins of round widths for numbers and dates, and how each of them reads."""

import numpy as np

from segmentation.charts.columns.measures import Measure
from segmentation.charts.columns.quartiles import Quartiles, quartiles

FEWEST_BINS, MOST_BINS = 4, 40
TAIL = 8  # interquartile ranges beyond which numbers are counted in the outermost bin
ROUND_STEPS = np.array([1.0, 2.0, 2.5, 5.0, 10.0])
DAY = 86_400_000  # milliseconds

# Unit, units in a bin, and the shift from 1970 to a round beginning: a Monday, a century.
CALENDAR = (
    ("h", 1, 0),
    ("D", 1, 0),
    ("D", 7, 3),
    ("M", 1, 0),
    ("M", 3, 0),
    ("Y", 1, 0),
    ("Y", 10, 0),
    ("Y", 100, 70),
    ("Y", 1000, 970),
)


def bin_edges(column: Measure) -> np.ndarray:
    """Return the ascending edges of bins of one round width.

    Parameters
    ----------
    column : Measure
        Numbers or dates, at least one.

    Returns
    -------
    ndarray of shape (n_bins + 1,)
        They hold every number but those of a long tail, which belong to the outermost bins.
    """
    if column.is_date:
        return _calendar_edges(column.known)
    summary = quartiles(column.known)
    low, high = _without_tails(column.known, summary)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        half = max(0.5, 1e-9 * abs(low)) if column.is_whole else abs(low) * 0.05 or 0.5
        return np.array([low - half, high + half])
    width = 2 * summary.spread / np.cbrt(summary.n) or (high - low) / (np.log2(summary.n) + 1)
    step = _round_step(np.clip(width, (high - low) / MOST_BINS, (high - low) / FEWEST_BINS))
    if column.is_whole and step <= 1:
        return np.arange(low - 0.5, high + 1)
    if column.is_whole:
        step = np.ceil(step)
    return np.arange(np.floor(low / step), np.floor(high / step) + 2) * step


def _without_tails(known: np.ndarray, summary: Quartiles) -> tuple[float, float]:
    """Return where bins begin and end: one far-off customer must not flatten all the others."""
    low, high, reach = summary.low, summary.high, TAIL * summary.spread
    first, last = np.quantile(known, (0.01, 0.99), method="nearest").tolist()
    if reach and summary.q1 - low > reach:
        low = max(low, first - summary.spread)
    if reach and high - summary.q3 > reach:
        high = min(high, last + summary.spread)
    return low, high


def _round_step(width: float) -> float:
    power = 10.0 ** np.floor(np.log10(width))
    return float(power * ROUND_STEPS[np.abs(np.log(ROUND_STEPS * power / width)).argmin()])


def _calendar_edges(known: np.ndarray) -> np.ndarray:
    ends = np.array([known.min(), known.max()]).astype(np.int64).astype("datetime64[ms]")
    ladder = CALENDAR if (known % DAY).any() else CALENDAR[1:]
    for unit, step, shift in ladder:
        first, last = (ends.astype(f"datetime64[{unit}]").astype(np.int64) + shift) // step
        if last - first < MOST_BINS:
            break
    marks = np.arange(first, last + 2) * step - shift
    return marks.astype(f"datetime64[{unit}]").astype("datetime64[ms]").astype(np.float64)


def tails(shown: Measure, edges: np.ndarray) -> str:
    """Return the caption on numbers outside the bins, which the outermost bins hold."""
    below, above = (shown.known < edges[0]).sum(), (shown.known >= edges[-1]).sum()
    ends = (
        (below, f"The first bar holds {below:,} more below {shown.say(edges[0])}."),
        (above, f"The last bar holds {above:,} more from {shown.say(edges[-1])} up."),
    )
    return " ".join(text for count, text in ends if count)


def bin_name(column: Measure, low: float, high: float) -> str:
    """Return a bin as read: 20 to 24 for whole numbers, 20 to 25 k$ for others, days for dates."""
    if column.is_date and high - low < DAY:
        hour = int(low % DAY) // 3_600_000
        return f"{column.amount(low)}, {hour:02d}:00 to {hour + 1:02d}:00"
    if column.is_date or column.is_whole:
        # The upper edge belongs to the next bin: 20 to 24, not 20 to 25.
        low, high = np.ceil(low), np.ceil(high) - 1
    if column.amount(low) == column.amount(high):
        return column.say(low)
    return f"{column.amount(low)} to {column.say(high)}"
