"""The proof of the Plan page: how many customers it takes, who is held out, what it brought."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil, inf, isnan
from typing import TYPE_CHECKING

import streamlit as st
from pandas import DataFrame

from pages.people import exporting
from pages.plan import words
from pages.plan.money import Money
from pages.segment_form import settings
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SegmentationError, SpecError
from segmentation.exports.csv_text import csv_bytes
from segmentation.segments.planning.experiment import Arms, arms, assignment_table
from segmentation.segments.planning.proof.verdict import FEWEST, Lift, n_readable
from segmentation.segments.planning.readout import count_responses, n_strangers
from segmentation.tables.number_format import format_share, rounded_limit
from segmentation.tables.table import ReadOptions

if TYPE_CHECKING:
    from numpy import ndarray

POWER, ALPHA = 0.8, 0.05
SEED = "lot_seed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How the campaign will be judged.

    Attributes
    ----------
    hold_out : float
    needed : int
        Customers per group.
    groups : tuple of Arms
        By segment.
    """

    hold_out: float
    needed: int
    groups: tuple[Arms, ...]


def show_proof(result: Segmentation, money: Money, hold_out: float, held: "ndarray") -> Proof:
    """Plan the experiment, export its groups, read its results; folded below the cards."""
    first, second, third = st.columns(3)
    base = first.number_input(
        "Response rate without the campaign, %",
        value=100 * money.offers[0].response,
        key="base_response",
        persist_state="session",
        help="What share would buy anyway. It starts at the example above: replace it with yours.",
    )
    lift = second.number_input(
        "Smallest improvement you want to detect, points",
        value=1.0,
        key="lift_wanted",
        persist_state="session",
        help="The smallest gain in percentage points that would make the campaign worth it.",
    )
    third.number_input(
        "Random seed of the control group",
        value=0,
        step=1,
        key=SEED,
        persist_state="session",
        help="The same number picks the same customers.",
    )
    if lift <= 0:
        raise SpecError(
            f"The smallest improvement to detect is {lift:g} points. Give a number above 0, such "
            f"as 1."
        )
    can = cached.reach(result).can
    groups = arms(result.labels[can], held[can], result.n_clusters)
    n_read = n_readable((group.n_treated, group.n_control) for group in groups)
    shares = base / 100, (base + lift) / 100
    needed = cached.customers_needed(*shares, POWER, ALPHA)
    of_segment = cached.customers_needed(*shares, POWER, ALPHA / len(groups))
    several = (
        f" To detect it in each of {len(groups)} segments, which share the chance of an error, "
        f"either group needs **{of_segment:,}** customers of each segment."
    )
    st.markdown(
        f"To detect an improvement of {lift:g} {'point' if lift == 1 else 'points'} over {base:g}%,"
        f" each of two equal groups needs **{needed:,} customers** (power {POWER:.0%}, "
        f"significance {ALPHA:.0%}){money.mark}." + (several if len(groups) > 1 else "")
    )
    st.dataframe(
        [
            _row(result, s, groups[s], base / 100, lift / 100, ALPHA / n_read)
            for s in result.by_slot
        ],
        hide_index=True,
        column_config={
            "Smallest improvement detected": st.column_config.TextColumn(width="medium"),
            "Smallest harm detected": st.column_config.TextColumn(width="medium"),
        },
        alt=(
            "For each segment how many are contacted, how many are in the control group, and "
            "what that can show."
        ),
    )
    st.caption(
        "Detected means: in 8 of 10 campaigns that have it. “None” means that no improvement or "
        "harm, however large, would be detected that often: the control group is too small."
    )
    made = partial(
        assignment_table,
        result.rows.identifiers[can],
        result.labels[can],
        result.names,
        held[can],
    )
    exporting.download(
        "campaign_groups.csv",
        "Download who is contacted and who is in the control group",
        data=lambda: csv_bytes(made()),
        file_name="campaign_groups.csv",
        mime="text/csv",
        icon=":material/download:",
        disabled=not money.confirmed,
        help=None if money.confirmed else words.NOT_YET,
    )
    _show_results(made)
    return Proof(hold_out=hold_out, needed=needed, groups=groups)


def _row(
    result: Segmentation, segment: int, group: Arms, base: float, lift: float, alpha: float
) -> dict:
    counts = group.n_treated, group.n_control
    seen, harm = inf, inf
    if min(counts) >= FEWEST:
        seen, harm = cached.detectable(base, *counts, POWER, alpha)
    return {
        "Segment": result.names[segment],
        "Contacted": group.n_treated,
        "Control group": group.n_control,
        "Smallest improvement detected": _points(seen),
        "Smallest harm detected": _points(harm),
        "Enough": "yes" if seen <= lift else "no",
    }


def _points(lift: float) -> str:
    """Write what is seen, rounded up."""
    return "none: too few" if lift == inf else f"{ceil(1000 * lift - 1e-6) / 10:.1f} points"


def _show_results(made: Callable[[], DataFrame]) -> None:
    with st.popover("Read the results", icon=":material/monitoring:"):
        st.caption(
            "After the campaign, choose a file with the identifier and whether each customer "
            "responded. Use the same seed and the same share of the control group as in the "
            "exported file."
        )
        file = st.file_uploader("The results", key="results_file")
        if file is None:
            return
        try:
            given = cached.read(file.getvalue(), file.name, ReadOptions())
            names = settings.option_names(list(given.frame.columns))
            left, right = st.columns(2)
            who = left.selectbox("Identifier", list(names), format_func=names.get, key="result_id")
            said = right.selectbox(
                "Response", list(names), len(names) - 1, format_func=names.get, key="result_hit"
            )
            assignment = made()
            lifts = cached.lifts(count_responses(assignment, given.frame, who, said))
        except SegmentationError as error:
            st.error(plain(error), icon=":material/info:")
            return
        st.dataframe(
            [_lift_row(lift) for lift in lifts],
            hide_index=True,
            alt=(
                "Response of those contacted and of the control group, the improvement with its "
                "interval, and the verdict."
            ),
        )
        strangers = n_strangers(assignment, given.frame, who)
        if strangers:
            st.caption(f"{strangers:,} results of customers outside the campaign were ignored.")
        st.caption(
            "“Beyond chance” means that the interval does not contain 0. In at least 95 of 100 "
            "campaigns the intervals of all segments hold at once, and so does the one for all "
            "customers together."
        )


def _lift_row(lift: Lift) -> dict:
    return {
        "Segment": lift.name,
        "Contacted": lift.n_treated,
        "Control group": lift.n_control,
        "Response": format_share(lift.response),
        "Without": format_share(lift.base),
        "Improvement, points": None if isnan(lift.lift) else round(100 * lift.lift, 2),
        "From": _limit(lift.low, is_upper=False),
        "To": _limit(lift.high, is_upper=True),
        "Verdict": lift.verdict,
    }


def _limit(share: float, *, is_upper: bool) -> float | None:
    """Return points with two digits, rounded outward and never 0 for what is not."""
    if isnan(share):
        return None
    return float(f"{100 * rounded_limit(share, 4, is_upper=is_upper):.12g}")
