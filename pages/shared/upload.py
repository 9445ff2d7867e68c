"""Files that a user hands over: each is read once, and one that cannot be read changes nothing."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from pages.shared.messages import plain
from segmentation.errors import SegmentationError

Read = TypeVar("Read")


def take(files: list, key: str, read: Callable[[object], Read]) -> list[Read]:
    """Read newly chosen files, in the order of their names.

    Parameters
    ----------
    files : list of UploadedFile
        What the uploader holds now.
    key : str
        One uploader on the page.
    read : callable
        Makes something of a file, or raises a `SegmentationError`.

    Returns
    -------
    list
        What was read just now; empty when the files were taken before. What cannot be read is told
        by `show_problems`.
    """
    ids = [file.file_id for file in files]
    if not ids or ids == st.session_state.get(_taken(key)):
        return []
    st.session_state[_taken(key)] = ids
    forget_problems(key)
    taken = []
    for file in sorted(files, key=lambda each: each.name):
        try:
            taken.append(read(file))
        except SegmentationError as error:
            refuse(key, str(error))
    return taken


def refuse(key: str, problem: str) -> None:
    """Remember why a file could not be read."""
    st.session_state[_problems(key)] = (*st.session_state.get(_problems(key), ()), problem)


def forget_problems(key: str) -> None:
    """Forget what could not be read before."""
    st.session_state.pop(_problems(key), None)


def show_problems(key: str) -> bool:
    """Say what could not be read; return whether there was anything."""
    problems = st.session_state.get(_problems(key), ())
    for problem in problems:
        st.error(plain(problem), icon=":material/info:")
    return bool(problems)


def _taken(key: str) -> str:
    return f"{key}_taken"


def _problems(key: str) -> str:
    return f"{key}_problems"
