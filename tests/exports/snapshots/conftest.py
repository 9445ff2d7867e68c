"""A small shared result, with everything in it."""

from dataclasses import replace

import pytest

from segmentation.exports.snapshots.content import (
    Bar,
    Card,
    Figures,
    PlanCard,
    SharedPlan,
    Shares,
    Snapshot,
)

CARD = Card(
    slot=3,
    name="Loyal",
    size="40 customers",
    share=0.4,
    worth_of="spend",
    worth=0.61,
    bars=(Bar(label="spend", value="40 €", of_all="20 €", length=0.5),),
    to_do="Keep: thank them",
)
SNAPSHOT = Snapshot(
    maker="Ada",
    table="shop.csv",
    headline="100 customers in 2 segments",
    answer="2 segments · recommended",
    verdict="groups",
    verdict_title="Separate groups",
    verdict_about="These columns hold separate groups.",
    separation="good",
    separation_color="green",
    notes=("Mind this.",),
    cards=(CARD, replace(CARD, slot=0, name="New", worth=None, bars=())),
    figures=Figures(
        columns=("spend",),
        z=((0.5,), (-0.4,)),
        index=((120.0,), (None,)),
        typical=(("40 €",), ("9 €",)),
        title="Loyal differ most",
        caption="",
    ),
    shares=(
        Shares(
            label="plan",
            levels=("gold", "not told"),
            n_rest=1,
            shares=((0.5, 0.5), (None, 1.0), (0.4, 0.6)),
            title="t",
            caption="c",
        ),
    ),
    plan=SharedPlan(
        headline="Loyal first",
        campaign="Spring",
        cards=(PlanCard(slot=3, name="Loyal", parts=(("Offer", "10 %"),)),),
    ),
)


@pytest.fixture(scope="session")
def snapshot():
    """Return a snapshot of two segments, one number, one category and a plan."""
    return SNAPSHOT
