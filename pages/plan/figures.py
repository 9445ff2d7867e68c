"""The figures of a campaign: what is given for all segments or for one, and what is still ours."""

from dataclasses import dataclass
from zlib import crc32

import streamlit as st

from pages.plan import words
from pages.plan.campaign import FIELD, Campaign
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.campaign import Offer
from segmentation.segments.planning.margins import OrderValues

EXAMPLE = Offer(cost=1.0, low=0.01, response=0.03, high=0.06, margin=40.0)
EXAMPLE_SHARE = 0.3
"""Of an order, what is earned: where orders are known and their margin is not."""

COLUMNS = {
    "cost": "Cost",
    "low": "Response rate: low, %",
    "response": "Response rate: expected, %",
    "high": "Response rate: high, %",
    "margin": "Margin",
    "lowest": "At least",
    "highest": "At most",
}
MONEY = ("cost", "margin", "lowest", "highest")
HELPS = {
    "cost": "Of one contact: a letter, a call, a click.",
    "low": "Response if it goes badly, as a percentage of the customers.",
    "response": "The response you expect.",
    "high": "Response if it goes well.",
    "margin": "What one response earns, before the contacts are paid.",
    "lowest": "The least to spend on the segment.",
    "highest": "The most to spend on the segment; leave empty for no limit.",
}
KINDS = {"cost": ("cost",), "response": ("low", "response", "high"), "margin": ("margin",)}
"""What is assumed of a campaign, and the columns that say it."""

TYPED, RUN, BUDGET = "typed_money", "typed_run", "budget"
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
    of_orders : bool
        Whether margins start from each segment's own orders.
    """

    rows: dict[int, dict]
    examples: tuple[str, ...]
    is_touched: bool
    of_orders: bool


def plan_key(result: Segmentation) -> str:
    """Return what a plan's inputs belong to: the table and the settings, whatever k."""
    return f"{crc32(f'{result.fingerprint}{result.spec.family!r}'.encode()):08x}"


def typed_figures(result: Segmentation) -> dict[int, dict]:
    """Return what was typed for single segments, by slot and by the titles of `COLUMNS`."""
    return st.session_state.setdefault(TYPED, {}).setdefault(plan_key(result), {})


def keep_own(result: Segmentation, slot: int, part: str, key: str) -> None:
    """Keep a figure of one segment, or go back to that of all when it is emptied."""
    own = typed_figures(result).setdefault(slot, {})
    own.pop(COLUMNS[part], None)
    if (figure := st.session_state[key]) is not None:
        own[COLUMNS[part]] = figure
    _keep_order(own, part)
    st.session_state[RUN] = st.session_state.get(RUN, 0) + 1


def _keep_order(own: dict, part: str) -> None:
    """Let the low and the high response follow an expected one that is given on a card."""
    if part != "response":
        return
    given = own.get(COLUMNS["response"])
    for title in (COLUMNS["low"], COLUMNS["high"]):
        own.pop(title, None)
    if given is not None:
        own |= {COLUMNS["low"]: _low(given), COLUMNS["high"]: _high(given)}


def _low(response: float) -> float:
    return response * EXAMPLE.low / EXAMPLE.response


def _high(response: float) -> float:
    return max(response, min(100.0, response * EXAMPLE.high / EXAMPLE.response))


def ask_figures(
    result: Segmentation,
    orders: OrderValues,
    common: dict[str, float | None],
    campaign: Campaign,
) -> Figures:
    """Show each segment's own figures in a table, starting from those of all segments."""
    starts = start_rows(result, orders, common)
    rows = _ask(result, starts, typed_figures(result), campaign)
    return figures_of(result, orders, common, rows)


def kept_figures(
    result: Segmentation, orders: OrderValues, common: dict[str, float | None]
) -> Figures:
    """Return each segment's figures as they were left on the Plan page, without asking."""
    starts, typed = start_rows(result, orders, common), typed_figures(result)
    rows = {s: starts[s] | typed.get(result.slots[s], {}) for s in result.by_slot}
    return figures_of(result, orders, common, rows)


def start_rows(
    result: Segmentation, orders: OrderValues, common: dict[str, float | None]
) -> dict[int, dict]:
    """Return what each segment's row holds before anything is typed into it."""
    return {s: _start(common, orders.values[s]) for s in result.by_slot}


