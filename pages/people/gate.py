"""What stands before every page: who is not let in is told why, and sees nothing else."""

import importlib.util

import streamlit as st

from pages.people import visitor, words
from segmentation.access.people import Person
from segmentation.errors import SegmentationError


def let_in() -> bool:
    """Return whether the page may be shown; where not, say why and offer to log in."""
    try:
        person = visitor.person()
    except SegmentationError as error:
        _close(str(error))
        return False
    if person.may_open:
        _show_person(person)
        return True
    if person.id:
        _close(words.NO_ROLE.format(name=person.id.replace("*", "")))
        _offer_logout()
    elif not visitor.logs_in():
        _close(words.BY_PROXY)
    elif st.user.get("is_logged_in"):
        _close(words.NO_ADDRESS)
        _offer_logout()
    elif importlib.util.find_spec("authlib") is None:
        _close(words.NO_LIBRARY)
    else:
        _close(words.BY_LOGIN)
        st.button(words.LOG_IN, on_click=st.login, type="primary", icon=":material/login:")
    return False


def _close(sentence: str) -> None:
    st.title(words.CLOSED)
    st.text(sentence)


def _offer_logout() -> None:
    if visitor.logs_in():
        st.button(words.LOG_OUT, on_click=st.logout, icon=":material/logout:")


def _show_person(person: Person) -> None:
    """Say in the navigation who is logged in."""
    if not person.id:
        return
    with st.sidebar:
        st.text(words.YOU.format(name=person.name, role=person.role))
        _offer_logout()
