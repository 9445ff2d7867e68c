"""The money of the Plan page: what a campaign costs and brings, and how to split a budget."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.plan.targets import plan_key
from pages.shared import chart
from pages.shared.messages import plain
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.budget import budget_chart, budget_data
from segmentation.segments.campaign import Offer, Outlook, outlook, prospect
from segmentation.segments.planning.budget import (
    Prospect,
    Split,
    even_split,
    expected_profit,
    split_budget,
)
from segmentation.tables.number_format import format_number, format_share

EXAMPLE = Offer(cost=1.0, low=0.01, response=0.03, high=0.06, margin=40.0)
EXAMPLE_BUDGET = 0.5
CONFIRMED = "figures_are_mine"
EXAMPLE_MARK = "Example, replace with yours"
EXAMPLE_SHORT = f" ({EXAMPLE_MARK.lower()})"
COLUMNS = {
    "cost": "Cost",
    "low": "Worst %",
    "response": "Likely %",
    "high": "Best %",
    "margin": "Margin",
    "lowest": "At least",
    "highest": "At most",
}
EXAMPLE_ROW = {
    COLUMNS["cost"]: EXAMPLE.cost,
    COLUMNS["low"]: 100 * EXAMPLE.low,
    COLUMNS["response"]: 100 * EXAMPLE.response,
    COLUMNS["high"]: 100 * EXAMPLE.high,
    COLUMNS["margin"]: EXAMPLE.margin,
    COLUMNS["lowest"]: 0.0,
    COLUMNS["highest"]: None,
}
TYPED, RUN = "typed_money", "typed_run"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Money:
    """What the user gave, and what follows.

    Attributes
    ----------
    offers : tuple of Offer
    outlooks : tuple of Outlook
        Both by segment.
    budget : float
    split : Split
        By segment.
    even_profit : float
        Of the same budget in equal parts.
    confirmed : bool
        Whether the figures are the user's own.
    """

    offers: tuple[Offer, ...]
    outlooks: tuple[Outlook, ...]
    budget: float
    split: Split
    even_profit: float
    confirmed: bool

    @property
    def mark(self) -> str:
        """What every figure says that hangs on the example."""
        return "" if self.confirmed else EXAMPLE_SHORT


def show_money(result: Segmentation) -> Money:
    """Ask for costs and responses, and show what they lead to."""
    st.header("Where to put the budget")
    confirmed = st.checkbox(
        "These figures are mine",
        key=CONFIRMED,
        persist_state="session",
        help="Until then every figure that hangs on them says that it is an example, and nothing "
        "is exported.",
    )
    if not confirmed:
        st.warning(
            f"{EXAMPLE_MARK}: cost, response and margin below are not measured. Change them, then "
            "tick the box.",
            icon=":material/edit_note:",
        )
    given = _ask(result)
    budget, curve = _ask_budget(result, "" if confirmed else EXAMPLE_SHORT)
    segments = range(result.n_clusters)
    sizes = [profile.size for profile in result.profiles]
    offers = [_offer(given[s]) for s in segments]
    outlooks = [outlook(offers[s], sizes[s], f"“{result.names[s]}”") for s in segments]
    prospects = [_prospect(offers[s], sizes[s], given[s]) for s in segments]
    split = split_budget(prospects, budget, curve=curve)
    even = expected_profit(prospects, even_split(prospects, budget), curve=curve).sum()
    money = Money(
        offers=tuple(offers),
        outlooks=tuple(outlooks),
        budget=budget,
        split=split,
        even_profit=float(even),
        confirmed=confirmed,
    )
    _show_outlooks(result, money)
    _show_split(result, money, even_split(prospects, budget))
    return money


def _ask(result: Segmentation) -> dict[int, dict]:
    """Show the inputs as a table, and return the row of every segment.

    What is typed is kept by slot, so that it stays with its segment while k moves and on other
    pages; the table is then made anew with it.
    """
    typed = st.session_state.setdefault(TYPED, {}).setdefault(plan_key(result), {})
    rows = [
        {
            "Segment": result.names[segment],
            "Customers": result.profiles[segment].size,
            **EXAMPLE_ROW,
            **typed.get(result.slots[segment], {}),
        }
        for segment in result.by_slot
    ]
    run = st.session_state.setdefault(RUN, 0)
    key = f"money_{plan_key(result)}_{result.n_clusters}_{run}"
    slots = [result.slots[segment] for segment in result.by_slot]
    shown = _editor(rows, key, slots, typed)
    return dict(zip(result.by_slot, shown, strict=True))


def _keep(key: str, slots: list[int], typed: dict[int, dict]) -> None:
    """Keep what was typed, under the segment's slot."""
    for row, changes in st.session_state[key]["edited_rows"].items():
        typed.setdefault(slots[int(row)], {}).update(changes)
    st.session_state[RUN] += 1


