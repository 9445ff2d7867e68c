"""Every column of the table as a small drawing, the first ones at once and the rest on demand."""

from html import escape

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.explore import words
from pages.filters.words import isolated
from pages.shared.theme import current_theme
from segmentation import cached
from segmentation.charts.small.marks import as_address
from segmentation.charts.small.sketches import Sketch, sketch_svg
from segmentation.charts.theme import Theme
from segmentation.errors import counted
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.table import Table

FIRST = 24
ALL = "explore_all"


def place_for(table: Table) -> DeltaGenerator:
    """Show the head, and leave room for the drawings.

    Parameters
    ----------
    table : Table

    Returns
    -------
    DeltaGenerator
        What is shown in it replaces what was.
    """
    st.header(words.GLANCE)
    st.caption(words.GLANCE_ABOUT)
    place = st.empty()
    more = len(table.frame.columns) - FIRST
    if more > 0:
        columns = counted(more, "column")
        label = words.FEWER.format(n=FIRST) if _shows_all() else words.MORE.format(columns=columns)
        st.button(label, key="explore_more", on_click=_turn)
    return place


def show(place: DeltaGenerator, table: Table, marked: np.ndarray | None = None) -> None:
    """Draw the columns.

    Parameters
    ----------
    place : DeltaGenerator
    table : Table
    marked : ndarray of shape (n_rows,), bool, or None
        Customers that are shown apart.
    """
    columns = sorted(cached.columns(table), key=lambda c: _comes_last(c.role, c.kind))
    chosen = columns if _shows_all() else columns[:FIRST]
    asked = tuple(
        (column.name, column.kind.is_category or column.role == Role.IDENTIFIER)
        for column in chosen
    )
    theme = current_theme()
    cards = [_card(each, theme) for each in cached.sketches(table, asked, marked)]
    with place.container():
        if marked is not None and marked.any():
            st.caption(words.MARKED_HERE)
        st.html(f'<ul class="glance">{"".join(cards)}</ul>')


def _comes_last(role: Role, kind: Kind) -> bool:
    """Return whether a column tells nothing at a glance: its values are all different."""
    return role == Role.IDENTIFIER or kind == Kind.TEXT


def _shows_all() -> bool:
    return st.session_state.get(ALL, False)


def _turn() -> None:
    st.session_state[ALL] = not _shows_all()


def _card(made: Sketch, theme: Theme) -> str:
    parts = [f"<strong>{escape(isolated(made.label))}</strong>"]
    if made.why:
        parts.append(f"<p>{escape(made.why)}</p>")
    else:
        svg, alt = as_address(sketch_svg(made, theme)), escape(made.alt, quote=True)
        parts += [
            f"<p>{escape(made.finding[:1].upper() + made.finding[1:])}</p>",
            f'<img src="{svg}" alt="{alt}">',
        ]
    if made.is_measured:
        ends = f"<span>{escape(made.low)}</span><span>{escape(made.high)}</span>"
        parts.append(f'<p class="ends">{ends}</p>')
    if not made.why:
        parts.append(f'<p class="gaps">{escape(made.gaps or words.NO_GAPS)}</p>')
    return f"<li>{''.join(parts)}</li>"
