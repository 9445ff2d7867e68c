"""Where names stand on a map, so that none covers another: near their points, else beside them."""

from html import unescape

import numpy as np

from segmentation.charts.wording import shorten, wrap

LINE = 1.27
"""Height of a line in sizes of its font."""

LETTER = 0.63
"""Width of a letter in sizes of its font, as wide as the widest of the fonts that may stand in."""

AROUND = 7
"""Pixels of a label around its text, both sides together."""

LONGEST = 60
STEP_X, STEP_Y = 16, 8
SIDEWAYS = 2.0
"""How much worse a move to the side is than one up or down: on a wider map points move apart, and a
label far beside its own would come to those of others."""


def label_text(name: str, width: int, font: int) -> tuple[str, tuple[float, float]]:
    """Break a name into lines and return it for a chart, with the pixels that it takes.

    Parameters
    ----------
    name : str
        Not escaped.
    width : int
        Characters of a line.
    font : int
        Pixels.

    Returns
    -------
    text : str
    size : tuple of float
        Width and height in pixels.
    """
    lines = wrap(shorten(name, LONGEST), width) or ("",)
    longest = max(len(unescape(line)) for line in lines)
    return "<br>".join(lines), (
        LETTER * font * longest + AROUND,
        LINE * font * len(lines) + AROUND,
    )


def places(
    anchors: np.ndarray, sizes: np.ndarray, room: tuple[float, float]
) -> tuple[tuple[int, int], ...]:
    """Choose how far each label stands from its point, so that none covers another.

    Parameters
    ----------
    anchors : ndarray of shape (n_labels, 2)
        The points in pixels, from the upper left corner.
    sizes : ndarray of shape (n_labels, 2)
        Width and height of the labels in pixels.
    room : tuple of float
        Width and height of the map in pixels.

    Returns
    -------
    tuple of (int, int)
        By label, pixels to the right and down. On a map with more room none covers another either,
        as long as its points are as far apart or farther.

    Notes
    -----
    Greedy: each label takes the nearest free place of a grid around its point; where there is none,
    the one where it covers least. Where any covers another, other orders are tried, and the one
    that covers least is taken. O(n² · cells of the grid).
    """
    x, y = anchors.T
    best = None
    for order in (np.lexsort((x, y)), np.lexsort((y, x)), np.lexsort((x, -y)), np.lexsort((y, -x))):
        tried = _placed(order, anchors, sizes, room)
        if best is None or tried[0] < best[0]:
            best = tried
        if not best[0]:
            break
    return best[1]


def _placed(
    order: np.ndarray, anchors: np.ndarray, sizes: np.ndarray, room: tuple[float, float]
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Place labels one after the other; return how much is covered, and their moves."""
    moves, taken = _moves(room), np.empty((0, 4))
    shifts, in_all = np.zeros((len(anchors), 2)), 0.0
    for at in order:
        half = np.minimum(sizes[at], room) / 2
        centers = np.clip(anchors[at] + moves, half, np.maximum(room - half, half))
        apart = np.abs(centers[:, None, :] - taken[:, :2])
        covered = np.clip(half + taken[:, 2:] - apart, 0, None).prod(axis=2).sum(axis=1).round(3)
        away = np.abs(centers - anchors[at]) @ [SIDEWAYS, 1.0]
        best = np.lexsort((away, covered))[0]
        taken = np.vstack([taken, np.r_[centers[best], half]])
        shifts[at], in_all = centers[best] - anchors[at], in_all + covered[best]
    return in_all, tuple((int(x), int(y)) for x, y in np.rint(shifts))


def _moves(room: tuple[float, float]) -> np.ndarray:
    """Return the moves that are tried, (n_moves, 2) in pixels: the whole map around a point."""
    across = np.arange(-int(room[0]), int(room[0]) + 1, STEP_X)
    down = np.arange(-int(room[1]), int(room[1]) + 1, STEP_Y)
    # The place on the point itself is one of them.
    across, down = np.unique(np.r_[0, across]), np.unique(np.r_[0, down])
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2).astype(float)
