"""The list of links that this browser has shared, each to be revoked."""

from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from pages.colleague import owner, words
from pages.shared.messages import plain, short
from pages.shell.pages import SHARED
from segmentation.errors import SegmentationError
from segmentation.models.shared_results import SharedLink

PROBLEM, DONE, MADE = "link_problem", "link_revoked", "link_made"


def show_links(key: str) -> None:
    """Show when each link was made, what it shows, when it ends, and the way to end it now.

    Parameters
    ----------
    key : str
        Where the list stands; there may be two on a page.
    """
    if DONE in st.session_state:
        st.success(words.REVOKED, icon=":material/check:")
        del st.session_state[DONE]
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state.pop(PROBLEM)), icon=":material/info:")
    try:
        links = owner.shared_results().shared_by(owner.maker())
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    if not links:
        st.caption(words.NO_LINKS)
    for link in links:
        _show_link(link, key)
    if links:
        st.caption(words.KNOWN_BY if owner.is_known() else words.KNOWN_BY_TAB)


def _show_link(link: SharedLink, key: str) -> None:
    times = words.MADE_ON.format(day=owner.told(link.created), ends=owner.told(link.ends))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(short(link.about, 120))}**  \n{plain(times)}", width="stretch")
        st.button(
            words.REVOKE,
            key=f"revoke_{key}_{link.id}",
            on_click=_revoke,
            args=(link.id,),
            icon=":material/link_off:",
            help=words.REVOKE_HELP,
        )
    st.code(address_of(link.id), language=None, wrap_lines=True)


def address_of(id_: str) -> str:
    """Return the address of a shared result, on the page that is shown."""
    here = urlsplit(st.context.url or "")
    return urlunsplit((here.scheme, here.netloc, here.path or "/", f"{SHARED}={id_}", ""))


def _revoke(id_: str) -> None:
    try:
        owner.shared_results().revoke(owner.maker(), id_)
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)
    else:
        st.session_state[DONE] = True
        if st.session_state.get(MADE, ("",))[0] == id_:
            del st.session_state[MADE]
