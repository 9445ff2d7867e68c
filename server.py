"""The same app as an ASGI application: ``uvicorn server:app`` or ``streamlit run server.py``.

The scoring service stands beside it, under ``/api``.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# Before NumPy and scikit-learn are loaded: many sessions share the cores, none may spin on them.
for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_limit, "1")

import streamlit as st  # noqa: E402 - the limits above come first
from starlette.routing import Mount  # noqa: E402

from pages.ui import startup  # noqa: E402
from segmentation.service import api  # noqa: E402


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what the first page needs before the first visitor comes."""
    startup.warm_up()
    yield None


routes = [Mount("/api", api.from_environment())]
app = st.App("app.py", lifespan=lifespan, routes=routes)
