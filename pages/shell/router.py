"""The way into every page.

Streamlit runs a file of ``pages/`` without ``app.py`` when a fresh server is asked for it by a deep
link. Such a file therefore only calls `show`, which goes through the router when that has not run.
"""

from importlib import import_module

import streamlit as st

from pages.shared import chart
from pages.shell import history
from pages.shell.pages import HOME, PAGES

RUNNING = "router_running"

# Streamlit leaves a sixth of a laptop's screen empty above the title, and writes white on the
# light tags and buttons of the dark theme.
FRAME_STYLE = """<style>
.stMainBlockContainer { padding: 3.25rem 2.5rem 4rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.5rem 1rem 3rem; } }
[data-tag], [data-tag] *, button[kind="primary"]:enabled * {
  color: light-dark(#ffffff, #0f1420) !important;
}
</style>"""


def run() -> None:
    """Run the app: the frame around every page, then the page itself."""
    page = _navigation()
    st.html(FRAME_STYLE)
    chart.preload()
    history.keep_steps()
    # On a new server these take a second, in which the browser can load the chart library.
    from pages.shell import frame, open_table, reopening, startup

    startup.prepare()
    st.session_state[RUNNING] = True
    try:
        if reopening.follow_link():
            open_table.remember_link()
            frame.show_source()
            page.run()
    finally:
        startup.prepare_others()
        st.session_state.pop(RUNNING, None)


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
    st.set_page_config(page_title="Segmentation Studio", page_icon="🧭", layout="wide")
    return st.navigation(
        [
            st.Page(
                page.script,
                title=page.title,
                icon=page.icon,
                url_path=page.address,
                default=page.address == HOME,
            )
            for page in PAGES.values()
        ]
    )
