"""The Plan page: a card per segment with the campaign above and the evidence folded below."""

from dataclasses import dataclass

import streamlit as st

from pages.colleague import sharing
from pages.plan import campaign as campaigns
from pages.plan import cards, experiment, figures, money, take_away, targets, words
from pages.plan.kept import headline
from pages.plan.targets import Plan
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes, left_out
from pages.shared.messages import plain, sentences_for_errors
from pages.shell import frame
from pages.shell.pages import link
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.strategy import first_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts of the page stand, as they are made in another order.

    Attributes
    ----------
    title, campaign, head, cards, order, tables, split, proof : DeltaGenerator
    """

    title: object
    campaign: object
    head: object
    cards: object
    order: object
    tables: object
    split: object
    proof: object


def show() -> None:
    """Show the page."""
    frame.show_notice()
    head = st.container()
    title = head.empty()
    result, _, _ = choose_result(head)
    with head:
        evidence_notes.show_verdict(result.decision, result.n_clusters)
        left_out.show_left_out(result)
        evidence_notes.show_caution(result.shaping_columns)
    places = _places(title)
    with sentences_for_errors(), places.order:
        plan = targets.show_targets(result)
    sizes = [profile.size for profile in result.profiles]
    first = first_target(plan.targets, plan.weights, sizes)
    title.title(plain(headline(result, plan, first, None)))
    places.head.header(_head(plan, first))
    if not plan.goals:
        places.campaign.info(words.NO_GOALS)
    with sentences_for_errors():
        _show_campaign(result, plan, places)
    link("profiles", "Who they are")


def _places(title: object) -> Places:
    """Lay out the page: the campaign, the cards, and what stands behind them, folded."""
    st.header(words.CAMPAIGN)
    campaign = st.container()
    head, shown = st.empty(), st.container()
    st.header(words.BEHIND)
    return Places(
        title=title,
        campaign=campaign,
        head=head,
        cards=shown,
        order=st.expander(words.WHY_THIS_ORDER, icon=":material/sort:"),
        tables=st.expander(words.ALL_FIGURES, icon=":material/table:"),
        split=st.expander(words.SPLIT, icon=":material/pie_chart:"),
        proof=st.expander(words.PROOF, icon=":material/science:"),
    )


def _show_campaign(result: Segmentation, plan: Plan, places: Places) -> None:
    """Ask for the campaign, and show the cards and what stands behind them."""
    orders = figures.order_values(result, plan.columns)
    with places.campaign:
        with st.container(horizontal=True, vertical_alignment="bottom", key="campaign_fields"):
            campaign = campaigns.ask_campaign(result)
            common = figures.ask_common(orders, campaign)
        if orders.source:
            st.caption(plain(words.own_orders(orders.source)))
        is_ticked = money.ask_whether_mine()
    with places.split:
        curve = money.ask_curve()
    with places.tables:
        st.caption(words.FIGURES_NOTE)
        given = figures.ask_figures(result, orders, common, campaign)
    with places.campaign:
        confirmed = money.show_whether_example(given, campaign, is_ticked=is_ticked)
    seed = cards.seed_of_control()
    counts = cached.list_counts(result, campaign.hold_out, seed)
    n_contacts = tuple(count.n_listed for count in counts)
    budget = common[figures.BUDGET]
    spending = money.reckon(result, given, n_contacts, budget, curve, confirmed=confirmed)
    first = money.first_of(plan, spending)
    said = headline(result, plan, first, spending)
    places.title.title(plain(said))
    places.head.header(_head(plan, first))
    with places.cards:
        cards.show_cards(result, plan, spending, campaign, counts, first)
    with places.tables:
        money.show_outlooks(result, spending, campaign)
    with places.split:
        money.show_split(result, spending, campaign)
    with places.proof:
        held = cached.held_out(result, campaign.hold_out, seed)
        proof = experiment.show_proof(result, spending, campaign.hold_out, held)
    take_away.show_value(result, campaign)
    take_away.show_download(said, result, plan, campaign, spending, proof)
    sharing.offer_share(lambda: result, key="share_plan")


def _head(plan: Plan, first: int | None) -> str:
    """Say in which order the cards stand; who is targeted first need not be the first card."""
    if not plan.goals:
        return words.CARDS_BY_SIZE
    return words.CARDS if plan.targets[0].segment == first else words.CARDS_BY_GOALS
