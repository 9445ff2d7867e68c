"""The evidence gathered k by k."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.evidence import chance_of, chance_part, stability_of
from segmentation.analysis.fitted_range import fit_range
from segmentation.analysis.scan import enough_evidence, gather_evidence, scan_of


@pytest.fixture(scope="module")
def fitted():
    """Fit three spots for one to four segments."""
    random = np.random.default_rng(0)
    spots = np.repeat([[0.0, 0.0], [9.0, 1.0], [4.0, 8.0]], 20, axis=0)
    x, y = (spots + random.normal(size=spots.shape)).T
    table = sg.read_table(pd.DataFrame({"x": x, "y": y}))
    return fit_range(table, sg.SegmentationSpec(features=("x", "y")), [1, 2, 3, 4])


def test_what_is_found_for_one_k_does_not_depend_on_the_others(fitted):
    """A caller may keep every piece: a wider range costs only what is new."""
    alone, among = (gather_evidence(fitted, ks) for ks in ([3], [2, 3, 4]))
    assert among.chance[3].gap == alone.chance[3].gap
    # Distances are added up in the order of what the partitions share: the last digit may differ.
    reference = among.chance[3].reference_silhouettes
    np.testing.assert_allclose(reference, alone.chance[3].reference_silhouettes, rtol=0, atol=1e-15)
    assert among.chance[3].p_value == alone.chance[3].p_value
    assert among.stabilities[3].mean_agreement == alone.stabilities[3].mean_agreement


def test_one_segment_is_added_and_what_is_not_held_left_out(fitted):
    """The gap begins at one segment, which cannot be unstable; five were never fitted."""
    evidence = gather_evidence(fitted, [3, 5])
    assert sorted(evidence.chance) == [1, 3]
    assert sorted(evidence.stabilities) == [3]
    assert evidence.n_tested == 60


def test_whoever_keeps_the_pieces_is_asked_for_each_of_them_once(fitted):
    """And is told before each test and each k how far it is."""
    asked, told = [], []

    def chance(given, ks, shortened):
        asked.append((ks, shortened))
        return chance_of(given, ks, shortened)

    def stability(given, k):
        asked.append(k)
        return stability_of(given, k)

    kept = gather_evidence(
        fitted,
        [2, 3],
        chance=chance,
        stability=stability,
        progress=lambda done, k: told.append((done, k)),
    )
    assert asked == [((1, 2, 3), False), ((1, 2, 3), True), 2, 3]
    assert [k for _, k in told] == [1, 1, 1, 2, 3]
    assert [done for done, _ in told] == pytest.approx([0, 1 / 3, 2 / 3, 7 / 9, 8 / 9])
    assert kept.chance[2].gap == gather_evidence(fitted, [2]).chance[2].gap


def test_the_full_scan_is_the_criteria_with_this_evidence(fitted):
    """`scan_k` and a page that gathers by itself say the same."""
    whole = sg.scan_k(fitted.table, fitted.spec, [2, 3, 4], evidence="full", fitted=fitted)
    pieces = scan_of(fitted, [2, 3, 4], gather_evidence(fitted, [2, 3, 4]))
    assert whole.scores.equals(pieces.scores)
    assert (whole.recommended_k, whole.p_value) == (pieces.recommended_k, pieces.p_value)
    assert whole.recommended_k == 3


def test_long_tails_are_tested_shortened_even_when_there_is_no_hope():
    """Only the quick test may stop before."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "a": random.uniform(size=80),
            "b": random.uniform(size=80),
            "c": random.exponential(size=80),
        }
    )
    spec = sg.SegmentationSpec(features=("a", "b", "c"))
    evidence = gather_evidence(fit_range(sg.read_table(frame), spec, [1, 2, 3]), [2, 3])
    assert evidence.power_transformed.keys() == evidence.chance.keys()


def test_large_tables_are_sampled():
    """And how many customers were looked at is told."""
    frame = pd.DataFrame({"x": np.random.default_rng(0).uniform(size=3_000)})
    fitted = fit_range(sg.read_table(frame), sg.SegmentationSpec(features=("x",)), [1, 2])
    nothing = gather_evidence(fitted, [2], chance=lambda *_: {}, stability=lambda *_: None)
    assert nothing.n_tested == 500
    assert chance_of(fitted, [2], shortened=False)[2].reference_silhouettes.shape == (199,)


@pytest.mark.parametrize("tail", [False, True])
def test_quick_and_full_evidence_are_made_of_the_same_parts(tail):
    """Whoever keeps the parts computes none of them twice, and the verdict is one."""
    random = np.random.default_rng(3)
    x = np.r_[random.normal(size=30), random.normal(12, 1, 30)]
    y = random.lognormal(size=60) if tail else random.normal(size=60)
    frame = pd.DataFrame({"x": x, "y": y})
    fitted = fit_range(sg.read_table(frame), sg.SegmentationSpec(features=("x", "y")), [1, 2, 3])
    kept = {}

    def part(*asked):
        if asked[1:] not in kept:
            kept[asked[1:]] = chance_part(*asked)
        return kept[asked[1:]]

    quick = enough_evidence(fitted, [2, 3], part=part)
    full = gather_evidence(fitted, [2, 3], chance=partial(chance_of, part=part))
    every = ((1, 2, 3), False, 0), ((1, 2, 3), False, 1), ((1, 2, 3), True, 0)
    assert set(kept) == {*every, *([((1, 2, 3), True, 1)] if tail else [])}
    for k in quick.chance:
        of_both = quick.chance[k], full.chance[k]
        assert np.array_equal(*(chance.reference_silhouettes for chance in of_both))
    decisions = [scan_of(fitted, [2, 3], found).decision for found in (quick, full)]
    assert decisions[0] == decisions[1]
