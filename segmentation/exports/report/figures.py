"""What a campaign costs and brings, told in a report once its figures are the user's own."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segments.budget import budget_chart, budget_data
from segmentation.exports.report import words
from segmentation.exports.report.story import COUNT, NUMBER, TEXT, Column, Grid, Picture, Section
from segmentation.segments.disclosure.suppression import MINIMUM, told_together

CHART_HEIGHT, ROW_HEIGHT = 120, 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What is planned for a segment.

    Attributes
    ----------
    n_contacts : int
    cost, profit, low, high : float
        If everybody is contacted once; the last two hold nine cases of ten.
    pays_from : str
        The response rate from which it pays, in words.
    spent, even, expected : float
        Of the budget: by the best split, in equal parts, and what the best split is expected to
        earn.
    """

    n_contacts: int
    cost: float
    profit: float
    low: float
    high: float
    pays_from: str
    spent: float
    even: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What is planned for all.

    Attributes
    ----------
    title : str
        Name and season; may be empty.
    currency : str
    hold_out : float
        Share of each segment that is left alone, 0 to 1.
    in_short : str
        What the budget is expected to earn, in a sentence that holds totals.
    """

    title: str
    currency: str
    hold_out: float
    in_short: str


def campaign_section(
    result: Segmentation,
    campaign: Campaign,
    spendings: tuple[Spending, ...],
    money: Callable[[float], str],
    *,
    smallest: int = MINIMUM,
) -> Section:
    """Tell of a campaign's money, segment by segment.

    Parameters
    ----------
    result : Segmentation
    campaign : Campaign
    spendings : tuple of Spending
        By segment.
    money : callable
        Writes an amount.
    smallest : int
        Customers, and contacts, below which no figure of a segment is told.

    Returns
    -------
    Section
        Totals are told only where no single segment is left out: the difference would tell of it.
    """
    merged = told_together([profile.size for profile in result.profiles], smallest)
    shown = [s for s in result.by_slot if s not in merged]
    told = [s for s in shown if spendings[s].n_contacts >= smallest]
    said = [words.CAMPAIGN.format(title=campaign.title)] if campaign.title else []
    if campaign.hold_out > 0:
        said.append(words.HELD_OUT.format(share=f"{campaign.hold_out:.0%}"))
    if len(told) == len(shown):
        said.append(campaign.in_short)
    else:
        said.append(words.FEW_CONTACTS.format(smallest=smallest))
    blocks = [_table(result, campaign.currency, spendings, told, money)] if told else []
    if any(spendings[s].spent > 0 for s in told):
        blocks.append(_chart(result, campaign.currency, spendings, told))
    return Section(key="campaign", title=words.MONEY, sentences=tuple(said), blocks=tuple(blocks))


def _table(
    result: Segmentation,
    currency: str,
    spendings: tuple[Spending, ...],
    told: list[int],
    money: Callable[[float], str],
) -> Grid:
    amounts = (words.COST, words.PROFIT)
    rows = [(result.names[s], spendings[s]) for s in told]
    return Grid(
        key="money",
        columns=(
            Column(title=words.SEGMENT),
            Column(title=words.CONTACTS, kind=COUNT),
            *(Column(title=f"{title}, {currency}", kind=NUMBER, decimals=2) for title in amounts),
            Column(title=words.NINE_IN_TEN, kind=TEXT),
            Column(title=words.PAYS_FROM, kind=TEXT),
            Column(title=f"{words.BUDGET}, {currency}", kind=NUMBER, decimals=2),
        ),
        rows=tuple(
            (
                name,
                one.n_contacts,
                one.cost,
                one.profit,
                words.RANGE.format(low=money(one.low), high=money(one.high)),
                one.pays_from,
                one.spent,
            )
            for name, one in rows
        ),
        slots=tuple(result.slots[s] for s in told),
        alt=words.MONEY_ALT,
    )


def _chart(
    result: Segmentation, currency: str, spendings: tuple[Spending, ...], told: list[int]
) -> Picture:
    data = budget_data(
        np.array([spendings[s].spent for s in told]),
        np.array([spendings[s].even for s in told]),
        tuple(result.names[s] for s in told),
        tuple(result.slots[s] for s in told),
        currency=currency,
    )
    height = CHART_HEIGHT + ROW_HEIGHT * len(told)
    return Picture(key="budget", data=data, build=budget_chart, height=height)
