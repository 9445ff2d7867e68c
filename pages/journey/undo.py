"""One step back from what takes choices away at once: a reset, or another table.

The table itself comes back too. What a browser remembers as a step is undone by its Back button;
this is for what no link holds: names that were given, the plan's figures, a file of one's own.
"""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.journey import words
from pages.segment_form.following import is_carried
from pages.shell import reopening, state

KEPT = "choices_before"
TABLE = (state.SAMPLE, state.UPLOAD, state.UPLOAD_BYTES)
CHOICES = frozenset(
    {state.SALES, state.EVENTS, state.ROWS, state.IDENTIFIER, state.COLUMN_CHOICES}
    | {state.GIVEN_NAMES, state.OPTIONS, state.OPENED, state.LINK}
)


def reset() -> None:
    """Forget every choice but the table, and keep them for one step back."""
    _forget(words.WAS_RESET, state.reset)


def use_sample(name: str | None = None) -> None:
    """Go to a built-in table, and keep what was open for one step back.

    Parameters
    ----------
    name : str or None
        The first built-in table without one.
    """
    _forget(words.WAS_LEFT, lambda: state.use_sample(name))


def offer() -> None:
    """Say what was taken away last, and offer it back."""
    if KEPT not in st.session_state:
        return
    said, _, _ = st.session_state[KEPT]
    st.caption(said)
    st.button(words.UNDO, key="undo", on_click=_go_back, icon=":material/undo:")


def _forget(said: str, forget) -> None:
    """Forget choices, and remember them beside the sentence that says so."""
    kept = said, _present(), reopening.filled_in()
    forget()
    st.session_state[KEPT] = kept
    _forget_address()


def _forget_address() -> None:
    """Let no widget begin with what another page has left in the address.

    Streamlit sets the widgets of a page by the address that it was reached with, as long as they
    have no value, which is so again after a reset.
    """
    context = get_script_run_ctx()
    if context is not None:
        with context.session_state.query_params() as address:
            address.set_initial_query_params("")
            for key in list(st.query_params):
                address.remove_param(key)


def _present() -> dict[str, Any]:
    return {
        str(key): value
        for key, value in st.session_state.items()
        if is_carried(str(key)) or key in CHOICES or key in TABLE or str(key).endswith("_chosen")
    }


def _go_back() -> None:
    _, choices, plan = st.session_state[KEPT]
    for key in (*TABLE, state.GIVEN_NAMES):
        st.session_state.pop(key, None)
    state.forget_choices()
    st.session_state.update(choices)
    reopening.fill_in(plan)
