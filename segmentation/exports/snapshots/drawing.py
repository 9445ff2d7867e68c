"""The charts of a shared result, from its own figures."""

import numpy as np

from segmentation.charts.segments.shares import EVERYBODY, SharesData
from segmentation.charts.segments.side_by_side import SideBySide
from segmentation.exports.snapshots.content import Card, Figures, Rows, Shares


def figures_data(figures: Figures, cards: tuple[Card, ...]) -> SideBySide:
    """Return the numbers of a shared result as a chart takes them.

    Parameters
    ----------
    figures : Figures
    cards : tuple of Card
        Whose names and colours they have.

    Returns
    -------
    SideBySide
    """
    return SideBySide(
        columns=figures.columns,
        names=tuple(card.name for card in cards),
        slots=tuple(card.slot for card in cards),
        z=_array(figures.z, len(cards)),
        index=_array(figures.index, len(cards)),
        means=figures.typical,
        title=figures.title,
        caption=figures.caption,
    )


def shares_data(shares: Shares, cards: tuple[Card, ...]) -> SharesData:
    """Return a category of a shared result as a chart takes it.

    Parameters
    ----------
    shares : Shares
    cards : tuple of Card
        Whose names it has.

    Returns
    -------
    SharesData
    """
    return SharesData(
        label=shares.label,
        names=(*(card.name for card in cards), EVERYBODY),
        levels=shares.levels,
        n_rest=shares.n_rest,
        shares=_array(shares.shares, len(cards) + 1),
        title=shares.title,
        caption=shares.caption,
    )


def _array(rows: Rows, height: int) -> np.ndarray:
    return np.array(rows, dtype=float).reshape(height, -1)
