"""Which numbers move together: Pearson's correlation of every pair, as a heat map."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.columns.measures import measure
from segmentation.charts.theme import (
    Theme,
    diverging_scale,
    escape,
    new_figure,
    nothing_to_show,
    shorten,
    wrap,
)

MAX_COLUMNS = 40  # more cells than these cannot be read
MAX_WRITTEN = 12  # columns up to which the values stand in the cells
FEWEST_PAIRS = 3  # any two points lie on a line
TICK_LIMIT = 20  # characters
CELL = 34  # pixels
FEW = 4  # columns up to which labels stand level

# Limits of |r| and what to call it, from weak to strong.
STRENGTHS = (
    (0.1, "hardly move together"),
    (0.3, "move together a little"),
    (0.6, "move together somewhat"),
    (0.85, "move together closely"),
    (np.inf, "move almost in step"),
)
OPPOSITES = (
    (0.1, "hardly move together"),
    (0.3, "move a little in opposite directions"),
    (0.6, "move somewhat in opposite directions"),
    (0.85, "move clearly in opposite directions"),
    (np.inf, "move almost exactly in opposite directions"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CorrelationData:
    """Correlations of some numbers.

    Attributes
    ----------
    title, caption, alt : str
        Finding, what was left out, and the chart in words; not escaped.
    why : str
        Why there is nothing to draw; empty when there is something.
    labels : tuple of str
        The columns as read; not escaped.
    r : ndarray of shape (n_columns, n_columns)
        Symmetric, −1 to 1; NaN where a pair has too few customers or does not vary.
    n_pairs : ndarray of shape (n_columns, n_columns)
        Customers with both values.
    """

    title: str
    alt: str
    caption: str = ""
    why: str = ""
    labels: tuple[str, ...] = ()
    r: np.ndarray = field(default_factory=lambda: np.empty((0, 0)), repr=False)
    n_pairs: np.ndarray = field(default_factory=lambda: np.empty((0, 0), dtype=int), repr=False)


def correlation_data(frame: pd.DataFrame, columns: Sequence[str]) -> CorrelationData:
    """Correlate every pair of numbers, each pair on the customers that have both.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    columns : sequence of str
        Columns that hold no numbers, or one number for all, are left out and named.

    Returns
    -------
    CorrelationData

    Raises
    ------
    SpecError
        If the table has no such column.

    Notes
    -----
    Pearson's r sees straight lines only: a U-shaped relation gives zero, and a single far-off
    customer can make any r. O(n d²) as one matrix product.
    """
    measures = [measure(frame, column) for column in columns]
    fit = [not one.why and not one.is_date and np.ptp(one.known) > 0 for one in measures]
    usable = [one for one, good in zip(measures, fit, strict=True) if good]
    dropped = [one.label for one, good in zip(measures, fit, strict=True) if not good]
    if len(usable) < 2:
        why = _too_few(len(usable))
        return CorrelationData(title=why, alt=why, why=why)
    drawn = usable[:MAX_COLUMNS]
    r, n_pairs = pairwise_correlation(np.column_stack([one.values for one in drawn]))
    labels = tuple(one.label for one in drawn)
    return CorrelationData(
        title=_title(labels, r),
        alt=_alt(labels, r),
        caption=_caption(len(drawn), len(usable), dropped),
        labels=labels,
        r=r,
        n_pairs=n_pairs,
    )


def _too_few(n_usable: int) -> str:
    have = "only one column" if n_usable else "no column"
    return f"There is {have} of numbers that differ. A comparison needs two: choose more columns."


def pairwise_correlation(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return Pearson's r and the number of complete pairs for every two columns.

    Parameters
    ----------
    values : ndarray of shape (n_samples, n_columns)
        NaN where missing; each column has at least one number.

    Returns
    -------
    r : ndarray of shape (n_columns, n_columns)
        NaN below three pairs, or where one of the two does not vary over them.
    n_pairs : ndarray of shape (n_columns, n_columns)
    """
    known = ~np.isnan(values)
    # Centred and scaled first, since sums of squares of large numbers lose their digits.
    centered = np.where(known, values - np.nanmean(values, axis=0), 0.0)
    largest = np.abs(centered).max(axis=0)
    x = centered / np.where(largest > 0, largest, 1.0)
    mask = known.astype(np.float64)
    n_pairs = mask.T @ mask
    safe = np.maximum(n_pairs, 1)
    sums, squares = x.T @ mask, (x**2).T @ mask
    covariance = x.T @ x - sums * sums.T / safe
    variance = squares - sums**2 / safe
    # Rounding leaves some 1e-16 of the squares where there is no variance at all.
    varies = variance > 1e-12 * np.maximum(squares, 1e-280)
    defined = varies & varies.T & (n_pairs >= FEWEST_PAIRS)
    # A root each: the product of two variances can be too small for a number.
    spread = np.sqrt(np.where(varies, variance, 1.0))
    r = np.clip(covariance / (spread * spread.T), -1, 1)
    return np.where(defined, r, np.nan), n_pairs.astype(np.int64)


