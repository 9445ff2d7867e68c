"""Who has made a link: the browser, by its lasting secret, and never a name."""

import secrets
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from pages.shell import state
from segmentation import cached
from segmentation.models.library import default_url
from segmentation.models.shared_results import SharedResults
from segmentation.service.front.browser_secret import MAKER_COOKIE, valid_secret


def shared_results() -> SharedResults:
    """Return the shared results of this server."""
    return cached.shared_results(default_url())


def is_known() -> bool:
    """Return whether this browser has a secret of its own, as ``server.py`` gives it."""
    return bool(_secret())


def maker() -> str:
    """Return the secret by which links are this visitor's: the browser's, else this session's."""
    if known := _secret():
        return known
    if state.MAKER not in st.session_state:
        st.session_state[state.MAKER] = secrets.token_urlsafe(32)
    return st.session_state[state.MAKER]


def told(moment: datetime) -> str:
    """Return a day and a time as the visitor's clock shows them.

    Parameters
    ----------
    moment : datetime
        With a time zone.

    Returns
    -------
    str
        For example “26 November 2026, 19:45”; with “UTC” where the visitor's zone is not known.
    """
    zone = st.context.timezone
    try:
        local = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        local = None
    there = moment.astimezone(local or UTC)
    said = f"{there.day} {there:%B %Y, %H:%M}"
    return said if local else f"{said} UTC"


def _secret() -> str:
    return valid_secret(str(st.context.cookies.get(MAKER_COOKIE, "")))
