"""The plan as it was left on the Plan page, for the report."""

from pages.plan.campaign import Campaign
from pages.plan.cards import action_of
from pages.plan.kept import kept
from pages.plan.money import Money, pays_from
from pages.plan.words import split_in_short
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.persona import Offering
from segmentation.exports.report.figures import Campaign as ToldCampaign
from segmentation.exports.report.figures import Spending, campaign_section
from segmentation.exports.report.material import Planned


def planned(result: Segmentation, smallest: int) -> Planned:
    """Return who is addressed, with what, and what it costs and brings.

    Parameters
    ----------
    result : Segmentation
    smallest : int
        Customers below which no figure is told.

    Returns
    -------
    Planned
        Money only where its figures are confirmed as the user's own.
    """
    left = kept(result)
    plan, money = left.plan, left.money
    actions = (action_of(result, play, s) for s, play in enumerate(plan.plays))
    return Planned(
        targets=plan.targets,
        first=left.first,
        offerings=tuple(
            Offering(offer=action.offer, channel=action.channel, message=action.message)
            for action in actions
        ),
        figures=_figures(result, left.campaign, money, smallest) if money.confirmed else (),
    )


def _figures(result: Segmentation, campaign: Campaign, money: Money, smallest: int) -> tuple:
    sums = (money.budget, money.split.total_profit, money.even_profit)
    told = ToldCampaign(
        title=campaign.title,
        currency=campaign.currency,
        hold_out=campaign.hold_out,
        in_short=split_in_short(*map(campaign.money, sums)),
    )
    spendings = tuple(_spending(money, segment) for segment in range(result.n_clusters))
    return (campaign_section(result, told, spendings, campaign.money, smallest=smallest),)


def _spending(money: Money, segment: int) -> Spending:
    likely = money.outlooks[segment]
    return Spending(
        n_contacts=money.n_contacts[segment],
        cost=likely.cost,
        profit=likely.profit,
        low=likely.low,
        high=likely.high,
        pays_from=pays_from(likely),
        spent=float(money.split.spent[segment]),
        even=float(money.even_spent[segment]),
        expected=float(money.split.profit[segment]),
    )
