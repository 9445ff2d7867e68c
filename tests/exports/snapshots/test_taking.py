"""Taking a snapshot: nothing in it tells of a handful of customers, whatever the table holds."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import DataError
from segmentation.exports.snapshots.content import PlanCard, as_text, from_text
from segmentation.exports.snapshots.taking import (
    NOT_TOLD,
    PlanSaid,
    Said,
    take_snapshot,
)
from segmentation.segments.describing.effects import measure_effects
from segmentation.segments.planning.playbook import playbook

RTL = "\u202eلاغ 😀"
HOSTILE = ("<script>alert(1)</script>", "=HYPERLINK(1)", RTL, "n" * 300)


def said_of(result: Segmentation, **more) -> Said:
    """Say what the pages would."""
    effects = measure_effects(result.rows, result.labels, result.profiles)
    play = playbook().plays[-1]
    k = result.n_clusters
    given = Said(
        answer=f"{k} segments · not tested",
        separation="fair",
        separation_color="orange",
        cautions=("Mind this.",),
        plays=(play,) * k,
        to_do=("Do it",) * k,
        value=None,
        order=tuple(effect.column for effect in effects),
        sure=frozenset(effect.column for effect in effects if effect.is_sure),
    )
    return replace(given, **more)


def blobs(sizes: list[int]) -> pd.DataFrame:
    """Make customers in groups of these sizes, with everything that names them."""
    random = np.random.default_rng(4)
    at = np.repeat(np.arange(len(sizes)), sizes)
    n = len(at)
    return pd.DataFrame(
        {
            "customer_id": [f"SECRET{1000 + i}" for i in range(n)],
            "email": [f"p{i}@secret.org" for i in range(n)],
            "religion": np.array(["alpha", "beta"])[random.integers(0, 2, n)],
            "spend": at * 100.0 + random.normal(0, 1, n).round(3),
            "visits": at * 50 + random.integers(0, 5, n),
            "plan": np.array(["gold", "basic", "trial"])[
                np.minimum(at % 3, random.integers(0, 3, n))
            ],
            "town": [f"town{i}" if i % 9 == 0 else "home" for i in range(n)],
        }
    )


def segmented(frame: pd.DataFrame, k: int) -> Segmentation:
    """Segment by spend and visits."""
    spec = sg.SegmentationSpec(features=("spend", "visits"), n_clusters=k)
    return sg.segment(sg.read_table(frame, "people.csv"), spec)


def test_it_tells_what_the_page_tells():
    """Headline, sizes, bars, figures, shares, in the segments' lasting order."""
    result = segmented(blobs([40, 60, 50]), 3)
    found = take_snapshot(result, said_of(result), "  Ada\n Lovelace ")
    assert found.maker == "Ada Lovelace"
    assert found.headline == "150 customers in 3 segments"
    assert [card.name for card in found.cards] == [result.names[s] for s in result.by_slot]
    assert {card.size for card in found.cards} == {f"{n} customers" for n in (40, 60, 50)}
    assert all(len(card.bars) > 0 for card in found.cards)
    assert found.figures.columns[0].startswith(("spend", "visits"))
    assert {mix.label for mix in found.shares} == {"plan", "town"}
    assert found.notes == ("Mind this.",)
    assert from_text(as_text(found)) == found


def test_nothing_names_anybody():
    """No identifier, no address, no belief, no town of one."""
    result = segmented(blobs([40, 60, 50]), 3)
    text = as_text(take_snapshot(result, said_of(result)))
    assert not re.search(r"SECRET|secret\.org|alpha|religion|town\d", text)


def test_one_customer_alone_is_told_with_the_next_segment():
    """What is left of the total is 41 customers; averages and shares are of all."""
    frame = blobs([40, 60, 1])
    result = segmented(frame, 3)
    found = take_snapshot(result, said_of(result, value="spend"))
    assert found.headline == "101 customers in 3 segments"
    assert found.notes[-1] == (
        "2 segments, of 41 customers in all, are not told one by one, because one has fewer than 5 "
        "customers and a difference could give it away."
    )
    (card,) = found.cards
    assert card.size == "60 customers"
    assert card.share == pytest.approx(60 / 101)
    spend = frame["spend"]
    assert card.worth == pytest.approx(spend[40:100].sum() / spend.sum(), abs=0.001)


def test_all_segments_too_small_is_one_sentence():
    """There is nothing to share."""
    result = segmented(blobs([4, 4, 4]), 3)
    with pytest.raises(DataError, match="No segment can be shown: each has fewer than 5 customers"):
        take_snapshot(result, said_of(result))


def test_fifteen_segments():
    """Each with its own name and colour, all rows of all tables."""
    result = segmented(blobs([12] * 15), 15)
    found = take_snapshot(result, said_of(result))
    assert len(found.cards) == len({card.slot for card in found.cards}) == 15
    assert from_text(as_text(found)) == found


