"""The Segments page: a card per segment, all of them one light element."""

from html import escape
from math import isnan

import streamlit as st

from pages.segment import words
from pages.shared.messages import short
from pages.shared.theme import current_theme
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.theme import segment_color, segment_symbol
from segmentation.customers.grain import Unit, unit_of
from segmentation.segments.facts.tiles import MiniBar, Tile, make_tiles, value_column
from segmentation.segments.planning.playbook import playbook
from segmentation.segments.strategy import concept_columns, play_for
from segmentation.segments.vocabulary import vocabulary
from segmentation.tables.number_format import format_share

NAME_SHOWN, LABEL_SHOWN = 60, 34
NO_COLUMN, HEADS = "none", "customers"
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


def tiles_of(result: Segmentation) -> tuple[Tile, ...]:
    """Return what the cards tell, with the columns and the value that the user has named.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    tuple of Tile
    """
    columns = _columns(result)
    plays = tuple(play_for(profile, playbook(), columns) for profile in result.profiles)
    chosen = st.session_state.get("value", HEADS)
    numbers = {fact.column for fact in result.profiles[0].numbers}
    value = chosen if chosen in numbers else value_column(columns)
    return make_tiles(result.profiles, result.names, result.slots, plays, value=value)


def _columns(result: Segmentation) -> dict[str, str]:
    """Return the column of each concept, as the user has corrected it on the Plan page."""
    columns = concept_columns(result.profiles, vocabulary())
    numbers = {fact.column for fact in result.profiles[0].numbers}
    for concept in vocabulary().concepts:
        chosen = st.session_state.get(f"concept_{concept}")
        if chosen == NO_COLUMN:
            columns.pop(concept, None)
        elif chosen in numbers:
            columns[concept] = chosen
    return columns


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
