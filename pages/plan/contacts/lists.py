"""The list of a segment on its card: who is on it, why others are not, and the file."""

from functools import partial

import streamlit as st

from pages.people import exporting
from pages.plan import words
from pages.plan.campaign import Campaign
from pages.plan.contacts import words as of_files
from pages.plan.contacts.sending import show_sending
from pages.shared.messages import plain, short
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.audience.files import (
    ALONE,
    AS_COLUMN,
    LEFT_OUT,
    audience,
    audience_csv,
    leaving,
)
from segmentation.exports.audience.layouts import LAYOUTS, PHONE, Layout
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.lists import ListCounts, list_table


def show_list(
    result: Segmentation, counts: ListCounts, campaign: Campaign, seed: int, segment: int
) -> None:
    """Offer the segment's customers as a file, and say who is not on it."""
    n_rows = counts.n_listed + counts.n_held_out
    exporting.download(
        "list.csv",
        words.GET_LIST,
        data=partial(_file, result, campaign.hold_out, seed, segment),
        file_name=f"{short(result.names[segment], 60)}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="primary",
        key=f"list_{result.slots[segment]}",
        disabled=n_rows == 0,
        help=words.GET_LIST_HELP,
    )
    st.caption(plain(words.on_list(counts)))
    if n_rows:
        show_sending(result, counts, campaign.hold_out, seed, segment)
    if counts.n_listed and cached.reach(result).contacts.has_address:
        _show_audiences(result, counts, campaign, seed, segment)


def _show_audiences(
    result: Segmentation, counts: ListCounts, campaign: Campaign, seed: int, segment: int
) -> None:
    """Offer the segment for ad platforms and mail tools, and name what leaves the table."""
    slot = result.slots[segment]
    with st.popover(of_files.FOR_PLATFORMS, icon=":material/ads_click:", key=f"ads_{slot}"):
        control = LEFT_OUT
        if counts.n_held_out:
            control = st.radio(
                of_files.CONTROL,
                of_files.CHOICES,
                format_func=of_files.CHOICES.get,
                key=f"control_{slot}",
                persist_state="session",
                help=of_files.CONTROL_HELP,
                horizontal=True,
            )
        st.caption(plain(of_files.in_files(counts, control)))
        for key, layout in LAYOUTS.items():
            if leaving(layout, cached.reach(result)):
                _show_layout(result, (campaign.hold_out, seed, segment), key, layout, control)


def _show_layout(
    result: Segmentation,
    whom: tuple[float, int, int],
    key: str,
    layout: Layout,
    control: str,
) -> None:
    """Say what leaves for a platform, and offer its file, and one of the control group."""
    left = leaving(layout, cached.reach(result))
    named = " and ".join(f"“{short(column)}” as {header}" for column, header in left)
    has_numbers = any(each.contact == PHONE for each in layout.fields) and (
        cached.reach(result).contacts.phone is not None
    )
    st.caption(plain(of_files.about(layout, named, control, has_numbers=has_numbers)))
    as_column = control == AS_COLUMN and layout.takes_columns
    files = {of_files.AS_FILE: AS_COLUMN if as_column else LEFT_OUT}
    if control == ALONE:
        files[of_files.CONTROL_FILE] = ALONE
    for title, of_whom in files.items():
        ending = f"{key} control" if of_whom == ALONE else key
        exporting.download(
            f"audience {ending}.csv",
            title.format(platform=layout.title),
            data=partial(_audience, result, whom, layout, of_whom),
            file_name=f"{short(result.names[whom[2]], 60)} {ending}.csv",
            mime="text/csv",
            icon=":material/download:",
            key=f"ads_{ending}_{result.slots[whom[2]]}",
        )


def show_contacts(result: Segmentation) -> None:
    """Say once which columns the lists are made from, and what nothing is known of."""
    reached = cached.reach(result)
    st.caption(plain(words.from_columns(reached.contacts)))


def _file(result: Segmentation, hold_out: float, seed: int, segment: int) -> bytes:
    held = cached.held_out(result, hold_out, seed)
    return csv_bytes(list_table(result, cached.reach(result), held, segment))


def _audience(
    result: Segmentation, whom: tuple[float, int, int], layout: Layout, control: str
) -> bytes:
    hold_out, seed, segment = whom
    held = cached.held_out(result, hold_out, seed)
    reached = cached.reach(result)
    return audience_csv(audience(result, reached, held, [segment], layout, control=control))
