"""The list of a segment on its card: who is on it, why others are not, and the file."""

from functools import partial

import streamlit as st

from pages.plan import words
from pages.plan.campaign import Campaign
from pages.plan.contacts.sending import show_sending
from pages.shared.messages import plain, short
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.audience.files import audience, audience_csv, leaving
from segmentation.exports.audience.layouts import LAYOUTS, Layout
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.lists import ListCounts, list_table


def show_list(
    result: Segmentation, counts: ListCounts, campaign: Campaign, seed: int, segment: int
) -> None:
    """Offer the segment's customers as a file, and say who is not on it."""
    n_rows = counts.n_listed + counts.n_held_out
    st.download_button(
        words.GET_LIST,
        data=partial(_file, result, campaign.hold_out, seed, segment),
        file_name=f"{short(result.names[segment], 60)}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="primary",
        key=f"list_{result.slots[segment]}",
        disabled=n_rows == 0,
        help=words.GET_LIST_HELP,
    )
    st.caption(plain(words.on_list(counts)))
    if n_rows:
        show_sending(result, campaign.hold_out, seed, segment)
    if counts.n_listed and cached.reach(result).contacts.has_address:
        _show_audiences(result, campaign, seed, segment)


def _show_audiences(result: Segmentation, campaign: Campaign, seed: int, segment: int) -> None:
    """Offer the segment for ad platforms, and name what leaves the table."""
    slot = result.slots[segment]
    with st.popover(words.FOR_ADS, icon=":material/ads_click:", key=f"ads_{slot}"):
        for key, layout in LAYOUTS.items():
            left = leaving(layout, cached.reach(result))
            named = " and ".join(f"“{short(column)}” as {header}" for column, header in left)
            st.caption(plain(words.LEAVING.format(columns=named)))
            st.download_button(
                words.AS_FILE.format(platform=layout.title),
                data=partial(_audience, result, campaign.hold_out, seed, segment, layout),
                file_name=f"{short(result.names[segment], 60)} {key}.csv",
                mime="text/csv",
                on_click="ignore",
                icon=":material/download:",
                key=f"ads_{key}_{slot}",
            )


def show_contacts(result: Segmentation) -> None:
    """Say once which columns the lists are made from, and what nothing is known of."""
    reached = cached.reach(result)
    st.caption(plain(words.from_columns(reached.contacts)))


def _file(result: Segmentation, hold_out: float, seed: int, segment: int) -> bytes:
    held = cached.held_out(result, hold_out, seed)
    return csv_bytes(list_table(result, cached.reach(result), held, segment))


def _audience(
    result: Segmentation, hold_out: float, seed: int, segment: int, layout: Layout
) -> bytes:
    held = cached.held_out(result, hold_out, seed)
    return audience_csv(audience(result, cached.reach(result), held, [segment], layout))
