"""The address under which others see what the report tells, where there is one."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from pages.colleague import links
from pages.shell import state
from segmentation.hosts import host_of, is_this_machine

UNBOUND = frozenset({"0.0.0.0", "::"})  # noqa: S104 - names, nothing is bound to them
"""What a server prints that listens everywhere; to another device it leads nowhere."""


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
    host = host_of(here.netloc)
    if not host or is_this_machine(host) or host in UNBOUND:
        return ""
    if links.MADE in st.session_state:
        return links.address_of(st.session_state[links.MADE][0])
    if state.UPLOAD in st.session_state:
        return ""
    settings = {key: st.query_params.get_all(key) for key in st.query_params}
    return urlunsplit((here.scheme, here.netloc, "/", urlencode(settings, doseq=True), ""))
