"""Long work on a new choice can be stopped: what was chosen last and came to an end comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.segment_form.following import is_carried
from segmentation.cached.by_key import APART_FROM
from segmentation.tables.table import Table

STOOD = "choices_that_stood"
"""The table's key, and the choices whose segments were shown last."""

STOP = "Stop and keep the segments as they were"
LATER = frozenset({"k"})
"""Chosen when the work is done."""


@contextmanager
def can_be_stopped(table: Table, place: DeltaGenerator) -> Iterator[None]:
    """Offer the way back to the choices before, as long as the work on new ones lasts.

    Parameters
    ----------
    table : Table
        Where it is small, nothing is offered: the work is done before a button can be pressed.
    place : DeltaGenerator
        An empty one, for the button and what is told of the work.
    """
    present = table.key, _choices()
    before = st.session_state.get(STOOD, present)
    if before[0] == present[0] and before != present and len(table.frame) >= APART_FROM:
        with place.container():
            st.button(STOP, key="stop_work", on_click=_go_back, icon=":material/stop:")
            yield
        place.empty()
    else:
        yield
    st.session_state[STOOD] = present


def _choices() -> dict[str, Any]:
    return {str(key): value for key, value in st.session_state.items() if _is_choice(str(key))}


def _is_choice(key: str) -> bool:
    name = key.removesuffix("_chosen")
    return name not in LATER and is_carried(name)


def _go_back() -> None:
    _, choices = st.session_state[STOOD]
    for key in [key for key in _choices() if key not in choices]:
        del st.session_state[key]
    st.session_state.update(choices)
