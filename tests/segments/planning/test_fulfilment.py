"""A goal's sentence is counted customer by customer, and holds for the segment it names."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_shops import SALE, sales, shop

import segmentation as sg
from segmentation.segments.planning.fulfilment import MOST, beyond_rhythm, fulfilment
from segmentation.segments.planning.playbook import Goal, playbook
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.segments.strategy import named_by, rank_targets, usable_goals
from segmentation.tables.labels import split_unit

BOUGHT = {
    "recency": "recency_days",
    "frequency": "frequency",
    "spending": "monetary_value",
    "interval": "days_between_orders",
    "tenure": "tenure_days",
}


def frame_of(**columns) -> pd.DataFrame:
    """Make customers of columns."""
    return pd.DataFrame(columns)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("above", (0.0, 2 / 3)),
        ("not above", (1.0, 0.0)),
        ("below", (1.0, 0.0)),
        ("not below", (0.0, 2 / 3)),
    ],
)
def test_shares_by_hand(wanted, expected):
    """The middle of 1, 2, 8 and 9 is 5; who has no value fulfils nothing."""
    goal = Goal(title="x", holds={"spending": wanted}, needs=("spending",), plus=("spending",))
    frame = frame_of(spend=[1.0, 2.0, 8.0, 9.0, np.nan])
    found = fulfilment(frame, np.array([0, 0, 1, 1, 1]), (goal,), {"spending": "spend"})
    assert found["x"] == pytest.approx(expected)


def test_conditions_hold_of_the_same_customer():
    """Half spend much and half were away for long, and nobody both: it is true of nobody."""
    goal = Goal(title="x", holds={"spending": "above", "recency": "above"})
    frame = frame_of(spend=[9.0, 9, 1, 1], recency=[1.0, 1, 9, 9])
    columns = {"spending": "spend", "recency": "recency"}
    assert fulfilment(frame, np.zeros(4, dtype=int), (goal,), columns)["x"] == (0.0,)


def test_a_goal_without_conditions_holds_for_all():
    """As one of the user's own may be."""
    frame = frame_of(spend=[1.0, 2.0])
    assert fulfilment(frame, np.array([0, 1]), (Goal(title="x"),), {})["x"] == (1.0, 1.0)


def test_a_column_without_values_is_true_of_nobody():
    """Not even of who is not above its middle."""
    goal = Goal(title="x", holds={"spending": "not above"})
    frame = frame_of(spend=[np.nan, np.nan])
    found = fulfilment(frame, np.array([0, 0]), (goal,), {"spending": "spend"})
    assert found["x"] == (0.0,)


def test_the_rhythm_is_each_customers_own():
    """Away for 21 days: long for who comes weekly, nothing for who comes monthly."""
    frame = frame_of(recency_days=[21, 14, 21, 21], days_between_orders=[7.0, 7, 30, np.nan])
    columns = {"recency": "recency_days", "interval": "days_between_orders"}
    assert beyond_rhythm(frame, columns).tolist() == [True, False, False, False]


def test_without_a_column_of_intervals_they_are_derived():
    """From the first to the last purchase, over the purchases less one."""
    frame = frame_of(recency_days=[21, 21, 21], frequency=[4, 2, 1], tenure_days=[42, 51, 21])
    columns = {key: BOUGHT[key] for key in ("recency", "frequency", "tenure")}
    assert beyond_rhythm(frame, columns).tolist() == [True, False, False]


@pytest.mark.parametrize(
    "columns",
    [
        {"recency": "recency_days"},
        {"recency": "recency_days", "frequency": "frequency"},
        {"recency": "recency_days", "frequency": "frequency", "tenure": "tenure_months"},
        {"recency": "recency", "interval": "days_between_orders"},
        {"recency": "recency_days", "interval": "weeks_between"},
        {"recency": "recency_days", "frequency": "frequency", "tenure": "tenure_days"},
        {"interval": "days_between_orders"},
    ],
)
def test_what_cannot_be_known_is_not_said(columns):
    """Other units, or a first purchase after the last one: no rhythm."""
    frame = frame_of(
        recency_days=[21.0, 9],
        recency=[21.0, 9],
        frequency=[4, 2],
        tenure_months=[9, 9],
        tenure_days=[20.0, 9],
        days_between_orders=[7.0, 7],
        weeks_between=[1.0, 1],
    )
    assert beyond_rhythm(frame, columns) is None


