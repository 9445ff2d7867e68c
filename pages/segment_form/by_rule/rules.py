"""The builder of segments by rule: conditions by column, their sizes at once, and the link."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.segment_form import ways
from pages.shared.messages import ask_short, plain
from pages.shell import state
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.customers.formulas.nodes import COMPARISONS
from segmentation.customers.formulas.rules import (
    LONGEST_RULE_NAME,
    Rules,
    compared,
    joined,
    rules_of_text,
    text_of_rules,
)
from segmentation.errors import SegmentationError, SpecError
from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.table import Table

WRITTEN, NAME, PROBLEM = "rules", "rule_name", "rule_problem"
NEW, AND, OR = "Add segment", "and", "or"
SIGN_NAMES = {
    "=": "is",
    "!=": "is not",
    "<": "below",
    "<=": "at most",
    ">": "above",
    ">=": "at least",
}
EXAMPLE = "Big spenders: spend >= 500 and orders > 1"


def offer(table: Table) -> DeltaGenerator:
    """Show the builder in a popover, and return the place for its sizes.

    Parameters
    ----------
    table : Table

    Returns
    -------
    DeltaGenerator
    """
    with st.popover("By rules", icon=":material/rule:"):
        st.markdown(
            "**Segments that you define.** A customer is in the first segment whose condition "
            "applies; the others are “Everyone else”."
        )
        _add_a_condition(table)
        st.text_area(
            "Rules, one per line: name, colon, condition",
            key=WRITTEN,
            bind="query-params",
            persist_state="session",
            placeholder=EXAMPLE,
            help="Join comparisons with and, or, not and brackets. Put column names with spaces "
            "between backticks, texts and dates between quotes.",
        )
        if PROBLEM in st.session_state:
            st.error(plain(st.session_state[PROBLEM]), icon=":material/info:")
        place = st.empty()
        if ways.chosen() in ways.BY_RULE:
            st.button("Back to found segments", on_click=ways.choose, args=(ways.FOUND,))
        else:
            st.button(
                "Use these as the segments",
                on_click=ways.choose,
                args=(ways.RULES,),
                type="primary",
                disabled=not _text().strip(),
            )
    return place


def written() -> Rules:
    """Return the rules of the builder.

    Returns
    -------
    tuple of (str, str)

    Raises
    ------
    SpecError
        If a line cannot be read.
    """
    return rules_of_text(_text())


def show_sizes(place: DeltaGenerator, result: Segmentation) -> None:
    """Show for whom each rule holds, whom it shares, and in which found segments they are."""
    if not _text().strip():
        return
    with place.container():
        try:
            rules = written()
            if not rules:
                return
            beside = cached.rules_beside(result, rules)
        except SegmentationError as error:
            st.error(plain(error), icon=":material/info:")
            return
        names = () if result.spec.is_by_rule else result.names
        st.dataframe(
            beside.table(names),
            hide_index=True,
            alt=(
                "Each rule with its customers, those it shares with others, and the segments "
                "they are in now."
            ),
        )
        empty = [name for name, n in zip(beside.names, beside.firsts, strict=False) if not n]
        if empty:
            told = ", ".join(f"“{name}”" for name in empty)
            st.caption(plain(f"Nobody would be in {told}, so it would be left out."))


def _text() -> str:
    return st.session_state.get(WRITTEN) or next(iter(state.asked(WRITTEN)), "")


def _add_a_condition(table: Table) -> None:
    """Let the user choose a column and a value instead of writing."""
    known = cached.columns(table)
    columns = {c.name: c.kind for c in known if c.role != Role.IDENTIFIER} or {
        c.name: c.kind for c in known
    }
    ask_short(st.text_input, "Name of the segment", longest=LONGEST_RULE_NAME, key=NAME)
    name_place, sign_place, value_place = st.columns([3, 2, 3])
    column = name_place.selectbox("Column", list(columns), format_func=plain, key="rule_column")
    kind = columns[column]
    ordered = kind == Kind.DATE or (kind != Kind.BOOLEAN and _is_number(table, column))
    signs = COMPARISONS if ordered else COMPARISONS[:2]
    sign = sign_place.selectbox("Is", signs, format_func=SIGN_NAMES.get, key=f"rule_is_{ordered}")
    with value_place:
        value = _ask_value(table, column, kind)
    with st.container(horizontal=True):
        for how in (NEW, AND, OR):
            st.button(
                how if how == NEW else f"… {how}",
                key=f"rule_add_{how}",
                on_click=_add,
                args=(how, column, sign, value),
                disabled=value is None or (how != NEW and not _text().strip()),
            )


def _ask_value(table: Table, column: str, kind: str) -> float | str | None:
    key = f"rule_value_{column}"
    if kind == Kind.DATE:
        day = st.date_input("Value", value=None, key=key)
        return None if day is None else day.isoformat()
    if kind == Kind.BOOLEAN:
        return st.selectbox("Value", ["yes", "no"], key=key)
    if _is_number(table, column):
        return st.number_input("Value", value=None, key=key)
    return st.selectbox("Value", cached.values_of(table, column), key=key)


def _is_number(table: Table, column: str) -> bool:
    return next(c.numeric for c in cached.columns(table) if c.name == column)


def _add(how: str, column: str, sign: str, value: float | str) -> None:
    """Write the comparison as a new rule, or join it to the last one."""
    st.session_state.pop(PROBLEM, None)
    comparison = compared(column, sign, value)
    try:
        rules = rules_of_text(_text())
        if how == NEW:
            name = st.session_state.get(NAME, "").replace(":", " ")[:LONGEST_RULE_NAME].strip()
            rules = (*rules, (name or f"Rule {len(rules) + 1}", comparison))
        else:
            name, condition = rules[-1]
            rules = (*rules[:-1], (name, joined(condition, how, comparison)))
    except SpecError as error:
        st.session_state[PROBLEM] = str(error)
        return
    st.session_state[WRITTEN] = text_of_rules(rules)
    st.session_state[NAME] = ""
