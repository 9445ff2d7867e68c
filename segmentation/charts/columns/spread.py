"""How a number spreads in each group: what box and violin plots draw, computed once for both."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.charts.columns.groups import Groups, Part, groups, parts
from segmentation.charts.columns.measures import Measure, left_out, measure
from segmentation.charts.columns.quartiles import Quartiles, finding, quartiles

MAX_OUTLIERS = 60  # drawn per group
GRID = 128  # points of a violin's outline, and
CELLS = 512  # cells its numbers are counted in first


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """How one group spreads.

    Attributes
    ----------
    name : str
        Empty for everybody; not escaped.
    slot : int or None
        Which colour; None for “other” and for rows without a value.
    quartiles : Quartiles
    text : str
        The group in words; not escaped.
    fences : tuple of (float, float)
        Smallest and largest number within 1.5 interquartile ranges of the middle half.
    outliers : ndarray of shape (n_drawn,)
        Numbers beyond the fences, ascending, thinned evenly to `MAX_OUTLIERS`.
    n_outliers : int
        Before thinning.
    at, density : ndarray of shape (GRID,)
        Outline of the violin: place in the column's unit, and density relative to the fullest
        place of this group, 0 to 1. Empty where all numbers are the same.
    """

    name: str
    slot: int | None
    quartiles: Quartiles
    text: str
    fences: tuple[float, float]
    outliers: np.ndarray = field(repr=False)
    n_outliers: int
    at: np.ndarray = field(repr=False)
    density: np.ndarray = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadData:
    """A number's spread in each group.

    Attributes
    ----------
    title, caption, alt : str
        Finding, what was left out, and the chart in words; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    axis : str
        Name and unit; not escaped.
    is_date : bool
        Whether numbers are milliseconds since 1970.
    groups : tuple of Spread
        From the top of the chart down.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    axis: str = ""
    is_date: bool = False
    groups: tuple[Spread, ...] = ()

    @property
    def table(self) -> pd.DataFrame:
        """The quartiles as a table, a row per group."""
        return pd.DataFrame(
            {
                "Group": [group.name or "All" for group in self.groups],
                "Customers": [group.quartiles.n for group in self.groups],
                "Lowest": [group.quartiles.low for group in self.groups],
                "Lower quarter": [group.quartiles.q1 for group in self.groups],
                "Median": [group.quartiles.median for group in self.groups],
                "Upper quarter": [group.quartiles.q3 for group in self.groups],
                "Highest": [group.quartiles.high for group in self.groups],
            }
        )


def spread_data(frame: pd.DataFrame, column: str, by: str | None = None) -> SpreadData:
    """Compute quartiles, outliers and a smooth density of a number, per group.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str
        Numbers or dates.
    by : str or None
        Column whose levels, the eight most frequent at most, have a row each.

    Returns
    -------
    SpreadData
        For `box_chart` as well as `violin_chart`.

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    The whiskers end at the last number within 1.5 interquartile ranges of the box. Numbers beyond
    are no errors: 0.7 % of a normal distribution lie there.

    The density has a Gaussian kernel of bandwidth 0.9 min(s, IQR / 1.34) n^(-1/5), s the sample's
    standard deviation, and is cut at the smallest and the largest number, so that it shows nobody
    where nobody is. Numbers are counted in 512 cells first, so that a million of them cost one
    pass. It hides gaps narrower than the bandwidth. O(n log n) in all.

    References
    ----------
    Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.
    Silverman, B. W. (1986). Density Estimation for Statistics and Data Analysis. Chapman and Hall.
    """
    return spread_of(measure(frame, column), groups(frame, by))


def spread_of(shown: Measure, told: Groups) -> SpreadData:
    """Compute the same of numbers and groups that are there already.

    Parameters
    ----------
    shown : Measure
    told : Groups
        Of the same rows.

    Returns
    -------
    SpreadData
    """
    if shown.why:
        return SpreadData(title=shown.why, alt=shown.why, why=shown.why)
    shares = parts(shown, told)
    spreads = tuple(_spread(shown, part) for part in shares)
    return SpreadData(
        title=finding(shown, told, shares),
        alt=f"Spread of {shown.axis}. " + " ".join(f"{group.text}." for group in spreads),
        caption=" ".join(filter(None, (left_out(shown), _thinned(spreads)))),
        axis=shown.axis,
        is_date=shown.is_date,
        groups=spreads,
    )


def _spread(shown: Measure, part: Part) -> Spread:
    summary = quartiles(part.values)
    fences, beyond = fences_of(part.values, summary)
    at, density = density_of(part.values, summary)
    return Spread(
        name=part.name,
        slot=part.slot,
        quartiles=summary,
        text=_text(shown, part.name, summary),
        fences=fences,
        outliers=_thin(beyond),
        n_outliers=beyond.size,
        at=at,
        density=density,
    )


def _text(shown: Measure, name: str, summary: Quartiles) -> str:
    customers = "customer" if summary.n == 1 else "customers"
    return (
        f"{name or 'All'}: {summary.n:,} {customers}, median {shown.say(summary.median)}, "
        f"middle half {shown.amount(summary.q1)} to {shown.say(summary.q3)}, "
        f"all {shown.amount(summary.low)} to {shown.say(summary.high)}"
    )


def _thinned(spreads: tuple[Spread, ...]) -> str:
    n_all = sum(group.n_outliers for group in spreads)
    n_drawn = sum(group.outliers.size for group in spreads)
    return f"{n_drawn:,} of {n_all:,} outlying customers shown." if n_drawn < n_all else ""


def fences_of(values: np.ndarray, summary: Quartiles) -> tuple[tuple[float, float], np.ndarray]:
    """Return the ends of the whiskers and the numbers beyond them, ascending."""
    reach = 1.5 * summary.spread
    inside = (values >= summary.q1 - reach) & (values <= summary.q3 + reach)
    # Between two numbers a quartile is computed, so a whisker may have to end at its box.
    low = min(float(values[inside].min(initial=np.inf)), summary.q1)
    high = max(float(values[inside].max(initial=-np.inf)), summary.q3)
    return (low, high), np.sort(values[~inside])


def _thin(outliers: np.ndarray) -> np.ndarray:
    if outliers.size <= MAX_OUTLIERS:
        return outliers
    return outliers[np.linspace(0, outliers.size - 1, MAX_OUTLIERS).round().astype(int)]


def density_of(values: np.ndarray, summary: Quartiles) -> tuple[np.ndarray, np.ndarray]:
    """Return places and densities of a smooth outline; empty when it would have no width.

    Parameters
    ----------
    values : ndarray of shape (n,)
        Finite.
    summary : Quartiles
        Of these values.

    Returns
    -------
    at, density : ndarray of shape (GRID,)
        Density relative to its largest value.
    """
    reach = summary.high - summary.low
    if reach <= 1e-9 * max(abs(summary.low), abs(summary.high)):
        return np.empty(0), np.empty(0)
    # In shares of the range: huge and tiny numbers keep all their digits.
    shares = (values - summary.low) / reach
    heights, edges = np.histogram(shares, bins=CELLS, range=(0, 1))
    widths = [shares.std(ddof=1), summary.spread / reach / 1.34]
    bandwidth = 0.9 * min(width for width in widths if width > 0) * summary.n**-0.2
    grid = np.linspace(0, 1, GRID)
    # A kernel narrower than a cell would fall between the points of the grid.
    distance = (grid[:, None] - (edges[:-1] + edges[1:]) / 2) / max(bandwidth, 1 / GRID)
    density = np.exp(-0.5 * distance**2) @ heights
    return summary.low + grid * reach, density / density.max()
