"""Figures, tables and segments of a story as HTML; every text is escaped here."""

from html import escape

from segmentation.charts.palette import LIGHT, segment_color
from segmentation.charts.small.marks import mark_svg
from segmentation.exports.html_report import words
from segmentation.exports.report.story import (
    TEXT,
    Column,
    Fact,
    Grid,
    Portrait,
    cell_text,
)
from segmentation.segments.facts.tiles import MiniBar

MOST_ACROSS = 7
"""Columns of a table; with more it is turned, so that it can be read on a phone and on paper."""

SIDE_BY_SIDE = 5
"""Segments of a turned table; further ones follow in another below it."""

SHORT = 12
"""Rows of a table that stays on one sheet."""

MARK = 16


def mark(slot: int | None) -> str:
    """Return a segment's symbol, in the colour that the page's look gives its slot.

    Parameters
    ----------
    slot : int or None

    Returns
    -------
    str
        HTML; empty without a slot.
    """
    if slot is None:
        return ""
    drawn = mark_svg(LIGHT, slot, MARK).replace(segment_color(LIGHT, slot), "currentColor")
    return f'<span class="mark {tint(slot)}" aria-hidden="true">{drawn}</span>'


def tint(slot: int) -> str:
    """Return the style's name of a slot's colour."""
    return f"s{slot % len(LIGHT.segments)}"


def facts(told: tuple[Fact, ...]) -> str:
    """Return figures that stand by themselves.

    Parameters
    ----------
    told : tuple of Fact

    Returns
    -------
    str
        HTML.
    """
    items = "".join(
        f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.value)}</dd></div>" for fact in told
    )
    return f'<dl class="facts">{items}</dl>'


def table(grid: Grid) -> str:
    """Return a table; a wide one is turned, with a few segments beside each other.

    Parameters
    ----------
    grid : Grid

    Returns
    -------
    str
        HTML.
    """
    if len(grid.columns) > MOST_ACROSS and grid.slots:
        places = range(len(grid.rows))
        starts = range(0, len(places), SIDE_BY_SIDE)
        return "".join(_turned(grid, places[at : at + SIDE_BY_SIDE]) for at in starts)
    head = "".join(_head(column.title, _side(column)) for column in grid.columns)
    slots = grid.slots or (None,) * len(grid.rows)
    rows = "".join(_row(grid, row, slot) for row, slot in zip(grid.rows, slots, strict=True))
    return _framed(grid, f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")


def _row(grid: Grid, row: tuple[object, ...], slot: int | None) -> str:
    first, *others = (
        (column, cell_text(value, column)) for column, value in zip(grid.columns, row, strict=True)
    )
    side = ' class="number"' if first[0].kind != TEXT else ""
    head = f'<th scope="row"{side}>{mark(slot)}{escape(first[1])}</th>'
    cells = (_cell(text, _side(column), column.title) for column, text in others)
    return f"<tr>{head}{''.join(cells)}</tr>"


def _turned(grid: Grid, part: range) -> str:
    names = "".join(_head(str(grid.rows[at][0]), "number", mark(grid.slots[at])) for at in part)
    rows = "".join(
        f'<tr><th scope="row">{escape(column.title)}</th>'
        + "".join(_cell(cell_text(grid.rows[at][place], column), "number") for at in part)
        + "</tr>"
        for place, column in enumerate(grid.columns)
        if place
    )
    head = f"<thead><tr>{_head(grid.columns[0].title, '')}{names}</tr></thead>"
    return _framed(grid, f"{head}<tbody>{rows}</tbody>", is_turned=True)


def _framed(grid: Grid, rows: str, *, is_turned: bool = False) -> str:
    # On a phone a row of texts becomes a card; numbers are compared across rows, and move sideways.
    kind = "turned" if is_turned else "numbers"
    kind = (
        "texts"
        if not is_turned and any(column.kind == TEXT for column in grid.columns[1:])
        else kind
    )
    short = " short" if len(grid.rows) <= SHORT else ""
    inside = f'<table class="{kind}{short}" aria-label="{escape(grid.alt)}">{rows}</table>'
    return f'<div class="scroll" tabindex="0">{inside}</div>'


def _head(title: str, side: str, before: str = "") -> str:
    return f'<th scope="col"{_class(side)}>{before}{escape(title)}</th>'


def _cell(text: str, side: str, title: str = "") -> str:
    said = f' data-title="{escape(title)}"' if title else ""
    return f"<td{_class(side)}{said}>{escape(text)}</td>"


def _class(side: str) -> str:
    return f' class="{side}"' if side else ""


def _side(column: Column) -> str:
    return "" if column.kind == TEXT else "number"


def portrait(shown: Portrait) -> str:
    """Return the card of a segment.

    Parameters
    ----------
    shown : Portrait

    Returns
    -------
    str
        HTML.
    """
    told = "".join(
        f"<dt>{escape(fact.label)}</dt><dd>{escape(fact.value)}</dd>" for fact in shown.told
    )
    parts = [
        f"<h3>{mark(shown.slot)}{escape(shown.name)}</h3>",
        f'<p class="note">{escape(shown.size)}</p>',
        f'<p class="phrase">{escape(shown.phrase)}</p>' if shown.phrase else "",
        "".join(f"<p>{escape(sentence)}</p>" for sentence in shown.sentences),
        f'<ul class="bars">{"".join(map(_bar, shown.bars))}</ul>' if shown.bars else "",
        f"<p><b>{words.HOW_TO_KNOW}:</b> {escape(shown.rule)}</p>" if shown.rule else "",
        f'<dl class="told">{told}</dl>' if told else "",
    ]
    return f'<article class="{tint(shown.slot)}">{"".join(parts)}</article>'


def _bar(bar: MiniBar) -> str:
    half = round(50 * abs(bar.length), 1)
    start = 50.0 if bar.length >= 0 else 50.0 - half
    of_all = words.OF_ALL.format(value=bar.of_all)
    return (
        f"<li><span>{escape(bar.label)}</span><span><b>{escape(bar.value)}</b> "
        f'<small>{escape(of_all)}</small></span><i aria-hidden="true">'
        f'<i style="left:{start:g}%;width:{half:g}%"></i></i></li>'
    )
