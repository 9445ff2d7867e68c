"""The studio as an ASGI application: ``streamlit run server.py`` or ``uvicorn server:app``.

Beside the app of ``app.py`` it serves the scoring service, under ``/api``, and compressed files.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from threading import Thread

import streamlit as st
from anyio.to_thread import run_sync
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.file_util import get_static_dir

from segmentation.access.identity import TrustedHeader, proxy_login
from segmentation.hosts import host_of
from segmentation.service.front import (
    browser_secret,
    connections,
    faults,
    front_page,
    static_files,
)

# Before NumPy and scikit-learn are loaded: many sessions share the cores, none may spin on them.
for limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(limit, "1")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what the first page needs while the first visitor's browser loads its own part."""
    from pages.shell.serving import startup
    from segmentation.tables.process.limiting import keep_large_apart

    keep_large_apart()
    Thread(target=startup.warm_up, daemon=True).start()
    yield


@lru_cache(maxsize=1)
def service() -> ASGIApp:
    """Make the scoring service, which takes longer to load than the first page."""
    from segmentation.service import api

    return api.from_environment()


async def serve_api(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request to the scoring service, made when it is first asked."""
    await (await run_sync(service))(scope, receive, send)


def show_fault(error: Exception) -> bool:
    """Show the number under which a fault of a page is in the log."""
    from pages.shared import messages

    return messages.show_fault(faults.fault_number(error))


def other_hosts() -> set[str]:
    """Return under which other names the operator says that the app is reached."""
    key = "browser.serverAddress"
    named = {st.get_option(key)} if config.is_manually_set(key) else set()
    origins = st.get_option("server.corsAllowedOrigins") or ()
    return named | {host_of(each.partition("://")[2]) for each in origins}


connections.limit_headers()
faults.keep_values_out_of_the_log()
OURS, STREAMLITS = Path(__file__).parent / "static", Path(get_static_dir()) / "static"
folders = {"/app/static/": OURS, "/static/": STREAMLITS}
instead = static_files.stand_ins(STREAMLITS, OURS / "fonts")
# Written out here: `streamlit run` reads in this file that it is an app of its own.
app = st.App(
    "app.py",
    lifespan=lifespan,
    on_script_error=show_fault,
    routes=[Mount("/api", serve_api)],
    middleware=[
        # Outermost: no answer leaves without its headers.
        Middleware(front_page.FrontPage, other_hosts=other_hosts),
        Middleware(static_files.CompressedFiles, folders=folders, instead=instead),
        Middleware(browser_secret.BrowserSecret),
        Middleware(TrustedHeader, login=proxy_login()),
    ],
)
