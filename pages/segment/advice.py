"""Other sets of columns, tried on request: the three that can be relied on most."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.segment_form.following import forget_choice
from pages.shared.messages import plain
from pages.shell import open_table, state
from segmentation import cached
from segmentation.analysis.choosing.advisor import Advice, advise
from segmentation.analysis.choosing.foresight import Foresight
from segmentation.clustering.spec import SegmentationSpec
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

ASKED = "advice_asked"


def show_advice(table: Table) -> None:
    """Offer to try other columns; show what was found, each with a button that takes it.

    Parameters
    ----------
    table : Table
        Of customers.
    """
    st.header("Would other columns do better?")
    if not st.session_state.get(ASKED):
        st.markdown(
            "What customers are worth, what they do, who they are: each gives different "
            "segments. Trying them takes up to half a minute, and can be stopped."
        )
        st.button("Try other columns", on_click=_ask, icon=":material/compare_arrows:")
        return
    place = st.container()
    with place:
        bar = st.progress(0.0, "Trying other columns…")
        stop = st.empty()
        stop.button("Stop", on_click=_stop, icon=":material/stop:")
    found = advise(
        table,
        candidates=cached.candidate_specs,
        weigh=cached.weigh_set,
        foresee=_foresight_of(table),
        progress=lambda done, side: bar.progress(done, f"Trying {side}…"),
    )
    bar.empty()
    stop.empty()
    if not found:
        st.info("No other columns of this table can be segmented by.")
    for at, advice in enumerate(found):
        _show(at, advice)
    st.caption(
        "These were tried on a sample of the customers. Once you use one, the verdict above is "
        "about all customers that are tested."
    )
    st.button("Close", on_click=_stop)


def _foresight_of(table: Table) -> Callable[[SegmentationSpec], Foresight | None] | None:
    """Return what asks the later sales or events, where customers were made of any."""
    sales, events = state.sales(), st.session_state.get(state.EVENTS)
    if not sales and not events:
        return None
    columns, as_of = (sales.columns, sales.as_of) if sales else (events, None)
    return partial(cached.foresight, open_table.source(), columns, as_of, table)


def _show(at: int, advice: Advice) -> None:
    names = ", ".join(split_unit(name).label for name in advice.spec.features)
    with st.container(border=True):
        said = " ".join(plain(sentence) for sentence in advice.sentences)
        st.markdown(f"**{plain(names)}**  \n{said}")
        st.button("Use these columns", key=f"advice_{at}", on_click=_use, args=(advice,))


def _ask() -> None:
    st.session_state[ASKED] = True


def _stop() -> None:
    st.session_state.pop(ASKED, None)


def _use(advice: Advice) -> None:
    """Take the columns, with the formulas that make them; the number follows the data."""
    spec = advice.spec
    there = st.session_state.get("formulas") or ""
    lines = [line for line in there.splitlines() if line.strip()]
    lines += [f"{n} = {f}" for n, f in spec.formulas if f"{n} = {f}" not in lines]
    st.session_state["formulas"] = "\n".join(lines)
    st.session_state["features"] = list(spec.features)
    for key in ("formulas", "features"):
        st.session_state[f"{key}_chosen"] = True
    forget_choice("k")
    _stop()
