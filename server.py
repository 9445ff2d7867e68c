"""The same app as an ASGI application: ``uvicorn server:app`` or ``streamlit run server.py``.

The scoring service stands beside it, under ``/api``.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.applications import Starlette
from starlette.routing import Mount

# Before NumPy and scikit-learn are loaded: many sessions share the cores, none may spin on them.
for limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(limit, "1")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what the first page needs before the first visitor comes."""
    from pages.shell import startup

    startup.warm_up()
    yield None


def service() -> Starlette:
    """Make the scoring service."""
    from segmentation.service import api

    return api.from_environment()


# Written out here: `streamlit run` reads in this file that it is an app of its own.
app = st.App("app.py", lifespan=lifespan, routes=[Mount("/api", service())])
