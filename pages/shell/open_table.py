"""The table that is open: a sample, a file, a query or what a link asks for, as corrected since."""

from dataclasses import replace

import streamlit as st

from pages.shared import upload
from pages.shared.messages import short
from pages.shell import links, rows, state
from pages.whole import places
from segmentation import cached
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import SegmentationError
from segmentation.service.front.browser_secret import COOKIE, valid_secret
from segmentation.tables import samples
from segmentation.tables.table import ReadOptions, Table


def remember_link() -> None:
    """Keep what the link of a new session asked for, before widgets take it over."""
    if state.LINK not in st.session_state:
        st.session_state[state.LINK] = {
            key: tuple(st.query_params.get_all(key)) for key in st.query_params
        }
        _open_linked_sample()
        for text in state.asked(READ_PARAMETER):
            st.session_state[state.OPTIONS] = links.unpack(ReadOptions, text) or ReadOptions()
        for text in state.asked(SALES_PARAMETER):
            _open_linked_sales(text)
        for text in state.asked(state.ROWS):
            if text in {state.EACH, state.TOGETHER}:
                st.session_state[state.ROWS] = text


def table() -> Table:
    """Return the session's table of customers; ask for the file first when a link needs one.

    Returns
    -------
    Table
        One row per customer: made from sales or events, unless the user wants the rows as they are;
        with the columns as the user has corrected them.
    """
    read = source()
    rows.begin_with_customers(read)
    customers = rows.made_customers(read)
    chosen = st.session_state.get(state.IDENTIFIER)
    if chosen in ("", *customers.frame.columns):
        customers = customers.with_identifier(chosen)
    return replace(customers, choices=st.session_state.get(state.COLUMN_CHOICES, ()))


def customers() -> Table:
    """Return what `table` does, once somebody has said what a row is where customers repeat."""
    made = table()
    rows.ask(source())
    return made


def source() -> Table:
    """Return the table as it was read; ask for the file first when a link needs one."""
    _open_pending()
    wanted = _wanted_fingerprint()
    if wanted and state.UPLOAD not in st.session_state:
        _open_kept(wanted)
        if (drawn := places.opened_again(wanted)) is not None:
            _use_as_linked(drawn)
            st.rerun()
        _ask_for_file(wanted)
        st.stop()
    current = st.session_state.get(state.UPLOAD) or cached.sample(state.sample_name())
    _put_in_link(current)
    return current


def are_sales() -> bool:
    """Return whether the rows in use look like lines of sales and not like customers."""
    read = source()
    rows.begin_with_customers(read)
    if read.sampled is not None:
        return False
    return state.sales() is None and cached.sale_columns(read) is not None


def read_again(options: ReadOptions) -> None:
    """Read the user's file anew with corrections; what cannot be read changes nothing."""
    # The form keeps what it shows: pressing its button twice is pressing it once.
    name, data = st.session_state[state.UPLOAD].name, st.session_state[state.UPLOAD_BYTES]
    upload.forget_problems(state.FILE)
    try:
        read = cached.read(data, name, options)
    except SegmentationError as error:
        upload.refuse(state.FILE, str(error))
        return
    st.session_state[state.LINK] = {}
    state.forget_choices(but="read_" if options != ReadOptions() else None)
    st.session_state[state.UPLOAD] = read
    st.session_state[state.OPTIONS] = options
    _keep(read, data)


def use(read: Table) -> None:
    """Make a table from the server or a database the session's table."""
    state.forget_choices()
    st.session_state[state.LINK] = {}
    st.session_state[state.UPLOAD] = read
    st.session_state.pop(state.UPLOAD_BYTES, None)


def take_upload(file) -> None:
    """Make a newly uploaded file the session's table; a file that cannot be read changes nothing.

    Parameters
    ----------
    file : UploadedFile or None
        What the uploader holds; it is read once.
    """
    upload.take([file] if file else [], state.FILE, _read_upload)
    if upload.show_problems(state.FILE):
        st.caption("The table that was open before is still open.")


def read_customers(file) -> Table:
    """Read a further file; a list of sales becomes customers as the session makes them.

    Parameters
    ----------
    file : UploadedFile

    Returns
    -------
    Table
        Under the file's own name.
    """
    read, chosen = cached.read(file.getvalue(), file.name, ReadOptions()), state.sales()
    events = st.session_state.get(state.EVENTS)
    if events and events.visitor in read.frame:
        return replace(cached.visitors(read, events, None), name=read.name)
    if chosen is None or not {chosen.columns.customer, chosen.columns.date} <= set(read.frame):
        return read
    # Recency is counted up to the latest day of the new file, not of the old one.
    made = cached.customers(read, chosen.columns, None, chosen.rules)
    return replace(made, name=read.name)


def _is_open(name: str, data: bytes) -> bool:
    """Return whether this very file is the table already."""
    same_name = state.is_upload() and st.session_state[state.UPLOAD].name == name
    return same_name and st.session_state.get(state.UPLOAD_BYTES) == data


