"""Customers in no segment, told above the fold wherever segments are shown, with what to do."""

import streamlit as st

from pages.shared.messages import plain
from segmentation.analysis.segmentation import Segmentation
from segmentation.customers.cleaning import GAP, MERGED, OUTSIDE
from segmentation.customers.grain import unit_of
from segmentation.segments.describing.summary import left_out


def show_left_out(result: Segmentation) -> bool:
    """Say how many customers are in no segment and why; offer to fill their gaps.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    bool
        Whether they are to be filled from now on: a part of the page that draws this alone has to
        let the whole page run again.
    """
    if result.ledger.empty:
        return False
    reasons = result.ledger["reason"]
    # Some are in a segment, with their other row; whom the filter leaves out is said by its line.
    reasons = reasons[(reasons != MERGED) & ~reasons.str.startswith(OUTSIDE)]
    said = left_out(reasons, len(result.labels), unit=unit_of(result.table))
    if not said:
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/person_off: {plain(said)}")
        fillable = result.spec.missing == "drop" and reasons.str.startswith(GAP).any()
        return fillable and st.button(
            "Fill instead",
            key="fill_instead",
            on_click=_fill,
            icon=":material/format_color_fill:",
            help="Keeps every customer: a gap counts as the typical value, the median of a "
            "number and the most frequent category. More settings has other values to fill "
            "with.",
        )


def _fill() -> None:
    st.session_state["missing"] = "impute"
