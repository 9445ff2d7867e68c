"""Which pages there are, and the way into each of them.

Streamlit runs a file of ``pages/`` without ``app.py`` when a fresh server is asked for it by a deep
link. Every page therefore calls `enter` on its first line, which goes through the router when the
router has not run.
"""

import streamlit as st

from pages.ui import plotly

RUNNING = "router_running"

PAGES = (
    ("pages/data.py", "Data", ":material/table_view:", "data"),
    ("pages/explore.py", "Explore", ":material/query_stats:", "explore"),
    ("pages/segment.py", "Segment", ":material/bubble_chart:", "segment"),
    ("pages/how_many.py", "How many?", ":material/balance:", "how_many"),
    ("pages/profiles.py", "Profiles", ":material/groups:", "profiles"),
    ("pages/plan.py", "Plan", ":material/flag:", "plan"),
    ("pages/compare.py", "Compare", ":material/compare_arrows:", "compare"),
    ("pages/score.py", "Score", ":material/person_add:", "score"),
    ("pages/learn.py", "Learn", ":material/school:", "learn"),
)
HOME = "pages/segment.py"

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
    plotly.preload()
    # On a new server these take a second, in which the browser can load the chart library.
    from pages.ui import frame, reopening, startup, state

    startup.prepare()
    st.session_state[RUNNING] = True
    try:
        if reopening.follow_link():
            state.remember_link()
            frame.show_source()
            page.run()
    finally:
        st.session_state.pop(RUNNING, None)


def enter() -> None:
    """Start over through the router if the page runs without it."""
    if RUNNING not in st.session_state:
        _navigation()
        st.rerun()


def _navigation():
    # Before the pages: a page's own icon would become the tab's, which is fetched from outside.
    st.set_page_config(page_title="Segmentation Studio", page_icon="🧭", layout="wide")
    return st.navigation(
        [
            st.Page(path, title=title, icon=icon, url_path=url, default=path == HOME)
            for path, title, icon, url in PAGES
        ]
    )
