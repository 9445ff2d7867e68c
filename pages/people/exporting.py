"""What leaves the studio as a file, and what is scored: written down of whoever is known."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.people import visitor
from segmentation import cached
from segmentation.access.audit import EXPORTED
from segmentation.models.library import default_url

NOTED = "noted_acts"


def download(
    kind: str,
    label: str,
    data: Callable[[], str | bytes],
    **options: Any,
) -> None:
    """Offer a file that is made when it is asked for.

    Parameters
    ----------
    kind : str
        What the log calls it: of our own words, never a name from the data.
    label : str
    data : callable
        Makes the file; for a known person not before the log has a line of it.
    **options : object
        As `st.download_button` takes them.
    """
    made = data
    if person := visitor.safe_person().id:
        log = cached.audit_log(default_url())

        def made() -> str | bytes:
            log.write(person, EXPORTED, kind)
            return data()

    st.download_button(label, data=made, on_click="ignore", **options)


def note(did: str, what: str, rows: int | None = None) -> None:
    """Write down what a known person did.

    Parameters
    ----------
    did : str
        Of `segmentation.access.audit.ACTIONS`.
    what : str
    rows : int or None
    """
    if person := visitor.safe_person().id:
        cached.audit_log(default_url()).write(person, did, what, rows)


def note_once(did: str, what: str, rows: int, of: object) -> None:
    """Write it down the first time that this session does it to the same thing.

    Parameters
    ----------
    did, what : str
    rows : int
    of : hashable
        What is the same: a file's fingerprint, say.
    """
    done = st.session_state.setdefault(NOTED, set())
    if (did, what, of) not in done:
        note(did, what, rows)
        done.add((did, what, of))
