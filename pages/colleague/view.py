"""A shared result as a colleague sees it: read only, from what was kept, without any table.

Nothing of the visitor's session is read or changed but which chart they look at.
"""

from functools import partial
from html import escape

import streamlit as st

from pages.colleague import owner, words
from pages.journey import header
from pages.segment.cards import SIGNS, card_html, show_drawn, sizes_line
from pages.shared import chart
from pages.shared.evidence_notes import VERDICT_COLORS
from pages.shared.messages import plain, short
from pages.shared.theme import current_theme, swatch
from pages.shell.pages import SHARED
from segmentation.charts.segments.shares import FRAME_HEIGHT, ROW_HEIGHT, shares_chart
from segmentation.charts.segments.side_by_side import heat_chart, snake_chart
from segmentation.charts.theme import segment_color, segment_symbol
from segmentation.errors import SegmentationError
from segmentation.exports.snapshots.content import Card, PlanCard, SharedPlan, Snapshot, from_text
from segmentation.exports.snapshots.drawing import figures_data, shares_data
from segmentation.models.shared_results import SharedLink
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.tables.number_format import format_share


def show() -> None:
    """Show the shared result of the address, or one sentence and the way to the start."""
    header.show_mark()
    try:
        shared = owner.shared_results().open(st.query_params[SHARED])
        snapshot = from_text(shared.content)
    except SegmentationError as error:
        st.title(words.NO_RESULT)
        st.warning(plain(error), icon=":material/link_off:")
        _offer_start(primary=True)
        return
    _show_banner(snapshot, shared.link)
    _show_headline(snapshot)
    _show_sizes(snapshot.cards)
    _show_cards(snapshot.cards)
    _show_figures(snapshot)
    _show_shares(snapshot)
    if snapshot.plan is not None:
        _show_plan(snapshot.plan)
    st.caption(words.ABOUT_FIGURES.format(smallest=MINIMUM, more=MINIMUM + 1))
    _offer_start(primary=False)


def _offer_start(*, primary: bool) -> None:
    st.button(
        words.START,
        key="leave_shared",
        type="primary" if primary else "secondary",
        on_click=st.query_params.clear,
        icon=":material/home:",
        help=words.START_HELP,
    )


def _show_banner(snapshot: Snapshot, link: SharedLink) -> None:
    told = words.BY_SOMEBODY if snapshot.maker else words.BY_NOBODY
    said = told.format(
        name=snapshot.maker, day=owner.told(link.created), table=short(snapshot.table, 60)
    )
    holds = words.HOLDS_NO_CUSTOMERS.format(smallest=MINIMUM, ends=owner.told(link.ends))
    with st.container(key="shared_banner"):
        st.info(f"**{words.LOOKING}.** {plain(said)} {plain(holds)}", icon=":material/visibility:")


def _show_headline(snapshot: Snapshot) -> None:
    st.title(plain(snapshot.headline))
    color = VERDICT_COLORS.get(snapshot.verdict, "gray")
    badges = [f":{color}-badge[{plain(snapshot.verdict_title)}]"]
    if snapshot.separation:
        word = words.SEPARATION.format(word=snapshot.separation)
        badges.append(f":{_known_color(snapshot.separation_color)}-badge[{plain(word)}]")
    st.markdown(f"{' '.join(badges)} {plain(snapshot.verdict_about)}")
    st.markdown(f"**{plain(snapshot.answer)}**")
    for note in snapshot.notes:
        st.caption(plain(note))


def _known_color(name: str) -> str:
    return name if name in VERDICT_COLORS.values() else "gray"


def _show_sizes(cards: tuple[Card, ...]) -> None:
    st.header(words.HEADS["sizes"], anchor=False)
    widest = max(card.share for card in cards) or 1.0
    rows = "".join(_size_row(card, widest) for card in cards)
    head = f'<th scope="col">{words.SEGMENT}</th><th scope="col">{words.SHARE_OF_ALL}</th>'
    st.html(
        f'<table class="segment-sizes" aria-label="{words.SIZES_ALT}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _size_row(card: Card, widest: float) -> str:
    color, sign = segment_color(current_theme(), card.slot), SIGNS[segment_symbol(card.slot)]
    return (
        f'<tr><th scope="row"><b aria-hidden="true" style="color:{color}">{sign}</b> '
        f"{escape(short(card.name, 60))}</th>"
        f'<td><i style="width:{100 * card.share / widest:.1f}%;background:{color}"></i>'
        f"<span>{escape(card.size)}, {format_share(card.share)}</span></td></tr>"
    )


def _show_cards(cards: tuple[Card, ...]) -> None:
    st.header(words.HEADS["cards"], anchor=False)
    drawn = [
        card_html(
            card.slot,
            card.name,
            sizes_line(card.size, card.share, card.worth_of, card.worth),
            card.bars,
            card.to_do,
            words.NO_BARS,
        )
        for card in cards
    ]
    show_drawn(drawn, words.BARS_TELL)


def _show_figures(snapshot: Snapshot) -> None:
    st.header(words.HEADS["figures"], anchor=False)
    figures = snapshot.figures
    if not figures.columns:
        st.caption(words.NO_NUMBERS)
        return
    kind = st.segmented_control(
        words.SHOW,
        words.CHARTS,
        default=words.CHARTS[0],
        required=True,
        key="shared_chart",
        label_visibility="collapsed",
    )
    is_table = kind == words.CHARTS[0]
    chart.show(
        partial(figures_data, figures, snapshot.cards),
        heat_chart if is_table else snake_chart,
        key="shared_figures" if is_table else "shared_lines",
        height=130 + 34 * len(figures.columns) if is_table else 440,
    )


def _show_shares(snapshot: Snapshot) -> None:
    if not snapshot.shares:
        return
    st.header(words.HEADS["shares"], anchor=False)
    places = range(len(snapshot.shares))
    chosen = st.selectbox(
        words.CATEGORY,
        places,
        format_func=lambda at: short(snapshot.shares[at].label, 60),
        key="shared_category",
    )
    chart.show(
        partial(shares_data, snapshot.shares[chosen], snapshot.cards),
        shares_chart,
        key="shared_shares",
        height=FRAME_HEIGHT + ROW_HEIGHT * (len(snapshot.cards) + 1),
    )


def _show_plan(plan: SharedPlan) -> None:
    st.header(words.HEADS["plan"], anchor=False)
    if plan.campaign:
        st.markdown(f"**{plain(plan.campaign)}**")
    if plan.headline:
        st.markdown(plain(plan.headline))
    for note in plan.notes:
        st.caption(plain(note))
    with st.container(key="cards_of_shared_plan"):
        for card in plan.cards:
            with st.container(border=True, height="stretch"):
                _show_plan_card(card)


def _show_plan_card(card: PlanCard) -> None:
    mark = f"![Its mark on every chart]({swatch(card.slot)})"
    st.subheader(f"{mark} {plain(short(card.name, 60))}", anchor=False)
    said = (
        f"**{plain(title)}:** {plain(text)}" if title else plain(text) for title, text in card.parts
    )
    st.markdown("\n\n".join(said))
