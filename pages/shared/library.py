"""The library of saved segmentations: saving one, and the list to open, rename and delete."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.people import visitor, words
from pages.shared.messages import ask_short, plain, sentences_for_errors, short
from pages.shell import open_table, reopening, state
from segmentation.access.people import Person
from segmentation.access.rights import may_change, may_give
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError, counted
from segmentation.models.documents.library_records import (
    LONGEST_NAME,
    LONGEST_NOTE,
    PRIVATE,
    SHARINGS,
    TEAM,
    LibraryEntry,
)
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
    person = visitor.safe_person()
    if not person.may_change:
        st.button("Save", icon=":material/bookmark_add:", disabled=True, help=words.LOOKS_ONLY)
        return
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
        if person.id:
            _choose_sharing(opened.sharing if opened else PRIVATE, "save_sharing")
        if opened:
            if may_change(person, opened):
                seen = (opened.id, reopening.opened_version(opened))
                st.button("Save the changes", on_click=save, args=seen, type="primary")
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
        entries = reopening.shelf().entries()
    if not entries:
        st.caption("Nothing is saved yet. “Save” on the Segments page keeps what you see there.")
    person = visitor.safe_person()
    for entry in entries:
        _show_entry(entry, person)
    _list_deleted()


def _list_deleted() -> None:
    """Offer back what was deleted or replaced, to whoever may restore it."""
    with sentences_for_errors():
        deleted = reopening.shelf().deleted()
    if not deleted:
        return
    with st.expander(words.RECENTLY):
        for entry in deleted:
            with st.container(horizontal=True, vertical_alignment="center"):
                told = words.AS_OF.format(name=short(entry.name, 60), entry=entry)
                st.markdown(plain(told))
                st.button(
                    words.RESTORE,
                    key=f"restore_{entry.id}",
                    on_click=_restore,
                    args=(entry.id,),
                    icon=":material/undo:",
                )


def _choose_sharing(present: str, key: str, **change: Any) -> None:
    st.selectbox(
        words.SHARING,
        SHARINGS,
        SHARINGS.index(present),
        format_func=words.SHARINGS.get,
        key=key,
        **change,
    )


def _show_entry(entry: LibraryEntry, person: Person) -> None:
    gives = may_give(person, entry)
    what, open_it, change = st.columns([6, 1.3, 1.6], vertical_alignment="center")
    if entry.is_damaged:
        what.markdown(f"**{plain(short(entry.name, 60))}**  \n{DAMAGED}")
        if gives:
            change.button("Delete", key=f"delete_{entry.id}", on_click=_delete, args=(entry,))
        return
    with what:
        columns = ", ".join(split_unit(name).label for name in entry.features[:COLUMNS_SHOWN])
        more = ", …" if len(entry.features) > COLUMNS_SHOWN else ""
        st.markdown(
            f"**{plain(short(entry.name, 60))}**  \n"
            f"{counted(entry.n_clusters, 'segment')} of {counted(entry.n_customers, 'customer')} "
            f"by {plain(columns)}{more}; {entry.changed:%d %B %Y}"
            + (f"  \n{plain(_whose(entry))}" if person.id else "")
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
    if not may_change(person, entry):
        return
    with change, st.popover("Change", icon=":material/edit:"):
        name, note = f"name_{entry.id}", f"note_{entry.id}"
        ask_short(st.text_input, "Name", entry.name, longest=LONGEST_NAME, key=name)
        ask_short(st.text_area, "Note", entry.note, longest=LONGEST_NOTE, key=note)
        seen = (entry.id, name, note, entry.version)
        st.button("Rename", key=f"rename_{entry.id}", on_click=_rename, args=seen)
        if not gives:
            return
        if person.id:
            key = f"sharing_{entry.id}"
            _choose_sharing(entry.sharing, key, on_change=_share, args=(entry.id, key))
        st.button(
            "Delete",
            key=f"delete_{entry.id}",
            on_click=_delete,
            args=(entry,),
            icon=":material/delete:",
        )


def _whose(entry: LibraryEntry) -> str:
    return words.OWNED[entry.sharing].format(owner=entry.owner or words.NO_OWNER)


def _tell() -> None:
    """Say what became of the last change."""
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state.pop(PROBLEM)), icon=":material/info:")
    if SAVED in st.session_state:
        id_ = st.session_state[SAVED]
        st.success("Saved. The address of this page opens it again:", icon=":material/check:")
        st.code(f"?{reopening.PARAMETER}={id_}", language=None)


def _save(
    present: Callable[[], Segmentation], replaces: str | None, version: int | None = None
) -> None:
    def save() -> None:
        result, shelf = present(), reopening.shelf()
        opened = reopening.opened_entry()
        sharing = st.session_state.get("save_sharing", opened.sharing if opened else TEAM)
        id_ = shelf.save(
            st.session_state["save_name"][:LONGEST_NAME],
            replace(result.model, made=now()),
            note=st.session_state["save_note"][:LONGEST_NOTE],
            view=reopening.present_view(result),
            plan=reopening.filled_in(),
            replaces=replaces,
            version=version,
            sharing=sharing,
        )
        reopening.remember_version(id_, (version or 0) + 1)
        st.session_state[SAVED] = st.session_state[state.OPENED] = id_
        entry = reopening.opened_entry()
        if entry and entry.sharing != sharing and may_give(shelf.person, entry):
            shelf.share(id_, sharing)

    _try(save)


def _rename(id_: str, name: str, note: str, version: int) -> None:
    kept = st.session_state[name][:LONGEST_NAME], st.session_state[note][:LONGEST_NOTE]

    def rename() -> None:
        reopening.shelf().rename(id_, *kept, version=version)
        if st.session_state.get(state.VERSIONS, {}).get(id_) == version:
            reopening.remember_version(id_, version + 1)

    _try(rename)


def _share(id_: str, key: str) -> None:
    _try(lambda: reopening.shelf().share(id_, st.session_state[key]))


def _delete(entry: LibraryEntry) -> None:
    def delete() -> None:
        reopening.shelf().delete(entry.id)
        st.session_state[DELETED] = entry.id, entry.name
        if st.session_state.get(state.OPENED) == entry.id:
            del st.session_state[state.OPENED]

    _try(delete)


def _restore(id_: str) -> None:
    def restore() -> None:
        reopening.shelf().restore(id_)
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
