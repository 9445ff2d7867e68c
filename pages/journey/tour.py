"""The short tour of a first visit: skipped with one click, and back from the help at any time.

That it was seen is remembered by the browser, in a cookie that says nothing else.
"""

from pathlib import Path

import streamlit as st

from pages.journey import words
from pages.journey.browser_part import run_in_browser
from pages.shared.messages import plain
from pages.shell import state
from pages.shell.pages import PAGES, link

SCRIPT = Path(__file__).with_name("frame_in_browser.js")
SEEN_COOKIE = "segmentation_tour_seen"
OVER = -1
GO = "tour_goes_to"


def show_tour(*, is_home: bool) -> None:
    """Show the present step, if the tour is on, and what the browser does for the frame.

    Parameters
    ----------
    is_home : bool
        Whether the page is the one that the app opens with: elsewhere a first visit came by a link.
    """
    if state.TOUR not in st.session_state:
        st.session_state[state.TOUR] = 0 if is_home and _is_first_visit() else OVER
    at = st.session_state[state.TOUR]
    run_in_browser(SCRIPT, seen=SEEN_COOKIE if at == OVER else "")
    if st.session_state.pop(GO, False) and at != OVER:
        st.switch_page(PAGES[words.TOUR[at][0]].script)
    if at != OVER:
        _show_step(at)


def show_help() -> None:
    """Offer the tour and the lesson."""
    with st.popover(words.HELP, icon=":material/help:"):
        st.button(words.TAKE_TOUR, on_click=_turn_to, args=(0,), icon=":material/tour:")
        link("learn", words.LESSON)


def _is_first_visit() -> bool:
    """Return whether nothing is known of this browser and nothing was asked for by a link."""
    by_link = bool(st.session_state.get(state.LINK)) or state.is_upload()
    return not by_link and SEEN_COOKIE not in st.context.cookies


def _show_step(at: int) -> None:
    _, head, text = words.TOUR[at]
    last = len(words.TOUR) - 1
    with st.container(border=True, key="tour"):
        count = words.STEP.format(n=at + 1, all=last + 1)
        st.markdown(f":material/tour: **{plain(head)}**  \n{plain(text)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            onward = words.END if at == last else words.ON
            st.button(
                onward,
                key="tour_on",
                type="primary",
                on_click=_turn_to,
                args=(OVER if at == last else at + 1,),
            )
            if at:
                st.button(words.BACK, key="tour_back", on_click=_turn_to, args=(at - 1,))
            if at != last:
                st.button(
                    words.SKIP, key="tour_skip", type="tertiary", on_click=_turn_to, args=(OVER,)
                )
            st.caption(count, width="content")


def _turn_to(step: int) -> None:
    st.session_state[state.TOUR] = step
    st.session_state[GO] = step != OVER
