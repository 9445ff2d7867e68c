"""The library of saved segmentations: saving one, and the list to open, rename and delete."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from pages.shared.messages import ask_short, plain, sentences_for_errors, short
from pages.shell import open_table, reopening, state
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError, counted
from segmentation.models.documents.library_records import LONGEST_NAME, LONGEST_NOTE, LibraryEntry
from segmentation.models.model_segment import now
from segmentation.tables.labels import split_unit

SAVED, PROBLEM, DELETED = "just_saved", "library_problem", "just_deleted"
COLUMNS_SHOWN = 4
DAMAGED = "Damaged: it cannot be opened. Restore the library from a copy, or delete this entry."


def offer_save(present: Callable[[], Segmentation]) -> None:
    """Offer to save the segmentation with its plan, under a name, in the library.

    Parameters
    ----------
    present : callable
        Returns what is to be saved when the button is pressed.
    """
    with st.popover("Save", icon=":material/bookmark_add:"):
        opened = reopening.opened_entry()
        ask_short(
            st.text_input,
            "Name",
            longest=LONGEST_NAME,
            value=opened.name if opened else short(open_table.table().name, 60),
            key="save_name",
        )
        ask_short(
            st.text_area,
            "Note",
            longest=LONGEST_NOTE,
            value=opened.note if opened else "",
            key="save_note",
            placeholder="What it is for, what was decided",
        )
        save = partial(_save, present)
        if opened:
            st.button("Save the changes", on_click=save, args=(opened.id,), type="primary")
            st.button("Save as a new one", on_click=save, args=(None,))
        else:
            st.button("Save", on_click=save, args=(None,), type="primary", key="save_new")
        _tell()
        st.caption(
            "Kept: the settings, the segments and the plan. Customers are never stored; to open a "
            "segmentation of your own file you choose the file again."
        )


def list_saved() -> None:
    """Show what is saved, to be opened, renamed and deleted."""
    st.header("Saved segmentations")
    _tell()
    if DELETED in st.session_state:
        id_, name = st.session_state[DELETED]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Deleted: {plain(short(name, 60))}")
            st.button("Undo", on_click=_restore, args=(id_,), icon=":material/undo:")
    with sentences_for_errors():
        entries = reopening.library().entries()
    if not entries:
        st.caption("Nothing is saved yet. “Save” on the Segments page keeps what you see there.")
    for entry in entries:
        _show_entry(entry)


def _show_entry(entry: LibraryEntry) -> None:
    what, open_it, change = st.columns([6, 1.3, 1.6], vertical_alignment="center")
    if entry.is_damaged:
        what.markdown(f"**{plain(short(entry.name, 60))}**  \n{DAMAGED}")
        change.button("Delete", key=f"delete_{entry.id}", on_click=_delete, args=(entry,))
        return
    with what:
        columns = ", ".join(split_unit(name).label for name in entry.features[:COLUMNS_SHOWN])
        more = ", …" if len(entry.features) > COLUMNS_SHOWN else ""
        st.markdown(
            f"**{plain(short(entry.name, 60))}**  \n"
            f"{counted(entry.n_clusters, 'segment')} of {counted(entry.n_customers, 'customer')} "
            f"by {plain(columns)}{more}; {entry.changed:%d %B %Y}"
            + (f"  \n{plain(entry.note)}" if entry.note else "")
        )
    with open_it:
        st.button(
            "Open",
            key=f"open_{entry.id}",
            on_click=reopening.open_saved,
            args=(entry.id,),
            icon=":material/folder_open:",
        )
    with change, st.popover("Change", icon=":material/edit:"):
        name, note = f"name_{entry.id}", f"note_{entry.id}"
        ask_short(st.text_input, "Name", entry.name, longest=LONGEST_NAME, key=name)
        ask_short(st.text_area, "Note", entry.note, longest=LONGEST_NOTE, key=note)
        st.button("Rename", key=f"rename_{entry.id}", on_click=_rename, args=(entry.id, name, note))
        st.button(
            "Delete",
            key=f"delete_{entry.id}",
            on_click=_delete,
            args=(entry,),
            icon=":material/delete:",
        )


def _tell() -> None:
    """Say what became of the last change."""
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state.pop(PROBLEM)), icon=":material/info:")
    if SAVED in st.session_state:
        id_ = st.session_state[SAVED]
        st.success("Saved. The address of this page opens it again:", icon=":material/check:")
        st.code(f"?{reopening.PARAMETER}={id_}", language=None)


def _save(present: Callable[[], Segmentation], replaces: str | None) -> None:
    def save() -> None:
        result = present()
        id_ = reopening.library().save(
            st.session_state["save_name"][:LONGEST_NAME],
            replace(result.model, made=now()),
            note=st.session_state["save_note"][:LONGEST_NOTE],
            view=reopening.present_view(result),
            plan=reopening.filled_in(),
            replaces=replaces,
        )
        st.session_state[SAVED] = st.session_state[state.OPENED] = id_

    _try(save)


def _rename(id_: str, name: str, note: str) -> None:
    kept = st.session_state[name][:LONGEST_NAME], st.session_state[note][:LONGEST_NOTE]
    _try(lambda: reopening.library().rename(id_, *kept))


def _delete(entry: LibraryEntry) -> None:
    def delete() -> None:
        reopening.library().delete(entry.id)
        st.session_state[DELETED] = entry.id, entry.name
        if st.session_state.get(state.OPENED) == entry.id:
            del st.session_state[state.OPENED]

    _try(delete)


def _restore(id_: str) -> None:
    def restore() -> None:
        reopening.library().restore(id_)
        st.session_state.pop(DELETED, None)

    _try(restore)


def _try(change) -> None:
    """Make a change; what the library refuses is told on the next run."""
    for key in (PROBLEM, SAVED, DELETED):
        st.session_state.pop(key, None)
    try:
        change()
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)
