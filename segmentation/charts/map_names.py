"""Segments' names on the map: at their centres, beside them where another name stands there."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.label_places import label_text, places
from segmentation.charts.palette import translucent
from segmentation.charts.theme import Theme, shorten

EYE, MIDDLE = (1.65, 1.65, 0.85), (0.0, 0.0, -0.18)
"""Where the camera stands at first, and what it looks at, in lengths of the cube."""

LENS = 0.41
"""Tangent of half the angle that the camera takes in from top to bottom (45°)."""

MARGIN = 0.92
"""Share of the plane that the points take; the rest is left free around them."""

STRIP, SOLID = 1, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room for names on a map.

    Attributes
    ----------
    width, height : int
        Pixels, without what stands beside the axes.
    letters : int
        Characters of a line of a name.
    font : int
        Pixels.
    longest : int
        Characters to which a name is cut, unless two would look alike then.
    """

    width: int
    height: int
    letters: int
    font: int
    longest: int = 60


WIDE = Room(width=800, height=360, letters=26, font=12)
"""The map on a laptop."""

NARROW = Room(width=268, height=360, letters=15, font=11)
NARROW_OF_MANY = Room(width=268, height=360, letters=14, font=10, longest=26)
"""The same on a phone, with few names and with many."""

MANY = 8


def with_names(
    figure: go.Figure, names: tuple[str, ...], centers: np.ndarray, points: np.ndarray, theme: Theme
) -> go.Figure:
    """Write every segment's name on the map.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The map, to be changed.
    names : tuple of str
        Not escaped.
    centers : ndarray of shape (n_segments, n_axes)
        On one, two or three axes; a segment with NaN has no point on the map and no name.
    points : ndarray of shape (n_shown, n_axes)
        All points that are drawn.
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
        The same. A phone has less room: ``layout.meta.narrow`` holds text and place of each name
        there.

    Notes
    -----
    Names do not cover each other as the map is first seen. A space that is turned, or a plane that
    is zoomed out of, may bring some of them together.
    """
    there = np.flatnonzero(np.isfinite(centers).all(axis=1))
    centers, names = centers[there], [names[at] for at in there]
    if not names:
        return figure
    phone = NARROW if len(names) <= MANY else NARROW_OF_MANY
    wide, narrow = (_labels(names, centers, points, room) for room in (WIDE, phone))
    notes = [
        _where(center) | _note(text, move, theme)
        for center, (text, move) in zip(centers, wide, strict=True)
    ]
    if centers.shape[1] == SOLID:
        figure.layout.scene.annotations = notes
    else:
        figure.layout.annotations = notes
    figure.layout.meta = {
        "narrow": {"font": phone.font, "names": [[text, *move] for text, move in narrow]}
    }
    return figure


def _labels(
    names: list[str], centers: np.ndarray, points: np.ndarray, room: Room
) -> list[tuple[str, tuple[int, int]]]:
    """Return the text of each name in a room, and how far it stands from its centre."""
    size = np.array([room.width, room.height], dtype=float)
    cut = [shorten(name, room.longest) for name in names]
    names = cut if len(set(cut)) == len(names) else names
    texts = [label_text(name, room.letters, room.font) for name in names]
    anchors = _on_screen(centers, points, size) * size
    moves = places(anchors, np.array([taken for _, taken in texts]), tuple(size))
    return [(text, move) for (text, _), move in zip(texts, moves, strict=True)]


def _on_screen(centers: np.ndarray, points: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return where the centres are drawn, (n_centers, 2) from the upper left corner, 0 to 1."""
    # Numbers near the end of what a float holds have no difference that it holds.
    scale = np.abs(points).max(initial=np.abs(centers).max(initial=0.0)) or 1.0
    low, high = points.min(axis=0) / scale, points.max(axis=0) / scale
    spread = np.clip((centers / scale - low) / np.where(high > low, high - low, 1.0), 0, 1)
    if centers.shape[1] == SOLID:
        return _projected(spread - 0.5, size)
    inside = (1 + MARGIN * (2 * spread - 1)) / 2
    down = np.full(len(centers), 0.5) if centers.shape[1] == STRIP else 1 - inside[:, 1]
    return np.column_stack([inside[:, 0], down])


def _projected(cube: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return places in the cube as the camera first sees them, 0 to 1 from the upper left."""
    eye = np.array(EYE)
    ahead = (np.array(MIDDLE) - eye) / np.linalg.norm(np.array(MIDDLE) - eye)
    right = np.cross(ahead, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    depth = (cube - eye) @ ahead
    across = (cube - eye) @ right / depth
    up = (cube - eye) @ np.cross(right, ahead) / depth
    # The lens takes in the height of the picture; what it takes in across follows from that.
    across *= size[1] / size[0]
    return np.clip(np.column_stack([0.5 + across / (2 * LENS), 0.5 - up / (2 * LENS)]), 0, 1)


def _where(center: np.ndarray) -> dict[str, float]:
    if len(center) == STRIP:
        return {"x": float(center[0]), "y": 0.0}
    return dict(zip("xyz", map(float, center), strict=False))


def _note(text: str, move: tuple[int, int], theme: Theme) -> dict:
    """Return a name on the map, with a line to its centre where it stands beside it."""
    return {
        "text": f"<b>{text}</b>",
        "ax": move[0],
        "ay": move[1],
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.muted,
        "font": {"size": WIDE.font, "color": theme.text},
        "bgcolor": translucent(theme.surface, 0.7),
        "borderpad": 2,
    }
