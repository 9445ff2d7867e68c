"""What a session remembers: which table, and the link it was opened with. Choices only, no results.

Widgets keep their own values under their keys (and in the link). What they offer depends on the
table, so a change of table forgets them.
"""

from dataclasses import dataclass, replace

import streamlit as st

from pages.ui import links
from pages.ui.messages import plain, short
from segmentation import cached
from segmentation.customers.rfm_groups import GROUPS, GroupRule
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import SegmentationError
from segmentation.tables import samples
from segmentation.tables.table import ColumnChoice, ReadOptions, Table

UPLOAD = "uploaded_table"
UPLOAD_BYTES = "uploaded_bytes"
SAMPLE = "sample"
IDENTIFIER = "identifier"
COLUMN_CHOICES = "column_choices"
OPTIONS = "read_options"
SALES = "sales"
LINK = "link"
NOTICE = "notice"
UPLOADER_RUN = "uploader_run"
TAKEN = "taken_file"
GIVEN_NAMES = "given_names"
PROBLEM = "upload_problem"
OPENED = "opened_segmentation"

KEPT_ON_NEW_TABLE = frozenset(
    {UPLOAD, UPLOAD_BYTES, SAMPLE, LINK, UPLOADER_RUN, TAKEN, GIVEN_NAMES, "router_running"}
)
FINGERPRINT_DIGITS = 12
READ_PARAMETER, SALES_PARAMETER = "read", "sales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """How customers are made from a list of sales.

    Attributes
    ----------
    columns : SaleColumns
    as_of : str or None
        The day from which recency is counted, as year-month-day; None is the latest of the table.
    rules : tuple of GroupRule
        Which scores make which group.
    """

    columns: SaleColumns
    as_of: str | None = None
    rules: tuple[GroupRule, ...] = GROUPS


def remember_link() -> None:
    """Keep what the link of a new session asked for, before widgets take it over."""
    if LINK not in st.session_state:
        st.session_state[LINK] = {
            key: tuple(st.query_params.get_all(key)) for key in st.query_params
        }
        _open_linked_sample()
        for text in asked(READ_PARAMETER):
            st.session_state[OPTIONS] = links.unpack(ReadOptions, text) or ReadOptions()
        for text in asked(SALES_PARAMETER):
            _open_linked_sales(text)


def table() -> Table:
    """Return the session's table of customers; ask for the file first when a link needs one.

    Returns
    -------
    Table
        Made from sales where the user has said so, with the columns as the user has corrected
        them.
    """
    found = source()
    if sales := st.session_state.get(SALES):
        try:
            found = cached.customers(found, sales.columns, sales.as_of, sales.rules)
        except SegmentationError as error:
            del st.session_state[SALES]
            st.session_state[NOTICE] = f"No customers were made from the sales. {error}"
    chosen = st.session_state.get(IDENTIFIER)
    if chosen in ("", *found.frame.columns):
        found = found.with_identifier(chosen)
    return replace(found, choices=st.session_state.get(COLUMN_CHOICES, ()))


def source() -> Table:
    """Return the table as it was read; ask for the file first when a link needs one.

    Returns
    -------
    Table
    """
    wanted = _wanted_fingerprint()
    if wanted and UPLOAD not in st.session_state:
        _ask_for_file(wanted)
        st.stop()
    current = st.session_state.get(UPLOAD) or cached.sample(sample_name())
    _put_in_link(current)
    return current


def read_again(options: ReadOptions) -> None:
    """Read the user's file anew with corrections; what cannot be read changes nothing."""
    # The form keeps what it shows: pressing its button twice is pressing it once.
    name, data = st.session_state[UPLOAD].name, st.session_state[UPLOAD_BYTES]
    st.session_state.pop(PROBLEM, None)
    try:
        read = cached.read(data, name, options)
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)
        return
    st.session_state[LINK] = {}
    forget_choices(but="read_" if options != ReadOptions() else None)
    st.session_state[UPLOAD] = read
    st.session_state[OPTIONS] = options


def open_table(read: Table) -> None:
    """Make a table from the server or a database the session's table."""
    forget_choices()
    st.session_state[LINK] = {}
    st.session_state[UPLOAD] = read
    st.session_state.pop(UPLOAD_BYTES, None)


def options() -> ReadOptions:
    """Return the corrections with which the user's file was read."""
    return st.session_state.get(OPTIONS, ReadOptions())


