"""A plan that was filled in on this tab before its session ended, offered back.

A session ends with its server, with a reload, and while a laptop sleeps. The address has the
settings and the names of the segments; what was filled in for the plan is in no address. The tab
remembers it until it is closed, and nothing of it is stored on the server.
"""

import json
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

from pages.journey import words
from pages.journey.browser_part import run_in_browser
from pages.shell import reopening, state

SCRIPT = Path(__file__).with_name("plan_of_tab.js")
FIRST = "plan_first_seen"


def offer() -> None:
    """Let the tab remember the plan, and offer back the one of a session before this."""
    tab = st.session_state.setdefault(
        state.TAB, {"session": secrets.token_hex(8), "knows": False, "left": None}
    )
    run_in_browser(
        SCRIPT,
        {"left": _hear, "back": _look_again},
        session=tab["session"],
        knows=tab["knows"],
        plan=_changed(),
    )
    left = tab["left"]
    if left and left["of"] == _table() and not _is_there(left["plan"]):
        st.caption(words.PLAN_LEFT)
        st.button(words.BRING_BACK, key="bring_back", on_click=_bring_back, icon=":material/undo:")


def note() -> None:
    """Remember how each part of the plan was first shown: at the end of a run, when all are."""
    _first_seen(_plain(reopening.filled_in()))


def _first_seen(plan: dict[str, Any]) -> dict[str, Any]:
    first = st.session_state.setdefault(FIRST, {})
    for key, value in plan.items():
        first.setdefault(key, value)
    return first


def _hear() -> None:
    """Take what the tab has remembered."""
    tab = st.session_state[state.TAB]
    tab["knows"], tab["left"] = True, read(st.session_state[SCRIPT.stem].left)


def _look_again() -> None:
    """Run the page, as everything that a tab tells does."""


def read(text: object) -> dict[str, Any] | None:
    """Return what a tab remembered of which table; None for what `offer` did not write.

    Parameters
    ----------
    text : object
        From the browser.

    Returns
    -------
    dict or None
        With ``of``, a table, and ``plan`` as `reopening.filled_in` returns it.
    """
    try:
        left = json.loads(text)
        of, plan = left["of"], left["plan"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return {"of": of, "plan": plan} if isinstance(of, str) and isinstance(plan, dict) else None


def _bring_back() -> None:
    tab = st.session_state[state.TAB]
    reopening.fill_in(tab["left"]["plan"])
    tab["left"] = None


def _changed() -> str:
    """Return the plan as a text, if anything of it was changed since it was first shown."""
    plan = _plain(reopening.filled_in())
    return "" if plan == _first_seen(plan) else json.dumps({"of": _table(), "plan": plan})


def _is_there(plan: dict[str, Any]) -> bool:
    present = _plain(reopening.filled_in())
    return all(key in present and present[key] == value for key, value in plan.items())


def _plain(plan: dict[str, Any]) -> dict[str, Any]:
    """Return a plan as it comes back from a text: keys that are numbers become texts."""
    return json.loads(json.dumps(plan))


def _table() -> str:
    if state.is_upload():
        return st.session_state[state.UPLOAD].fingerprint
    return state.sample_name()
