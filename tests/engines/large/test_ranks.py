"""Values at ranks are those of a sorted list, whatever the values are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.engines.large import ranks
from segmentation.engines.large.ranks import RankSearch, first_counts, keys_of, values_of

FLOATS = st.floats(allow_nan=False, allow_infinity=False, width=64)


def found(values, wanted, *, is_whole=False, pieces=3):
    """Search as the passes do; return the search and how many passes it took."""
    keys = [keys_of(part) for part in np.array_split(values, pieces)]
    search = RankSearch.begin(sum(map(first_counts, keys)), np.array(wanted))
    farthest, n_passes = np.abs(values).max(), 1
    search.settle(farthest, is_whole=is_whole)
    while not search.is_done:
        for part in keys:
            search.add(part)
        search.end_pass()
        if not search.is_done:
            search.settle(farthest, is_whole=is_whole)
        n_passes += 1
    return search, n_passes


@given(st.lists(FLOATS, min_size=1, max_size=60), st.sampled_from([0, 3, 10**6]))
@settings(max_examples=150, deadline=None)
def test_ranks_are_those_of_a_sorted_list(values, held):
    """Held, or narrowed to the last bit; ties, noughts of both signs, the smallest and largest."""
    numbers = np.array(values)
    wanted = sorted({0, len(numbers) // 2, len(numbers) - 1})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "HELD_VALUES", held)
        search, n_passes = found(numbers, wanted)
    ordered = np.sort(numbers)
    assert search.values.tolist() == ordered[wanted].tolist()
    assert search.up_to.tolist() == [(numbers <= ordered[rank]).sum() for rank in wanted]
    assert n_passes <= 5


@given(st.lists(FLOATS, min_size=2, max_size=40))
@settings(max_examples=100, deadline=None)
def test_keys_rise_with_the_values_and_lead_back(values):
    """Equal values have equal keys, also the two noughts."""
    numbers = np.sort(np.array(values))
    keys = keys_of(numbers)
    assert ((keys[1:] > keys[:-1]) == (numbers[1:] > numbers[:-1])).all()
    assert (values_of(keys) == numbers).all()


@pytest.mark.parametrize("shift", [0, -70])
def test_whole_numbers_near_nought_take_one_pass(shift, monkeypatch):
    """Ages need no second look, though a thousand customers share each."""
    monkeypatch.setattr(ranks, "HELD_VALUES", 10)
    ages = np.random.default_rng(0).integers(18, 90, 5000).astype(float) + shift
    search, n_passes = found(ages, [100, 2500, 4999], is_whole=True)
    assert n_passes == 1
    assert search.values.tolist() == np.sort(ages)[[100, 2500, 4999]].tolist()
    assert search.up_to.tolist() == [(ages <= value).sum() for value in search.values]
