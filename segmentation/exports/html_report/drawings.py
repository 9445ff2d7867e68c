"""Charts of a page: a place for each, and their figures in both looks."""

import json
import re
from html import escape

from segmentation.charts.drawing import Drawing, draw
from segmentation.charts.theme import DARK, LIGHT
from segmentation.exports.html_report import words
from segmentation.exports.report.story import Picture

CELL, BESIDE = 36, 150
"""Pixels of a cell of a table drawn as a chart, and of the names beside it."""

BY_GRAPHICS_CARD = {"scattergl": "scatter"}
"""Paper needs points drawn as shapes."""

UNSAFE = re.compile("[<>&\u2028\u2029]")


def drawn_twice(picture: Picture) -> tuple[Drawing, Drawing]:
    """Draw a chart in the light look and in the dark one.

    Parameters
    ----------
    picture : Picture

    Returns
    -------
    tuple of Drawing
    """
    return tuple(draw(picture.data, picture.build, look) for look in (LIGHT, DARK))


def figures(looks: tuple[Drawing, Drawing], height: int) -> dict[str, object]:
    """Return a chart as Plotly's data and layout in both looks, for the page's script.

    Parameters
    ----------
    looks : tuple of Drawing
        Light and dark.
    height : int
        Pixels.

    Returns
    -------
    dict
    """
    light, dark = (_plain(drawing.figure) for drawing in looks)
    return {"light": light, "dark": dark, "height": height}


def _plain(figure: str) -> dict[str, object]:
    drawn = json.loads(figure)
    for trace in drawn["data"]:
        trace["type"] = BY_GRAPHICS_CARD.get(trace["type"], trace["type"])
    drawn["layout"].pop("title", None)  # it stands above the chart, where it wraps
    return drawn


def place(drawn: Drawing, height: int, number: int) -> str:
    """Return where a chart is drawn, with its title above it and its words in it until then.

    Parameters
    ----------
    drawn : Drawing
        In any look.
    height : int
        Pixels.
    number : int
        Which of the page's charts it is.

    Returns
    -------
    str
        HTML.
    """
    caption = f'<p class="note">{escape(drawn.caption)}</p>' if drawn.caption else ""
    style = f"height:{height}px;min-width:{_least_width(drawn.figure)}px"
    return (
        f'<figure><figcaption><p class="finding">{escape(drawn.title)}</p>{caption}</figcaption>'
        f'<div class="scroll"><div class="chart" role="img" data-chart="{number}" '
        f'aria-label="{escape(drawn.alt)}" style="{style}">'
        f'<p class="note">{words.IN_WORDS} {escape(drawn.alt)}</p></div></div></figure>'
    )


def _least_width(figure: str) -> int:
    """Return below which width a chart is moved sideways: where its cells would be too narrow."""
    cells = [len(t["x"]) for t in json.loads(figure)["data"] if t["type"] == "heatmap"]
    return BESIDE + CELL * max(cells) if cells else 0


def inside_script(value: object) -> str:
    r"""Return a value as JSON that no tag, comment or line end of a page can be made of.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Examples
    --------
    >>> print(inside_script("</script>"))
    "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
