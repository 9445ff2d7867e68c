"""The cards of the Plan page: who, offer, channel, message, cost, expected profit, list."""

from dataclasses import dataclass

import streamlit as st

from pages.plan import figures, words
from pages.plan.campaign import Campaign
from pages.plan.contacts import lists
from pages.plan.figures import plan_key
from pages.plan.money import Money, pays_from
from pages.plan.targets import Plan
from pages.shared.messages import ask_short, plain, short
from pages.shared.theme import swatch
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.customers.grain import unit_of
from segmentation.exports.lists import ListCounts
from segmentation.segments.planning.playbook import Play
from segmentation.segments.strategy import FEWEST_CONTACTS
from segmentation.tables.number_format import format_share

LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is done about a segment: the play, or what the user has put in its place.

    Attributes
    ----------
    offer, channel, message, owner, notes : str
    """

    offer: str
    channel: str
    message: str
    owner: str
    notes: str


def actions(result: Segmentation, plan: Plan) -> dict[int, Action]:
    """Return what is done about each segment, as far as the user has changed it."""
    return {s: action_of(result, play, s) for s, play in enumerate(plan.plays)}


def show_cards(
    result: Segmentation,
    plan: Plan,
    money: Money,
    campaign: Campaign,
    counts: tuple[ListCounts, ...],
    first: int | None,
) -> None:
    """Show a card per segment, in the order of the goals, which no figure of a card changes."""
    seed = seed_of_control()
    lists.show_contacts(result)
    order = [target.segment for target in plan.targets]
    with st.container(key="cards_of_plan"):
        for segment in order:
            with st.container(border=True, height="stretch"):
                _show_head(result, segment, is_first=segment == first)
                _show_action(result, plan, segment)
                _show_money(money, campaign, segment)
                lists.show_list(result, counts[segment], campaign, seed, segment)
                _show_changes(result, plan, money, segment)


def seed_of_control() -> int:
    """Return the number from which the control group is picked."""
    return int(st.session_state.get("lot_seed", 0))


def own_key(result: Segmentation, segment: int, part: str) -> str:
    """Return under which key a segment keeps a text of its own: by slot, whatever k."""
    return f"{part}_{plan_key(result)}_{result.slots[segment]}"


def _own(result: Segmentation, segment: int, part: str) -> str:
    return (st.session_state.get(own_key(result, segment, part)) or "")[:LONGEST].strip()


def action_of(result: Segmentation, play: Play, segment: int) -> Action:
    """Return what is done about a segment: its play, or what the user has put in its place."""
    given = {part: _own(result, segment, part) for part in words.OWN}
    return Action(
        offer=given["offer"] or f"{play.name}: {'; '.join(play.offers)}",
        channel=given["channel"] or play.channel,
        message=given["message"] or play.message,
        owner=given["owner"],
        notes=given["notes"],
    )


def _show_head(result: Segmentation, segment: int, *, is_first: bool) -> None:
    mark = f"![Its mark on every chart]({swatch(result.slots[segment])})"
    st.subheader(f"{mark} {plain(short(result.names[segment], 60))}", anchor=False)
    profile = result.profiles[segment]
    size = words.size_of(unit_of(result.table).counted(profile.size), format_share(profile.share))
    st.markdown(f"{words.TARGET_FIRST} {size}" if is_first else size)


def _show_action(result: Segmentation, plan: Plan, segment: int) -> None:
    action = action_of(result, plan.plays[segment], segment)
    card = cached.cards(result)[segment]
    who = " ".join(filter(None, [f"{card.phrase}." if card.phrase else "", *card.sentences[:1]]))
    told = {"who": who, "offer": action.offer, "channel": action.channel}
    told["message"] = f"“{action.message}”"
    st.markdown(
        "\n\n".join(f"**{words.LABELS[part]}:** {plain(text)}" for part, text in told.items())
    )
    if action.owner or action.notes:
        st.caption(plain(" · ".join(filter(None, (action.owner, action.notes)))))


def _show_money(money: Money, campaign: Campaign, segment: int) -> None:
    n_contacts, likely = money.n_contacts[segment], money.outlooks[segment]
    if n_contacts < FEWEST_CONTACTS:
        st.info(words.too_few(n_contacts), icon=":material/person:")
        return
    with st.container(horizontal=True, gap="small"):
        st.metric(words.cost_of(n_contacts), campaign.money(likely.cost), width="content")
        st.metric(words.PROFIT, campaign.money(likely.profit), width="content")
    said = words.profit_range(
        campaign.money(likely.low), campaign.money(likely.high), pays_from(likely)
    )
    st.caption(f"{'' if money.confirmed else words.EXAMPLE_BADGE} {plain(said)}")


def _show_changes(result: Segmentation, plan: Plan, money: Money, segment: int) -> None:
    """Let the user put own words and figures in place of the proposed ones."""
    play = plan.plays[segment]
    proposed = {"offer": play.offers[0], "channel": play.channel, "message": play.message}
    with st.popover(words.CHANGE, icon=":material/edit:", type="tertiary", help=words.CHANGE_HELP):
        st.caption(plain(f"{play.name}: {play.why} {words.MEASURE}: {play.measure}."))
        for part, title in words.OWN.items():
            ask_short(
                st.text_input,
                title,
                longest=LONGEST,
                key=own_key(result, segment, part),
                persist_state="session",
                placeholder=proposed.get(part),
            )
        _ask_own_figures(result, money, segment)


def _ask_own_figures(result: Segmentation, money: Money, segment: int) -> None:
    offer, slot = money.offers[segment], result.slots[segment]
    held = {"cost": offer.cost, "response": 100 * offer.response, "margin": offer.margin}
    typed = figures.typed_figures(result).get(slot, {})
    run = st.session_state.get(figures.RUN, 0)
    for part, title in words.OWN_FIGURES.items():
        key = f"own_{part}_{plan_key(result)}_{slot}_{run}"
        # Set beforehand, not as the field's own value: only such a field can be emptied again.
        st.session_state.setdefault(key, typed.get(figures.COLUMNS[part]))
        st.number_input(
            title,
            value=None,
            key=key,
            placeholder=f"{held[part]:g}",
            on_change=figures.keep_own,
            args=(result, slot, part, key),
        )
