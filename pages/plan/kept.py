"""The plan as it was left on the Plan page, for whatever tells it elsewhere: reckoned, not kept."""

from dataclasses import dataclass

from pages.colleague import words as shared_words
from pages.plan import words
from pages.plan.campaign import Campaign, kept_campaign
from pages.plan.cards import actions, seed_of_control
from pages.plan.money import Money, first_of, kept_money
from pages.plan.take_away import action_rows, figure_rows
from pages.plan.targets import Plan, kept_plan
from pages.shared.messages import short
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.snapshots.contacts import contacts_told
from segmentation.exports.snapshots.content import PlanCard
from segmentation.exports.snapshots.taking import PlanSaid


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """Whom to address, in which campaign, what it costs and brings, and who comes first.

    Attributes
    ----------
    plan : Plan
    campaign : Campaign
    money : Money
    first : int or None
    """

    plan: Plan
    campaign: Campaign
    money: Money
    first: int | None


def kept(result: Segmentation) -> Kept:
    """Return the plan by what was left on the Plan page, else as it is proposed there.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    Kept
    """
    plan = kept_plan(result)
    money = kept_money(result, plan.columns, seed_of_control())
    return Kept(plan=plan, campaign=kept_campaign(result), money=money, first=first_of(plan, money))


def headline(result: Segmentation, plan: Plan, first: int | None, money: Money | None) -> str:
    """Say whom to target first, and who gets most of the budget where a split is advised."""
    if money is not None and money.nothing_pays:
        return words.NOTHING_PAYS
    largest = money.largest if money is not None else None
    return words.headline(
        None if first is None else short(result.names[first], 60),
        "" if first is None else plan.plays[first].instruction,
        None if largest is None else short(result.names[largest], 60),
        result.n_clusters,
    )


def said_to_a_colleague(result: Segmentation) -> PlanSaid:
    """Return what a shared result tells of the plan: no owner and no notes, which name people.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    PlanSaid
        Money only where its figures are the user's own, and where it tells of no handful of
        customers whether they can be contacted.
    """
    left = kept(result)
    plan, campaign, money = left.plan, left.campaign, left.money
    counts = cached.list_counts(result, campaign.hold_out, seed_of_control())
    done, told = actions(result, plan), contacts_told(counts)
    cards = tuple(
        (
            segment,
            PlanCard(
                slot=result.slots[segment],
                name=result.names[segment],
                parts=(
                    *action_rows(done[segment]),
                    *(
                        figure_rows(segment, campaign, money)
                        if money.confirmed and told[segment]
                        else ()
                    ),
                ),
            ),
        )
        for segment in _first_before_others(plan, left.first)
    )
    notes = () if money.confirmed else (shared_words.WITHOUT_MONEY,)
    if money.confirmed and not all(told):
        notes = (shared_words.WITHOUT_CONTACTS,)
    return PlanSaid(
        headline=headline(result, plan, left.first, money),
        campaign=campaign.title,
        cards=cards,
        notes=notes,
    )


def _first_before_others(plan: Plan, first: int | None) -> list[int]:
    """Return the segments in the plan's order, but for the one that its title names."""
    order = [target.segment for target in plan.targets]
    return sorted(order, key=lambda segment: segment != first)
