"""Given names: by slot on the same table, by place on a refreshed one, never twice."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.analysis.segmentation import with_names
from segmentation.segments.renaming import GivenName, given_names, with_given

FEATURES = ("Annual Income (k$)", "Spending Score (1-100)")


def segmented(frame=None, k=5, features=FEATURES):
    """Segment the built-in table, whose fit is kept, or a changed one."""
    spec = sg.SegmentationSpec(features=features, n_clusters=k)
    if frame is None:
        fits = built_in(spec.family)
    else:
        fits = fit_range(sg.read_table(frame, "new"), spec, range(1, k + 1))
    return sg.segment(fits.table, spec, fitted=fits)


@cache
def built_in(spec):
    """Fit the built-in table for as many segments as any test here asks for."""
    return fit_range(sg.load_sample("mall_customers"), spec, range(1, 8))


def name(result, segment, text):
    """Give a segment a name."""
    return GivenName(
        name=text,
        slot=result.slots[segment],
        family=result.spec.family,
        fingerprint=result.fingerprint,
        axes=result.space.axes,
        center=tuple(result.centers.loc[segment]),
    )


def names_on(result, given):
    """Ask which segments of a result are named."""
    return given_names(
        tuple(given),
        family=result.spec.family,
        fingerprint=result.fingerprint,
        slots=result.slots,
        space=result.space,
        centers=result.centers.to_numpy(),
    )


def test_a_name_stays_with_its_segment_when_k_moves():
    """The best customers keep theirs from four to seven segments."""
    five = segmented()
    given = [name(five, 1, "VIPs")]
    assert names_on(five, given) == {1: "VIPs"}
    for k in (2, 4, 6, 7):
        other = segmented(k=k)
        (segment,) = names_on(other, given)
        assert other.slots[segment] == five.slots[1]
    for k in (4, 6, 7):
        other = segmented(k=k)
        (segment,) = names_on(other, given)
        assert other.centers.loc[segment].tolist() == pytest.approx([86, 82], abs=9)


def test_a_name_finds_its_segment_in_refreshed_data():
    """New customers, other order, a little moved; even when sizes change places."""
    table = sg.load_sample("mall_customers").frame
    random = np.random.default_rng(0)
    fresh = table.sample(frac=1, random_state=1).head(170).copy()
    fresh[FEATURES[0]] += random.normal(0, 1, len(fresh))
    five, new = segmented(), segmented(fresh)
    given = [name(five, segment, f"name {segment}") for segment in range(5)]
    found = names_on(new, given)
    assert sorted(found.values()) == [f"name {segment}" for segment in range(5)]
    for segment, text in found.items():
        old = five.centers.loc[int(text.split()[1])]
        assert new.centers.loc[segment].tolist() == pytest.approx(old.tolist(), abs=5)


def test_a_segment_that_is_not_there_any_more_gives_no_name():
    """All the best customers have left."""
    five = segmented()
    rest = five.rows.frame[five.labels != 1]
    found = names_on(segmented(rest, k=4), [name(five, 1, "VIPs")])
    assert found == {}


def test_other_settings_know_nothing_of_the_name():
    """Other columns are other segments."""
    five = segmented()
    assert names_on(segmented(features=("Age",)), [name(five, 1, "VIPs")]) == {}


def test_names_given_here_come_before_those_of_another_table():
    """And the latest of a slot counts."""
    five = segmented()
    fresh = segmented(sg.load_sample("mall_customers").frame.head(190))
    given = [name(five, 1, "old"), name(fresh, 0, "new"), name(fresh, 0, "newest")]
    assert names_on(fresh, given) == {0: "newest"}


def test_no_two_names_are_the_same():
    """The given one stays, the proposed one gets a number."""
    assert with_given(("A", "B", "C"), {2: "A"}) == ("A 2", "B", "A")
    assert with_given(("A", "B"), {0: "X", 1: "X"}) == ("X", "X 2")


def test_customers_carry_the_new_name():
    """In the table that is downloaded too."""
    result = with_names(segmented(), {1: "VIPs"})
    assert result.names[1] == "VIPs"
    assert (result.customers["name"] == "VIPs").sum() == 39
    assert segmented().names[1] != "VIPs"
    assert isinstance(result.customers, pd.DataFrame)


def test_of_two_earlier_files_the_later_names_count():
    """April, then May, now June."""
    frame = sg.load_sample("mall_customers").frame
    april, may, june = (segmented(frame.head(n)) for n in (180, 190, 199))
    given = [name(april, 1, "old"), name(may, 1, "new")]
    assert list(names_on(june, given).values()) == ["new"]
