"""RFM groups as a way to segment: bins, own cut points, and the rules they come to."""

import streamlit as st

from pages.shared.messages import plain
from pages.shell import state
from segmentation import cached
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.customers.rfm_rules.rules import RfmChoice, RfmRules
from segmentation.customers.rfm_scores import BEST, BINS
from segmentation.errors import SpecError
from segmentation.tables.number_format import format_number
from segmentation.tables.table import Table

MEASURES = {
    "recency": "Days since the last purchase",
    "frequency": "Purchases",
    "money": "Money",
}


def choose_groups(table: Table, columns: RfmColumns) -> RfmRules:
    """Ask how customers are scored, and return the groups as rules.

    Parameters
    ----------
    table : Table
    columns : RfmColumns
        Those of this table.

    Returns
    -------
    RfmRules

    Raises
    ------
    SpecError
        If a cut point is no number, or they do not rise.
    """
    bins = st.selectbox(
        "Parts of each measure",
        tuple(BINS),
        BINS.index(BEST),
        key="rfm_bins",
        bind="query-params",
        persist_state="session",
        help="Customers are divided by recency, frequency and money into this many parts of "
        "about equal size, and the groups are made from these.",
    )
    named = ("recency", "frequency", *(("money",) if columns.money else ()))
    own = {name: _cut_points(name) for name in named}
    made = cached.rfm_rules(table, columns, RfmChoice(bins=bins, **own), _groups())
    told = [
        f"{MEASURES[name]}: {', '.join(_shown(made.cuts[name], falls=name == 'recency'))}"
        for name in named
    ]
    st.caption(plain(f"Cut points now. {'; '.join(told)}."))
    return made


def _groups() -> tuple | None:
    """Return the rules of the groups that the user has changed where customers were made."""
    sales = state.sales()
    return sales.rules if sales and sales.columns.has_money else None


def _cut_points(name: str) -> tuple[float, ...]:
    written = st.text_input(
        f"Your cut points: {MEASURES[name].lower()}",
        key=f"rfm_{name}",
        bind="query-params",
        persist_state="session",
        placeholder="30, 90, 180" if name == "recency" else "2, 5, 10",
        help="One to four rising numbers with commas between them; leave empty to divide by size.",
    )
    try:
        return tuple(float(part) for part in written.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise SpecError(
            f"“{written[:40]}” is not a list of cut points. Write numbers with commas between "
            "them, such as 30, 90, 180."
        ) from None


def _shown(cuts: tuple[float | None, ...], *, falls: bool) -> list[str]:
    distinct = dict.fromkeys(cut for cut in cuts if cut is not None)
    return [format_number(cut) for cut in (reversed(distinct) if falls else distinct)]
