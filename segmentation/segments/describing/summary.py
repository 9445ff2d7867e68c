"""The segments in sentences and as one table."""

import math

import numpy as np
import pandas as pd

from segmentation.clustering.evidence.drivers import Disguise
from segmentation.customers.grain import CUSTOMERS, Unit
from segmentation.segments.profiling import SegmentProfile
from segmentation.tables.number_format import format_share

MOST_GAPS = 5


def segments_headline(
    n_customers: int,
    n_segments: int,
    *,
    disguise: Disguise | None = None,
    unit: Unit = CUSTOMERS,
) -> str:
    """Say how many segments there are, and when they are one column in disguise.

    Parameters
    ----------
    n_customers : int
        Segmented customers.
    n_segments : int
    disguise : Disguise or None
        The column that alone gives the segments back.
    unit : Unit
        What is segmented.

    Returns
    -------
    str
        A title.
    """
    segments = "one segment" if n_segments == 1 else f"{n_segments} segments"
    if disguise is not None and disguise.headline:
        segments = disguise.headline
    return f"{unit.counted(n_customers)} in {segments}"


def summary_table(
    profiles: tuple[SegmentProfile, ...],
    names: tuple[str, ...],
    order: tuple[int, ...],
    *,
    differences: bool = False,
) -> pd.DataFrame:
    """Lay the segments side by side, a row each.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    names : tuple of str
    order : tuple of int
        Segments in the order of the rows.
    differences : bool
        Show what is typical less what is typical of all customers instead.

    Returns
    -------
    pandas.DataFrame of shape (k, 3 + n_numbers + n_categories), indexed by segment
        ``Segment``, ``Customers``, ``Share``, then a column per number (its axis label; the mean,
        or the median of a skewed column, which its title says) and per category (“Female 59 %”, or
        with `differences` “Female +3 points”), of those with a value.
    """
    rows = []
    for segment in order:
        profile = profiles[segment]
        row: dict[str, object] = {
            "Segment": names[segment],
            "Customers": profile.size,
            "Share": format_share(profile.share),
        }
        for fact in profile.numbers:
            title = f"{fact.label.axis}, median" if fact.is_skewed else fact.label.axis
            row[_free(row, title)] = fact.difference if differences else fact.typical
        for fact in profile.categories:
            points = round(100 * (fact.share - fact.overall))
            shown = f"{points:+d} points" if differences else format_share(fact.share)
            row[_free(row, fact.label.axis)] = f"{fact.level} {shown}" if fact.level else "no value"
        rows.append(row)
    return pd.DataFrame(rows, index=pd.Index(order, name="segment"))


def known_base(profiles: tuple[SegmentProfile, ...]) -> str:
    """Name the columns whose figures are not of everybody.

    Parameters
    ----------
    profiles : tuple of SegmentProfile

    Returns
    -------
    str
        One sentence; empty when every customer has every value.
    """
    n_all = sum(profile.size for profile in profiles)
    facts = zip(*((*p.numbers, *p.categories) for p in profiles), strict=True)
    known = [(column[0].label.label, sum(fact.n_known for fact in column)) for column in facts]
    gaps = [f"{label} ({n:,} of {n_all:,})" for label, n in known if n < n_all]
    if not gaps:
        return ""
    more = f" and {len(gaps) - MOST_GAPS} more columns" if len(gaps) > MOST_GAPS else ""
    return f"Counting only customers with a value: {', '.join(gaps[:MOST_GAPS])}{more}."


def left_out(reasons: pd.Series, n_kept: int, *, unit: Unit = CUSTOMERS) -> str:
    """Say how many customers are in no segment, and why most of them.

    Parameters
    ----------
    reasons : pandas.Series of str
        Of every customer left out.
    n_kept : int
        Customers in segments.
    unit : Unit
        What is segmented.

    Returns
    -------
    str
        One sentence; empty when nobody is left out.
    """
    if reasons.empty:
        return ""
    first, n_first = next(iter(reasons.value_counts().items()))
    who = f"{len(reasons):,} of {unit.counted(len(reasons) + n_kept)}"
    are = "is" if len(reasons) == 1 else "are"
    why = str(first) if n_first == len(reasons) else f"{n_first:,} for “{first}”"
    return f"{who} {are} in no segment: {why}."


def shown_decimals(values: pd.Series) -> int:
    """Return how many decimals tell the segments apart in a column.

    Parameters
    ----------
    values : pandas.Series of float
        A column of `summary_table`.

    Returns
    -------
    int
        Three digits of the widest distance between two segments, or of the value itself when they
        are equal; 0 to 6.

    Examples
    --------
    >>> shown_decimals(pd.Series([55.3, 86.5])), shown_decimals(pd.Series([0.012, 0.015]))
    (1, 5)
    """
    known = values[np.isfinite(values)]
    if known.empty:
        return 0
    width = float(known.max() - known.min()) or float(known.abs().max())
    return 0 if width == 0 else min(6, max(0, 2 - math.floor(math.log10(width))))


def _free(row: dict[str, object], title: str) -> str:
    """Return a title that is not taken: a file may have a column called “Segment”."""
    return title if title not in row else _free(row, f"{title} (file)")
