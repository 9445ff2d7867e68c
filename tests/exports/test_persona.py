"""Personas: figures of the segment, three customers whom nobody can name, no markup of the data."""

import re

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.segmentation import with_names
from segmentation.exports.persona import Offering, persona_page, shown_columns
from segmentation.segments.describing.cards import make_cards
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.facts.ranges import ranges_of

OFFER = Offering(offer="A <b>bold</b> offer", channel="e-mail", message="Come & see")


def page_of(result, segment: int = 0) -> str:
    """Write the persona of a segment."""
    effects = measure_effects(result.rows, result.labels, result.profiles)
    distances = result.customers["distance"].to_numpy()
    card = make_cards(result.rows, result.labels, result.profiles, effects, distances)[segment]
    columns = zip(*(profile.numbers for profile in result.profiles), strict=True)
    ranges = tuple(
        ranges_of(result.rows.frame[facts[0].column], result.labels, facts)[segment]
        for facts in columns
    )
    return persona_page(result, card, "spend ≥ 50", ranges, OFFER).decode()


def people(n: int = 60) -> pd.DataFrame:
    """Make customers with everything that names them."""
    random = np.random.default_rng(2)
    return pd.DataFrame(
        {
            "customer_id": [f"C{1000 + i}" for i in range(n)],
            "full name": [f"Ann{chr(97 + i % 26)} Lee{chr(97 + i // 26)}" for i in range(n)],
            "email": [f"p{i}@secret.org" for i in range(n)],
            "phone": [f"+49 30 55500{i:02d}" for i in range(n)],
            "consent": ["yes", "no"] * (n // 2),
            "religion": ["a", "b", "c"] * (n // 3),
            "spend": np.r_[random.normal(10, 1, n // 2), random.normal(90, 2, n - n // 2)].round(2),
            "plan": ["basic", "gold"] * (n // 2),
        }
    )


def segmented(frame: pd.DataFrame, k: int = 2):
    """Segment by spend."""
    return sg.segment(
        sg.read_table(frame, "people.csv"),
        sg.SegmentationSpec(features=("spend",), n_clusters=k),
    )


def test_the_card_holds_what_a_team_needs():
    """Mark, name, size, rule, figures, three customers, the offer, the verdict."""
    result = segmented(people())
    page = page_of(result)
    for part in (
        "<svg",
        result.names[0],
        "30 customers, 50% of all",
        "spend ≥ 50",
        "What to offer",
    ):
        assert part in page
    assert "3 typical customers" in page
    assert page.count("<tr>") == 1 + 1 + 1 + 3
    assert result.decision.title in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_nothing_on_it_names_anybody():
    """No identifier, name, address, number, consent or belief, in whichever segment."""
    frame = people()
    result = segmented(frame)
    assert set(shown_columns(result)) == {"spend", "plan"}
    for segment in (0, 1):
        page = page_of(result, segment)
        for column in ("customer_id", "full name", "email", "phone"):
            assert not [cell for cell in frame[column] if cell in page]
        assert not re.search(r"<th>(consent|religion)</th>", page)


def test_a_handful_has_no_typical_customers():
    """Of one or four customers a row would be somebody; the other figures stay."""
    frame = people()
    frame.loc[0, "spend"] = 5000.0
    result = segmented(frame, 3)
    alone = [profile.size for profile in result.profiles].index(1)
    page = page_of(result, alone)
    assert "typical customer" not in page
    assert "What to offer" in page


@pytest.mark.parametrize("name", ["<script>x</script>", "عملاء مخلصون", "🛍️" * 20, "x" * 60])
def test_odd_names_stand_as_they_are(name):
    """As texts and never as markup."""
    page = page_of(with_names(segmented(people()), {0: name}))
    assert "<script>" not in page
    assert "A &lt;b&gt;bold&lt;/b&gt; offer" in page
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page
