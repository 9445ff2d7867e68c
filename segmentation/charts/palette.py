"""The colours and symbols of the two looks, named by what they are for."""

from dataclasses import dataclass

from segmentation.errors import SpecError
from segmentation.segments.identity import COLORS

# All seven exist in flat and in spatial scatter charts; the five solid ones come first.
SYMBOLS = ("circle", "diamond", "square", "cross", "circle-open", "diamond-open", "square-open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of a look, by what they are for.

    Attributes
    ----------
    name : str
        ``light`` or ``dark``.
    text, muted : str
        Ink of titles and values; of axes and captions.
    grid : str
        Hairlines behind the data.
    surface : str
        Background of the page; charts themselves are transparent.
    accent : str
        All customers, and whatever is not told apart by colour.
    positive, negative : str
        More and less than a comparison; blue and orange, which no form of colour blindness mixes.
    neutral : str
        Neither more nor less: the middle of a diverging scale.
    reference : str
        Lines to compare with: a mean, a threshold, zero.
    sequential : tuple of str
        From few to many; every colour stands out from the surface.
    segments : tuple of str
        Eight colours for segments and categories, the same hue in both looks.
    """

    name: str
    text: str
    muted: str
    grid: str
    surface: str
    accent: str
    positive: str
    negative: str
    neutral: str
    reference: str
    sequential: tuple[str, ...]
    segments: tuple[str, ...]


LIGHT = Theme(
    name="light",
    text="#1b2337",
    muted="#5a6478",
    grid="#e6e9f0",
    surface="#ffffff",
    accent="#3b4cb8",
    positive="#2460b8",
    negative="#bd5410",
    neutral="#f3f4f8",
    reference="#7c8699",
    sequential=("#3897a8", "#2f5fae", "#2b2a7a"),
    segments=COLORS,
)

DARK = Theme(
    name="dark",
    text="#e9edf5",
    muted="#a0abbe",
    grid="#273043",
    surface="#0f1420",
    accent="#8f9df5",
    positive="#6cb0ff",
    negative="#ff9d5c",
    neutral="#1e2637",
    reference="#8590a5",
    sequential=("#4c74b8", "#63b6c4", "#e2f3d9"),
    segments=(
        "#8087ff",
        "#ff9a3d",
        "#58f2d6",
        "#e55b9e",
        "#5fb9fa",
        "#ecd77c",
        "#e75e4b",
        "#abb6cb",
    ),
)

_THEMES = {look.name: look for look in (LIGHT, DARK)}


def theme(name: str) -> Theme:
    """Return the look of that name.

    Parameters
    ----------
    name : str
        ``light`` or ``dark``.

    Returns
    -------
    Theme

    Raises
    ------
    SpecError
        If there is no such look.
    """
    if name not in _THEMES:
        raise SpecError(f"There is no look “{name}”. Choose “light” or “dark”.")
    return _THEMES[name]


def segment_color(theme: Theme, slot: int) -> str:
    """Return the colour of a slot; after eight slots they begin again."""
    return theme.segments[slot % len(theme.segments)]


def segment_symbol(slot: int) -> str:
    """Return the symbol of a slot; there are seven, so that colour and symbol repeat after 56."""
    return SYMBOLS[slot % len(SYMBOLS)]


def translucent(color: str, opacity: float) -> str:
    """Return a ``#rrggbb`` colour as ``rgba(…)`` of an opacity from 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


def sequential_scale(theme: Theme) -> list[list]:
    """Return Plotly's form of a scale from few to many."""
    last = len(theme.sequential) - 1
    return [[i / last, color] for i, color in enumerate(theme.sequential)]


def diverging_scale(theme: Theme) -> list[list]:
    """Return Plotly's form of a scale from less over neither to more."""
    return [[0.0, theme.negative], [0.5, theme.neutral], [1.0, theme.positive]]
