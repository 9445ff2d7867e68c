"""A segment on one number as a bar of a line's height: its range and middle beside those of all."""

from segmentation.charts.palette import Theme, segment_color
from segmentation.segments.facts.ranges import Range

WIDTH, HEIGHT, EDGE = 240, 20, 6
THIN = 3.0
"""Least pixels of a range, so that a narrow one is seen."""


def strip_svg(place: Range, theme: Theme, slot: int) -> str:
    """Draw a segment on one number.

    Parameters
    ----------
    place : Range
    theme : Theme
    slot : int
        Of the segment, for its colour.

    Returns
    -------
    str
        An SVG: a line from end to end, a grey bar where eight of ten of all customers lie, the
        segment's bar in its colour, a stroke at the middle of all, a dot at the segment's own.
    """
    line = HEIGHT / 2
    parts = [
        f'<path d="M{EDGE} {line}H{WIDTH - EDGE}" stroke="{theme.reference}" stroke-width="1"/>'
    ]
    if place.is_known:
        color = segment_color(theme, slot)
        own, of_all = (
            _pixel(place, value) for value in (place.fact.typical, place.fact.typical_of_all)
        )
        parts += [
            _bar(place, place.all_low, place.all_high, 12, theme.reference, 0.35),
            _bar(place, place.low, place.high, 6, color, 1),
            f'<path d="M{of_all:.1f} 1V{HEIGHT - 1}" stroke="{theme.text}" stroke-width="2"/>',
            f'<circle cx="{own:.1f}" cy="{line}" r="5" fill="{color}" stroke="{theme.surface}"/>',
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _bar(place: Range, low: float, high: float, thick: int, color: str, opacity: float) -> str:
    start, end = _pixel(place, low), _pixel(place, high)
    if end - start < THIN:
        start = (start + end - THIN) / 2
        end = start + THIN
    return (
        f'<rect x="{start:.1f}" y="{(HEIGHT - thick) / 2:g}" width="{end - start:.1f}" '
        f'height="{thick}" rx="2" fill="{color}" fill-opacity="{opacity:g}"/>'
    )


def _pixel(place: Range, value: float) -> float:
    return EDGE + place.place(value) * (WIDTH - 2 * EDGE)
