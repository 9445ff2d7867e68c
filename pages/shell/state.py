"""What a session remembers: choices only, no results.

Widgets keep their own values under their keys (and in the link). What they offer depends on the
table, so a change of table forgets them.
"""

from dataclasses import dataclass

import streamlit as st

from segmentation.customers.events.columns import EventColumns
from segmentation.customers.rfm_groups import GROUPS, GroupRule
from segmentation.customers.transactions import SaleColumns
from segmentation.tables import samples
from segmentation.tables.table import ColumnChoice, ReadOptions

UPLOAD = "uploaded_table"
UPLOAD_BYTES = "uploaded_bytes"
PENDING = "file_being_read"
SAMPLE = "sample"
IDENTIFIER = "identifier"
COLUMN_CHOICES = "column_choices"
OPTIONS = "read_options"
SALES = "sales"
EVENTS = "events"
ROWS = "rows"
EACH, TOGETHER = "each", "together"
LINK = "link"
NOTICE = "notice"
TOLD = "told"
SHOWN, TURNED = "page_shown", "page_turned"
UPLOADER_RUN = "uploader_run"
FILE = "own_file"
GIVEN_NAMES = "given_names"
OPENED = "opened_segmentation"
VERSIONS = "opened_versions"
"""Of saved segmentations, as this session has seen or made them."""

READ = "read_segmentations"
ANSWER = "answer_so_far"
"""What was last said of the segments, and of which table: told again on pages before them."""

MAKER = "maker_of_links"
TOUR = "tour_step"
TAB = "plan_of_this_tab"
"""What is known of the plan that the tab remembers."""

KEPT_ON_NEW_TABLE = frozenset(
    {
        TOUR,
        TAB,
        MAKER,
        UPLOAD,
        UPLOAD_BYTES,
        PENDING,
        SAMPLE,
        LINK,
        UPLOADER_RUN,
        f"{FILE}_taken",
        GIVEN_NAMES,
        VERSIONS,
        READ,
        "router_running",
    }
)


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


def options() -> ReadOptions:
    """Return the corrections with which the user's file was read."""
    return st.session_state.get(OPTIONS, ReadOptions())


def sales() -> Sales | None:
    """Return how customers are made from sales, None when the table is used as it is."""
    return st.session_state.get(SALES)


def use_rows(answer: str) -> None:
    """Take every row for a customer (`EACH`), or put the rows of one together (`TOGETHER`)."""
    use_sales(None)
    st.session_state[ROWS] = answer


def use_events(columns: EventColumns) -> None:
    """Make visitors from events from now on."""
    use_sales(None)
    del st.session_state[ROWS]
    st.session_state[EVENTS] = columns


def use_sales(chosen: Sales | None) -> None:
    """Make customers from sales from now on, or go back to the table as it is."""
    st.session_state[LINK] = {}
    kept = st.session_state.get(OPTIONS)
    forget_choices()
    if kept:
        st.session_state[OPTIONS] = kept
    if chosen:
        st.session_state[SALES] = chosen
    else:
        st.session_state[ROWS] = EACH


def correct_column(choice: ColumnChoice) -> None:
    """Remember what the user says of a column; the features are proposed anew."""
    for key in ("features", "formulas"):
        st.session_state.pop(key, None)
    others = [c for c in st.session_state.get(COLUMN_CHOICES, ()) if c.name != choice.name]
    st.session_state[COLUMN_CHOICES] = (*others, choice)


def forget_asked(*parameters: str) -> None:
    """Forget what the session's link asked for under these."""
    link = st.session_state.get(LINK, {})
    st.session_state[LINK] = {key: value for key, value in link.items() if key not in parameters}


def is_upload() -> bool:
    """Return whether the session works on the user's own file."""
    return UPLOAD in st.session_state


def asked(parameter: str) -> tuple[str, ...]:
    """Return what the session's link asked for under `parameter`."""
    return st.session_state.get(LINK, {}).get(parameter, ())


def use_sample(name: str | None = None) -> None:
    """Go back to a built-in table, and to its settings."""
    for key in (UPLOAD, UPLOAD_BYTES, PENDING):
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


def forget_choices(but: str | None = None) -> None:
    """Forget everything a user has chosen on the last table, but keys that begin with `but`."""
    for key in list(st.session_state):
        if key not in KEPT_ON_NEW_TABLE and not (but and str(key).startswith(but)):
            del st.session_state[key]


def turn_to(address: str) -> None:
    """Remember which page is shown, and whether that is another one than before."""
    before = st.session_state.get(SHOWN, address)
    st.session_state[SHOWN] = address
    st.session_state[TURNED] = before != address