def _editor(rows: list[dict], key: str, slots: list[int], typed: dict[int, dict]) -> list[dict]:
    return st.data_editor(
        rows,
        hide_index=True,
        disabled=["Segment", "Customers"],
        key=key,
        on_change=_keep,
        args=(key, slots, typed),
        column_config={
            COLUMNS["cost"]: st.column_config.NumberColumn(
                format="%.2f", help="Of one contact: a letter, a call, a click."
            ),
            COLUMNS["low"]: st.column_config.NumberColumn(
                format="%.2f", help="Response if it goes badly, in per cent of the customers."
            ),
            COLUMNS["response"]: st.column_config.NumberColumn(
                format="%.2f", help="The most likely response."
            ),
            COLUMNS["high"]: st.column_config.NumberColumn(
                format="%.2f", help="Response if it goes well."
            ),
            COLUMNS["margin"]: st.column_config.NumberColumn(
                format="%.2f", help="What one response earns, before the contacts are paid."
            ),
            COLUMNS["lowest"]: st.column_config.NumberColumn(
                format="%.2f", help="Least to spend on the segment."
            ),
            COLUMNS["highest"]: st.column_config.NumberColumn(
                format="%.2f", help="Most to spend on the segment; empty is no limit."
            ),
        },
    )


def _ask_budget(result: Segmentation, mark: str) -> tuple[float, str]:
    left, right = st.columns(2, gap="medium")
    budget = left.number_input(
        f"Budget{mark}",
        value=float(round(EXAMPLE_BUDGET * EXAMPLE.cost * len(result.labels))),
        key="budget",
        persist_state="session",
        help="In the same money as the costs and margins.",
    )
    curve = right.selectbox(
        "How more money works",
        ["saturating", "linear"],
        format_func={
            "saturating": "Each further contact wins less",
            "linear": "Every contact wins as much",
        }.get,
        key="curve",
        persist_state="session",
        help="Saturating: response = best possible · (1 − e^(−budget / (cost · customers))). "
        "Linear: in proportion, until everybody has been contacted once.",
    )
    return budget, curve


def _number(value: object) -> float:
    return float("nan") if value is None else float(value)


def _offer(row: dict) -> Offer:
    return Offer(
        cost=_number(row[COLUMNS["cost"]]),
        low=_number(row[COLUMNS["low"]]) / 100,
        response=_number(row[COLUMNS["response"]]) / 100,
        high=_number(row[COLUMNS["high"]]) / 100,
        margin=_number(row[COLUMNS["margin"]]),
    )


def _prospect(offer: Offer, size: int, row: dict) -> Prospect:
    highest = row[COLUMNS["highest"]]
    return prospect(
        offer,
        size,
        lowest=_number(row[COLUMNS["lowest"]]),
        highest=float("inf") if highest is None else float(highest),
    )


def _show_outlooks(result: Segmentation, money: Money) -> None:
    st.markdown(f"**If everybody in a segment is contacted once{money.mark}**")
    rows = []
    for segment in result.by_slot:
        likely, spent = money.outlooks[segment], money.split.spent[segment]
        rows.append(
            {
                "Segment": result.names[segment],
                "Cost": likely.cost,
                "Expected profit": likely.profit,
                "Nine in ten cases": f"{format_number(likely.low)} to {format_number(likely.high)}",
                "Pays from a response of": format_share(likely.break_even),
                "Chance of loss": format_share(likely.chance_of_loss),
                "Per unit spent": likely.per_unit,
                "Share of the budget": format_share(spent / money.budget),
            }
        )
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(format="%.2f")
            for name in ("Cost", "Expected profit", "Per unit spent")
        },
        alt="Cost, expected profit, break-even response and chance of loss of each segment.",
    )


def _show_split(result: Segmentation, money: Money, even: object) -> None:
    gain = money.split.total_profit - money.even_profit
    said = (
        f"The best split is expected to earn {format_number(money.split.total_profit)}, "
        f"{format_number(gain)} more than even parts{money.mark}."
    )
    if money.split.left > 1e-6 * money.budget:
        said += f" {format_number(money.split.left)} is better kept: no segment would pay it back."
    st.markdown(plain(said))
    spent, segments = money.split.spent, (result.names, result.slots)
    chart.show(
        partial(budget_data, spent, even, *segments, mark=money.mark),
        budget_chart,
        key="budget_chart",
        height=120 + 62 * result.n_clusters,
    )
