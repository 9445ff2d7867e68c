"""The cards of the Profiles page: one segment each, told in a breath."""

import math
from functools import partial

import streamlit as st

from pages.people import exporting
from pages.plan.cards import action_of
from pages.plan.targets import plays_of
from pages.profiles import words
from pages.segment_form import names, settings
from pages.shared import customer
from pages.shared.evidence_notes import stability_badge
from pages.shared.messages import plain, short
from pages.shared.theme import current_theme, swatch
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.small.marks import as_address
from segmentation.charts.small.strips import strip_svg
from segmentation.customers.grain import unit_of
from segmentation.exports.persona import Offering, persona_page
from segmentation.segments.describing.cards import SegmentCard
from segmentation.segments.describing.effects import derived_words
from segmentation.segments.profiling import value_shares
from segmentation.segments.rules import DescriptionRule
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import format_share

CARD_CONDITIONS = 4
BARS = 4


def choose_value(result: Segmentation) -> str:
    """Ask by what to count: heads, or the sum of a number.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    str
        `settings.HEADS` or a column.
    """
    numbers = [fact.column for fact in result.profiles[0].numbers]
    labels = settings.option_names(numbers) | {settings.HEADS: "Customers only"}
    return st.selectbox(
        "Also add up",
        [settings.HEADS, *numbers],
        format_func=labels.get,
        key="value",
        bind="query-params",
        persist_state="session",
        help="A column worth adding up, such as money spent: each card then says what share of "
        "it the segment has.",
    )


def show_cards(result: Segmentation, value: str) -> None:
    """Show a card per segment, in their lasting order."""
    if names.PROBLEM in st.session_state:
        st.error(plain(st.session_state.pop(names.PROBLEM)), icon=":material/info:")
    cards = cached.cards(result)
    rules = cached.rules(result, CARD_CONDITIONS)
    shares = value_shares(result.profiles, value) if value != settings.HEADS else None
    distinct = cached.distinctness(result)
    order = result.by_slot
    with st.container(key="cards_of_profiles"):
        for segment in order:
            with st.container(border=True, height="stretch"):
                share = None if shares is None else (split_unit(value).label, shares[segment])
                _show_card(result, cards[segment], rules[segment], share)
                st.markdown(
                    f"{_stability_badge(result, segment)} "
                    f":gray-badge[{words.SEPARATION.format(value=distinct[segment])}]"
                )
                _show_persona(result, cards[segment], rules[segment])
    st.caption(f"{words.BARS} {words.NOTE}")
    derived = derived_words(cached.effects(result))
    if derived:
        st.caption(plain(derived))


def _stability_badge(result: Segmentation, segment: int) -> str:
    """Say in how many resamples a found segment came back; a rule is the same in all."""
    if result.spec.is_by_rule:
        return ":gray-badge[by rule]"
    found = cached.stability(result.fitted, result.n_clusters)
    return stability_badge(
        int(found.found_again[segment]), found.n_resamples, result.decision.verdict
    )


def _rule(result: Segmentation, rule: DescriptionRule, segment: int) -> str:
    return plain(_rule_words(result, rule, segment))


def _rule_words(result: Segmentation, rule: DescriptionRule, segment: int) -> str:
    """Return what describes a segment: the condition that it is, else the best that was found."""
    if not result.spec.is_by_rule:
        return f"{rule.words}."
    return customer.condition_of(result.spec.rules, result.fitted_slot(segment))


def _show_card(
    result: Segmentation, card: SegmentCard, rule: DescriptionRule, share: tuple[str, float] | None
) -> None:
    profile, name = result.profiles[card.segment], result.names[card.segment]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        mark = f"![Its mark on every chart]({swatch(result.slots[card.segment])})"
        st.subheader(f"{mark} {plain(short(name, 60))}", anchor=False)
        with (
            st.container(width="content", key=f"rename_{result.slots[card.segment]}"),
            st.popover("Change the name", icon=":material/edit:", type="tertiary"),
        ):
            _show_naming(result, card.segment)
    unit = unit_of(result.table)
    sizes = f"**{unit.counted(profile.size)}**, {format_share(profile.share)} of all"
    if share and not math.isnan(share[1]):
        sizes += f", **{format_share(share[1])}** of {plain(short(share[0], 30))}"
    st.markdown(sizes)
    if card.phrase and card.phrase != name:
        st.caption(plain(card.phrase))
    _show_bars(result, card.segment)
    st.markdown(f":material/rule: {_rule(result, rule, card.segment)}")
    with st.expander(words.IN_WORDS):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in card.sentences))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words.MOST_TYPICAL, width="content")
        for row in card.typical:
            who = str(result.rows.identifiers.iloc[row])
            st.button(
                plain(short(who, 20)),
                key=f"typical_{row}",
                type="tertiary",
                on_click=customer.look_at,
                args=(who,),
                help=f"See this {unit.one} below.",
            )


def _show_bars(result: Segmentation, segment: int) -> None:
    """Show where the segment lies on the first numbers, each as a small bar."""
    slot, look = result.slots[segment], current_theme()
    st.markdown(
        "\n\n".join(
            f"**{plain(short(place.name, 40))}** {plain(place.words)}  \n"
            f"![{plain(place.alt)}]({as_address(strip_svg(place, look, slot))})"
            for place in cached.ranges(result)[segment][:BARS]
        )
    )


def _show_persona(result: Segmentation, card: SegmentCard, rule: DescriptionRule) -> None:
    """Offer the segment as a page to hand out."""
    segment = card.segment
    action = action_of(result, plays_of(result)[segment], segment)
    offering = Offering(offer=action.offer, channel=action.channel, message=action.message)
    exporting.download(
        "segment.html",
        words.PERSONA,
        data=partial(
            persona_page,
            result,
            card,
            _rule_words(result, rule, segment),
            cached.ranges(result)[segment],
            offering,
        ),
        file_name=f"{short(result.names[segment], 60)}.html",
        mime="text/html",
        icon=":material/badge:",
        key=f"persona_{result.slots[segment]}",
        help=words.PERSONA_HELP,
    )


def _show_naming(result: Segmentation, segment: int) -> None:
    # A key of its own for every name: the field always begins with the present one.
    key = f"name_{result.slots[segment]}_{result.names[segment]}"
    st.text_input(
        "Name of this segment",
        result.names[segment],
        key=key,
        on_change=names.rename,
        args=(result, segment, key),
        help="It stays with the segment when their number changes. Empty: the proposed name.",
    )
