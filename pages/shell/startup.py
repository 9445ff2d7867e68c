"""What a server does once, so that no user waits for it.

Streamlit collects garbage in all generations after every run of a page; with pandas and Plotly
loaded that alone takes a tenth of a second. What was loaded at the start is therefore frozen: later
collections pass over it.
"""

import gc
import threading
from importlib import import_module

import streamlit as st

HEAVY = (
    "pandas",
    "plotly.graph_objects",
    "scipy.optimize",
    "scipy.spatial.distance",
    "segmentation.analysis.segment",
)


@st.cache_resource(show_spinner=False)
def prepare() -> threading.Thread:
    """Load what the first page needs in a thread, once per server.

    Returns
    -------
    threading.Thread
        The loader; done when it is no longer alive.
    """
    loader = threading.Thread(target=warm_up, name="preload", daemon=True)
    loader.start()
    return loader


def warm_up() -> None:
    """Import the heavy modules and freeze all that is loaded by now."""
    for name in HEAVY:
        import_module(name)
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

    starter = threading.Thread(target=parent.warm_up, name="parser", daemon=True)
    starter.start()
    return starter
