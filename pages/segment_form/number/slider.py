"""The number of segments: where the slider begins, and what the verdict offers beside it."""

import streamlit as st

from pages.segment_form.following import choose, follow
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, K_MIN

BEGIN = "{} give the clearest split"
START = {
    GROUPS: "{} separate groups",
    SLICES: "{} slices are suggested",
    NONE: BEGIN,
    None: BEGIN,
}
"""By verdict, what the button says that sets the slider to its number."""


def choose_k(scan: KScan, first: int) -> int:
    """Show the slider and return the number of segments.

    Parameters
    ----------
    scan : KScan
        With its verdict, whose number is offered beside the slider.
    first : int
        Where the slider stands until it is moved, unless the verdict recommends a number.

    Returns
    -------
    int
    """
    default = begins_at(scan, first)
    suggested = scan.suggested_k or default
    follow("k", default)
    k = st.slider(
        "Number of segments",
        K_MIN,
        K_MAX,
        default,
        key="k",
        bind="query-params",
        persist_state="session",
        on_change=choose,
        args=("k", default),
        help="How many segments to divide the customers into. It starts at the number of separate "
        "groups where the test finds any, else where three segments or more give the clearest "
        "split (the highest silhouette).",
    )
    # Always there, so that nothing moves while the slider does.
    st.button(
        (START[scan.verdict] if scan.suggested_k else BEGIN).format(suggested),
        on_click=_set_k,
        args=(suggested, default),
        type="tertiary",
        icon=":material/undo:",
        disabled=k == suggested,
        width="content",
        help="Set the slider to this number.",
    )
    return k


def begins_at(scan: KScan, first: int) -> int:
    """Return where the slider stands until it is moved, as `fit` chooses the number too.

    Parameters
    ----------
    scan : KScan
        With its verdict.
    first : int
        The number that is shown where the verdict recommends none.

    Returns
    -------
    int
    """
    return scan.recommended_k or max(K_MIN, first)


def chosen() -> int:
    """Return where the slider stands."""
    return st.session_state["k"]


def _set_k(k: int, default: int) -> None:
    """Move the slider, and let it follow the data again where that is where it begins."""
    st.session_state["k"] = k
    choose("k", default)
