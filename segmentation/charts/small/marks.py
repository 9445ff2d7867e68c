"""The mark of a segment on every chart, as a drawing of its own."""

from base64 import b64encode

from segmentation.charts.palette import Theme, segment_color, segment_symbol

SHAPES = {
    "circle": '<circle cx="8" cy="8" r="6"/>',
    "diamond": '<path d="M8 1 15 8 8 15 1 8Z"/>',
    "square": '<rect x="2.500" y="2.500" width="11" height="11"/>',
    "cross": '<path d="M6 2h4v4h4v4h-4v4H6v-4H2V6h4Z"/>',
    "circle-open": '<circle cx="8" cy="8" r="5" class="open"/>',
    "diamond-open": '<path d="M8 2 14 8 8 14 2 8Z" class="open"/>',
    "square-open": '<rect x="3" y="3" width="10" height="10" class="open"/>',
}


def mark_svg(theme: Theme, slot: int, size: int = 18) -> str:
    """Return a segment's symbol in its colour.

    Parameters
    ----------
    theme : Theme
    slot : int
    size : int
        Pixels.

    Returns
    -------
    str
        An SVG.
    """
    color, shape = segment_color(theme, slot), SHAPES[segment_symbol(slot)]
    drawn = shape.replace('class="open"', f'fill="none" stroke="{color}" stroke-width="2"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 16 16" fill="{color}">{drawn}</svg>'
    )


def as_address(svg: str) -> str:
    """Return a drawing as an address that holds it, for a picture in a text.

    Parameters
    ----------
    svg : str

    Returns
    -------
    str
    """
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
