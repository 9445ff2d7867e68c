"""What goes into a report: sections in their order, the user's words, a logo, the minimum size."""

import streamlit as st

from pages.plan.cards import own_key
from pages.plan.figures import plan_key
from pages.report import words
from pages.shared.messages import ask_short, plain, sentences_for_errors, short
from pages.shared.theme import swatch
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.report.logo import checked_logo
from segmentation.exports.report.sections import SECTIONS
from segmentation.exports.report.words import TITLES
from segmentation.exports.slides import about_template
from segmentation.segments.disclosure.suppression import MINIMUM

ORDER, LOGO, TEMPLATE = "report_order", "report_logo", "report_template"
SENTENCE = "sentence"
LONGEST_TITLE, LONGEST_LEAD, LONGEST_SENTENCE = 160, 600, 400
MOST = 1_000


def ask_smallest() -> int:
    """Ask for how many customers something is told."""
    return st.number_input(
        words.SMALLEST,
        min_value=2,
        max_value=MOST,
        value=MINIMUM,
        key="report_smallest",
        persist_state="session",
        help=words.SMALLEST_HELP,
        width=166,
    )


def ask_sections() -> tuple[str, ...]:
    """Let the user tick sections and move them; return those that are wanted, in their order."""
    order = _order()
    st.caption(words.SECTIONS_HELP)
    for at, key in enumerate(order):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.checkbox(
                TITLES[key],
                value=True,
                key=f"report_has_{key}",
                persist_state="session",
                width="stretch",
            )
            for step, icon, said in (
                (-1, "arrow_upward", words.UP),
                (1, "arrow_downward", words.DOWN),
            ):
                st.button(
                    "",
                    key=f"report_{icon}_{key}",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    help=said.format(title=TITLES[key]),
                    on_click=_move,
                    args=(key, step),
                    disabled=not 0 <= at + step < len(order),
                )
    return tuple(key for key in order if st.session_state[f"report_has_{key}"])


def _order() -> tuple[str, ...]:
    kept = st.session_state.get(ORDER, ())
    return (
        *(key for key in kept if key in SECTIONS),
        *(key for key in SECTIONS if key not in kept),
    )


def _move(key: str, step: int) -> None:
    order = list(_order())
    at = order.index(key)
    order[at], order[at + step] = order[at + step], order[at]
    st.session_state[ORDER] = tuple(order)


def ask_words(result: Segmentation, title: str, lead: str) -> tuple[str, str]:
    """Ask for a title and a lead; what is proposed stands in the empty fields."""
    own = f"{plan_key(result)}_{result.n_clusters}"
    return (
        ask_short(
            st.text_input,
            words.TITLE_LABEL,
            longest=LONGEST_TITLE,
            key=f"report_title_{own}",
            persist_state="session",
            placeholder=title,
        ).strip(),
        ask_short(
            st.text_area,
            words.LEAD_LABEL,
            longest=LONGEST_LEAD,
            key=f"report_lead_{own}",
            persist_state="session",
            placeholder=lead,
            height=96,
        ).strip(),
    )


def ask_sentences(result: Segmentation) -> dict[int, str]:
    """Ask for a sentence for each segment; it is kept by slot, like the words of the plan."""
    st.caption(words.SENTENCES_NOTE)
    given = {}
    for segment in result.by_slot:
        mark = f"![]({swatch(result.slots[segment])})"
        given[segment] = ask_short(
            st.text_input,
            f"{mark} {plain(short(result.names[segment], 60))}",
            key=own_key(result, segment, SENTENCE),
            persist_state="session",
            longest=LONGEST_SENTENCE,
        ).strip()
    return given


def ask_template() -> bytes | None:
    """Ask for a presentation whose look the slides take, and say what it lacks."""
    given = st.file_uploader(
        words.TEMPLATE, key=TEMPLATE, type="pptx", max_upload_size=20, help=words.TEMPLATE_HELP
    )
    if given is None:
        return None
    with sentences_for_errors():
        for said in about_template(given.getvalue()):
            st.caption(said)
        return given.getvalue()


def ask_logo() -> bytes | None:
    """Ask for a logo, and say why a file is none."""
    given = st.file_uploader(
        words.LOGO, key=LOGO, type=["png", "jpg", "jpeg"], max_upload_size=1, help=words.LOGO_HELP
    )
    if given is None:
        return None
    with sentences_for_errors():
        return checked_logo(given.getvalue())