def sales() -> Sales | None:
    """Return how customers are made from sales, None when the table is used as it is."""
    return st.session_state.get(SALES)


def use_sales(chosen: Sales | None) -> None:
    """Make customers from sales from now on, or go back to the table as it is."""
    st.session_state[LINK] = {}
    kept = st.session_state.get(OPTIONS)
    forget_choices()
    if kept:
        st.session_state[OPTIONS] = kept
    if chosen:
        st.session_state[SALES] = chosen


def correct_column(choice: ColumnChoice) -> None:
    """Remember what the user says of a column; the features are proposed anew."""
    st.session_state.pop("features", None)
    others = [c for c in st.session_state.get(COLUMN_CHOICES, ()) if c.name != choice.name]
    st.session_state[COLUMN_CHOICES] = (*others, choice)


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
    if file is not None and st.session_state.get(TAKEN) != file.file_id:
        st.session_state[TAKEN] = file.file_id
        data = file.getvalue()
        if not _is_open(file.name, data):
            _read_upload(file.name, data)
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state[PROBLEM]), icon=":material/info:")
        st.caption("The table that was open before is still open.")


def _is_open(name: str, data: bytes) -> bool:
    """Return whether this very file is the table already."""
    same_name = is_upload() and st.session_state[UPLOAD].name == name
    return same_name and st.session_state.get(UPLOAD_BYTES) == data


def _read_upload(name: str, data: bytes) -> None:
    st.session_state.pop(PROBLEM, None)
    try:
        _use_upload(cached.read(data, name, options()), data)
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)
    else:
        st.rerun()


def _use_upload(read: Table, data: bytes) -> None:
    wanted = _wanted_fingerprint()
    kept = {key: st.session_state[key] for key in (OPTIONS, SALES) if key in st.session_state}
    forget_choices()
    st.session_state[UPLOAD], st.session_state[UPLOAD_BYTES] = read, data
    if wanted and read.fingerprint.startswith(wanted):
        st.session_state.update(kept)  # what the link says of this file
    elif wanted:
        st.session_state[LINK] = {}
        st.session_state[NOTICE] = (
            f"{short(read.name)} is not the file this link was made on: its contents differ. "
            f"It is shown with its own settings."
        )


def use_sample(name: str | None = None) -> None:
    """Go back to a built-in table, and to its settings."""
    for key in (UPLOAD, UPLOAD_BYTES):
        st.session_state.pop(key, None)
    st.session_state[SAMPLE] = name or samples.sample_names()[0]
    st.session_state[UPLOADER_RUN] = st.session_state.get(UPLOADER_RUN, 0) + 1
    st.session_state[LINK] = {}
    forget_choices()


def reset() -> None:
    """Forget every choice but the table."""
    st.session_state[LINK] = {}
    st.session_state.pop(GIVEN_NAMES, None)
    forget_choices()


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
    is_default = not is_upload() and sample_name() == samples.sample_names()[0]
    name = current.fingerprint[:FINGERPRINT_DIGITS] if is_upload() else sample_name()
    chosen = sales()
    parts = {
        "table": "" if is_default else name,
        READ_PARAMETER: links.pack(options()),
        SALES_PARAMETER: links.pack(chosen.columns) if chosen else "",
        "as_of": (chosen.as_of or "") if chosen else "",
    }
    for key, value in parts.items():
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]


def _open_linked_sales(text: str) -> None:
    columns = links.unpack(SaleColumns, text)
    if columns:
        as_of = next(iter(asked("as_of")), None)
        st.session_state[SALES] = Sales(columns=columns, as_of=as_of)


def _ask_for_file(wanted: str) -> None:
    st.title("This link was made on a file of your own")
    st.write(
        "Files are never stored on the server. Choose the same file again to see the linked view: "
        f"its contents are checked against the link (fingerprint {wanted})."
    )
    file = st.file_uploader("The file of this link", key="linked_file")
    take_upload(file)
    st.button("Open the sample instead", on_click=use_sample)


def forget_choices(but: str | None = None) -> None:
    """Forget everything a user has chosen on the last table, but keys that begin with `but`."""
    for key in list(st.session_state):
        if key not in KEPT_ON_NEW_TABLE and not (but and str(key).startswith(but)):
            del st.session_state[key]
