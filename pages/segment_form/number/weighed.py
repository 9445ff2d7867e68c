"""The numbers of segments that the verdict is about: chosen on “How many?”, the same on every page.

A link from any page carries them, or whoever opens it would read another verdict.
"""

import streamlit as st

from pages.shell import state
from segmentation.clustering.spec import K_MAX, K_MIN, WEIGHED_KS

KEY = "ks"
"""Of the slider on “How many?”, which the link of that page holds."""

PARAMETER = "weighed"
"""In the links of the other pages, where that slider is not."""

USUAL = WEIGHED_KS[0], WEIGHED_KS[-1]


def weighed_range() -> tuple[int, ...]:
    """Return the numbers of segments that are weighed, and put them into the page's link.

    Returns
    -------
    tuple of int
    """
    first, last = st.session_state.get(KEY) or _asked() or USUAL
    if (first, last) != USUAL:
        st.query_params[PARAMETER] = f"{first}-{last}"
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    return tuple(range(first, last + 1))


def start_slider() -> None:
    """Let the slider begin where the link of another page says; its own link comes first."""
    if PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    if KEY not in st.session_state and not state.asked(KEY) and (asked := _asked()):
        st.session_state[KEY] = asked


def _asked() -> tuple[int, int] | None:
    """Return what the session's link asks for, when it is a range that can be had."""
    ends = state.asked(KEY) or tuple("".join(state.asked(PARAMETER)).split("-"))
    if len(ends) != 2 or not all(end.isdecimal() for end in ends):
        return None
    first, last = sorted(map(int, ends))
    return (first, last) if K_MIN <= first <= last <= K_MAX else None
