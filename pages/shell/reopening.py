"""Saved segmentations and the session: opening one by its link, and what is saved of a session.

A saved one holds the link that shows it, so that opening it is going there, and what was filled in
for its plan, which is in no link.
"""

from typing import Any

import streamlit as st

from pages.people import visitor
from pages.segment_form import settings
from pages.shared import custom_segments
from pages.shell import state
from segmentation import cached
from segmentation.access.shelf import Shelf
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError
from segmentation.models.documents.library_records import LibraryEntry, Saved
from segmentation.models.library import default_url

PARAMETER = "segmentation"
WANTED, GOING, EMPTY = "wanted_segmentation", "going_to_segmentation", "page_is_empty"
SEEN, VIEW = "seen_segmentation", "view_to_hand_on"
PLAN_KEYS = (
    *("budget", "curve", "base_response", "lift_wanted", "hold_out", "lot_seed"),
    *("figures_are_mine", "typed_money"),
    *("campaign_name", "campaign_season", "campaign_currency"),
    *("all_cost", "all_response", "all_margin", "all_margin_share"),
)
PLAN_PREFIXES = ("owner_", "notes_", "concept_", "goal_")


def shelf() -> Shelf:
    """Return the library of this server as who looks may use it."""
    url = default_url()
    return Shelf(cached.library(url), visitor.safe_person(), cached.audit_log(url))


def entries() -> tuple[LibraryEntry, ...]:
    """Return what is saved; nothing where the library cannot be read, which its list tells."""
    try:
        return tuple(entry for entry in shelf().entries() if not entry.is_damaged)
    except SegmentationError:
        return ()


def opened_entry() -> LibraryEntry | None:
    """Return the saved segmentation that this session has opened or saved, if it is still there."""
    id_ = st.session_state.get(state.OPENED)
    return next((entry for entry in entries() if entry.id == id_), None) if id_ else None


def open_entry(entry: LibraryEntry) -> Saved:
    """Open a saved segmentation, read once for each of its states, and written down once."""
    read = st.session_state.setdefault(state.READ, set())
    if (entry.id, entry.version) not in read:
        shelf().note_opened(entry.id)
        read.add((entry.id, entry.version))
    return cached.saved(default_url(), entry.id, entry.changed)


def opened_version(entry: LibraryEntry) -> int:
    """Return which version of an entry this session has opened or saved itself."""
    return st.session_state.get(state.VERSIONS, {}).get(entry.id, entry.version)


def remember_version(id_: str, version: int) -> None:
    """Remember which version of an entry the session has before it."""
    st.session_state.setdefault(state.VERSIONS, {})[id_] = version


def follow_link() -> bool:
    """Open the saved segmentation that the link or a button asks for, and keep it in the link.

    Returns
    -------
    bool
        Whether the page may be shown. A link cannot be changed while widgets hold their part of it,
        so that a button first leaves the page empty.
    """
    if WANTED in st.session_state:
        st.session_state[GOING] = st.session_state.pop(WANTED)
        st.title("Opening…")
        _go_on()
        return False
    is_new = state.LINK not in st.session_state
    asked = st.query_params.get(PARAMETER) if is_new else None
    wanted = st.session_state.pop(GOING, None) or asked
    if wanted and st.session_state.get(SEEN) != wanted:
        st.session_state[SEEN] = wanted
        _go_to(wanted, keep_link=bool(asked))
    _hand_on_view()
    if state.OPENED in st.session_state:
        st.query_params[PARAMETER] = st.session_state[state.OPENED]
    else:
        st.query_params.pop(PARAMETER, None)
    return True


def _hand_on_view() -> None:
    """Keep the saved link in the link until a page has the widgets that take it over."""
    view = st.session_state.get(VIEW, {})
    if "algorithm" in st.session_state:  # by rule there is no slider
        st.session_state.pop(VIEW, None)
    elif missing := {key: values for key, values in view.items() if key not in st.query_params}:
        st.query_params.update(missing)
        st.rerun()


@st.fragment(run_every=0.1)
def _go_on() -> None:
    """Run the app again as soon as the empty page has been shown."""
    if st.session_state.pop(EMPTY, False):
        st.rerun()
    st.session_state[EMPTY] = True


def open_saved(id_: str) -> None:
    """Open a saved segmentation with the next run."""
    st.session_state[WANTED] = id_
    st.session_state.pop(SEEN, None)


def present_view(result: Segmentation) -> dict[str, list[str]]:
    """Return the link of the session, with what it leaves out because it is proposed."""
    view = {key: st.query_params.get_all(key) for key in st.query_params if key != PARAMETER}
    names = settings.option_names(list(result.rows.frame.columns))
    features = [names[name] for name in result.spec.features]
    formulas = "\n".join(f"{name} = {formula}" for name, formula in result.spec.formulas)
    always = {"k": [str(result.n_clusters)], "features": features, "formulas": [formulas]}
    return view | {key: values for key, values in always.items() if values != [""]}


def filled_in() -> dict[str, Any]:
    """Return what was filled in for the plan, as plain values."""
    kept = {
        str(key): value
        for key, value in st.session_state.items()
        if key in PLAN_KEYS or str(key).startswith(PLAN_PREFIXES)
    }
    return kept | {custom_segments.KEPT: custom_segments.as_plain(_kept_segments())}


def _kept_segments() -> tuple:
    return st.session_state.get(custom_segments.KEPT, ())


def _go_to(id_: str, *, keep_link: bool) -> None:
    """Turn the session into what was saved; parts of the link that differ come first."""
    try:
        saved = shelf().open(id_)
    except SegmentationError as error:
        st.session_state[state.NOTICE] = str(error)
        return
    link = {key: st.query_params.get_all(key) for key in st.query_params} if keep_link else {}
    _forget(saved.view.get("table", [""])[0])
    st.session_state[state.OPENED] = st.session_state[SEEN] = id_
    remember_version(id_, saved.entry.version)
    st.session_state[VIEW] = {**saved.view, **link}
    fill_in(saved.plan)
    st.query_params.from_dict({**saved.view, **link, PARAMETER: [id_]})
    st.rerun()


def _forget(table: str) -> None:
    """Forget everything, but the user's file where it is the table that the saved link names."""
    own = st.session_state.get(state.UPLOAD)
    if not (own and table and own.is_known_as(table)):
        for key in (state.UPLOAD, state.UPLOAD_BYTES, state.SAMPLE):
            st.session_state.pop(key, None)
    for key in (state.LINK, state.GIVEN_NAMES):
        st.session_state.pop(key, None)
    state.forget_choices()


def fill_in(plan: dict[str, Any]) -> None:
    """Fill in a plan as `filled_in` returned it, read from JSON or not.

    Parameters
    ----------
    plan : dict of str to plain values
    """
    for key, value in plan.items():
        if key == "typed_money":  # JSON has no numbers as keys
            by_slot = {
                owner: {int(slot): row for slot, row in rows.items()}
                for owner, rows in value.items()
            }
            st.session_state[key] = by_slot
        elif key == custom_segments.KEPT:
            st.session_state[key] = custom_segments.from_plain(value)
        elif key in PLAN_KEYS or key.startswith(PLAN_PREFIXES):
            st.session_state[key] = value
