"""The address under which others see what the report tells, where there is one."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from pages.colleague import links
from pages.shell import state

OWN = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - names, not bound to
"""Hosts that another device does not reach."""


def link_for_others() -> str:
    """Return where others see the result in the app.

    Returns
    -------
    str
        The link that was shared on this session's result, or of a built-in table the address with
        all settings. Empty of a file that was not shared, and where the app is reached under a
        name of this machine alone.
    """
    here = urlsplit(st.context.url or "")
    if not here.hostname or here.hostname in OWN:
        return ""
    if links.MADE in st.session_state:
        return links.address_of(st.session_state[links.MADE][0])
    if state.UPLOAD in st.session_state:
        return ""
    settings = {key: st.query_params.get_all(key) for key in st.query_params}
    return urlunsplit((here.scheme, here.netloc, "/", urlencode(settings, doseq=True), ""))
