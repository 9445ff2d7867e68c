"""The way into every page.

Streamlit runs a file of ``pages/`` without ``app.py`` when a fresh server is asked for it by a deep
link. Such a file therefore only calls `show`, which goes through the router when that has not run.
"""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.journey.browser_part import run_in_browser
from pages.shared import chart
from pages.shell.pages import HOME, PAGES, SHARED
from pages.shell.serving.one_by_one import RUNS

RUNNING = "router_running"
STEPS_OF_HISTORY = Path(__file__).with_name("steps_of_history.js")
"""Lets Back and Forward of the browser go through the choices, one at a time."""

ICON = Path(__file__).parents[1] / "journey" / "mark.svg"


@lru_cache(maxsize=1)
def _style() -> str:
    """Return the style of the frame on the screen and on paper, read once."""
    here = Path(__file__).parent
    texts = [(here / name).read_text(encoding="utf-8") for name in ("style.css", "print.css")]
    return f"<style>{''.join(texts)}</style>"


def run() -> None:
    """Run the app when its turn has come: the frame around every page, then the page itself."""
    with RUNS.turn():
        _run_in_turn()


def _run_in_turn() -> None:
    page = _navigation()
    _arrive_with_choices(page.url_path or HOME)
    st.html(_style())
    from pages.people import gate

    if not gate.let_in():
        return
    chart.preload()
    run_in_browser(STEPS_OF_HISTORY)
    # On a new server these take a second, in which the browser can load the chart library.
    from pages.journey import header, left_plan, source, tour
    from pages.shell import open_table, reopening
    from pages.shell.serving import startup
    from pages.whole import notice

    startup.prepare()
    if SHARED in st.query_params:
        # Instead of the page: a result that was shared needs no table, and opens none.
        from pages.colleague import view

        view.show()
        return
    st.session_state[RUNNING] = True
    try:
        if reopening.follow_link():
            open_table.remember_link()
            header.show_header()
            tour.show_tour(is_home=page.url_path == "")
            source.show_source()
            notice.show_notice()
            page.run()
    finally:
        left_plan.note()
        startup.prepare_others()
        st.session_state.pop(RUNNING, None)


def _arrive_with_choices(address: str) -> None:
    """Keep the choices where Back or Forward leads onto another page.

    Streamlit takes them out of the address first, and would then set each to its default, since the
    address says nothing of it. Within a page the address does say, and is followed.
    """
    context = get_script_run_ctx()
    if context is None or not context.is_history_navigation:
        return
    from pages.shell import state

    if st.session_state.get(state.SHOWN, address) != address:
        context.is_history_navigation = False


def show(address: str) -> None:
    """Show a page; start over through the router if it runs without it.

    What a page imports is loaded here and not by its script, so that nothing heavy comes before the
    limits that ``app.py`` sets.
    """
    if RUNNING not in st.session_state:
        _navigation()
        st.rerun()
    from pages.shell import state

    state.turn_to(address)
    import_module(PAGES[address].module).show()


def _navigation():
    # Before the pages: a page's own icon would become the tab's, which is fetched from outside.
    st.set_page_config(page_title="Segmentation Studio", page_icon=ICON, layout="wide")
    groups: dict[str, list] = {}
    for page in PAGES.values():
        groups.setdefault(page.group, []).append(
            st.Page(
                page.script,
                title=page.title,
                icon=page.icon,
                url_path=page.address,
                default=page.address == HOME,
            )
        )
    # All of them: the analyst's group comes after the path, and would else be folded to “more”.
    position = "hidden" if SHARED in st.query_params else "sidebar"
    return st.navigation(groups, expanded=True, position=position)
