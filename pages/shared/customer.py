"""One customer: who it is, how close to the segments, why here, and what would change that."""

import pandas as pd
import streamlit as st

from pages.shared.messages import plain, short
from pages.shell.pages import link
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.describing.customer import CustomerView, Move
from segmentation.segments.describing.reasons import Reason
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount, format_share

CUSTOMER, CLOSER = "customer", "closer"
MOST_HINTS = 5
MAIN = 0.5
"""Share of all that is weighed from which a column is the main reason."""


def look_at(who: str) -> None:
    """Open one customer in the closer look of the Profiles page."""
    st.session_state[CUSTOMER] = who
    st.session_state[CLOSER] = "One customer"


def show_link(result: Segmentation) -> None:
    """Say in which segment the customer is that was pressed last, and lead to the reasons."""
    who = st.session_state.get(CUSTOMER)
    places = cached.places_of(result.fitted, who) if who else ()
    if places:
        name = result.names[int(result.labels[places[0]])]
        label = f"{plain(short(who, 30))} is in “{plain(short(name, 50))}”: see why"
        link("profiles", label, icon=":material/person_search:")


def show_customer(result: Segmentation) -> None:
    """Ask for an identifier and show that customer."""
    title = split_unit(str(result.rows.identifier)).label if result.rows.identifier else "Row"
    wanted = st.text_input(
        plain(f"{short(title, 40)} of the customer"),
        key=CUSTOMER,
        bind="query-params",
        persist_state="session",
        placeholder=f"For example {result.rows.identifiers.iloc[0]}",
        help="Or choose one of the typical customers on a card, or a point on the map.",
    ).strip()
    if not wanted:
        st.caption("Type an identifier to see why that customer is in this segment.")
        return
    places = cached.places_of(result.fitted, wanted)
    if not places:
        _explain_missing(result, wanted)
        return
    if len(places) > 1:
        st.caption(f"{len(places):,} rows have this identifier; the first is shown.")
    _show_view(result, places[0], cached.customer_view(result, places[0]))


def _explain_missing(result: Segmentation, wanted: str) -> None:
    left_out = result.ledger[result.ledger["identifier"].astype(str) == wanted]
    if len(left_out):
        reason = left_out["reason"].iloc[0]
        st.warning(plain(f"“{short(wanted)}” is in no segment: {reason}."), icon=":material/info:")
        return
    who = result.rows.identifiers.astype(str)
    near = who[who.str.startswith(wanted[:3])].head(MOST_HINTS).tolist()
    hint = f" Similar ones: {', '.join(near)}." if near else ""
    st.warning(
        plain(f"There is no customer “{short(wanted)}” in this table.{hint}"),
        icon=":material/info:",
    )


def _show_view(result: Segmentation, row: int, view: CustomerView) -> None:
    name, following = result.names[view.segment], result.names[view.next_segment]
    by_rule = result.spec.is_by_rule
    how = "by rule" if by_rule else "clearly" if view.is_clear else "by a close call"
    st.markdown(f"### {plain(short(name, 60))}, {how}")
    if view.assigned != view.segment:
        st.caption(
            plain(
                f"A new customer with these values would go to “{result.names[view.assigned]}”, "
                "whose middle is nearer; this one is here because whole groups were merged."
            )
        )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.dataframe(
            _values(result, row, view),
            hide_index=True,
            alt="The customer's values beside the averages of their own and the next segment.",
        )
    with right:
        if by_rule:
            st.markdown(plain(condition_of(result.spec.rules, result.fitted_slot(view.segment))))
            return
        st.markdown(
            plain(
                f"Distance to the middle of “{name}”: {view.distance:.2f}; to the next, "
                f"“{following}”: {view.next_distance:.2f}."
            ),
            help="Measured in the scaled columns the segments were made from. In a close call, "
            "the next middle is less than a third farther away.",
        )
        show_reasons(view.reasons)
        st.markdown("**What would change it**")
        st.markdown(_move(result, view.move))


def condition_of(rules: tuple[tuple[str, str], ...], place: int) -> str:
    """Say which condition put a customer into a segment by rule."""
    if place == len(rules):
        return "No rule is known to apply."
    first = "" if place == 0 else ", and none before it"
    return f"This condition applies{first}: {rules[place][1]}"


def show_reasons(reasons: tuple[Reason, ...]) -> None:
    """Say which columns speak for the own segment and which for the next."""
    if reasons:
        st.markdown("**Why this segment and not the next**")
        st.markdown("\n".join(f"- {_reason(r.feature, r.share)}" for r in reasons[:5]))


def _values(result: Segmentation, row: int, view: CustomerView) -> pd.DataFrame:
    own, following = result.profiles[view.segment], result.profiles[view.next_segment]
    customer = result.rows.frame.iloc[row]
    rows = []
    for mine, other in zip(own.numbers, following.numbers, strict=True):
        value = customer[mine.column]
        shown = "no value" if pd.isna(value) else amount(float(value), mine.label)
        rows.append((mine, shown, amount(mine.mean, mine.label), amount(other.mean, other.label)))
    for mine, other in zip(own.categories, following.categories, strict=True):
        value = customer[mine.column]
        shown = "no value" if pd.isna(value) else str(value)
        levels = [f"{f.level} {format_share(f.share)}" if f.level else "–" for f in (mine, other)]
        rows.append((mine, shown, *levels))
    return pd.DataFrame(
        [(f.label.label + (" ★" if f.is_feature else ""), *shown) for f, *shown in rows],
        columns=["Column", "This customer", "Own segment", "Next segment"],
    )


def _reason(feature: str, share: float) -> str:
    label = plain(split_unit(feature).label)
    if share < 0:
        return f"{label} speaks for the next segment ({format_share(-share)})"
    if share > MAIN:
        return f"{label} is the main reason ({format_share(share)})"
    return f"{label} is a further reason ({format_share(share)})"


def _move(result: Segmentation, move: Move | None) -> str:
    if move is None:
        return "No values found in the data would put this customer in another segment."
    parts = []
    for feature, now, then in move.changes:
        label = split_unit(feature)
        before, after = (
            amount(float(v), label) if isinstance(v, int | float) else str(v) for v in (now, then)
        )
        parts.append(f"{label.label} {after} instead of {before}")
    return plain(
        f"{' and '.join(parts)} would put this customer in “{result.names[move.segment]}”."
    )
