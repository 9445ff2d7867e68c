"""What a session remembers: which table, and the link it was opened with. Choices only, no results.

Widgets keep their own values under their keys (and in the link). What they offer depends on the
table, so a change of table forgets them.
"""

import streamlit as st

from pages.ui.messages import plain, short
from segmentation import cached
from segmentation.errors import SegmentationError, counted
from segmentation.tables import samples
from segmentation.tables.table import Table

UPLOAD = "uploaded_table"
SAMPLE = "sample"
IDENTIFIER = "identifier"
LINK = "link"
NOTICE = "notice"
UPLOADER_RUN = "uploader_run"
TAKEN = "taken_file"
PROBLEM = "upload_problem"

KEPT_ON_NEW_TABLE = frozenset({UPLOAD, SAMPLE, LINK, UPLOADER_RUN, TAKEN, "router_running"})
FINGERPRINT_DIGITS = 12


def remember_link() -> None:
    """Keep what the link of a new session asked for, before widgets take it over."""
    if LINK not in st.session_state:
        st.session_state[LINK] = {
            key: tuple(st.query_params.get_all(key)) for key in st.query_params
        }
        _open_linked_sample()


def table() -> Table:
    """Return the session's table; ask for the file first when a link needs one.

    Returns
    -------
    Table
        With the identifier the user has chosen.
    """
    wanted = _wanted_fingerprint()
    if wanted and UPLOAD not in st.session_state:
        _ask_for_file(wanted)
        st.stop()
    current = st.session_state.get(UPLOAD) or cached.sample(sample_name())
    _put_in_link(current)
    chosen = st.session_state.get(IDENTIFIER)
    return current.with_identifier(chosen) if chosen in ("", *current.frame.columns) else current


def is_upload() -> bool:
    """Return whether the session works on the user's own file."""
    return UPLOAD in st.session_state


def asked(parameter: str) -> tuple[str, ...]:
    """Return what the session's link asked for under `parameter`."""
    return st.session_state.get(LINK, {}).get(parameter, ())


def take_upload(file) -> None:
    """Make a newly uploaded file the session's table; a file that cannot be read changes nothing.

    Parameters
    ----------
    file : UploadedFile or None
        What the uploader holds; it is read once.
    """
    if file is None:
        return
    if st.session_state.get(TAKEN) != file.file_id:
        st.session_state[TAKEN] = file.file_id
        st.session_state.pop(PROBLEM, None)
        try:
            _use_upload(cached.read(file.getvalue(), file.name))
        except SegmentationError as error:
            st.session_state[PROBLEM] = str(error)
        else:
            st.rerun()
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state[PROBLEM]), icon=":material/info:")
        st.caption("The table that was open before is still open.")


def _use_upload(read: Table) -> None:
    wanted = _wanted_fingerprint()
    _forget_choices()
    st.session_state[UPLOAD] = read
    if wanted and not read.fingerprint.startswith(wanted):
        st.session_state[LINK] = {}
        st.session_state[NOTICE] = (
            f"{short(read.name)} is not the file this link was made on: its contents differ. "
            f"It is shown with its own settings."
        )


def use_sample(name: str | None = None) -> None:
    """Go back to a built-in table, and to its settings."""
    st.session_state.pop(UPLOAD, None)
    st.session_state[SAMPLE] = name or samples.sample_names()[0]
    st.session_state[UPLOADER_RUN] = st.session_state.get(UPLOADER_RUN, 0) + 1
    st.session_state[LINK] = {}
    _forget_choices()


def reset() -> None:
    """Forget every choice but the table."""
    st.session_state[LINK] = {}
    _forget_choices()


def show_source() -> None:
    """Say in the sidebar which table is open, and offer the ways back."""
    with st.sidebar:
        if is_upload():
            name, n_rows = st.session_state[UPLOAD].name, len(st.session_state[UPLOAD].frame)
            st.markdown(f"**{plain(short(name, 40))}**  \n{counted(n_rows, 'row')}, your file")
        else:
            card = samples.sample_card(sample_name())
            st.markdown(f"**{plain(card.title)}**  \nBuilt-in sample")
        with st.container(horizontal=True):
            st.button("Back to the sample", on_click=use_sample, disabled=not is_upload())
            st.button("Reset", on_click=reset, help="Forget all settings and start anew.")


def show_notice() -> None:
    """Show what went otherwise than the link or file asked, until it is closed."""
    if NOTICE in st.session_state:
        st.warning(plain(st.session_state[NOTICE]), icon=":material/info:")


def notice_unknown(parameter: str, what: str, options: tuple[str, ...]) -> None:
    """Say which values of the link do not exist in this table; they were left out."""
    unknown = [value for value in asked(parameter) if value not in options]
    if unknown:
        names = ", ".join(f"“{short(value, 40)}”" for value in unknown[:3])
        st.warning(
            plain(f"The link asks for {what} {names}, which this table does not offer. ")
            + "It was left out; everything else is as the link says.",
            icon=":material/info:",
        )


def sample_name() -> str:
    """Return the built-in table that is open, or was last."""
    return st.session_state.get(SAMPLE, samples.sample_names()[0])


def _open_linked_sample() -> None:
    named = [name for name in asked("table") if name in samples.sample_names()]
    if named:
        st.session_state[SAMPLE] = named[0]


def _wanted_fingerprint() -> str | None:
    """Return the fingerprint a link asks for, when it names one."""
    digits = [
        name
        for name in asked("table")
        if len(name) == FINGERPRINT_DIGITS and set(name) <= set("0123456789abcdef")
    ]
    return digits[0] if digits else None


def _put_in_link(current: Table) -> None:
    if is_upload():
        st.query_params["table"] = current.fingerprint[:FINGERPRINT_DIGITS]
    elif sample_name() != samples.sample_names()[0]:
        st.query_params["table"] = sample_name()
    elif "table" in st.query_params:
        del st.query_params["table"]


def _ask_for_file(wanted: str) -> None:
    st.title("This link was made on a file of your own")
    st.write(
        "Files are never stored on the server. Choose the same file again to see the linked view: "
        f"its contents are checked against the link (fingerprint {wanted})."
    )
    file = st.file_uploader("The file of this link", key="linked_file")
    take_upload(file)
    st.button("Open the sample instead", on_click=use_sample)


def _forget_choices() -> None:
    for key in list(st.session_state):
        if key not in KEPT_ON_NEW_TABLE:
            del st.session_state[key]
