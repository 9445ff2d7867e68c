"""The names that a user gives to segments: kept in the session, shown everywhere, in the link."""

import json

import streamlit as st

from pages.shared.messages import CUT
from pages.shell import state
from segmentation import cached
from segmentation.analysis.segmentation import Segmentation
from segmentation.segments.renaming import GivenName, given_names
from segmentation.segments.vocabulary import LONGEST_NAME

ADOPTED, PROBLEM, PARAMETER = "names_adopted", "name_problem", "names"


def named(result: Segmentation) -> Segmentation:
    """Return the segments under the names the user gave them, and put those in the link.

    Parameters
    ----------
    result : Segmentation
        With the proposed names.

    Returns
    -------
    Segmentation
    """
    _adopt_link(result)
    given = _given(result)
    if not given:
        st.query_params.pop(PARAMETER, None)
        return result
    by_slot = {result.slots[segment]: name for segment, name in given.items()}
    st.query_params[PARAMETER] = json.dumps(by_slot, ensure_ascii=False, separators=(",", ":"))
    return cached.named(result, tuple(sorted(given.items())))


def named_elsewhere(result: Segmentation) -> Segmentation:
    """Return segments that are not shown yet under the names the user gave; the link stays."""
    given = _given(result)
    return cached.named(result, tuple(sorted(given.items()))) if given else result


def _given(result: Segmentation) -> dict[int, str]:
    """Return the names that the user gave, by segment."""
    given = st.session_state.get(state.GIVEN_NAMES, ())
    if not given:
        return {}
    return given_names(
        given,
        family=result.spec.family,
        fingerprint=result.fingerprint,
        slots=result.slots,
        space=result.space,
        centers=result.centers.to_numpy(),
    )


def rename(result: Segmentation, segment: int, key: str) -> None:
    """Take the name in the field `key`; an empty one goes back to the proposal.

    Parameters
    ----------
    result : Segmentation
        Under its present names.
    segment : int
    key : str
    """
    written = " ".join(st.session_state[key].split())
    name = written[:LONGEST_NAME].strip()
    others = {other for at, other in enumerate(result.names) if at != segment}
    if name in others:
        st.session_state[PROBLEM] = (
            f"“{name}” is already the name of another segment. Choose a name that tells them apart."
        )
        return
    st.session_state.pop(PROBLEM, None)
    if len(written) > LONGEST_NAME:
        st.session_state[PROBLEM] = f"{CUT.format(longest=LONGEST_NAME)} The name is now “{name}”."
    _give(result, {segment: name})


def _give(result: Segmentation, names: dict[int, str]) -> None:
    """Keep names for these segments; an empty one is forgotten."""
    family, fingerprint = result.spec.family, result.fingerprint
    slots = {result.slots[segment] for segment in names}
    kept = tuple(
        name
        for name in st.session_state.get(state.GIVEN_NAMES, ())
        if (name.family, name.fingerprint) != (family, fingerprint) or name.slot not in slots
    )
    new = tuple(
        GivenName(
            name=name,
            slot=result.slots[segment],
            family=family,
            fingerprint=fingerprint,
            axes=result.space.axes,
            center=tuple(result.centers.loc[segment].tolist()),
        )
        for segment, name in names.items()
        if name
    )
    st.session_state[state.GIVEN_NAMES] = kept + new


def _adopt_link(result: Segmentation) -> None:
    """Take the names in the session's link, once."""
    if st.session_state.get(ADOPTED):
        return
    st.session_state[ADOPTED] = True
    for text in state.asked(PARAMETER):
        try:
            wanted = {int(slot): str(name) for slot, name in json.loads(text).items()}
        except (ValueError, AttributeError):
            continue
        segments = {slot: segment for segment, slot in enumerate(result.slots)}
        names = {
            segments[slot]: " ".join(name.split())[:LONGEST_NAME]
            for slot, name in wanted.items()
            if slot in segments
        }
        _give(result, names)