@pytest.mark.parametrize("seed", range(6))
def test_shares_cannot_be_turned_back_into_a_handful(seed):
    """From sizes and shares: every count is none told, or five and more; so is every rest."""
    random = np.random.default_rng(seed)
    frame = blobs([8, 60, 33])
    levels = np.array(["a", "b", "c", "d", "e", "f"])
    weights = random.dirichlet(np.full(6, 0.4))
    frame["plan"] = random.choice(levels, len(frame), p=weights)
    frame["vip"] = random.random(len(frame)) < 0.08
    result = segmented(frame, 3)
    found = take_snapshot(result, said_of(result))
    sizes = [int(card.size.split()[0]) for card in found.cards]
    for mix in found.shares:
        for size, row in zip([*sizes, sum(sizes)], mix.shares, strict=True):
            parts = dict(zip(mix.levels, row, strict=True))
            told = [round(share * size) for share in parts.values() if share is not None]
            assert all(count == 0 or count >= 5 for count in told)
            hidden = [level for level, share in parts.items() if share is None]
            assert len(hidden) != 1
            if hidden:
                assert round(parts[NOT_TOLD] * size) >= 5
        for level, column in zip(mix.levels, zip(*mix.shares, strict=True), strict=True):
            missing = [share is None for share in column[:-1]]
            assert level == NOT_TOLD or sum(missing) != 1


def test_hostile_names_are_kept_as_text_and_cut():
    """Of the file, of columns, of levels; the page escapes them."""
    frame = blobs([30, 30]).rename(columns={"town": HOSTILE[0], "visits": "visits"})
    frame["plan"] = np.array(HOSTILE)[np.arange(60) % 4]
    spec = sg.SegmentationSpec(features=("spend", "visits"), n_clusters=2)
    result = sg.segment(sg.read_table(frame, "x" * 250 + ".csv"), spec)
    found = take_snapshot(result, said_of(result), "m" * 300)
    assert max(map(len, (found.maker, found.table, *found.shares[0].levels))) <= 60
    assert from_text(as_text(found)) == found


def test_a_plan_is_told_of_the_segments_that_are():
    """The headline, which may name one that is left out, only where none is."""
    cards = tuple((s, PlanCard(slot=s, name=f"s{s}", parts=(("Offer", "x"),))) for s in (2, 0, 1))
    plan = PlanSaid(headline="s2 first", campaign="Spring", cards=cards, notes=("n",))
    whole = segmented(blobs([40, 60, 50]), 3)
    told = take_snapshot(whole, said_of(whole, plan=plan)).plan
    assert (told.headline, told.campaign, told.notes) == ("s2 first", "Spring", ("n",))
    assert [card.name for card in told.cards] == ["s2", "s0", "s1"]
    part = segmented(blobs([40, 60, 1]), 3)
    told = take_snapshot(part, said_of(part, plan=plan)).plan
    assert told.headline == ""
    largest = max(part.profiles, key=lambda profile: profile.size).segment
    assert [card.name for card in told.cards] == [f"s{largest}"]


def test_a_category_of_which_no_cell_may_be_told_is_no_chart():
    """Each segment is of one plan: whatever is shown would say so of every customer."""
    frame = blobs([40, 60, 50])
    frame["plan"] = np.repeat(["gold", "basic", "trial"], [40, 60, 50])
    result = segmented(frame, 3)
    assert "plan" not in {mix.label for mix in take_snapshot(result, said_of(result)).shares}


def test_a_filter_is_said_without_its_condition():
    """It may name a customer; without one nothing is said."""
    spec = sg.SegmentationSpec(
        features=("spend", "visits"), n_clusters=2, where="customer_id <> 'SECRET1003'"
    )
    result = sg.segment(sg.read_table(blobs([40, 60]), "people.csv"), spec)
    found = take_snapshot(result, said_of(result))
    assert (
        "A filter was set: this tells of the customers it lets through, not of all." in found.notes
    )
    assert "SECRET" not in as_text(found)
    said = replace(said_of(result), condition="Customer is not SECRET1003")
    assert "SECRET" not in as_text(take_snapshot(result, said))
    whole = segmented(blobs([40, 60]), 2)
    assert take_snapshot(whole, said_of(whole)).notes == ("Mind this.",)


def test_a_filter_that_points_to_nobody_is_told_in_words():
    """In the words that the pages have for it; not where hardly anybody lies beyond it."""
    table = sg.read_table(blobs([40, 60]), "people.csv")
    for where, is_told in (("visits >= 0", True), (f"spend < {_second_largest(table)}", False)):
        spec = sg.SegmentationSpec(features=("spend", "visits"), n_clusters=2, where=where)
        result = sg.segment(table, spec)
        found = take_snapshot(result, replace(said_of(result), condition="Visits is at least 0"))
        told = "A filter was set: this tells only of customers where Visits is at least 0."
        assert (told in found.notes) == is_told, where


def _second_largest(table: sg.Table) -> float:
    return float(table.frame["spend"].nlargest(2).iloc[-1])
