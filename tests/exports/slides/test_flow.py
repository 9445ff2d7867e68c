"""What does not fit goes on the next slide."""

from itertools import pairwise

from segmentation.exports.report.story import Fact
from segmentation.exports.slides.deck import Deck
from segmentation.exports.slides.flow import Flow
from segmentation.exports.slides.native.sheets import Sheet
from segmentation.exports.slides.templates import open_base
from segmentation.exports.slides.writing import said


def rows_of(deck):
    """Return the first cells below the heads of all tables."""
    tables = [s.table for page in deck.pages for s in page.slide.shapes if s.has_table]
    return [row.cells[0].text for table in tables for row in list(table.rows)[1:]]


def test_a_long_table_goes_on_with_its_head():
    """Every row once, in order, and every slide says that it goes on."""
    deck = Deck(open_base(None))
    rows = tuple((f"row {n}", "word " * 12) for n in range(60))
    Flow(deck, "Rows").table(Sheet(heads=("a", "b"), rows=rows, right=(False, False)))
    assert rows_of(deck) == [row[0] for row in rows]
    titles = [page.slide.shapes.title.text for page in deck.pages]
    assert titles == ["Rows", *["Rows (continued)"] * (len(titles) - 1)]
    assert len(titles) > 1


def test_a_wide_table_keeps_its_first_column_and_says_what_is_missing():
    """Of sixty columns some are on no slide."""
    deck = Deck(open_base(None))
    heads = tuple(f"c{n}" for n in range(61))
    Flow(deck, "Wide").table(Sheet(heads=heads, rows=(heads,) * 3, right=(False,) * 61))
    tables = [s.table for page in deck.pages for s in page.slide.shapes if s.has_table]
    assert {table.cell(0, 0).text for table in tables} == {"c0"}
    shown = [cell.text for table in tables for cell in table.rows[0].cells if cell.text != "c0"]
    assert shown == list(heads[1:25])
    notes = "\n".join(line for page in deck.pages for line in page.notes)
    assert "24 of 60 columns are shown." in notes


def test_figures_that_do_not_fit_below_a_text_open_a_slide():
    """They never stand on the text."""
    deck = Deck(open_base(None))
    flow = Flow(deck, "Both")
    flow.texts(said(["word " * 60] * 6))
    before = len(deck.pages)
    flow.facts([Fact(label="one", value="1")])
    last = deck.pages[-1].slide
    boxes = sorted((s.top, s.top + s.height) for s in last.shapes if not s.is_placeholder)
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(boxes))
    assert len(deck.pages) >= before
