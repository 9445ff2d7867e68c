"""The rest of the Plan page: plays, notes, value of customers, and the plan as one page."""

from functools import partial

import streamlit as st

from pages.plan.experiment import Proof
from pages.plan.figures import plan_key
from pages.plan.money import NOT_YET, Money
from pages.plan.targets import Plan
from pages.shared import chart
from pages.shared.messages import plain, short
from pages.shell import state
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.pareto import ParetoData, pareto_chart, pareto_data
from segmentation.customers.rfm import MONEY
from segmentation.exports.one_page import Section, one_page
from segmentation.segments.planning.concentration import value_by_segment
from segmentation.tables.number_format import format_number, format_share

ORDERS = "frequency"


def plan_headline(result: Segmentation, plan: Plan) -> str:
    """Say whom to start with, and what to do."""
    first = plan.first
    if first is None:
        return f"A plan for {result.n_clusters} segments"
    return f"Start with “{short(result.names[first], 60)}”: {plan.plays[first].name.lower()} them"


def show_plays(result: Segmentation, plan: Plan) -> dict[int, tuple[str, str]]:
    """Show what to do about each segment, the first target open; return owner and notes of each."""
    st.header("What to do")
    kept = {}
    for place, target in enumerate(plan.targets):
        play, name = plan.plays[target.segment], result.names[target.segment]
        with st.expander(f"{plain(short(name, 60))}: **{play.name}**", expanded=place == 0):
            left, right = st.columns([3, 2], gap="medium")
            left.markdown(f"{plain(play.why)}\n\n{plain(target.reason)}")
            left.markdown("\n".join(f"- {plain(offer)}" for offer in play.offers))
            right.markdown(
                f"**Kind of customer:** {plain(play.kind)}  \n**Aim:** {plain(play.aim)}  \n"
                f"**Channel:** {plain(play.channel)}  \n**Message:** {plain(play.message)}  \n"
                f"**Measure:** {plain(play.measure)}"
            )
            own = f"{plan_key(result)}_{result.slots[target.segment]}"
            owner, notes = st.columns([2, 5])
            kept[target.segment] = (
                owner.text_input(
                    "Owner", key=f"owner_{own}", persist_state="session", max_chars=80
                ),
                notes.text_input(
                    "Notes", key=f"notes_{own}", persist_state="session", max_chars=500
                ),
            )
    st.caption(
        "Plays come from data/strategies.toml, by the levels of each profile; edit it there."
    )
    return kept


def show_value(result: Segmentation) -> None:
    """Show who brings the money, when customers were made from sales."""
    frame = result.rows.frame
    if not state.sales() or MONEY not in frame.columns:
        return
    st.header("Who brings the money")
    value = value_by_segment(frame, result.labels, MONEY, ORDERS)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        chart.show(partial(_pareto, result), pareto_chart, key="pareto", height=320)
    with right:
        st.dataframe(
            [
                {
                    "Segment": result.names[s],
                    "Customers": format_share(value[s].share_of_customers),
                    "Revenue": format_share(value[s].share_of_value),
                    "Average value": format_number(value[s].mean_value),
                    "Bought again": format_share(value[s].repeat_rate),
                }
                for s in result.by_slot
            ],
            hide_index=True,
            alt="Share of customers and of revenue, average value and repeat rate per segment.",
        )
        st.caption("Over the period of the sales; returns are taken off.")


def _pareto(result: Segmentation) -> ParetoData:
    return pareto_data(result.rows.frame[MONEY].to_numpy())


def show_download(
    result: Segmentation,
    plan: Plan,
    kept: dict[int, tuple[str, str]],
    money: Money,
    proof: Proof,
) -> None:
    """Offer the plan as one page to print."""
    st.header("Take it with you")
    st.download_button(
        "Download the plan as one page",
        data=lambda: one_page(
            plan_headline(result, plan), _sections(result, plan, kept, money, proof)
        ),
        file_name="plan.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
        disabled=not money.confirmed,
        help="A page for the browser that prints on paper.",
    )
    if not money.confirmed:
        st.caption(NOT_YET)


def _sections(
    result: Segmentation,
    plan: Plan,
    kept: dict[int, tuple[str, str]],
    money: Money,
    proof: Proof,
) -> list[Section]:
    order = [target.segment for target in plan.targets]
    plays = [
        (
            result.names[s],
            plan.plays[s].name,
            "; ".join(plan.plays[s].offers),
            plan.plays[s].channel,
            plan.plays[s].message,
            plan.plays[s].measure,
            *kept[s],
        )
        for s in order
    ]
    sums = [
        (
            result.names[s],
            f"{result.profiles[s].size:,}",
            format_number(float(money.split.spent[s])),
            format_number(float(money.split.profit[s])),
            f"{format_number(money.outlooks[s].low)} to {format_number(money.outlooks[s].high)}",
            format_share(money.outlooks[s].break_even),
        )
        for s in order
    ]
    groups = [
        (result.names[s], f"{proof.groups[s].n_treated:,}", f"{proof.groups[s].n_control:,}")
        for s in order
    ]
    reasons = [(result.names[t.segment], t.reason) for t in plan.targets]
    return [
        Section(
            title="Whom to start with",
            paragraphs=(f"{len(result.labels):,} customers of {result.table_name}.",),
            head=("Segment", "Why"),
            rows=tuple(reasons),
        ),
        Section(
            title="What to do",
            head=(
                "Segment",
                "Play",
                "Offers",
                "Channel",
                "Message",
                "Measure",
                "Owner",
                "Notes",
            ),
            rows=tuple(plays),
        ),
        Section(
            title="Where to put the budget",
            paragraphs=(_money_in_short(money),),
            head=(
                "Segment",
                "Customers",
                "Budget",
                "Expected profit",
                "If all are contacted once, nine in ten cases",
                "Pays from a response of",
            ),
            rows=tuple(sums),
        ),
        Section(
            title="How to prove it",
            paragraphs=(
                f"{proof.hold_out:.0%} of each segment are held out by lot.",
                f"To see the lift that matters, two equal groups of {proof.needed:,} are needed.",
            ),
            head=("Segment", "Addressed", "Held out"),
            rows=tuple(groups),
        ),
    ]


def _money_in_short(money: Money) -> str:
    best, even = (format_number(sum_) for sum_ in (money.split.total_profit, money.even_profit))
    return f"The best split of {format_number(money.budget)}: {best} expected; even parts: {even}."
