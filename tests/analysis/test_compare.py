"""Segmentations beside each other, on the public figures and on monthly files made by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.compare import (
    compare_dates,
    labels_of,
    middles,
    scored_labels,
    size_history,
)
from segmentation.segments.matching_segments import NOWHERE

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def mall(k, **settings):
    """Segment the built-in table."""
    spec = sg.SegmentationSpec(**({"features": (INCOME, SCORE), "n_clusters": k} | settings))
    return sg.segment(sg.load_sample("mall_customers"), spec)


def month(name, **customers):
    """Make a monthly file: visits and spending by customer."""
    frame = pd.DataFrame.from_dict(customers, orient="index", columns=["visits", "spend"])
    frame = frame.rename_axis("customer_id").reset_index()
    return sg.read_table(frame, name)


def group(start, n, visits, spend):
    """Make so many customers around a middle, all different."""
    return {f"c{start + at:03}": (visits + at % 3, spend + at % 5) for at in range(n)}


FEW, MANY = group(0, 20, 2, 10), group(100, 10, 30, 10)
JANUARY = month("January", **FEW, **MANY)
SPEC = sg.SegmentationSpec(features=("visits",), n_clusters=2)


def test_four_and_five_segments_of_the_mall():
    """The agreement is that of the labels; partners keep most customers."""
    four, five = mall(4), mall(5)
    found = sg.compare(four, five)
    assert found.n_common == 200
    assert found.flows.sum(axis=1).tolist() == [profile.size for profile in four.profiles]
    assert found.flows.sum(axis=0).tolist() == [profile.size for profile in five.profiles]
    assert found.customers.index.tolist() == [str(n) for n in range(1, 201)]


def test_the_same_segments_agree():
    """Whatever the algorithm calls them."""
    found = sg.compare(mall(5), mall(5, random_state=7))
    assert (found.agreement, found.n_moved) == (1.0, 0)


def test_without_an_identifier_rows_of_one_file_are_compared():
    """But not rows of two."""
    frame = sg.load_sample("mall_customers").frame[[INCOME, SCORE]]
    table, other = sg.read_table(frame, "a"), sg.read_table(frame.iloc[::-1], "b")
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=3)
    a, b = sg.segment(table, spec), sg.segment(other, spec)
    assert sg.compare(a, a).n_common == 200
    with pytest.raises(sg.DataError, match="Nothing says which customers"):
        sg.compare(a, b)


def test_customers_left_out_are_nowhere():
    """In the labels by customer."""
    frame = sg.load_sample("mall_customers").frame.copy()
    frame[SCORE] = frame[SCORE].astype(float)
    frame.loc[0, SCORE] = np.nan
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=3)
    found = labels_of(sg.segment(sg.read_table(frame, "gap"), spec))
    assert found["1"] == NOWHERE
    assert (found >= 0).sum() == 199


def test_two_months_by_hand():
    """Two of the few now come often, one of the many is gone, three are new: 27, 2, 1, 3."""
    february = {**FEW, **MANY, **group(200, 3, 2, 10)}
    del february["c100"]
    february |= {"c000": (30, 25), "c001": (31, 25)}
    later = month("February", **february)
    earlier = sg.segment(JANUARY, SPEC)
    refit = sg.segment(later, SPEC, ref=earlier)
    found = compare_dates(earlier, later, refit, "spend")
    assert (found.n_stayed, found.n_changed, found.n_redrawn) == (27, 2, 0)
    assert found.rule.flows.tolist() == [[18, 2], [0, 9]]
    assert found.rule.lost.tolist() == [0, 1]
    assert found.rule.new.tolist() == [3, 0]
    before = sum(spend for _, spend in (FEW["c000"], FEW["c001"], MANY["c100"]))
    assert found.at_stake == before
    assert found.value_after[0, 1] == 50
    assert size_history(earlier.model, [JANUARY, later]).tolist() == [[20, 10, 0], [21, 11, 0]]


def test_segments_that_moved_are_not_customers_who_did():
    """Everybody comes more often in the same measure: by the old rule some moved, anew nobody."""
    grown = {name: (visits * 3 + 12, spend) for name, (visits, spend) in {**FEW, **MANY}.items()}
    later = month("Later", **grown)
    earlier = sg.segment(JANUARY, SPEC)
    found = compare_dates(earlier, later, sg.segment(later, SPEC, ref=earlier))
    assert found.refit.n_moved == 0
    assert found.n_changed == found.rule.n_moved > 0


def test_colours_and_names_follow_the_segments():
    """Though the other is now the larger, and a third one comes."""
    earlier = sg.segment(JANUARY, SPEC)
    later = month("Later", **FEW, **MANY, **group(300, 40, 32, 10), **group(400, 30, 90, 10))
    three = sg.SegmentationSpec(features=("visits",), n_clusters=3)
    alone, refit = sg.segment(later, three), sg.segment(later, three, ref=earlier)
    by_middle = dict(zip(refit.centers["visits"].round(), refit.slots, strict=True))
    few, many = (earlier.slots[s] for s in np.argsort(earlier.centers["visits"].to_numpy()))
    assert [by_middle[m] for m in sorted(by_middle)][:2] == [few, many]
    assert sorted(refit.slots) == [0, 1, 2]
    assert np.array_equal(alone.labels, refit.labels)
    named = earlier.model.renamed({int(np.argmin(earlier.centers["visits"])): "Rare guests"})
    same = sg.segment(JANUARY, SPEC, ref=named)
    assert same.names == named.names


def test_slots_are_those_of_the_earlier_one_whatever_they_are():
    """And a new segment takes the lowest that is free."""
    model = sg.segment(JANUARY, SPEC).model
    moved = tuple(replace(each, slot=at) for each, at in zip(model.segments, (4, 1), strict=True))
    ref = replace(model, segments=moved)
    assert sg.segment(JANUARY, SPEC, ref=ref).slots == (4, 1)
    third = month("Later", **FEW, **MANY, **group(400, 5, 90, 10))
    three = sg.SegmentationSpec(features=("visits",), n_clusters=3)
    assert sg.segment(third, three, ref=ref).slots == (4, 1, 0)


def test_a_segment_that_is_hardly_the_old_one_gets_no_old_name():
    """Six segments beside two: a partner of few has the colour, and a name of its own."""
    two = mall(2, features=("Age",)).model.renamed({0: "First", 1: "Second"})
    six = mall(6, features=(SCORE,)).spec
    found = sg.segment(sg.load_sample("mall_customers"), six, ref=two)
    assert {"First", "Second"}.isdisjoint(found.names)
    assert set(two.slots) <= set(found.slots)


@pytest.mark.parametrize(
    ("frame", "error", "sentence"),
    [
        (
            {"customer_id": ["c1", "c1"], "visits": [1, 2]},
            sg.DataError,
            "“c1” stands in a file more",
        ),
        ({"id": ["c1"], "visits": [1]}, sg.DataError, "no column “customer_id”"),
        ({"customer_id": ["c1"], "spend": [1]}, sg.ModelError, "no column “visits”"),
    ],
)
def test_a_later_file_that_does_not_fit_is_said(frame, error, sentence):
    """A later file that repeats a customer or lacks a column is refused with the reason."""
    earlier = sg.segment(JANUARY, SPEC)
    later = sg.read_table(pd.DataFrame(frame), "Later")
    with pytest.raises(error, match=sentence):
        compare_dates(earlier, later, earlier)


def test_who_has_no_identifier_cannot_be_followed():
    """The sentence says where to choose one."""
    table = sg.read_table(JANUARY.frame[["visits", "spend"]], "anonymous")
    model = sg.segment(table, SPEC).model
    with pytest.raises(sg.DataError, match=r"have no identifier.*Data page"):
        scored_labels(model, table)


@pytest.mark.parametrize("tails", [(False, False), (True, True), (False, True), (True, False)])
def test_then_and_anew_are_told_in_one_measure(tails):
    """Medians on both sides as soon as either file has a long tail, computed again here."""
    spec = sg.SegmentationSpec(features=("visits", "spend"), n_clusters=2)
    files = []
    for at, tail in enumerate(tails):
        spend = {f"t{n:03}": (2, 10 + 40 * n**2) for n in range(7)} if tail else {}
        files.append(month(f"{at}", **group(0, 40, 2, 10 + at), **group(100, 30, 30, 12), **spend))
    then, anew = (sg.segment(table, spec) for table in files)
    for segment, partner in ((0, 0), (1, 1)):
        for pair in middles(then, anew, segment, partner):
            skewed = any(
                f.is_skewed
                for result in (then, anew)
                for f in result.profiles[0].numbers
                if f.column == pair[0].column
            )
            for fact, result, label in zip(pair, (then, anew), (segment, partner), strict=True):
                own = result.rows.frame[fact.column][result.labels == label]
                assert fact.measure == ("median" if skewed else "average")
                assert fact.typical == pytest.approx(own.median() if skewed else own.mean())
        assert any(pair[0].is_skewed for pair in middles(then, anew, 0, 0)) == any(tails)
