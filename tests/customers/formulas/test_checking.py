"""Kinds must fit; a constant follows the column beside it."""

import pytest

import segmentation as sg
from segmentation.customers.formulas.checking import checked
from segmentation.customers.formulas.grammar import parse
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER, TEXT

KINDS = {"spend": NUMBER, "orders": NUMBER, "land": TEXT, "member": FLAG, "since": DATE}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("spend / orders", NUMBER),
        ("spend * member", NUMBER),
        ("land = 'D'", FLAG),
        ("land in ('D', 'A') and not member", FLAG),
        ("member = 'yes'", FLAG),
        ("member = 1", FLAG),
        ("member = 2", FLAG),
        ("since >= '2026-01-31'", FLAG),
        ("since between '2025-01-01' and '2025-12-31'", FLAG),
        ("days_since(since, '2026-01-31')", NUMBER),
        ("days_between('2026-01-01', since)", NUMBER),
        ("filled(land, '?')", TEXT),
        ("filled(spend, 0)", NUMBER),
        ("is_missing(since)", FLAG),
        ("one_of(land, 'D', 'A')", TEXT),
        ("greatest(spend, orders)", NUMBER),
    ],
)
def test_kinds_follow(text, kind):
    """Of the whole formula."""
    assert checked(parse(text), KINDS).kind == kind


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("umsatz / orders", "There is no column “umsatz”.*“spend”"),
        ("one_of(land, spend)", "takes a column and the texts to keep"),
        ("one_of(spend, 'D')", "needs a text, and “spend” is a number"),
        ("land + 1", "needs a number, and “land” is a text"),
        ("land < 'E'", "a text has none"),
        ("member > 0", "yes or no has none"),
        ("spend = 'much'", "compares a number with a text"),
        ("spend and member", "needs yes or no, and “spend” is a number"),
        ("days_since(spend, '2026-01-31')", "needs a date, and “spend” is a number"),
        ("since > '31.01.2026'", "is not a date. Write it like '2026-01-31'"),
        ("since > '2026-02-30'", "is not a date"),
        ("since + 1", "needs a number, and “since” is a date"),
        ("filled(land, 0)", "compares a text with a number"),
    ],
)
def test_what_does_not_fit_is_told(text, sentence):
    """What was found and what is wanted."""
    with pytest.raises(sg.SpecError, match=sentence):
        checked(parse(text), KINDS)