def _read_upload(file) -> None:
    """Make a file the session's table, unless it is that already."""
    data = file.getvalue()
    if not _is_open(file.name, data):
        st.session_state[state.PENDING] = (file.name, data)
        _finish_pending()


def _finish_pending() -> None:
    """Read and open the file that was handed over.

    Who leaves the page while it is read ends that run, and finds the file open on the next page.
    """
    if state.PENDING not in st.session_state:
        return
    name, data = st.session_state[state.PENDING]
    if _is_open(name, data):
        del st.session_state[state.PENDING]
        return
    try:
        read = cached.read(data, name, state.options())
    except SegmentationError:
        del st.session_state[state.PENDING]
        raise
    _use_upload(read, data)
    del st.session_state[state.PENDING]
    st.rerun()


def _open_pending() -> None:
    """Open a file whose page was left before it was read; say so where it cannot be read."""
    try:
        _finish_pending()
    except SegmentationError as error:
        st.session_state[state.NOTICE] = f"{error} The table that was open before is still open."


def _open_kept(wanted: str) -> None:
    """Open this browser's file once more, if the server has kept it for a reload."""
    kept = cached.kept_files().get(_secret(), wanted)
    if kept:
        _use_upload(cached.read(kept.data, kept.name, state.options()), kept.data)
        st.rerun()


def _keep(read: Table, data: bytes) -> None:
    fingerprint = read.fingerprint[:FINGERPRINT_DIGITS]
    cached.kept_files().put(_secret(), fingerprint, read.name, data)


def _secret() -> str:
    """Return the secret of this browser; empty where the server gives none."""
    return valid_secret(str(st.context.cookies.get(COOKIE, "")))


def _use_upload(read: Table, data: bytes) -> None:
    _use_as_linked(read)
    st.session_state[state.UPLOAD_BYTES] = data
    _keep(read, data)


def _use_as_linked(read: Table) -> None:
    wanted = _wanted_fingerprint()
    kept = {
        key: st.session_state[key]
        for key in (state.OPTIONS, state.SALES, state.ROWS)
        if key in st.session_state
    }
    state.forget_choices()
    st.session_state[state.UPLOAD] = read
    if wanted and read.is_known_as(wanted):
        st.session_state.update(kept)  # what the link says of this file
    elif wanted:
        st.session_state[state.LINK] = {}
        st.session_state[state.NOTICE] = (
            f"{short(read.name)} is not the file this link was made on: its contents differ. "
            f"It is shown with its own settings."
        )


def _open_linked_sample() -> None:
    named = [name for name in state.asked("table") if name in samples.sample_names()]
    if named:
        st.session_state[state.SAMPLE] = named[0]
    elif state.asked("table") and _wanted_fingerprint() is None:
        wanted, shown = state.asked("table")[0], samples.sample_card(state.sample_name()).title
        st.session_state[state.NOTICE] = (
            f"The link asks for a table “{short(wanted, 40)}” that is not here. "
            f"The built-in sample “{shown}” is shown instead."
        )


def _wanted_fingerprint() -> str | None:
    """Return the fingerprint a link asks for, when it names one."""
    digits = [
        name
        for name in state.asked("table")
        if len(name) == FINGERPRINT_DIGITS and set(name) <= set("0123456789abcdef")
    ]
    return digits[0] if digits else None


def _put_in_link(current: Table) -> None:
    is_default = not state.is_upload() and state.sample_name() == samples.sample_names()[0]
    name = current.fingerprint[:FINGERPRINT_DIGITS] if state.is_upload() else state.sample_name()
    chosen = state.sales()
    parts = {
        "table": "" if is_default else name,
        READ_PARAMETER: links.pack(state.options()),
        SALES_PARAMETER: links.pack(chosen.columns) if chosen else "",
        "as_of": (chosen.as_of or "") if chosen else "",
        state.ROWS: st.session_state.get(state.ROWS, ""),
        places.PARAMETER: places.in_link(current),
    }
    for key, value in parts.items():
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]


def _open_linked_sales(text: str) -> None:
    columns = links.unpack(SaleColumns, text)
    if columns:
        as_of = next(filter(links.is_day, state.asked("as_of")), None)
        st.session_state[state.SALES] = state.Sales(columns=columns, as_of=as_of)


def _ask_for_file(wanted: str) -> None:
    st.title("This link was made on a file of your own")
    st.write(
        "A link never carries a file, and the server keeps files only for a while and for the "
        "browser that brought them. Choose the same file to see the linked view: its contents are "
        f"checked against the link (fingerprint {wanted}). Without the file, ask whoever sent it "
        "for a link made by “Share with a colleague”: that one shows the result."
    )
    file = st.file_uploader("The file of this link", key="linked_file")
    take_upload(file)
    st.button("Open the sample instead", on_click=state.use_sample)


FINGERPRINT_DIGITS = 12


READ_PARAMETER, SALES_PARAMETER = "read", "sales"
