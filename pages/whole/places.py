"""Where tables too large to be loaded lie, and the way back to one by its link."""

import streamlit as st

from pages.shell import state
from pages.whole import progress, words
from segmentation import cached
from segmentation.engines.reading.stores import address_of, is_store, store_of
from segmentation.engines.warehouse.opening import Asked
from segmentation.errors import SegmentationError
from segmentation.tables.table import Table

PARAMETER = "whole"


def allowed(name: str) -> dict:
    """Return what the operator allows under a name in the secrets; empty where there is nothing."""
    try:
        return dict(st.secrets.get(name, {}))
    except FileNotFoundError:
        return {}


def place_of(written: str) -> tuple[str, str]:
    """Return what the operator has opened, and what is named below it.

    Parameters
    ----------
    written : str
        A file's name, a pattern or the address of an object.

    Returns
    -------
    tuple of str
    """
    given = allowed("files")
    if is_store(written) or not given.get("folder"):
        return store_of(written, given.get("stores", ()))
    return given["folder"], written


def asked_of(table: Table) -> Asked | None:
    """Return the query that a table is a sample of; None of other tables.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Asked or None
    """
    sampled = table.sampled
    if sampled is None or not sampled.database:
        return None
    return Asked(
        database=sampled.database,
        url=allowed("connections").get(sampled.database, {}).get("url", ""),
        query=sampled.query,
        values=sampled.values,
        name=sampled.pattern,
    )


def in_link(table: Table) -> str:
    """Return what a link says of the whole that a table is a sample of; empty of other tables."""
    sampled = table.sampled
    is_file = sampled is not None and not sampled.database  # no link holds a query
    return address_of(sampled.folder, sampled.pattern) if is_file else ""


def opened_again(wanted: str) -> Table | None:
    """Return the sample that a link asks for, drawn anew; end the page while it is drawn.

    Parameters
    ----------
    wanted : str
        The first digits of its fingerprint.

    Returns
    -------
    Table or None
        None where the link names none, or another lies there by now.
    """
    written = next(iter(state.asked(PARAMETER)), None)
    if not written:
        return None
    try:
        piece = cached.opening(*place_of(written))
    except SegmentationError:
        return None
    if cached.look_at(piece) is None:
        cached.begin_pass(piece)
    if not cached.look_at(piece).ended.is_set():
        st.title(words.OPENING)
        progress.outcome(piece)
        st.stop()
    drawn = progress.outcome(piece)
    if drawn is None:
        return None
    cached.forget_pass(piece)
    return drawn if drawn.is_known_as(wanted) else None
