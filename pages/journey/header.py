"""The header of every page: the product's mark, the table that is open, the last change."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.journey import words
from pages.segment_form.following import CARRIED, CARRIED_PREFIXES
from pages.shared.messages import short
from pages.shell import state
from segmentation.tables import samples

HERE = Path(__file__).parent
CHOICES = (state.SAMPLE, state.SALES, state.EVENTS, state.ROWS, state.IDENTIFIER)
MORE_CHOICES = (state.COLUMN_CHOICES, state.GIVEN_NAMES, state.OPTIONS)
NOTED = CARRIED | {*CHOICES, *MORE_CHOICES}
SEEN, CHANGED = "choices_seen", "last_change"

_place: ContextVar[DeltaGenerator] = ContextVar("place_of_the_header")


def show_mark() -> None:
    """Show the mark with the product's name."""
    look = st.context.theme.type or "light"
    st.logo(HERE / f"logo_{look}.svg", size="large", icon_image=HERE / f"logo_{look}.svg")


def show_header() -> None:
    """Show the mark with the product's name, and leave a place that `update` fills anew."""
    show_mark()
    _place.set(st.empty())
    update(_place.get())


def place() -> DeltaGenerator:
    """Return the header's place in this run, for a part of the page that runs alone later."""
    return _place.get(None) or st.empty()


def update(place: DeltaGenerator) -> None:
    """Show which table is open and when a choice was changed last."""
    now = datetime.now(UTC)
    note_changes(now)
    own = state.is_upload()
    name = (
        st.session_state[state.UPLOAD].name
        if own
        else samples.sample_card(state.sample_name()).title
    )
    told = words.CHANGED.format(time=clock(st.session_state[CHANGED], now, st.context.timezone))
    parts = (short(name, 60), words.OWN_FILE if own else words.SAMPLE, told)
    items = "".join(f"<span>{escape(part)}</span>" for part in parts)
    place.html(f'<div class="studio-header">{items}</div>')


def note_changes(now: datetime) -> None:
    """Remember the time when a choice differs from the last run; a new widget is no change."""
    # By key: asking for all values would have Streamlit work out those of every widget.
    noted = [key for key in st.session_state if key in NOTED or key.startswith(CARRIED_PREFIXES)]
    present = {key: repr(st.session_state[key]) for key in noted}
    if state.is_upload():
        present[state.UPLOAD] = st.session_state[state.UPLOAD].fingerprint
    before = st.session_state.get(SEEN)
    st.session_state[SEEN] = {**(before or {}), **present}
    if before is None or differs(before, present):
        st.session_state[CHANGED] = now


def differs(before: Mapping[str, str], present: Mapping[str, str]) -> bool:
    """Return whether a choice that both hold has another value, or another table is open.

    Parameters
    ----------
    before, present : mapping of str to str
        What the choices were and are, by key.

    Returns
    -------
    bool
    """
    tables = {state.UPLOAD, *CHOICES, *MORE_CHOICES}
    return any(
        before.get(key) != value for key, value in present.items() if key in before or key in tables
    )


def clock(moment: datetime, now: datetime, zone: str | None) -> str:
    """Return a moment as the visitor's clock shows it, with the day when it is not today.

    Parameters
    ----------
    moment, now : datetime
        With a time zone.
    zone : str or None
        The visitor's, as the browser calls it; without one the time is told as UTC.

    Returns
    -------
    str
    """
    try:
        local = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        local = None
    there, today = moment.astimezone(local or UTC), now.astimezone(local or UTC).date()
    told = f"{there:%H:%M}" if there.date() == today else f"{there.day} {there:%B %H:%M}"
    return told if local else f"{told} UTC"