def figures_of(
    result: Segmentation,
    orders: OrderValues,
    common: dict[str, float | None],
    rows: dict[int, dict],
) -> Figures:
    """Tell of every segment's row what is the user's own and what still our example."""
    starts, typed = start_rows(result, orders, common), typed_figures(result)
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
        of_orders=bool(orders.source),
    )


def order_values(result: Segmentation, columns: dict[str, str]) -> OrderValues:
    """Tell what an order of each segment brings, from the columns that tell of it."""
    return cached.order_values(result, tuple(sorted(columns.items())))


def ask_common(orders: OrderValues, campaign: Campaign) -> dict[str, float | None]:
    """Ask for what holds for every segment; empty fields leave the example."""
    common = {
        ALL_COST: _ask_one(ALL_COST, words.COST, EXAMPLE.cost, words.COST_HELP, campaign),
        ALL_RESPONSE: _ask_one(
            ALL_RESPONSE, words.RESPONSE, 100 * EXAMPLE.response, words.RESPONSE_HELP
        ),
    }
    if orders.source:
        common[ALL_SHARE] = _ask_one(
            ALL_SHARE, words.MARGIN_SHARE, 100 * EXAMPLE_SHARE, words.MARGIN_SHARE_HELP
        )
    else:
        common[ALL_MARGIN] = _ask_one(
            ALL_MARGIN, words.MARGIN, EXAMPLE.margin, words.MARGIN_HELP, campaign
        )
    common[BUDGET] = _ask_one(BUDGET, words.BUDGET, None, words.BUDGET_HELP, campaign)
    return common


def kept_common(orders: OrderValues) -> dict[str, float | None]:
    """Return what was given for every segment on the Plan page; None where nothing was."""
    keys = (ALL_COST, ALL_RESPONSE, ALL_SHARE if orders.source else ALL_MARGIN, BUDGET)
    return {key: st.session_state.get(key) for key in keys}


def _ask_one(
    key: str,
    title: str,
    example: float | None,
    said: str,
    campaign: Campaign | None = None,
) -> float | None:
    """Ask for one figure; with a campaign it is money."""
    return st.number_input(
        f"{title}, {campaign.currency}" if campaign else title,
        value=None,
        key=key,
        persist_state="session",
        placeholder="e.g. half" if example is None else f"e.g. {example:g}",
        help=said,
        width=FIELD,
    )


def _start(common: dict[str, float | None], order: float | None) -> dict:
    """Return what a segment's row holds before anything is typed into it."""
    response = _or(common[ALL_RESPONSE], 100 * EXAMPLE.response)
    margin = _or(common.get(ALL_MARGIN), EXAMPLE.margin)
    if order is not None:
        margin = round(order * _or(common.get(ALL_SHARE), 100 * EXAMPLE_SHARE) / 100, 2)
    return {
        COLUMNS["cost"]: _or(common[ALL_COST], EXAMPLE.cost),
        COLUMNS["low"]: _low(response),
        COLUMNS["response"]: response,
        COLUMNS["high"]: _high(response),
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


def _ask(
    result: Segmentation, starts: dict[int, dict], typed: dict[int, dict], campaign: Campaign
) -> dict[int, dict]:
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
    shown = _editor(rows, key, slots, typed, campaign)
    return dict(zip(result.by_slot, shown, strict=True))


def _keep(key: str, slots: list[int], typed: dict[int, dict]) -> None:
    """Keep what was typed, under the segment's slot."""
    for row, changes in st.session_state[key]["edited_rows"].items():
        typed.setdefault(slots[int(row)], {}).update(changes)
    st.session_state[RUN] += 1


def _editor(
    rows: list[dict], key: str, slots: list[int], typed: dict[int, dict], campaign: Campaign
) -> list[dict]:
    return st.data_editor(
        rows,
        hide_index=True,
        disabled=["Segment", "Customers"],
        key=key,
        on_change=_keep,
        args=(key, slots, typed),
        column_config={
            COLUMNS[part]: st.column_config.NumberColumn(
                format=campaign.column_format if part in MONEY else "%.2f", help=said
            )
            for part, said in HELPS.items()
        },
    )
