"""The part of the Data page that reads from the server's disk and from databases.

Both are shown only where the operator has opened them in ``.streamlit/secrets.toml``: a folder
and addresses in object stores under ``[files]``, databases under ``[connections.<name>]``.
"""

import re

import streamlit as st

from pages.data import words
from pages.shared import upload
from pages.shell import open_table, state
from pages.whole import progress
from pages.whole.places import allowed, place_of
from segmentation import cached
from segmentation.engines.warehouse.opening import Asked, is_large
from segmentation.errors import SegmentationError
from segmentation.tables.sources import read_folder, read_query

PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
OPENING = "large_table_being_opened"
EXAMPLE = "SELECT * FROM customers WHERE country = :country"


def show_server_sources() -> None:
    """Offer the operator's folder and databases, where there are any."""
    folder, connections = allowed("files"), allowed("connections")
    if folder.get("folder") or folder.get("stores"):
        with st.expander(words.SERVER_FILES), st.form("server_files"):
            st.text_input(
                words.FILES,
                placeholder="2024/*.parquet",
                key="server_pattern",
                help=words.FILES_HELP + (words.STORES_HELP if folder.get("stores") else ""),
            )
            st.form_submit_button(words.OPEN, on_click=_open_files)
    if connections:
        with st.expander(words.A_DATABASE):
            _show_query({name: each["url"] for name, each in connections.items() if "url" in each})
    _show_opening()


def _show_query(urls: dict[str, str]) -> None:
    st.selectbox(words.DATABASE, list(urls), key="server_database")
    query = st.text_area(
        words.QUERY,
        placeholder=EXAMPLE,
        key="server_query",
        help=words.QUERY_HELP,
    )
    for name in dict.fromkeys(PARAMETER.findall(query or "")):
        st.text_input(name, key=f"server_value_{name}")
    st.button(words.RUN, on_click=_open_query, args=(urls,), disabled=not query)


def _open_files() -> None:
    pattern = st.session_state["server_pattern"].strip()
    upload.forget_problems(state.FILE)
    try:
        folder, pattern = place_of(pattern)
        if not cached.is_sampled(folder, pattern):
            open_table.use(read_folder(folder, pattern))
            return
    except SegmentationError as error:
        upload.refuse(state.FILE, str(error))
        return
    _begin((folder, pattern))


def _begin(wanted: tuple[str, str] | Asked) -> None:
    st.session_state[OPENING] = wanted
    cached.begin_pass(_opening_of(wanted))


def _opening_of(wanted: tuple[str, str] | Asked):
    return cached.opening_query(wanted) if isinstance(wanted, Asked) else cached.opening(*wanted)


def _show_opening() -> None:
    """Show how far the sample of a large table is; use it once it is drawn."""
    if OPENING not in st.session_state:
        return
    piece = _opening_of(st.session_state[OPENING])
    drawn = progress.outcome(piece)
    if drawn is None:
        if cached.look_at(piece) is None:
            del st.session_state[OPENING]
        return
    cached.forget_pass(piece)
    open_table.use(drawn)
    st.rerun()


def _open_query(urls: dict[str, str]) -> None:
    name, query = st.session_state["server_database"], st.session_state["server_query"]
    values = {
        each: st.session_state.get(f"server_value_{each}", "") for each in PARAMETER.findall(query)
    }
    asked = Asked(
        database=name,
        url=urls[name],
        query=query,
        values=tuple(values.items()),
        name=words.QUERY_OF.format(name=name),
    )
    upload.forget_problems(state.FILE)
    try:
        if not is_large(asked):
            open_table.use(read_query(asked.url, query, values, name=asked.name))
            return
    except SegmentationError as error:
        upload.refuse(state.FILE, str(error))
        return
    _begin(asked)
