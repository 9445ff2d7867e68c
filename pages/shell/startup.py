"""What a server does once, so that no user waits for it, and what it does beside them.

Left alone, Streamlit collects the garbage of all generations after every run of a page, and each
time walks through all that pandas, Plotly and other visitors hold: with fifty visitors most of the
server's time. That is switched off in ``.streamlit/config.toml``. Python's own collector goes on,
and a housekeeper, once a minute, collects everything and freezes what is left, so that collections
until then pass over it. Thawing first, it keeps nothing for ever of sessions that have ended. It
ends those whose visitor has left, with their uploads and what was computed for them.
"""

import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module

import streamlit as st
from streamlit import config
from streamlit.runtime import app_session

from pages.shell.pages import HOME, PAGES

FIRST_PAGE = (
    "pandas",
    "plotly.graph_objects",
    "scipy.optimize",
    "scipy.spatial.distance",
    "segmentation.analysis.segment",
)
OTHER_PAGES = (
    *(page.module for page in PAGES.values() if page.address != HOME),
    "scipy.stats",
    "scipy.cluster.hierarchy",
    "sklearn.cluster",
    "sklearn.mixture",
    "sklearn.neighbors",
    "sklearn.tree",
    "jsonschema_rs",
    "sqlalchemy.dialects.sqlite",
    "sqlglot",
)
"""What the first page leaves to the others, the slow to load among what they load on the way."""

HOUSEKEEPING_SECONDS = 60.0


@st.cache_resource(show_spinner=False)
def prepare() -> threading.Thread:
    """Load what the first page needs in a thread, once per server.

    Returns
    -------
    threading.Thread
        The loader; done when it is no longer alive.
    """
    from segmentation import cached

    cached.limit_uploads()
    keep_theme()
    return _in_background(warm_up, "preload")


def keep_theme() -> None:
    """Work out once what the settings say of the theme: Streamlit tells it with every run.

    Six times, each through all of its settings: a twelfth of what a move of the slider costs. A
    change of the settings is followed.
    """
    tell = app_session._populate_theme_msg  # noqa: SLF001 - no other way is there
    if hasattr(tell, "kept"):
        return

    @lru_cache
    def told(kind: type, *section: str):
        message = kind()
        tell(message, *section)
        return message

    def tell_kept(message, *section: str) -> None:
        message.MergeFrom(told(type(message), *section))

    tell_kept.kept = told
    config.on_config_parsed(told.cache_clear, force_connect=True)
    app_session._populate_theme_msg = tell_kept  # noqa: SLF001


def warm_up() -> None:
    """Import what the first page needs and freeze all that is loaded by now."""
    for name in FIRST_PAGE:
        load(name)
    freeze()


def load(name: str) -> None:
    """Import a module after the packages around it, beside pages that may import the same.

    Python waits for a module that another thread is importing, but not for the package around it:
    its part would be run while half of the package is there, and both imports could fail.

    Parameters
    ----------
    name : str
        With its dots.
    """
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        import_module(".".join(parts[:end]))


@st.cache_resource(show_spinner=False)
def prepare_others() -> threading.Thread:
    """Load what the other pages need, once per server and when the first page stands.

    Returns
    -------
    threading.Thread
        The housekeeper, which goes on as long as the server.
    """
    return _in_background(keep_house, "housekeeper")


def keep_house() -> None:
    """Load the other pages, then free and freeze for as long as the server lives."""
    for name in OTHER_PAGES:
        begin = time.monotonic()
        with _going_on():
            load(name)
        # Visitors come first: half of the time is theirs.
        time.sleep(time.monotonic() - begin)
    from segmentation import cached

    seen = -1
    while True:
        with _going_on():
            have_left = cached.tidy()
            cached.kept_files().tidy()
            # Where nothing has run since, there is nothing to free.
            if have_left or gc.get_stats()[0]["collections"] != seen:
                freeze()
                cached.give_back()
                seen = gc.get_stats()[0]["collections"]
        time.sleep(HOUSEKEEPING_SECONDS)


@contextmanager
def _going_on() -> Iterator[None]:
    """Log a fault of the housekeeper, without whom the server's memory only grows."""
    try:
        yield
    except Exception:
        logging.getLogger(__name__).exception("The housekeeper goes on after a fault.")


def freeze() -> None:
    """Free what nobody holds any more, and let later collections pass over the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def prepare_reader() -> threading.Thread:
    """Start the process that parses uploads, once per server, so that the first one need not wait.

    Returns
    -------
    threading.Thread
        The starter; done when it is no longer alive.
    """
    from segmentation.tables.process import parent

    return _in_background(parent.warm_up, "parser")


def _in_background(work, name: str) -> threading.Thread:
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread
