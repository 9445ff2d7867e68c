"""What all rows of a large table come to, in place of what its sample does."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pages.shared.messages import plain, short
from pages.whole import places, progress, words
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.customers.grain import CUSTOMERS, Unit, unit_of
from segmentation.engines.whole.counting import Counted, totals_table, value_shares
from segmentation.segments.facts.tiles import Tile

MOST_REASONS = 3


def show_control(fitted: FittedRange) -> None:
    """Offer to count all rows of a table of which a sample is open; show how far that is."""
    if fitted.table.sampled is None or of_all_rows(fitted) is not None:
        return
    piece = _pass_of(fitted)
    progress.outcome(piece)
    known = cached.look_at(piece)
    if known is None or known.ended.is_set():
        st.button(
            words.COUNT.format(all=fitted.table.sampled.n_rows),
            key="count_all_rows",
            on_click=cached.begin_pass,
            args=(piece,),
            icon=":material/functions:",
            help=words.COUNT_THERE if fitted.table.sampled.database else words.COUNT_HELP,
        )


def of_all_rows(fitted: FittedRange) -> Counted | None:
    """Return what all rows come to; None where they are open, or not counted yet."""
    if fitted.table.sampled is None:
        return None
    known = cached.look_at(_pass_of(fitted))
    is_done = known is not None and known.ended.is_set() and known.error is None
    return known.result if is_done else None


def _pass_of(fitted: FittedRange):
    """Return the pass that counts all rows, where they lie."""
    asked = places.asked_of(fitted.table)
    return cached.counting_query(fitted, asked) if asked else cached.counting(fitted)


def size_of(result: Segmentation) -> tuple[int, Unit]:
    """Return how many customers have a segment, and what they are called: all, where counted."""
    counted = of_all_rows(result.fitted)
    if counted is None:
        return len(result.labels), unit_of(result.table)
    return counted.n_kept, CUSTOMERS


def with_all_rows(
    tiles: tuple[Tile, ...], result: Segmentation, value_of: Callable[[Segmentation], str | None]
) -> list[Tile]:
    """Return segments at a glance with the sizes and shares of all rows, where these are counted.

    Parameters
    ----------
    tiles : tuple of Tile
    result : Segmentation
    value_of : callable
        Names the column whose sum they share out; None where there is none.

    Returns
    -------
    list of Tile
        Without a share of that sum where it was not added up.
    """
    counted = of_all_rows(result.fitted)
    if counted is None:
        return list(tiles)
    totals = counted.totals[result.n_clusters]
    worth = [float("nan")] * result.n_clusters
    if (value := value_of(result)) in counted.columns:
        worth = value_shares(totals, counted.columns.index(value))
    return [
        replace(
            tile,
            size=int(totals.sizes[tile.segment]),
            share=float(totals.shares[tile.segment]),
            value_share=worth[tile.segment],
        )
        for tile in tiles
    ]


def show_which(result: Segmentation) -> None:
    """Say which figures are of all rows and which of the sample, once all are counted."""
    counted = of_all_rows(result.fitted)
    if counted is not None:
        st.caption(words.COUNTED.format(all=counted.n_rows))


def show_totals(result: Segmentation) -> None:
    """Show the segments of all rows side by side, and who has none."""
    counted = of_all_rows(result.fitted)
    if counted is None:
        return
    st.header(words.ALL_ROWS.format(all=counted.n_rows))
    shown = st.segmented_control(
        words.SHOW,
        [words.MEANS, words.SUMS],
        default=words.MEANS,
        required=True,
        key="totals_of_all_rows",
        label_visibility="collapsed",
    )
    table = totals_table(
        counted,
        result.n_clusters,
        result.names,
        result.by_slot,
        sums=shown == words.SUMS,
    )
    numbers = {
        name: st.column_config.NumberColumn(format="localized")
        for name in table.select_dtypes("number").columns
    }
    st.dataframe(table, hide_index=True, column_config=numbers, alt=words.TOTALS_ALT)
    name = short(result.table.sampled.pattern, 60)
    st.caption(plain(words.OF_ALL_ROWS.format(all=counted.n_rows, name=name)))
    if counted.left_out:
        st.caption(plain(_without(counted)))


def _without(counted: Counted) -> str:
    first = counted.left_out[:MOST_REASONS]
    told = [words.REASON.format(n=n, reason=reason) for reason, n in first]
    others = sum(n for _, n in counted.left_out[MOST_REASONS:])
    told += [words.MORE_REASONS.format(n=others)] if others else []
    n_without = counted.n_rows - counted.n_kept
    said = words.WITHOUT_ONE if n_without == 1 else words.WITHOUT
    return said.format(n=n_without, reasons=", ".join(told))
