"""The Segments page: a card per segment, all of them one light element."""

from html import escape
from math import isnan

import streamlit as st

from pages.plan.targets import tiles_of
from pages.segment import words
from pages.shared.messages import short
from pages.shared.theme import current_theme
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.theme import segment_color, segment_symbol
from segmentation.customers.grain import Unit, unit_of
from segmentation.segments.facts.tiles import MiniBar, Tile
from segmentation.tables.number_format import format_share

NAME_SHOWN, LABEL_SHOWN = 60, 34
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
    unit = unit_of(result.table)
    cards = "".join(_card(tile, unit) for tile in tiles_of(result))
    st.html(f'<ul class="segment-cards">{cards}</ul><p class="quiet">{words.BARS_TELL}</p>')


def _card(tile: Tile, unit: Unit) -> str:
    sizes = [unit.counted(tile.size), words.OF_ALL.format(share=format_share(tile.share))]
    if tile.value_label and not isnan(tile.value_share):
        column, share = short(tile.value_label, LABEL_SHOWN), format_share(tile.value_share)
        sizes.append(words.OF_VALUE.format(share=share, column=column))
    color, sign = segment_color(current_theme(), tile.slot), SIGNS[segment_symbol(tile.slot)]
    bars = "".join(_bar(bar, color) for bar in tile.bars)
    bars = f"<dl>{bars}</dl>" if bars else f"<p>{words.TOO_FEW}</p>"
    offer = tile.play.offers[0] if tile.play.offers else tile.play.aim
    to_do = words.DO.format(play=tile.play.name, offer=offer)
    return (
        f'<li style="border-top-color:{color}">'
        f'<h2><span aria-hidden="true" style="color:{color}">{sign}</span>'
        f"<span>{escape(short(tile.name, NAME_SHOWN))}</span></h2>"
        f'<p class="sizes">{escape(" · ".join(sizes))}</p>{bars}'
        f'<p class="to-do">{escape(to_do)}</p></li>'
    )


def _bar(bar: MiniBar, color: str) -> str:
    """Return a row: the column, a bar from the middle, the figure beside that of all."""
    width = round(abs(bar.length) * 50, 1)
    left = 50 - width if bar.length < 0 else 50
    told = words.TYPICAL.format(value=bar.value, of_all=bar.of_all)
    return (
        f"<dt>{escape(short(bar.label, LABEL_SHOWN))}</dt><dd>"
        f'<i><b style="left:{left:g}%;width:{width:g}%;background:{color}"></b></i>'
        f"<span>{escape(told)}</span></dd>"
    )
