"""The figures of a campaign: what is given for all segments or for one, and what is still ours."""

from dataclasses import dataclass
from zlib import crc32

import streamlit as st

from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.campaign import Offer
from segmentation.segments.planning.margins import OrderValues

EXAMPLE = Offer(cost=1.0, low=0.01, response=0.03, high=0.06, margin=40.0)
EXAMPLE_SHARE = 0.3
"""Of an order, what is earned: where orders are known and their margin is not."""

COLUMNS = {
    "cost": "Cost",
    "low": "Worst %",
    "response": "Likely %",
    "high": "Best %",
    "margin": "Margin",
    "lowest": "At least",
    "highest": "At most",
}
KINDS = {"cost": ("cost",), "response": ("low", "response", "high"), "margin": ("margin",)}
"""What is assumed of a campaign, and the columns that say it."""

TYPED, RUN = "typed_money", "typed_run"
ALL_COST, ALL_RESPONSE, ALL_MARGIN, ALL_SHARE = (
    *("all_cost", "all_response", "all_margin", "all_margin_share"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a campaign costs and brings, by segment.

    Attributes
    ----------
    rows : dict of int to dict
        By segment, by the titles of `COLUMNS`.
    examples : tuple of str
        Which of `KINDS` are still our example for a segment.
    is_touched : bool
        Whether any of them was given.
    """

    rows: dict[int, dict]
    examples: tuple[str, ...]
    is_touched: bool


def plan_key(result: Segmentation) -> str:
    """Return what a plan's inputs belong to: the table and the settings, whatever k."""
    return f"{crc32(f'{result.fingerprint}{result.spec.family!r}'.encode()):08x}"


def ask_figures(result: Segmentation, columns: dict[str, str]) -> Figures:
    """Ask for the figures of all segments, then show each segment's own in a table."""
    orders = cached.order_values(result, tuple(sorted(columns.items())))
    common = _ask_common(orders)
    typed = st.session_state.setdefault(TYPED, {}).setdefault(plan_key(result), {})
    starts = {s: _start(common, orders.values[s]) for s in result.by_slot}
    rows = _ask(result, starts, typed)
    given = {s: _given(common, orders.values[s]) for s in result.by_slot}
    own = {
        s: {
            kind
            for kind, parts in KINDS.items()
            if kind in given[s]
            or _is_own(rows[s], starts[s], typed.get(result.slots[s], {}), parts)
        }
        for s in result.by_slot
    }
    return Figures(
        rows=rows,
        examples=tuple(kind for kind in KINDS if any(kind not in own[s] for s in own)),
        is_touched=any(own.values()),
    )


def _ask_common(orders: OrderValues) -> dict[str, float | None]:
    """Ask for what holds for every segment; empty fields leave the example."""
    first, second, third = st.columns(3, gap="medium")
    common = {
        ALL_COST: first.number_input(
            "Cost of a contact",
            value=None,
            key=ALL_COST,
            persist_state="session",
            placeholder=f"Example: {EXAMPLE.cost:g}",
            help="A letter, a call, a click; for every segment that has none of its own below.",
        ),
        ALL_RESPONSE: second.number_input(
            "Likely response, %",
            value=None,
            key=ALL_RESPONSE,
            persist_state="session",
            placeholder=f"Example: {100 * EXAMPLE.response:g}",
            help="Of the customers contacted. The worst case starts at a third of it, the best at "
            "twice as much; both can be changed below.",
        ),
    }
    if orders.source:
        common[ALL_SHARE] = third.number_input(
            "Margin of an order, %",
            value=None,
            key=ALL_SHARE,
            persist_state="session",
            placeholder=f"Example: {100 * EXAMPLE_SHARE:g}",
            help="What is earned of an order before the contacts are paid.",
        )
        third.caption(plain(f"Each segment's margin starts from its own orders ({orders.source})."))
    else:
        common[ALL_MARGIN] = third.number_input(
            "Margin of a response",
            value=None,
            key=ALL_MARGIN,
            persist_state="session",
            placeholder=f"Example: {EXAMPLE.margin:g}",
            help="What one response earns, before the contacts are paid.",
        )
    return common


def _start(common: dict[str, float | None], order: float | None) -> dict:
    """Return what a segment's row holds before anything is typed into it."""
    response = _or(common[ALL_RESPONSE], 100 * EXAMPLE.response)
    margin = _or(common.get(ALL_MARGIN), EXAMPLE.margin)
    if order is not None:
        margin = round(order * _or(common.get(ALL_SHARE), 100 * EXAMPLE_SHARE) / 100, 2)
    return {
        COLUMNS["cost"]: _or(common[ALL_COST], EXAMPLE.cost),
        COLUMNS["low"]: response * EXAMPLE.low / EXAMPLE.response,
        COLUMNS["response"]: response,
        COLUMNS["high"]: max(response, min(100.0, response * EXAMPLE.high / EXAMPLE.response)),
        COLUMNS["margin"]: margin,
        COLUMNS["lowest"]: 0.0,
        COLUMNS["highest"]: None,
    }


def _or(given: float | None, example: float) -> float:
    return example if given is None else given


def _given(common: dict[str, float | None], order: float | None) -> set[str]:
    """Return which kinds of figures were given for all segments."""
    margin = common.get(ALL_MARGIN if order is None else ALL_SHARE)
    given = {"cost": common[ALL_COST], "response": common[ALL_RESPONSE], "margin": margin}
    return {kind for kind, figure in given.items() if figure is not None}


def _is_own(row: dict, start: dict, typed: dict, parts: tuple[str, ...]) -> bool:
    """Return whether a segment's figures were typed, or are others than they started with."""
    titles = [COLUMNS[part] for part in parts]
    return any(title in typed or row[title] != start[title] for title in titles)


def _ask(result: Segmentation, starts: dict[int, dict], typed: dict[int, dict]) -> dict[int, dict]:
    """Show the inputs as a table, and return the row of every segment.

    What is typed is kept by slot, so that it stays with its segment while k moves and on other
    pages; the table is then made anew with it.
    """
    rows = [
        {
            "Segment": result.names[segment],
            "Customers": result.profiles[segment].size,
            **starts[segment],
            **typed.get(result.slots[segment], {}),
        }
        for segment in result.by_slot
    ]
    run = st.session_state.setdefault(RUN, 0)
    key = f"money_{plan_key(result)}_{result.n_clusters}_{run}"
    slots = [result.slots[segment] for segment in result.by_slot]
    shown = _editor(rows, key, slots, typed)
    return dict(zip(result.by_slot, shown, strict=True))


def _keep(key: str, slots: list[int], typed: dict[int, dict]) -> None:
    """Keep what was typed, under the segment's slot."""
    for row, changes in st.session_state[key]["edited_rows"].items():
        typed.setdefault(slots[int(row)], {}).update(changes)
    st.session_state[RUN] += 1


def _editor(rows: list[dict], key: str, slots: list[int], typed: dict[int, dict]) -> list[dict]:
    return st.data_editor(
        rows,
        hide_index=True,
        disabled=["Segment", "Customers"],
        key=key,
        on_change=_keep,
        args=(key, slots, typed),
        column_config={
            COLUMNS["cost"]: st.column_config.NumberColumn(
                format="%.2f", help="Of one contact: a letter, a call, a click."
            ),
            COLUMNS["low"]: st.column_config.NumberColumn(
                format="%.2f", help="Response if it goes badly, in per cent of the customers."
            ),
            COLUMNS["response"]: st.column_config.NumberColumn(
                format="%.2f", help="The most likely response."
            ),
            COLUMNS["high"]: st.column_config.NumberColumn(
                format="%.2f", help="Response if it goes well."
            ),
            COLUMNS["margin"]: st.column_config.NumberColumn(
                format="%.2f", help="What one response earns, before the contacts are paid."
            ),
            COLUMNS["lowest"]: st.column_config.NumberColumn(
                format="%.2f", help="Least to spend on the segment."
            ),
            COLUMNS["highest"]: st.column_config.NumberColumn(
                format="%.2f", help="Most to spend on the segment; empty is no limit."
            ),
        },
    )
