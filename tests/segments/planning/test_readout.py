"""Reading off a campaign: responders by hand, results of other customers."""

import numpy as np
import pandas as pd
import pytest

from segmentation.errors import DataError
from segmentation.segments.planning.proof.limits import lift_interval, lift_p_value
from segmentation.segments.planning.readout import (
    count_responses,
    n_strangers,
    read_results,
    yes_or_no,
)


def groups(n: int = 200) -> pd.DataFrame:
    """Make two segments, a half of each held out."""
    return pd.DataFrame(
        {
            "id": [f"c{at}" for at in range(2 * n)],
            "segment_name": ["A"] * n + ["B"] * n,
            "group": ["treatment", "control"] * n,
        }
    )


def test_lifts_by_hand():
    """In A 40 of 100 against 10, in B the same on both sides."""
    assignment = groups()
    in_a = assignment[assignment["segment_name"] == "A"]
    bought = [
        *in_a[in_a["group"] == "treatment"]["id"][:40],
        *in_a[in_a["group"] == "control"]["id"][:10],
        *assignment[assignment["segment_name"] == "B"]["id"][:60],
    ]
    asked = [*bought, *(who for who in assignment["id"] if who not in bought)]
    said = ["yes"] * len(bought) + ["no"] * (len(asked) - len(bought))
    results = pd.DataFrame({"customer": asked, "bought": said})
    a, b, everybody = read_results(assignment, results, "customer", "bought")
    assert (a.name, a.n_treated, a.n_control) == ("A", 100, 100)
    assert (a.response, a.base, a.lift) == (0.4, 0.1, pytest.approx(0.3))
    assert a.verdict == "It worked: +30.0% of customers, beyond chance."
    assert b.lift == 0
    assert b.verdict == "No effect is proven: the difference may be chance."
    assert everybody.n_treated == 200
    assert a.p_value == pytest.approx(2 * lift_p_value(40, 100, 10, 100, alpha=0.025))
    assert (a.low, a.high) == lift_interval(40, 100, 10, 100, alpha=0.025)
    assert [each.counts for each in count_responses(assignment, results, "customer", "bought")] == [
        (40, 100, 10, 100),
        (30, 100, 30, 100),
    ]


def test_strangers_are_counted():
    """Results of customers outside the campaign."""
    results = pd.DataFrame({"id": ["c1", "c2", "x"]})
    assert n_strangers(groups(), results, "id") == 1


def test_harm_is_called_harm():
    """Fewer buy among those contacted."""
    assignment = groups()
    control = assignment[(assignment["group"] == "control") & (assignment["segment_name"] == "A")]
    results = pd.DataFrame({"id": control["id"][:50], "hit": 1})
    assert read_results(assignment, results, "id", "hit")[0].verdict.startswith("It did harm: −50")


def test_too_few_are_not_read():
    """Nineteen held out say nothing."""
    assignment = groups(19)
    results = pd.DataFrame({"id": assignment["id"][:9], "hit": True})
    found = read_results(assignment, results, "id", "hit")
    assert found[0].verdict == "Too few: 10 contacted and 9 in the control group."
    assert np.isnan(found[0].p_value)
    assert np.isnan(found[0].low)
    assert np.isnan(found[0].high)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (pd.DataFrame({"id": ["x", "y"], "hit": [1, 0]}), "None of the 2 customers"),
        (pd.DataFrame({"id": ["c1", "x", "y"], "hit": [1, 0, 1]}), "Only 1 of 3 customers"),
        (pd.DataFrame({"id": ["c1", "c2"], "hit": ["maybe", "no"]}), "should say for each"),
        (pd.DataFrame({"id": ["c1", "c2"], "hit": [-1.0, 2]}), "should say for each"),
    ],
)
def test_results_of_others_are_one_sentence(results, said):
    """And so is a column that does not answer."""
    with pytest.raises(DataError, match=said):
        read_results(groups(), results, "id", "hit")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([True, False], [True, False]),
        (["Yes", " no "], [True, False]),
        ([3.5, 0], [True, False]),
        ([None, "ja"], [False, True]),
        ([np.nan, 1.0], [False, True]),
    ],
)
def test_a_response_may_be_said_in_many_ways(values, expected):
    """A missing one is none."""
    assert yes_or_no(pd.Series(values)).tolist() == expected