@pytest.mark.parametrize(("orders", "share"), [(2, 1 / 3), (3, 0.248), (20, 0.149)])
def test_few_of_those_who_go_on_as_before_are_beyond_it(orders, share):
    """At random times, a third at most: a majority is no accident."""
    times = np.sort(np.random.default_rng(0).random((50_000, orders)), axis=1) * 1_000
    frame = frame_of(
        recency_days=1_000 - times[:, -1], frequency=orders, tenure_days=1_000 - times[:, 0]
    )
    columns = {key: BOUGHT[key] for key in ("recency", "frequency", "tenure")}
    assert beyond_rhythm(frame, columns).mean() == pytest.approx(share, abs=0.01)


def profiles_of(frame: pd.DataFrame, labels: np.ndarray) -> tuple[SegmentProfile, ...]:
    """Make profiles of the measures."""
    columns = [frame[name].astype(float) for name in BOUGHT.values()]
    return tuple(
        SegmentProfile(
            segment=s,
            size=int((labels == s).sum()),
            share=float((labels == s).mean()),
            numbers=tuple(
                NumberFact(
                    column=str(c.name),
                    label=split_unit(str(c.name)),
                    mean=float(c[labels == s].mean()),
                    overall=float(c.mean()),
                    z=float(
                        np.nan_to_num((c[labels == s].mean() - c.mean()) / (c.std(ddof=0) or 1))
                    ),
                    n_known=int(c[labels == s].notna().sum()),
                    is_feature=True,
                )
                for c in columns
            ),
            categories=(),
        )
        for s in range(labels.max() + 1)
    )


def named(frame: pd.DataFrame, labels: np.ndarray) -> dict[str, int | None]:
    """Return which segment each goal names."""
    derived = frozenset({"rhythm"} if beyond_rhythm(frame, BOUGHT) is not None else ())
    goals = usable_goals(playbook(), BOUGHT, derived)
    shares = fulfilment(frame, labels, goals, BOUGHT)
    targets = rank_targets(profiles_of(frame, labels), goals, BOUGHT, {}, shares)
    found = {goal.title: named_by(goal, targets) for goal in goals}
    return {title: target and target.segment for title, target in found.items()}


def true_of(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """Recompute what each goal says of a customer, from the measures alone."""
    away, orders, money, usual = (
        frame[c].to_numpy(dtype=float)
        for c in ("recency_days", "frequency", "monetary_value", "days_between_orders")
    )
    well = money > np.median(money)
    overdue = away > 2 * usual if np.isfinite(usual).any() else away > np.median(away)
    return {
        "Value now": well,
        "Ease to win": (away < np.median(away)) & (orders > np.median(orders)),
        "Risk of loss": well & overdue,
    }


@settings(max_examples=40)
@given(
    st.builds(
        shop,
        st.integers(0, 10_000),
        n_customers=st.one_of(st.integers(3, 30), st.integers(30, 300)),
        once=st.floats(0.0, 0.9),
        n_days=st.sampled_from([3, 60, 365]),
        prices=st.sampled_from([0, 1, 3]),
    ),
    st.integers(1, 5),
    st.sampled_from(["lot", "recency_days", "frequency", "monetary_value"]),
)
def test_a_goals_sentence_is_true_of_most_of_the_segment_it_names(sold, k, by):
    """Segments by lot or by one column, one customer each among them; none is named otherwise."""
    frame = sg.rfm(sg.read_table(sold), **SALE).frame
    random = np.random.default_rng(len(sold))
    rank = random.permutation(len(frame)) if by == "lot" else frame[by].rank(method="first") - 1
    labels = (np.asarray(rank) * min(k, len(frame)) // len(frame)).astype(int)
    true = true_of(frame)
    for title, segment in named(frame, labels).items():
        shares = [true[title][labels == s].mean() for s in range(labels.max() + 1)]
        if segment is None:
            assert max(shares) <= MOST
        else:
            assert shares[segment] > MOST


def test_good_customers_who_stayed_away_are_named_and_not_the_best_of_all():
    """Weekly buyers gone for two months are at risk; those who spend ten times as much are not."""
    groups = [
        *((f"best{i}", range(i % 3, 365, 7), 400) for i in range(40)),
        *((f"gone{i}", range(i % 3, 300, 10), 120) for i in range(40)),
        *((f"once{i}", (9 * i % 360,), 20) for i in range(80)),
    ]
    rows = [(who, day, paid) for who, days, paid in groups for day in days]
    frame = sg.rfm(sg.read_table(sales(*map(np.array, zip(*rows, strict=True)))), **SALE).frame
    kinds = frame["who"].str.slice(0, 4)
    labels = kinds.map({"best": 0, "gone": 1, "once": 2}).to_numpy()
    assert named(frame, labels) == {"Value now": 0, "Ease to win": 0, "Risk of loss": 1}
    together = np.zeros(len(frame), dtype=int)
    assert named(frame, together)["Risk of loss"] is None
