"""Segments as others may see them: small ones in no total, no median of one, no rare level."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.customers.cleaning import customer_rows
from segmentation.segments.disclosure.profiles import NO_VALUE, OTHERS, middle, told_segments
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.segments.profiling import profile_segments
from segmentation.tables.reading import read_table


def told(frame: pd.DataFrame, labels: list[int], columns: tuple[str, ...] = ("spend", "plan")):
    """Tell of segments of a frame."""
    rows = customer_rows(read_table(frame, "t"), ("spend",), missing="impute")
    return told_segments(rows, np.array(labels), ("spend",), columns), rows


def shop(sizes: list[int]) -> tuple[pd.DataFrame, list[int]]:
    """Make segments of these sizes, each with its own spend and half of each plan."""
    labels = [at for at, size in enumerate(sizes) for _ in range(size)]
    frame = pd.DataFrame(
        {
            "spend": [100.0 * at + n % 7 for n, at in enumerate(labels)],
            "plan": ["gold" if n % 2 else "basic" for n in range(len(labels))],
        }
    )
    return frame, labels


def test_large_segments_are_told_as_they_are():
    """Nothing is changed that need not be."""
    frame, labels = shop([20, 30])
    found, rows = told(frame, labels)
    own = profile_segments(rows, np.array(labels), ("spend",))
    assert found.segments == (0, 1)
    assert (found.n_customers, found.n_together, found.rest) == (50, 0, None)
    for ours, theirs in zip(found.profiles, own, strict=True):
        assert (ours.size, ours.share) == (theirs.size, theirs.share)
        assert ours.numbers[0].mean == theirs.numbers[0].mean
        assert ours.categories[0].share == theirs.categories[0].share


def test_one_customer_is_told_with_the_next_segment():
    """By hand: whoever takes what is told from the total is left with 21 customers, not with 1."""
    frame, labels = shop([20, 30, 1])
    frame.loc[50, "spend"] = 1e6
    found, rows = told(frame, labels)
    assert (found.segments, found.n_together, found.n_customers) == ((1,), 2, 51)
    assert found.rest.size == 21
    (profile,) = found.profiles
    assert profile.size == 30
    assert profile.share == pytest.approx(30 / 51)
    whole = profile_segments(rows, np.array(labels), ("spend",))[1]
    assert profile.numbers[0].overall == pytest.approx(whole.numbers[0].overall)
    (mix,) = found.mixes
    assert mix.table.row_totals.tolist() == [30, 21]


def test_all_too_small_tells_nothing():
    """Three segments of four."""
    found, _ = told(*shop([4, 4, 4]))
    assert (found.segments, found.profiles, found.mixes) == ((), (), ())
    assert (found.n_together, found.rest) == (3, None)


def test_a_number_that_a_handful_has_is_told_of_nobody():
    """Else the total less the others would tell it."""
    frame, labels = shop([20, 30])
    frame["age"] = [40.0, 41, 42, 43] + [np.nan] * 16 + [50.0 + n for n in range(30)]
    found, _ = told(frame, labels, ("spend", "age"))
    assert [fact.column for fact in found.profiles[0].numbers] == ["spend"]


def test_a_column_that_is_not_allowed_is_not_told():
    """Whatever it holds."""
    found, _ = told(*shop([20, 30]), ("spend",))
    assert not found.mixes
    assert not found.profiles[0].categories


def test_the_middle_is_of_five_and_no_customers_own():
    """By hand, odd and even; fewer than that are all averaged."""
    assert middle(np.array([9.0, 1, 2, 3, 100])) == pytest.approx(23)
    assert middle(np.array([0.0, 1, 2, 4, 8, 16, 1e9, 1e9])) == pytest.approx(
        (1 + 2 + 4 + 8 + 16 + 1e9) / 6
    )
    assert middle(np.full(8, 1.7e308)) == pytest.approx(1.7e308)


def test_a_long_tail_is_told_by_its_middle():
    """The median of the profile is an average of five or six."""
    frame, labels = shop([21, 30])
    frame["paid"] = [float(2 ** (n % 20)) for n in range(51)]
    found, _ = told(frame, labels, ("spend", "paid"))
    fact = next(fact for fact in found.profiles[0].numbers if fact.column == "paid")
    own = frame["paid"][:21].to_numpy()
    assert fact.is_skewed
    assert fact.median == pytest.approx(np.sort(own)[8:13].mean())
    assert fact.median not in set(own)


def test_customers_without_a_value_count_as_a_level():
    """So that shares are of the sizes that are published."""
    frame, labels = shop([20, 30])
    frame.loc[:9, "plan"] = None
    frame.loc[20:29, "plan"] = None
    found, _ = told(frame, labels)
    (mix,) = found.mixes
    assert set(mix.levels) == {"gold", "basic", NO_VALUE}
    assert mix.table.row_totals.tolist() == [20, 30]
    assert found.profiles[0].categories[0].level in {"gold", "basic"}


def test_rare_levels_go_together_and_are_never_the_top():
    """Towns of two customers each are others, with no name."""
    frame, labels = shop([20, 30])
    frame["plan"] = ["home" if n % 2 else f"town {n // 4}" for n in range(50)]
    found, _ = told(frame, labels)
    assert [mix.levels for mix in found.mixes] == [("home", OTHERS)]
    frame["plan"] = [f"town {n // 4}" for n in range(50)]
    found, _ = told(frame, labels)
    assert not found.mixes
    assert not any(fact.level for p in found.profiles for fact in p.categories)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=5), st.integers(2, 6), st.data())
def test_no_share_tells_of_a_handful(sizes, n_levels, data):
    """Whatever is told of a level is of at least five customers, and so is what is left."""
    sizes = [max(1, size) for size in sizes]
    if sum(sizes) < 8:
        sizes[0] += 8
    frame, labels = shop(sizes)
    levels = st.lists(st.integers(0, n_levels - 1), min_size=len(frame), max_size=len(frame))
    frame["plan"] = [f"level {at}" for at in data.draw(levels)]
    frame["spend"] = np.arange(len(frame), dtype=float)
    found, _ = told(frame, labels)
    if found.segments:
        assert found.rest is None or (found.rest.size >= MINIMUM and found.n_together > 1)
        left = len(frame) - sum(profile.size for profile in found.profiles)
        assert left in {0, found.rest.size if found.rest else 0}
    for profile in found.profiles:
        for fact in profile.categories:
            if fact.level:
                assert round(fact.share * profile.size) >= MINIMUM
    for mix in found.mixes:
        counts = np.where(mix.table.hidden, 0, mix.table.counts)
        left = mix.table.row_totals - counts.sum(axis=1)
        assert ((left == 0) | (left >= MINIMUM)).all()
