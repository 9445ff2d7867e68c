"""The rest of the Plan page: who brings the money, and the plan as one page to print."""

from functools import partial

import streamlit as st

from pages.people import exporting
from pages.plan import words
from pages.plan.campaign import Campaign
from pages.plan.cards import Action, actions
from pages.plan.experiment import Proof
from pages.plan.money import Money, pays_from
from pages.plan.targets import Plan
from pages.shared import chart
from pages.shell import state
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.pareto import ParetoData, pareto_chart, pareto_data
from segmentation.customers.rfm import MONEY
from segmentation.exports.one_page import Section, one_page
from segmentation.segments.planning.concentration import value_by_segment
from segmentation.segments.strategy import FEWEST_CONTACTS
from segmentation.tables.number_format import format_share

ORDERS = "frequency"


def show_value(result: Segmentation, campaign: Campaign) -> None:
    """Show who brings the money, when customers were made from sales."""
    frame = result.rows.frame
    if not state.sales() or MONEY not in frame.columns:
        return
    with st.expander(words.WHO_BRINGS, icon=":material/savings:"):
        _show_value(result, campaign)


def _show_value(result: Segmentation, campaign: Campaign) -> None:
    frame = result.rows.frame
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
                    "Average value": campaign.money(value[s].mean_value),
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
    headline: str,
    result: Segmentation,
    plan: Plan,
    campaign: Campaign,
    money: Money,
    proof: Proof,
) -> None:
    """Offer the plan as one page to print."""
    st.header(words.TAKE_IT)
    kept = actions(result, plan)  # now: the file is made when it is asked for, without the session
    sections = partial(_sections, result, plan, kept, campaign, money, proof)
    exporting.download(
        "plan.html",
        "Download the plan as one page",
        data=lambda: one_page(headline, sections()),
        file_name="plan.html",
        mime="text/html",
        icon=":material/print:",
        disabled=not money.confirmed,
        help="A page for the browser that prints on paper.",
    )
    if not money.confirmed:
        st.caption(words.NOT_YET)


def _sections(
    result: Segmentation,
    plan: Plan,
    kept: dict[int, Action],
    campaign: Campaign,
    money: Money,
    proof: Proof,
) -> list[Section]:
    return [
        Section(
            title=words.WHO_FIRST,
            paragraphs=tuple(
                filter(
                    None,
                    (campaign.title, words.customers_of(len(result.labels), result.table_name)),
                )
            ),
            head=("Segment", "Why"),
            rows=tuple((result.names[t.segment], t.reason) for t in plan.targets),
        ),
        *(
            Section(
                title=result.names[target.segment],
                rows=_card_rows(target.segment, kept, plan, campaign, money),
            )
            for target in plan.targets
        ),
        Section(
            title=words.SPLIT,
            paragraphs=(_money_in_short(money, campaign),),
            head=("Segment", "Contacts", "Budget", "Expected profit"),
            rows=tuple(_budget_row(result, t.segment, campaign, money) for t in plan.targets),
        ),
        Section(
            title=words.PROOF,
            paragraphs=(words.control_group(proof.hold_out), words.needed(proof.needed)),
            head=("Segment", "Contacted", "Control group"),
            rows=tuple(
                (
                    result.names[t.segment],
                    f"{proof.groups[t.segment].n_treated:,}",
                    f"{proof.groups[t.segment].n_control:,}",
                )
                for t in plan.targets
            ),
        ),
    ]


def _card_rows(
    segment: int, kept: dict[int, Action], plan: Plan, campaign: Campaign, money: Money
) -> tuple[tuple[str, str], ...]:
    action = kept[segment]
    told = (
        *action_rows(action),
        *figure_rows(segment, campaign, money),
        (words.MEASURE, plan.plays[segment].measure),
        (words.OWN["owner"], action.owner),
        (words.OWN["notes"], action.notes),
    )
    return tuple((title, text) for title, text in told if text)


def action_rows(action: Action) -> tuple[tuple[str, str], ...]:
    """Return what is done about a segment, each part with its title."""
    return (
        (words.LABELS["offer"], action.offer),
        (words.LABELS["channel"], action.channel),
        (words.LABELS["message"], f"“{action.message}”"),
    )


def figure_rows(segment: int, campaign: Campaign, money: Money) -> tuple[tuple[str, str], ...]:
    """Return what contacting a segment costs and brings, each figure with its title."""
    n_contacts, likely = money.n_contacts[segment], money.outlooks[segment]
    if n_contacts < FEWEST_CONTACTS:
        return (("Contacts", words.too_few(n_contacts)),)
    said = words.profit_range(
        campaign.money(likely.low), campaign.money(likely.high), pays_from(likely)
    )
    return (
        (words.cost_of(n_contacts), campaign.money(likely.cost)),
        (words.PROFIT, campaign.money(likely.profit)),
        ("", said),
    )


def _budget_row(
    result: Segmentation, segment: int, campaign: Campaign, money: Money
) -> tuple[str, ...]:
    return (
        result.names[segment],
        f"{money.n_contacts[segment]:,}",
        campaign.money(float(money.split.spent[segment])),
        campaign.money(float(money.split.profit[segment])),
    )


def _money_in_short(money: Money, campaign: Campaign) -> str:
    sums = (money.budget, money.split.total_profit, money.even_profit)
    return words.split_in_short(*map(campaign.money, sums))
