"""A column in pieces answers what the same column in memory answers."""

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.clustering.preparing.numbers import HeldNumbers
from segmentation.engines.large import ranks
from segmentation.engines.large import streamed as of_columns
from segmentation.engines.large.columns import QUARTILES, ranks_for
from segmentation.engines.large.streamed import streamed_numbers
from segmentation.models.drift import DECILES

SHARES = (*QUARTILES, 0.01, 0.99)


def streamed(values, pieces=1):
    """Read a column called x in pieces."""

    def passes(names):
        for part in np.array_split(values, pieces):
            yield dict.fromkeys(names, part)

    return streamed_numbers(["x"], passes, lambda n: ranks_for(n, SHARES), len(values))["x"]


KINDS = {
    "normal": lambda draw, n: draw.normal(size=n),
    "long tail": lambda draw, n: np.exp(3 * draw.normal(size=n)),
    "ages": lambda draw, n: draw.integers(18, 90, n).astype(float),
    "prices": lambda draw, n: draw.choice([0.99, 9.99, 19.5, -4.25], n),
    "far from nought": lambda draw, n: 1e9 + draw.normal(size=n),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [3, 10, 5000])
@pytest.mark.parametrize("held", [5, 10**6])
def test_the_same_answers_as_in_memory(kind, n, held, monkeypatch):
    """To the last bit what is a customer's value; means of one piece too."""
    monkeypatch.setattr(ranks, "HELD_VALUES", held)
    values = KINDS[kind](np.random.default_rng(n), n)
    there, here = HeldNumbers(values=values), streamed(values)
    assert (here.lowest, here.highest, here.is_whole) == (
        there.lowest,
        there.highest,
        there.is_whole,
    )
    assert here.median() == there.median()
    assert here.quantiles(SHARES) == there.quantiles(SHARES)
    assert here.steps(DECILES).tolist() == there.steps(DECILES).tolist()
    edges = there.steps(DECILES)
    assert here.counts(edges).tolist() == there.counts(edges).tolist()
    assert here.moments(None) == there.moments(None)
    assert here.quartiles(np.arctan) == there.quartiles(np.arctan)
    assert here.ends(np.arctan) == there.ends(np.arctan)
    assert here.moments(np.arctan) == pytest.approx(there.moments(np.arctan), rel=1e-12)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50),
    st.integers(1, 7),
)
@settings(max_examples=100, deadline=None)
def test_pieces_change_no_more_than_the_last_bits(values, pieces):
    """Sums of sums are not summed in the same order."""
    numbers = np.array(values)
    there, here = HeldNumbers(values=numbers), streamed(numbers, pieces)
    scale = np.abs(numbers).max() + 1e-300
    np.testing.assert_allclose(
        here.moments(None), there.moments(None), rtol=1e-12, atol=1e-12 * scale
    )
    assert here.quantiles(SHARES) == there.quantiles(SHARES)
    assert here.median() == there.median()


def test_the_power_is_that_of_a_sample():
    """The one thing that is: of few values it is that of all."""
    values = np.random.default_rng(1).gamma(2.0, size=3000)
    there, here = HeldNumbers(values=values), streamed(values, 3)
    assert here.power(np.asarray) == pytest.approx(there.power(np.asarray), rel=1e-9)


def test_no_batch_is_held_beyond_its_turn(monkeypatch):
    """Else memory would grow with the rows, whatever `--memory` says."""
    monkeypatch.setattr(of_columns, "POWER_VALUES", 40)
    batches, held = [], []

    def passes(names):
        for n in range(8):
            gc.collect()
            held.append(sum(batch() is not None for batch in batches))
            values = np.arange(1000.0) + n
            batches.append(weakref.ref(values))
            yield dict.fromkeys(names, values)
            del values

    streamed_numbers(["x"], passes, lambda n: ranks_for(n, SHARES), 8000)
    assert max(held) <= 2
