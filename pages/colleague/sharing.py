"""Making a link to a result: a dialog that says what goes out, for how long, and how to end it."""

from collections.abc import Callable

import streamlit as st

from pages.colleague import links, owner, words
from pages.filters import words as filter_words
from pages.journey import answer
from pages.people import exporting
from pages.plan import targets
from pages.plan.kept import said_to_a_colleague
from pages.segment import cards
from pages.segment.words import separation
from pages.shared import evidence_notes
from pages.shared.messages import ask_short, option_names, plain, short
from segmentation import cached
from segmentation.access.audit import EXPORTED
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError
from segmentation.exports.snapshots.content import as_text
from segmentation.exports.snapshots.taking import Said, take_snapshot
from segmentation.models.shared_results import DAYS, USUAL_DAYS
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.tables.columns.personal import caution

NAME, HOLDS, PROBLEM = "share_name", "share_days", "share_problem"
LONGEST_NAME = 60


def offer_share(present: Callable[[], Segmentation], key: str = "share") -> None:
    """Offer to share the result that is shown, without its customers.

    Parameters
    ----------
    present : callable
        Returns what is to be shared when the link is made.
    key : str
        Where the button stands; there may be two on a page.
    """
    if st.button(words.SHARE, icon=":material/share:", key=key):
        for kept in (links.MADE, PROBLEM):
            st.session_state.pop(kept, None)
        _show_dialog(present)


@st.dialog(words.SHARE, width="large")
def _show_dialog(present: Callable[[], Segmentation]) -> None:
    st.markdown(words.WHAT.format(smallest=MINIMUM))
    st.caption(words.OWN_WORDS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ask_short(
            st.text_input,
            words.YOUR_NAME,
            longest=LONGEST_NAME,
            key=NAME,
            help=words.YOUR_NAME_HELP,
        )
        st.selectbox(
            words.HOLDS, DAYS, DAYS.index(USUAL_DAYS), format_func=words.DAYS.get, key=HOLDS
        )
        pressed = st.button(words.MAKE, type="primary", key="share_make")
    if pressed:
        with st.spinner(words.MAKING):
            _make(present())
    _tell()
    st.subheader(words.LINKS, anchor=False)
    links.show_links("dialog")


def _tell() -> None:
    """Say what became of the link."""
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state[PROBLEM]), icon=":material/info:")
    if links.MADE in st.session_state:
        id_, ends = st.session_state[links.MADE]
        st.success(words.MADE.format(ends=ends), icon=":material/check:")
        st.code(links.address_of(id_), language=None, wrap_lines=True)


def _make(result: Segmentation) -> None:
    for kept in (links.MADE, PROBLEM):
        st.session_state.pop(kept, None)
    try:
        said = what_is_said(result)
        text = as_text(take_snapshot(result, said, st.session_state.get(NAME, "")[:LONGEST_NAME]))
        about = words.ABOUT.format(table=short(result.table_name, LONGEST_NAME), answer=said.answer)
        days = st.session_state[HOLDS]
        exporting.note(EXPORTED, "link for a colleague")
        link = owner.shared_results().share(owner.maker(), about, text, days)
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)
    else:
        st.session_state[links.MADE] = link.id, owner.told(link.ends)


def what_is_said(result: Segmentation) -> Said:
    """Return what the pages say of a result, in their words.

    Parameters
    ----------
    result : Segmentation
        With the verdict.

    Returns
    -------
    Said
    """
    plays, decision, effects = targets.plays_of(result), result.decision, cached.effects(result)
    word, color = "", ""
    if not result.spec.is_by_rule:
        word, color = separation(
            result.metrics.silhouette,
            decision.verdict,
            is_best=result.n_clusters == decision.suggested_k,
        )
    cautions = (
        "" if result.spec.is_by_rule else evidence_notes.told_of_one_column(result),
        caution(result.shaping_columns),
    )
    return Said(
        answer=answer.answer(result),
        separation=word,
        separation_color=color,
        cautions=tuple(filter(None, cautions)),
        plays=plays,
        to_do=tuple(map(cards.to_do, plays)),
        value=targets.value_of(result),
        order=tuple(effect.column for effect in effects),
        sure=frozenset(effect.column for effect in effects if effect.is_sure),
        plan=said_to_a_colleague(result),
        condition=_condition(result),
    )


def _condition(result: Segmentation) -> str:
    """Say the filter in words; empty where there is none, or words do not say all of it."""
    spec = result.spec
    if not spec.where:
        return ""
    table, _, _ = cached.with_formulas(result.table, spec.formulas, spec.where)
    filters, rest = cached.filters(table, spec.where)
    names = option_names(list(table.frame.columns))
    return "" if rest else filter_words.as_text(filters, names)
