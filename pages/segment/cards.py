"""The Segments page: a card per segment, all of them one light element."""

from functools import lru_cache
from html import escape
from math import isnan
from typing import TYPE_CHECKING

import streamlit as st

from pages.plan.targets import tiles_of, value_of
from pages.segment import words
from pages.shared.messages import short
from pages.shared.theme import current_theme
from pages.whole import counts
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.theme import segment_color, segment_symbol
from segmentation.customers.grain import Unit
from segmentation.segments.facts.tiles import MiniBar, Tile
from segmentation.segments.planning.playbook import Play
from segmentation.tables.number_format import format_share

if TYPE_CHECKING:
    from segmentation.exports.snapshots.content import Bar

NAME_SHOWN, LABEL_SHOWN, ROWS_KEPT = 60, 34, 1_000
SIGNS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "cross": "✚",
    "circle-open": "○",
    "square-open": "□",
    "diamond-open": "◇",
}
"""A segment's symbol on the map, as a letter."""


def show_cards(result: Segmentation) -> None:
    """Show every segment's name, size, share of value, three bars, and what to do."""
    _, unit = counts.size_of(result)
    tiles = counts.with_all_rows(tiles_of(result), result, value_of)
    show_drawn([_card(tile, unit) for tile in tiles], words.BARS_TELL)


def show_drawn(cards: list[str], note: str) -> None:
    """Show cards that `card_html` has made, and what their bars mean."""
    st.html(f'<ul class="segment-cards">{"".join(cards)}</ul><p class="quiet">{note}</p>')


def to_do(play: Play) -> str:
    """Return what a card says to do."""
    return words.DO.format(play=play.name, offer=play.offers[0] if play.offers else play.aim)


def _card(tile: Tile, unit: Unit) -> str:
    worth = None if isnan(tile.value_share) else tile.value_share
    sizes = sizes_line(unit.counted(tile.size), tile.share, tile.value_label, worth)
    return card_html(tile.slot, tile.name, sizes, tile.bars, to_do(tile.play))


def sizes_line(size: str, share: float, worth_of: str, worth: float | None) -> str:
    """Say how large a segment is, and what share of a sum it has.

    Parameters
    ----------
    size : str
        Customers, counted.
    share : float
        Of all, 0 to 1.
    worth_of : str
        The column of the sum.
    worth : float or None
        Of that sum; None where it cannot be told.

    Returns
    -------
    str
    """
    sizes = [size, words.OF_ALL.format(share=format_share(share))]
    if worth_of and worth is not None:
        column = short(worth_of, LABEL_SHOWN)
        sizes.append(words.OF_VALUE.format(share=format_share(worth), column=column))
    return " · ".join(sizes)


def card_html(
    slot: int,
    name: str,
    sizes: str,
    bars: tuple["MiniBar | Bar", ...],
    told: str,
    without: str = words.TOO_FEW,
) -> str:
    """Return a card; what comes from the data is escaped here."""
    color, sign = segment_color(current_theme(), slot), SIGNS[segment_symbol(slot)]
    rows = f"<dl>{_rows(bars, color)}</dl>" if bars else f"<p>{without}</p>"
    return (
        f'<li style="border-top-color:{color}">'
        f'<h2><span aria-hidden="true" style="color:{color}">{sign}</span>'
        f"<span>{escape(short(name, NAME_SHOWN))}</span></h2>"
        f'<p class="sizes">{escape(sizes)}</p>{rows}'
        f'<p class="to-do">{escape(told)}</p></li>'
    )


@lru_cache(maxsize=ROWS_KEPT)
def _rows(bars: tuple["MiniBar | Bar", ...], color: str) -> str:
    return "".join(_bar(bar, color) for bar in bars)


def _bar(bar: "MiniBar | Bar", color: str) -> str:
    """Return a row: the column, a bar from the middle, the figure beside that of all."""
    width = round(abs(bar.length) * 50, 1)
    left = 50 - width if bar.length < 0 else 50
    told = words.TYPICAL.format(value=bar.value, of_all=bar.of_all)
    return (
        f"<dt>{escape(short(bar.label, LABEL_SHOWN))}</dt><dd>"
        f'<i><b style="left:{left:g}%;width:{width:g}%;background:{color}"></b></i>'
        f"<span>{escape(told)}</span></dd>"
    )
