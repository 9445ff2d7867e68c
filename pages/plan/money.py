"""The money of the Plan page: what a campaign costs and brings, and how to split a budget."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.plan.figures import COLUMNS, EXAMPLE, Figures, ask_figures
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

EXAMPLE_BUDGET = 0.5
CONFIRMED = "figures_are_mine"
EXAMPLE_MARK = "Example, replace with yours"
EXAMPLE_SHORT = f" ({EXAMPLE_MARK.lower()})"
NOT_YET = (
    "First give the costs, responses and margins, and confirm that they are yours: an example is "
    "no plan."
)


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
    advises : bool
        Whether any of them was given, so that a split may be shown.
    """

    offers: tuple[Offer, ...]
    outlooks: tuple[Outlook, ...]
    budget: float
    split: Split
    even_profit: float
    confirmed: bool
    advises: bool

    @property
    def mark(self) -> str:
        """What every figure says that hangs on the example."""
        return "" if self.confirmed else EXAMPLE_SHORT


def show_money(result: Segmentation, columns: dict[str, str]) -> Money:
    """Ask for costs and responses, and show what they lead to."""
    st.header("Where to put the budget")
    ticked = st.checkbox(
        "These figures are mine",
        key=CONFIRMED,
        persist_state="session",
        help="Until then every figure that hangs on them says that it is an example, and nothing "
        "is exported.",
    )
    notice = st.container()
    figures = ask_figures(result, columns)
    confirmed = ticked and not figures.examples
    if not confirmed:
        notice.warning(_what_is_missing(figures, is_ticked=ticked), icon=":material/edit_note:")
    budget, curve = _ask_budget(result, "" if confirmed else EXAMPLE_SHORT)
    segments, given = range(result.n_clusters), figures.rows
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
        advises=figures.is_touched,
    )
    _show_outlooks(result, money)
    if money.advises:
        _show_split(result, money, even_split(prospects, budget))
    else:
        st.markdown(
            "No split of the budget is advised yet: it would rest on figures that nobody has "
            "given, and with one cost and one response for everybody it would follow the sizes of "
            "the segments more than their worth."
        )
    return money


def _what_is_missing(figures: Figures, *, is_ticked: bool) -> str:
    """Say which figures are still an example, or that they are to be confirmed."""
    if not figures.examples:
        return f"{EXAMPLE_MARK}, or tick the box when the figures below are yours."
    *others, last = figures.examples
    told = f"{', '.join(others)} and {last} below are" if others else f"{last} below is"
    if is_ticked:
        return (
            f"{EXAMPLE_MARK}: the box is ticked, but {told} still our example for a segment or "
            "for all. Give your own for all segments or in the table; until then nothing is "
            "exported."
        )
    return f"{EXAMPLE_MARK}: {told} not measured. Give your own, then tick the box."


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
            }
            | ({"Share of the budget": format_share(spent / money.budget)} if money.advises else {})
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
    if len(set(money.offers)) == 1 < len(money.offers):
        said += " All segments have the same figures, so that it follows their sizes alone."
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
