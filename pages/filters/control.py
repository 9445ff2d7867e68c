"""The control of a filter: a column, then values, a range, or yes or no; several are joined."""

import hashlib
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.filters import words
from pages.shared.messages import option_names, plain
from segmentation import cached
from segmentation.charts.wording import distinct_short
from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.filters import Bound, Filter, changed
from segmentation.customers.formulas.nodes import DATE, FLAG
from segmentation.customers.formulas.values import ColumnValues
from segmentation.customers.formulas.writing import written_name
from segmentation.errors import SegmentationError
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.table import Table

WHERE, COLUMN, PROBLEM = "where", "filter_column", "filter_problem"
REMOVED = "filter_before"
"""The condition before a part of it, or all, was removed: for one step back."""

LARGEST_WHOLE = 2**53 - 1
"""Beyond it a browser does not know whole numbers."""


def ask(table: Table, place: DeltaGenerator) -> str:
    """Show the control, and return the condition as it is written.

    Parameters
    ----------
    table : Table
        With the columns that formulas make.
    place : DeltaGenerator
        For the button that opens it.

    Returns
    -------
    str
        Empty for everybody.
    """
    with place, st.popover(words.FILTER, icon=":material/filter_alt:", help=words.ABOUT):
        chosen = st.container()
        text = st.text_input(
            words.BY_HAND,
            key=WHERE,
            bind="query-params",
            persist_state="session",
            placeholder=words.EVERYBODY,
            help=words.BY_HAND_ABOUT,
            on_change=_forget_problem,
        )
        _show_example(table)
    where = text.strip()
    with chosen:
        _choose(table, where)
    return where


def remove_all() -> None:
    """Let everybody in again, and remember who was looked at."""
    removed = st.session_state.get(WHERE, "")
    _forget_problem()
    st.session_state[WHERE], st.session_state[REMOVED] = "", removed


def put_back() -> None:
    """Take the condition again as it was before a part of it was removed."""
    before = st.session_state[REMOVED]
    _forget_problem()
    st.session_state[WHERE] = before


def _choose(table: Table, where: str) -> None:
    filters, _ = cached.filters(table, where)
    names = option_names(list(table.frame.columns))
    st.markdown(words.NEW)
    for at, each in enumerate(filters):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(words.said(each, names))
            remove = partial(_write, table, where, Filter(column=each.column, kind=each.kind))
            st.button(words.REMOVE, key=f"filter_remove_{at}", type="tertiary", on_click=remove)
    column = st.selectbox(
        words.COLUMN,
        _columns(table),
        index=None,
        format_func=names.get,
        key=COLUMN,
        placeholder=words.CHOOSE_COLUMN,
        on_change=_forget_problem,
    )
    if column is not None:
        there = next((each for each in filters if each.column == column), None)
        _ask_column(table, where, column, there)
    if PROBLEM in st.session_state:
        st.error(plain(st.session_state[PROBLEM]), icon=":material/info:")


def _columns(table: Table) -> list[str]:
    """List what can be filtered by: what tells customers apart by itself comes last."""
    columns = cached.columns(table)
    return [c.name for c in sorted(columns, key=lambda c: c.role == Role.IDENTIFIER)]


def _ask_column(table: Table, where: str, column: str, there: Filter | None) -> None:
    values = cached.column_values(table, column)
    before = there or Filter(column=column, kind=values.kind)
    if not values.n_values:
        st.caption(words.NO_VALUES)
        return
    # A key of its own for every state of the condition: the fields begin with what it says.
    digest = hashlib.sha256(f"{table.fingerprint}{column}\n{where}".encode("utf-8", "replace"))
    key = f"filter_{digest.hexdigest()[:12]}"
    with st.form("filter_form", border=False):
        if before.is_range or (values.is_measured and not before.values):
            _ask_range(values, before, key)
        elif values.kind == FLAG:
            _ask_answer(values, before, key)
        else:
            _ask_values(values, before, key)
        if values.missing:
            st.caption(words.gaps(values.missing))
        st.form_submit_button(
            words.APPLY, type="primary", on_click=_apply, args=(table, where, before, key)
        )


