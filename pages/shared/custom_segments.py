"""Customers marked on the map: who they are beside the segments, and keeping them as a segment."""

from dataclasses import asdict

import streamlit as st

from pages.shared.messages import ask_short, plain, short
from pages.shell import links
from segmentation import cached
from segmentation.analysis.custom_segments import Outlined
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.projection import COMPONENTS
from segmentation.clustering.spec import SegmentationSpec
from segmentation.errors import counted
from segmentation.segments.custom_segments import CustomSegment, Outline
from segmentation.segments.vocabulary import LONGEST_NAME
from segmentation.tables.number_format import format_share

OUTLINE, KEPT = "outline", "handmade_segments"
WAS_REMOVED = "“{name}” was removed."
REMOVED = "handmade_before"
"""The kept segments before one was removed, and its name: for one step back."""


def remember(axes: tuple[str, ...], family: SegmentationSpec, drawn: dict) -> None:
    """Keep what was drawn on the map with these axes; an empty outline undoes it."""
    corners = tuple(zip(map(float, drawn["x"]), map(float, drawn["y"]), strict=True))
    st.session_state.pop(OUTLINE, None)
    if corners:
        st.session_state[OUTLINE] = (Outline(axes=axes, corners=corners), family)


def kept_segments(result: Segmentation) -> dict[str, Outlined]:
    """Return the kept segments by name, and who is in them now.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    dict of str to Outlined
        Without those drawn on principal components of other settings, and without empty ones.
    """
    family = result.spec.family
    kept = {
        segment.name: cached.outlined(result.fitted, segment.outline)
        for segment, drawn_on in st.session_state.get(KEPT, ())
        if still_there(segment.outline, drawn_on, family)
    }
    return {name: outlined for name, outlined in kept.items() if outlined.profile is not None}


def as_plain(kept: tuple) -> list[dict]:
    """Return kept segments as plain values, to be saved."""
    return [
        {
            "name": segment.name,
            "axes": segment.outline.axes,
            "corners": segment.outline.corners,
            "family": asdict(family),
        }
        for segment, family in kept
    ]


def from_plain(saved: list[dict]) -> tuple:
    """Return what `as_plain` wrote as it was; nothing for what it did not write."""
    try:
        return tuple(
            (
                CustomSegment(
                    name=str(each["name"]),
                    outline=Outline(
                        axes=tuple(each["axes"]), corners=tuple(map(tuple, each["corners"]))
                    ),
                ),
                SegmentationSpec(**{k: links.frozen(v) for k, v in each["family"].items()}),
            )
            for each in saved
        )
    except (KeyError, TypeError, ValueError):
        return ()


def show_selection(result: Segmentation) -> None:
    """Say who is marked and offer to keep them; list what was kept."""
    outline, drawn_on = st.session_state.get(OUTLINE, (None, None))
    family = result.spec.family
    if outline is not None and still_there(outline, drawn_on, family):
        _show_marked(result, outline)
    else:
        st.caption("Mark customers with the box or the lasso above the map to see who they are.")
    if REMOVED in st.session_state:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(WAS_REMOVED.format(name=plain(short(st.session_state[REMOVED][1], 40))))
            st.button("Undo", key="undo_remove", on_click=_put_back, icon=":material/undo:")
    for segment, _ in st.session_state.get(KEPT, ()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Your segment: **{plain(short(segment.name, 40))}**")
            st.button(
                "Remove",
                key=f"remove_{segment.name}",
                on_click=_remove,
                args=(segment.name,),
                icon=":material/delete:",
            )


def _show_marked(result: Segmentation, outline: Outline) -> None:
    outlined = cached.outlined(result.fitted, outline)
    if outlined.profile is None:
        st.caption("There is no customer inside the area you marked.")
        return
    shares = [
        f"{n:,} in “{result.names[segment]}”"
        for segment in result.by_slot
        if (n := int((outlined.members & (result.labels == segment)).sum()))
    ]
    st.markdown(
        f"**{counted(outlined.profile.size, 'customer')} marked**: {plain(', '.join(shares))}."
    )
    facts = [
        f"{fact.label.label} {fact.measure} {fact.typical:,.3g} (all: {fact.typical_of_all:,.3g})"
        for fact in sorted(outlined.profile.numbers, key=lambda fact: -abs(fact.z))[:4]
    ]
    facts += [
        f"{fact.label.label} {fact.level} {format_share(fact.share)} "
        f"(all: {format_share(fact.overall)})"
        for fact in outlined.profile.categories[:2]
        if fact.level
    ]
    st.caption(plain("; ".join(facts) + "."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ask_short(
            st.text_input,
            "Name",
            longest=LONGEST_NAME,
            key="handmade_name",
            placeholder="For example: VIPs",
        )
        st.button("Keep as a segment", icon=":material/bookmark_add:", on_click=_keep)


def _keep() -> None:
    outline, family = st.session_state[OUTLINE]
    st.session_state.pop(REMOVED, None)
    kept = st.session_state.get(KEPT, ())
    name = " ".join(st.session_state.get("handmade_name", "").split())[:LONGEST_NAME]
    taken = {segment.name for segment, _ in kept}
    base, number = name or "My segment", 1
    name = base
    while name in taken:
        number += 1
        name = f"{base} {number}"
    st.session_state[KEPT] = (*kept, (CustomSegment(name=name, outline=outline), family))
    st.session_state["handmade_name"] = ""


def _remove(name: str) -> None:
    kept = st.session_state[KEPT]
    st.session_state[REMOVED] = kept, name
    st.session_state[KEPT] = tuple(entry for entry in kept if entry[0].name != name)


def _put_back() -> None:
    st.session_state[KEPT], _ = st.session_state.pop(REMOVED)


def still_there(outline: Outline, drawn_on: SegmentationSpec, family: SegmentationSpec) -> bool:
    """Return whether an outline's axes mean what they meant when it was drawn.

    Parameters
    ----------
    outline : Outline
    drawn_on, family : SegmentationSpec
        What the segments were made from then, and are now.

    Returns
    -------
    bool
    """
    return drawn_on == family or not set(outline.axes) & set(COMPONENTS)