def in_words(r: float) -> str:
    """Return how two numbers of correlation `r` move, as a clause."""
    ladder = OPPOSITES if r < 0 else STRENGTHS
    return next(words for limit, words in ladder if abs(r) < limit)


def format_r(r: float) -> str:
    """Return a correlation with two decimals and a true minus; a dash where there is none."""
    return "–" if np.isnan(r) else f"{r:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _ranked_pairs(r: np.ndarray) -> list[tuple[int, int]]:
    rows, columns = np.triu_indices(len(r), 1)
    size = np.abs(r[rows, columns])
    order = np.argsort(-np.nan_to_num(size, nan=-1.0), kind="stable")
    return [(rows[i], columns[i]) for i in order if not np.isnan(size[i])]


def _title(labels: tuple[str, ...], r: np.ndarray) -> str:
    ranked = _ranked_pairs(r)
    if not ranked:
        return "No two columns have enough customers in common to compare them"
    i, j = ranked[0]
    value = f"(r = {format_r(r[i, j])})"
    if abs(r[i, j]) < STRENGTHS[0][0] and len(labels) > 2:
        return f"None of the {len(labels)} numbers move together, the closest pair {value} included"
    lead = "Strongest link: " if len(labels) > 2 else ""
    return f"{lead}{labels[i]} and {labels[j]} {in_words(r[i, j])} {value}"


def _alt(labels: tuple[str, ...], r: np.ndarray) -> str:
    pairs = [f"{labels[i]} and {labels[j]} {format_r(r[i, j])}" for i, j in _ranked_pairs(r)[:5]]
    alt = f"Correlations of {len(labels)} numbers as a heat map."
    return f"{alt} Strongest: {', '.join(pairs)}." if pairs else alt


def _caption(n_drawn: int, n_usable: int, dropped: list[str]) -> str:
    parts = []
    if n_drawn < n_usable:
        parts.append(f"The first {n_drawn} of {n_usable} numbers shown.")
    if dropped:
        named = ", ".join(f"“{shorten(label, 24)}”" for label in dropped[:3])
        more = f" and {len(dropped) - 3} more" if len(dropped) > 3 else ""
        parts.append(f"Left out, not numbers or all the same: {named}{more}.")
    return " ".join(parts)


def correlation_chart(data: CorrelationData, theme: Theme) -> go.Figure:
    """Draw the correlations as a heat map, white for none.

    Parameters
    ----------
    data : CorrelationData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    n = len(data.labels)
    names = [shorten(label, TICK_LIMIT) for label in data.labels]
    ticks = {
        "tickvals": list(range(n)),
        "showgrid": False,
        "fixedrange": True,
    }
    return new_figure(
        theme,
        [_heat(data, theme)],
        text=data.title,
        caption=data.caption,
        height=max(340, 170 + CELL * n),
        # Slanted labels leave the figure at its right and vanish: few are wrapped, many upright.
        xaxis=ticks
        | {
            "ticktext": ["<br>".join(wrap(name, 10 if n <= FEW else TICK_LIMIT)) for name in names],
            "tickangle": 0 if n <= FEW else -90,
        },
        yaxis=ticks | {"ticktext": [escape(name) for name in names], "autorange": "reversed"},
    )


def _heat(data: CorrelationData, theme: Theme) -> go.Heatmap:
    names = [escape(label) for label in data.labels]
    hover = [
        [
            f"{names[i]}<br>{names[j]}<br>"
            f"r = {format_r(data.r[i, j])}, {data.n_pairs[i, j]:,} customers"
            for j in range(len(names))
        ]
        for i in range(len(names))
    ]
    # Every number goes with itself, which says nothing: the diagonal stays empty.
    z = np.where(np.eye(len(names), dtype=bool), np.nan, data.r).astype(np.float32)
    written = {}
    if len(names) <= MAX_WRITTEN:
        written = {
            "text": [
                ["" if i == j else format_r(value) for j, value in enumerate(row)]
                for i, row in enumerate(data.r.tolist())
            ],
            "texttemplate": "%{text}",
            "showscale": False,
        }
    return go.Heatmap(
        z=z,
        zmin=-1,
        zmax=1,
        colorscale=diverging_scale(theme),
        xgap=2,
        ygap=2,
        hovertext=hover,
        hoverinfo="text",
        colorbar={"tickvals": [-1, 0, 1], "ticktext": ["−1", "0", "1"], "len": 0.7},
        **written,
    )
