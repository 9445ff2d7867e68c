"""The report as the page shows it: the same story, in the app's own elements."""

import streamlit as st
from pandas import DataFrame

from pages.report import words
from pages.shared.chart import show_drawn
from pages.shared.messages import plain, short
from pages.shared.theme import current_theme, swatch
from segmentation.charts.drawing import draw
from segmentation.exports.report.story import (
    COUNT,
    NUMBER,
    SHARE,
    Block,
    Column,
    Fact,
    Grid,
    Picture,
    Portrait,
    Section,
    Story,
    cell_text,
)
from segmentation.segments.facts.tiles import MiniBar
from segmentation.tables.number_format import format_share

LONG = 48
"""Characters of a text from which a table's texts wrap."""

MARK = " "
"""The head of the column of symbols."""


def show_story(story: Story) -> None:
    """Show a report from its title to its last section."""
    with st.container(border=True):
        if story.logo is not None:
            st.image(story.logo, width=160)
        st.header(plain(story.title), anchor=False)
        st.markdown(plain(story.lead))
        st.caption(plain(story.subject))
        for section in story.sections:
            st.divider()
            _show_section(section)


def _show_section(section: Section) -> None:
    st.subheader(plain(section.title), anchor=False)
    for sentence in section.sentences:
        st.markdown(plain(sentence))
    cards = [block for block in section.blocks if isinstance(block, Portrait)]
    if cards:
        with st.container(key=f"cards_of_report_{section.key}"):
            for card in cards:
                with st.container(border=True, height="stretch"):
                    _show_card(card)
    for block in section.blocks:
        if not isinstance(block, Portrait):
            _show_block(section, block)


def _show_block(section: Section, block: Block) -> None:
    if isinstance(block, Picture):
        drawing = draw(block.data, block.build, current_theme())
        show_drawn(drawing, key=f"report_{section.key}_{block.key}", height=block.height)
    elif isinstance(block, Grid):
        _show_grid(block)
    else:
        _show_facts(block)


def _show_facts(facts: tuple[Fact, ...]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for fact in facts:
            with st.container(width="content", gap=None):
                st.caption(plain(fact.label))
                st.markdown(f"**{plain(fact.value)}**")


def _show_grid(grid: Grid) -> None:
    if any(len(str(cell)) > LONG for row in grid.rows for cell in row):
        _show_wrapped(grid)
        return
    heads = [MARK, *_distinct(grid.columns)] if grid.slots else _distinct(grid.columns)
    marks = [() if not grid.slots else (None if s is None else swatch(s),) for s in grid.slots]
    marks = marks or [()] * len(grid.rows)
    rows = [
        dict(zip(heads, (*mark, *map(_cell, row, grid.columns)), strict=True))
        for mark, row in zip(marks, grid.rows, strict=True)
    ]
    config = {
        head: _config(column)
        for head, column in zip(_distinct(grid.columns), grid.columns, strict=True)
    }
    config[MARK] = st.column_config.ImageColumn(words.MARK, width=40)
    st.dataframe(rows, hide_index=True, column_config=config, alt=grid.alt)


def _show_wrapped(grid: Grid) -> None:
    """Show a grid whose texts are too long for one line each."""
    heads = [words.MARK, *_distinct(grid.columns)] if grid.slots else _distinct(grid.columns)
    rows = []
    for at, row in enumerate(grid.rows):
        cells = [
            plain(cell_text(value, column)) for value, column in zip(row, grid.columns, strict=True)
        ]
        slot = grid.slots[at] if grid.slots else None
        mark = "" if slot is None else f"![]({swatch(slot)})"
        rows.append([mark, *cells] if grid.slots else cells)
    st.table(DataFrame(rows, columns=heads), border="horizontal", hide_index=True, alt=grid.alt)


def _distinct(columns: tuple[Column, ...]) -> list[str]:
    """Return the titles, each once."""
    titles: list[str] = []
    for column in columns:
        titles.append(column.title + "\u200b" * sum(t.startswith(column.title) for t in titles))
    return titles


def _cell(value: object, column: Column) -> object:
    """Return a cell as it is; a share is rounded as in every other form."""
    is_share = column.kind == SHARE and value is not None
    return format_share(value) if is_share else value


def _config(column: Column) -> object:
    if column.kind == COUNT:
        return st.column_config.NumberColumn(format="localized")
    if column.kind == NUMBER:
        return st.column_config.NumberColumn(format=f"%.{column.decimals}f")
    return st.column_config.TextColumn()


def _show_card(card: Portrait) -> None:
    st.markdown(f"![]({swatch(card.slot)}) **{plain(short(card.name, 80))}**")
    st.caption(plain(card.size))
    if card.phrase:
        st.markdown(f"**{plain(card.phrase)}**")
    for sentence in card.sentences:
        st.markdown(plain(sentence))
    if card.bars:
        st.markdown("\n".join(map(_bar, card.bars)))
    if card.rule:
        st.markdown(f"**{words.HOW_TO_KNOW}:** {plain(card.rule)}")
    for fact in card.told:
        st.markdown(f"**{plain(fact.label)}:** {plain(fact.value)}")


def _bar(bar: MiniBar) -> str:
    return f"- {plain(bar.label)}: **{plain(bar.value)}** (all: {plain(bar.of_all)})"
