"""The money of the Plan page: what a campaign costs and brings, and how to split a budget."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.plan import words
from pages.plan.campaign import Campaign, kept_campaign
from pages.plan.figures import (
    BUDGET,
    COLUMNS,
    EXAMPLE,
    Figures,
    kept_common,
    kept_figures,
    order_values,
)
from pages.plan.targets import Plan
from pages.shared import chart
from pages.shared.messages import plain
from segmentation import cached
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
from segmentation.segments.strategy import FEWEST_CONTACTS, first_target
from segmentation.tables.number_format import format_share, rounded_limit

if TYPE_CHECKING:
    from numpy import ndarray

EXAMPLE_BUDGET = 0.5
"""Of what it costs to contact everybody once."""

CONFIRMED, CURVE = "figures_are_mine", "curve"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Money:
    """What the user gave, and what follows.

    Attributes
    ----------
    offers : tuple of Offer
    outlooks : tuple of Outlook
    n_contacts : tuple of int
        Whom a campaign contacts; these three by segment.
    budget : float
    split : Split
        By segment.
    even_spent : ndarray of shape (n_segments,)
        The same budget in equal parts.
    even_profit : float
        Of that.
    confirmed : bool
        Whether the figures are the user's own.
    advises : bool
        Whether any of them was given, so that a split may be shown.
    """

    offers: tuple[Offer, ...]
    outlooks: tuple[Outlook, ...]
    n_contacts: tuple[int, ...]
    budget: float
    split: Split
    even_spent: "ndarray"
    even_profit: float
    confirmed: bool
    advises: bool

    @property
    def mark(self) -> str:
        """What a chart says of itself that hangs on the example, as it may leave the page."""
        return "" if self.confirmed else words.EXAMPLE_SHORT

    @property
    def largest(self) -> int | None:
        """The segment with the largest part of the budget; None where no split is advised."""
        pays = self.advises and (self.split.spent > 0).any()
        return int(self.split.spent.argmax()) if pays else None

    @property
    def nothing_pays(self) -> bool:
        """Whether a split is advised that spends nothing."""
        return self.advises and self.largest is None


def ask_whether_mine() -> bool:
    """Let the user confirm that the figures are no example any more."""
    return st.checkbox(words.MINE, key=CONFIRMED, persist_state="session", help=words.MINE_HELP)


def show_whether_example(figures: Figures, campaign: Campaign, *, is_ticked: bool) -> bool:
    """Say once what still is an example, and return whether nothing is."""
    if is_ticked and not figures.examples:
        return True
    said = (
        words.ticked_too_soon(figures.examples)
        if is_ticked
        else words.example(
            campaign.money(EXAMPLE.cost),
            format_share(EXAMPLE.response),
            words.earns(campaign.money(EXAMPLE.margin), of_orders=figures.of_orders),
            figures.examples,
        )
    )
    st.warning(plain(said), icon=":material/edit_note:")
    return False


def reckon(
    result: Segmentation,
    figures: Figures,
    n_contacts: tuple[int, ...],
    budget: float | None,
    curve: str,
    *,
    confirmed: bool,
) -> Money:
    """Compute what the figures lead to."""
    segments, given = range(result.n_clusters), figures.rows
    offers = [_offer(given[s]) for s in segments]
    outlooks = [outlook(offers[s], max(1, n_contacts[s]), f"“{result.names[s]}”") for s in segments]
    if budget is None:
        budget = (
            EXAMPLE_BUDGET
            * sum(offer.cost * n for offer, n in zip(offers, n_contacts, strict=True))
            or 1.0
        )
    prospects = [_prospect(offers[s], n_contacts[s], given[s]) for s in segments]
    split, even = split_budget(prospects, budget, curve=curve), even_split(prospects, budget)
    return Money(
        offers=tuple(offers),
        outlooks=tuple(outlooks),
        n_contacts=n_contacts,
        budget=budget,
        split=split,
        even_spent=even,
        even_profit=float(expected_profit(prospects, even, curve=curve).sum()),
        confirmed=confirmed,
        advises=figures.is_touched,
    )


def ask_curve() -> str:
    """Ask how more money works."""
    return st.selectbox(
        words.CURVE,
        list(words.CURVES),
        format_func=words.CURVES.get,
        key=CURVE,
        persist_state="session",
        help=words.CURVE_HELP,
    )


def kept_money(result: Segmentation, columns: dict[str, str], seed: int) -> Money:
    """Compute the same from what was left on the Plan page, without asking."""
    orders, kept = order_values(result, columns), st.session_state
    common, hold_out = kept_common(orders), kept_campaign(result).hold_out
    given = kept_figures(result, orders, common)
    counts = cached.list_counts(result, hold_out, seed)
    return reckon(
        result,
        given,
        tuple(count.n_listed for count in counts),
        common[BUDGET],
        kept.get(CURVE, next(iter(words.CURVES))),
        confirmed=bool(kept.get(CONFIRMED)) and not given.examples,
    )


def first_of(plan: Plan, money: Money) -> int | None:
    """Return who is targeted first, once it is known who can be contacted and who pays."""
    spent = money.split.spent if money.advises else None
    return first_target(plan.targets, plan.weights, money.n_contacts, spent)


def pays_from(likely: Outlook) -> str:
    """Return the response rate from which a segment pays, rounded up so that it does."""
    return f"{100 * rounded_limit(likely.break_even, 3, is_upper=True):.12g}%"


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


def _prospect(offer: Offer, n_contacts: int, row: dict) -> Prospect:
    """Return a segment as something to spend on; for a handful there is no campaign to pay."""
    lowest, highest = _number(row[COLUMNS["lowest"]]), row[COLUMNS["highest"]]
    for_nobody = n_contacts < FEWEST_CONTACTS and highest is None and not lowest > 0
    most = 0.0 if for_nobody else float("inf") if highest is None else float(highest)
    return prospect(offer, max(1, n_contacts), lowest=lowest, highest=most)


def show_outlooks(result: Segmentation, money: Money, campaign: Campaign) -> None:
    """Show the figures of every segment as a table."""
    st.markdown(f"**{words.EVERYBODY_ONCE}{money.mark}**")
    st.dataframe(
        [_outlook_row(result, money, campaign, segment) for segment in result.by_slot],
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(format=campaign.column_format)
            for name in ("Cost", "Expected profit", f"Per {campaign.currency} spent")
        },
        alt="Contacts, cost, expected profit, break-even response and chance of loss per segment.",
    )


def _outlook_row(
    result: Segmentation, money: Money, campaign: Campaign, segment: int
) -> dict[str, object]:
    likely, n_contacts = money.outlooks[segment], money.n_contacts[segment]
    row = {"Segment": result.names[segment], "Contacts": n_contacts}
    per_unit = f"Per {campaign.currency} spent"
    if n_contacts == 0:
        row |= {"Cost": 0.0, "Expected profit": 0.0, "Nine in ten cases": "–"}
        row |= {"Pays from a response of": "–", "Chance of loss": "–", per_unit: None}
    else:
        row |= {
            "Cost": likely.cost,
            "Expected profit": likely.profit,
            "Nine in ten cases": f"{campaign.money(likely.low)} to {campaign.money(likely.high)}",
            "Pays from a response of": pays_from(likely),
            "Chance of loss": format_share(likely.chance_of_loss),
            per_unit: likely.per_unit,
        }
    if money.advises:
        row["Share of the budget"] = format_share(money.split.spent[segment] / money.budget)
    return row


def show_split(result: Segmentation, money: Money, campaign: Campaign) -> None:
    """Show how the budget is split best, once any figure was given."""
    if not money.advises:
        st.markdown(words.NO_SPLIT)
        return
    gain = money.split.total_profit - money.even_profit
    said = words.best_split(campaign.money(money.split.total_profit), campaign.money(gain))
    if len(set(money.offers)) == 1 < len(money.offers):
        said += words.SAME_FIGURES
    if money.split.left > 1e-6 * money.budget:
        said += words.unspent(campaign.money(money.split.left))
    st.markdown(plain(said))
    segments = (result.names, result.slots)
    chart.show(
        partial(
            budget_data,
            money.split.spent,
            money.even_spent,
            *segments,
            mark=money.mark,
            currency=campaign.currency,
        ),
        budget_chart,
        key="budget_chart",
        height=120 + 62 * result.n_clusters,
    )
