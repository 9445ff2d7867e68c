"""The person who looks, and the library as this person may use it."""

from pathlib import Path

import streamlit as st

from pages.people import words
from segmentation.access.identity import (
    NOBODY,
    OURS,
    person_by_claims,
    person_by_proxy,
    proxy_login,
)
from segmentation.access.people import ONLY_USER, Person
from segmentation.errors import SegmentationError, SpecError

SECTION = "auth"
"""Of the secrets: with it, Streamlit logs people in by OpenID Connect."""

LOGS_IN = "people_log_in"
"""What a session has read there."""


def person() -> Person:
    """Return who looks: the only user where nothing is said of a login, `NOBODY` before it.

    Raises
    ------
    SpecError
        If the operator's settings cannot be read or contradict each other; then nobody is let in.
    """
    by_proxy, by_login = proxy_login() is not None, logs_in()
    if by_proxy and by_login:
        raise SpecError(words.TWO_LOGINS)
    if by_proxy:
        return person_by_proxy(st.context.headers.get(OURS.decode()))
    if not by_login:
        return ONLY_USER
    return person_by_claims(st.user.to_dict()) if st.user.get("is_logged_in") else NOBODY


def safe_person() -> Person:
    """Return who looks, `NOBODY` where the settings cannot say."""
    try:
        return person()
    except SegmentationError:
        return NOBODY


def logs_in() -> bool:
    """Return whether the secrets have a login.

    Raises
    ------
    SpecError
        If there are secrets that cannot be read: what they forbid is then not known.
    """
    if LOGS_IN not in st.session_state:
        st.session_state[LOGS_IN] = _has_login()
    return st.session_state[LOGS_IN]


def _has_login() -> bool:
    try:
        return SECTION in st.secrets
    except FileNotFoundError:  # found anew by looking for every file, which no rerun waits for
        files = st.get_option("secrets.files")
        if any(Path(file).exists() for file in files):
            raise SpecError(words.UNREADABLE) from None
        return False
