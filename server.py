"""The same app as an ASGI application: ``uvicorn server:app`` or ``streamlit run server.py``.

The scoring service stands beside it, under ``/api``.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import streamlit as st


@asynccontextmanager
async def lifespan(_: "st.App") -> AsyncIterator[None]:
    """Load what the first page needs before the first visitor comes."""
    from pages.shell import startup

    startup.warm_up()
    yield None


def make_app() -> "st.App":
    """Set the limits that must come before NumPy and scikit-learn, then join app and service."""
    # Many sessions share the cores, none may spin on them.
    for limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(limit, "1")
    import streamlit as st
    from starlette.routing import Mount

    from segmentation.service import api

    return st.App("app.py", lifespan=lifespan, routes=[Mount("/api", api.from_environment())])


app = make_app()