def _ask_values(values: ColumnValues, before: Filter, key: str) -> None:
    counts = dict(values.listed)
    options = list(dict.fromkeys((*counts, *before.values)))
    # Two options that look the same could not be told apart.
    shown = distinct_short(map(words.value_name, options), words.LONGEST_VALUE)
    labels = {
        value: words.listed(name, counts.get(value))
        for value, name in zip(options, shown, strict=True)
    }
    st.multiselect(
        words.VALUES,
        options,
        default=list(before.values),
        format_func=labels.get,
        key=key,
        placeholder=words.CHOOSE_VALUES,
    )
    if values.n_values > len(values.listed):
        st.caption(words.LISTED.format(listed=len(values.listed), n=values.n_values))


def _ask_range(values: ColumnValues, before: Filter, key: str) -> None:
    ask = _day if before.kind == DATE else _number
    with st.container(horizontal=True):
        ask(words.FROM, before.low, values.low, values, f"{key}_low")
        ask(words.TO, before.high, values.high, values, f"{key}_high")


def _day(label: str, value: Bound | None, end: Bound, values: ColumnValues, key: str) -> None:
    known = [day for day in (value, values.low, values.high) if day is not None]
    st.date_input(
        label,
        value=value,
        min_value=min(known),
        max_value=max(known),
        key=key,
        format="YYYY-MM-DD",
        help=words.day(end),
    )


def _number(label: str, value: Bound | None, end: Bound, values: ColumnValues, key: str) -> None:
    is_whole = values.is_whole and all(
        number is None or (number == int(number) and abs(number) < LARGEST_WHOLE)
        for number in (value, values.low, values.high)
    )
    st.number_input(
        label,
        value=value if value is None else int(value) if is_whole else float(value),
        step=1 if is_whole else None,
        format="%d" if is_whole else "%.15g",
        placeholder=words.number(end),
        key=key,
    )


def _ask_answer(values: ColumnValues, before: Filter, key: str) -> None:
    counts = {bool(flag): n for flag, n in values.listed}
    st.radio(
        words.ANSWER,
        list(counts),
        index=None if before.answer is None else list(counts).index(before.answer),
        format_func=lambda flag: words.COUNTED.format(value=words.ANSWERS[flag], n=counts[flag]),
        key=key,
        horizontal=True,
    )


def _apply(table: Table, where: str, before: Filter, key: str) -> None:
    """Write what was chosen in the place of what the condition says of the column."""
    low, high = (st.session_state.get(f"{key}_{end}") for end in ("low", "high"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    chosen = st.session_state.get(key)
    is_answer = before.kind == FLAG
    new = Filter(
        column=before.column,
        kind=before.kind,
        values=() if is_answer else tuple(chosen or ()),
        low=low,
        high=high,
        answer=chosen if is_answer else None,
    )
    _write(table, where, new)


def _write(table: Table, where: str, chosen: Filter) -> None:
    _forget_problem()
    try:
        st.session_state[WHERE] = changed(where, source_kinds(table), chosen)
        if not chosen:
            st.session_state[REMOVED] = where
    except SegmentationError as error:
        st.session_state[PROBLEM] = str(error)


def _forget_problem() -> None:
    for key in (PROBLEM, REMOVED):
        st.session_state.pop(key, None)


def _show_example(table: Table) -> None:
    """Show how a condition is written, with columns of this table."""
    columns = [c for c in cached.columns(table) if c.role != Role.IDENTIFIER]
    texts = [f"{written_name(c.name)} = '…'" for c in columns if c.kind == Kind.CATEGORY]
    numbers = [f"{written_name(c.name)} >= 10" for c in columns if c.numeric]
    if examples := (*texts[:1], *numbers[:1]):
        st.caption(words.WRITTEN_SO)
        st.code(" and ".join(examples), language=None)
