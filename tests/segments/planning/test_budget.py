"""The split of a budget: known cases, brute force, figures that cannot be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.errors import SpecError
from segmentation.segments.planning.budget import (
    Prospect,
    even_split,
    expected_profit,
    split_budget,
)


def prospect(size=100, response=0.1, margin=40.0, cost=1.0, **bounds):
    """Make a segment to spend on."""
    return Prospect(size=size, cost=cost, response=response, margin=margin, **bounds)


def test_linear_returns_go_wholly_to_the_best_up_to_its_cap():
    """Then to the next; one that loses gets nothing."""
    segments = [prospect(response=0.05), prospect(response=0.2), prospect(response=0.01)]
    split = split_budget(segments, 80, curve="linear")
    assert split.spent.tolist() == [0, 80, 0]
    split = split_budget(segments, 150, curve="linear")
    assert split.spent.tolist() == [50, 100, 0]
    assert split_budget(segments, 500, curve="linear").left == 300
    capped = [segments[0], prospect(response=0.2, highest=30), segments[2]]
    assert split_budget(capped, 80, curve="linear").spent.tolist() == [50, 30, 0]


def test_equal_returns_are_split_evenly():
    """Whatever the number of segments."""
    split = split_budget([prospect()] * 4, 100)
    assert split.spent == pytest.approx([25] * 4)
    assert split.left == pytest.approx(0, abs=1e-9)


def test_by_hand_for_one_segment():
    """400 at most on a scale of 100: worth spending while 4 e^(−x/100) is above 1."""
    split = split_budget([prospect()], 1_000)
    assert split.spent[0] == pytest.approx(100 * np.log(4))
    assert split.total_profit == pytest.approx(400 * (1 - 1 / 4) - 100 * np.log(4))
    assert split.left == pytest.approx(1_000 - 100 * np.log(4))


def test_promised_minima_are_kept_even_at_a_loss():
    """And count towards the budget."""
    poor = prospect(response=0.001, lowest=20)
    split = split_budget([prospect(), poor], 50)
    assert split.spent == pytest.approx([30, 20])
    assert split.profit[1] < 0


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 500), st.floats(0.005, 0.9), st.floats(0.5, 90), st.floats(0.1, 9)
        ),
        min_size=2,
        max_size=3,
    ),
    st.floats(1, 900),
)
def test_no_split_on_a_grid_earns_more(figures, budget):
    """Brute force over a fine grid of two or three segments."""
    segments = [Prospect(size=n, response=r, margin=m, cost=c) for n, r, m, c in figures]
    split = split_budget(segments, budget)
    assert split.spent.sum() <= budget * (1 + 1e-9)
    steps = np.linspace(0, budget, 41)
    grid = np.array(np.meshgrid(*[steps] * len(segments))).reshape(len(segments), -1).T
    grid = grid[grid.sum(axis=1) <= budget * (1 + 1e-12)]
    best = max(expected_profit(segments, spent).sum() for spent in grid)
    assert split.total_profit >= best - 1e-6 * max(1, abs(best))


def test_nothing_nearby_earns_more():
    """Moving a millionth of the budget between any two of fifty segments gains nothing."""
    random = np.random.default_rng(0)
    segments = [
        prospect(int(n), r, m, c)
        for n, r, m, c in zip(
            random.integers(10, 9_000, 50),
            random.uniform(0.01, 0.2, 50),
            random.uniform(5, 200, 50),
            random.uniform(0.1, 3, 50),
            strict=True,
        )
    ]
    split = split_budget(segments, 10_000)
    assert split.spent.sum() == pytest.approx(10_000)
    step = 0.01
    for _ in range(300):
        giver, taker = random.choice(50, 2, replace=False)
        moved = split.spent.copy()
        amount = min(step, moved[giver])
        moved[giver] -= amount
        moved[taker] += amount
        assert expected_profit(segments, moved).sum() <= split.total_profit + 1e-6


def test_even_parts_keep_the_bounds():
    """What one cannot take goes to the others."""
    segments = [prospect(highest=10), prospect(), prospect(lowest=50)]
    assert even_split(segments, 90) == pytest.approx([10, 30, 50])
    assert even_split([prospect()] * 4, 100) == pytest.approx([25] * 4)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"margin": 0.0}, "can only lose money"),
        ({"margin": -5.0}, "can only lose money"),
        ({"response": 1.2}, "Give a share from 0% to 100%"),
        ({"response": -0.1}, "Give a share from 0% to 100%"),
        ({"cost": 0.0}, "a contact costs 0"),
        ({"cost": float("nan")}, "a figure is missing"),
        ({"lowest": 5.0, "highest": 2.0}, "minimum from 0 up to the maximum"),
        ({"lowest": 500.0}, "promised at least 500"),
    ],
)
def test_figures_that_cannot_be_are_one_sentence(changes, said):
    """What was found, what to do."""
    with pytest.raises(SpecError, match=said):
        split_budget([prospect(), prospect(**changes)], 100)


@pytest.mark.parametrize("budget", [0, -5, float("nan"), float("inf")])
def test_a_budget_must_be_an_amount(budget):
    """A budget that is 0, below, or no number is refused."""
    with pytest.raises(SpecError, match="above 0"):
        split_budget([prospect()], budget)


def test_other_wishes_are_refused():
    """No segment, no known curve."""
    with pytest.raises(SpecError, match="no segment"):
        split_budget([], 10)
    with pytest.raises(SpecError, match="cubic"):
        split_budget([prospect()], 10, curve="cubic")


def test_a_linear_answer_ends_when_everybody_was_contacted():
    """Twice the money, the same responses."""
    segments = [prospect()]
    once, twice = (expected_profit(segments, np.array([x]), curve="linear") for x in (100, 200))
    assert (once[0], twice[0]) == (300, 200)
