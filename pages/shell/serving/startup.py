"""What a server does once, so that no user waits for it, and what it does beside them.

Left alone, Streamlit collects the garbage of all generations after every run of a page, and each
time walks through all that pandas, Plotly and other visitors hold: with fifty visitors most of the
server's time. That is switched off in ``.streamlit/config.toml``. Python's own collector goes on,
and a housekeeper, once a minute, collects what has come since and freezes what is left, so that
later collections pass over it. Where visitors have left, it ends their sessions, with their uploads
and what was computed for them, and thaws everything first, so that nothing of them is kept for
ever. That stops all others for some tenths of a second, so it is not done without need.
"""

import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import count

import streamlit as st

from pages.shell.pages import HOME, PAGES
from pages.shell.serving.session import keep_theme, post_together

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
THAWS_EVERY = 10
"""Rounds of housekeeping after which everything is looked through, if nobody has left by then."""


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
    post_together()
    return _in_background(warm_up, "preload")


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
    for rounds in count():
        with _going_on():
            have_left = cached.tidy()
            cached.kept_files().tidy()
            # Where nothing has run since, there is nothing to free.
            if have_left or gc.get_stats()[0]["collections"] != seen:
                freeze(thaw=have_left or rounds % THAWS_EVERY == 0)
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


def freeze(*, thaw: bool = True) -> None:
    """Free what nobody holds any more, and let later collections pass over the rest.

    Parameters
    ----------
    thaw : bool
        Whether what was frozen before is looked through too.
    """
    if thaw:
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
