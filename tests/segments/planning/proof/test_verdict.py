"""The verdict: what the interval says, for one segment, for several and for all together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.segments.planning.proof.limits import lift_interval
from segmentation.segments.planning.proof.verdict import ALL, Lift, Responses, judge, n_readable

UNPROVEN = "No effect is proven: the difference may be chance."


def responses(name: str, hits: int, n_treated: int, base_hits: int, n_control: int) -> Responses:
    """Write a segment in one line."""
    return Responses(
        name=name, hits=hits, n_treated=n_treated, base_hits=base_hits, n_control=n_control
    )


def says_what_it_shows(lift: Lift) -> bool:
    """Return whether the sentence is the one of the interval."""
    if np.isnan(lift.low):
        return lift.verdict.startswith("Too few") and np.isnan(lift.high)
    if lift.low > 0:
        return lift.verdict.startswith("It worked: +") and lift.lift > 0
    if lift.high < 0:
        return lift.verdict.startswith("It did harm: −") and lift.lift < 0
    return lift.verdict.startswith(UNPROVEN)


segments = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 60), st.floats(0, 1), st.floats(0, 1)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(segments)
def test_no_sentence_contradicts_its_interval(made):
    """Empty groups, a customer alone, everybody and nobody; segments and all of them."""
    found = judge(
        tuple(
            responses(f"S{at}", int(p * n), n, int(q * m), m)
            for at, (n, m, p, q) in enumerate(made)
        )
    )
    assert found[-1].name == ALL
    assert len(found) == len(made) + 1
    for lift in found:
        assert says_what_it_shows(lift)
        assert np.isnan(lift.low) == (min(lift.n_treated, lift.n_control) < 20)
        if lift.low > 0 or lift.high < 0:
            assert lift.p_value <= 0.05


def test_one_responder_of_twenty_is_no_harm():
    """One of 180 beside one of 20: here harm is not to be seen at all."""
    assert judge((responses("A", 5, 1_000, 1, 20),))[0].verdict == UNPROVEN
    (lift, _) = judge((responses("A", 1, 180, 1, 20),))
    assert lift.verdict == (
        f"{UNPROVEN} Harm could not have been seen: 1 of 20 in the control group responded, so "
        "even without a single response among those contacted nothing would be proven."
    )
    assert lift_interval(0, 180, 1, 20)[1] > 0
    assert lift.low < 0 < lift.high


def test_nobody_responded():
    """Then no harm could be seen either."""
    (lift, _) = judge((responses("A", 0, 500, 0, 500),))
    assert (
        "Harm could not have been seen: none of 500 in the control group responded" in lift.verdict
    )


def test_a_hold_out_that_could_show_harm_does_not_say_otherwise():
    """Thirty of 200 responded: had nobody of the addressed, it would have been proven."""
    (lift, _) = judge((responses("A", 140, 1_000, 30, 200),))
    assert lift.verdict == UNPROVEN
    assert lift_interval(0, 1_000, 30, 200)[1] < 0


def test_segments_share_the_chance_of_an_error():
    """The same counts are proven alone and not among five; those too small to be read are free."""
    seen, others = responses("A", 150, 1_000, 101, 900), responses("B", 50, 1_000, 50, 1_000)
    small = responses("C", 1, 30, 1, 12)
    assert judge((seen,))[0].verdict.startswith("It worked: +3.8% of customers")
    assert judge((seen, small))[0].verdict.startswith("It worked")
    assert judge((seen, *[others] * 4))[0].verdict == UNPROVEN
    assert judge((seen, others))[0].low < judge((seen,))[0].low
    assert n_readable([(30, 12), (1_000, 20), (19, 500)]) == 1
    assert n_readable([]) == 1


def test_a_small_lift_is_not_written_as_none():
    """Four in ten thousand, with a sign."""
    (lift, _) = judge((responses("A", 500, 1_000_000, 100, 1_000_000),))
    assert lift.verdict == "It worked: +0.04% of customers, beyond chance."


def test_uneven_hold_outs_alone_are_no_effect():
    """Small segments that all buy are held out more often: the pooled groups differ anyway."""
    big = responses("Big", 0, 360, 0, 40)
    small = [responses(f"S{at}", 2, 2, 1, 1) for at in range(10)]
    pooled = judge((big, *small))[-1]
    assert lift_interval(20, 380, 10, 50)[1] < 0
    assert pooled.lift < -0.1
    assert pooled.verdict.startswith(UNPROVEN)
    assert pooled.low <= 0 <= pooled.high


def test_even_hold_outs_are_read_as_one_campaign():
    """Equal shares held out: the interval is that of the sums."""
    parts = (responses("A", 30, 400, 2, 100), responses("B", 50, 800, 4, 200))
    pooled = judge(parts)[-1]
    assert (pooled.low, pooled.high) == pytest.approx(lift_interval(80, 1_200, 6, 300))


@pytest.mark.parametrize("rates", [(0.002, 0.02), (0.01, 0.4)])
def test_null_campaigns_over_segments_are_not_judged(rates):
    """Two hundred campaigns without effect; rounding has held out 20 of 205 and 3 of 25."""
    random = np.random.default_rng(1)
    sizes = ((185, 20), (22, 3))
    wrong = np.zeros(2)
    seen: dict[tuple, Lift] = {}
    for _ in range(200):
        drawn = tuple(
            (int(random.binomial(n, p)), n, int(random.binomial(m, p)), m)
            for (n, m), p in zip(sizes, rates, strict=True)
        )
        if drawn not in seen:
            seen[drawn] = judge(tuple(responses(str(n), *n) for n in drawn))[-1]
        wrong += seen[drawn].low > 0, seen[drawn].high < 0
    assert (wrong / 200 <= 0.025 + 2 * np.sqrt(0.025 / 200)).all()
