"""Figures, tables and cards as HTML."""

import re

import pytest
from hostile_story import BAD, grid, portrait

from segmentation.exports.html_report import blocks
from segmentation.exports.report.story import COUNT, Column, Fact, Grid


def test_no_text_becomes_a_tag():
    """In figures, tables of both ways, and cards."""
    shown = "".join(
        (
            blocks.facts((Fact(label=BAD[0], value=BAD[1]),)),
            blocks.table(grid(1)),
            blocks.table(grid(20)),
            *(blocks.portrait(portrait(slot)) for slot in range(len(BAD))),
        )
    )
    tags = set(re.findall(r"<(\w+)", shown))
    assert "script" not in tags
    assert "img" not in tags
    assert "&lt;script&gt;" in shown


def test_numbers_stand_at_the_right_and_names_have_their_mark():
    """A row per segment where there are few columns."""
    shown = blocks.table(grid(1))
    assert shown.count("<table") == 1
    assert '<td class="number" data-title="Customers">1,234</td>' in shown
    assert '<td class="number" data-title="Share">25%</td>' in shown
    assert '<span class="mark s0" aria-hidden="true"><svg' in shown
    assert "currentColor" in shown


def test_a_wide_table_is_turned_and_split():
    """Columns run down; five segments beside each other, the sixth in a table below."""
    shown = blocks.table(grid(20))
    assert shown.count("<table") == 2
    first, second = shown.split("</table>")[:2]
    assert first.count("<tr>") == second.count("<tr>") == 1 + 22
    assert first.count('scope="col"') == 6
    assert second.count('scope="col"') == 2
    assert "1,004.2" in first  # the fifth segment's first number
    assert "1,005.2" in second


def test_a_table_without_segments_has_no_marks():
    """Reasons, numbers of segments."""
    plain = Grid(
        key="reasons",
        columns=(Column(title="Reason"), Column(title="n", kind=COUNT)),
        rows=(("gap", 3),),
        alt="why",
    )
    assert "mark" not in blocks.table(plain)


@pytest.mark.parametrize(
    ("length", "drawn"),
    [(1.0, "left:50%;width:50%"), (-0.5, "left:25%;width:25%"), (0.0, "left:50%;width:0%")],
)
def test_a_bar_starts_in_the_middle(length, drawn):
    """To the right where a segment lies above all customers."""
    from segmentation.segments.facts.tiles import MiniBar

    bar = MiniBar(label="Income", value="1", of_all="2", length=length)
    assert drawn in blocks._bar(bar)
