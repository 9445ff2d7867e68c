"""The settings bar: what segments are made from, in one line, with everything behind it.

Its widgets are on the page all the time, so that a folded bar loses no choice; a rule of the style
hides them until the bar is opened, or until one of them has something to say.
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.filters.bar import FilterPlaces
from pages.journey import words
from pages.segment_form.ways import TITLES, chosen
from pages.shared.messages import plain, short
from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import counted
from segmentation.segments.facts.spoken import spoken

MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsBar:
    """The places of the bar.

    Attributes
    ----------
    switch : DeltaGenerator
        What opens and folds it.
    line : DeltaGenerator
        What is set, in words.
    filters : FilterPlaces
        Who is looked at: seen whether it is open or not.
    body : DeltaGenerator
        The settings.
    """

    switch: DeltaGenerator
    line: DeltaGenerator
    filters: FilterPlaces
    body: DeltaGenerator

    def fold(self) -> None:
        """Leave it folded until somebody opens it; one that is open stays so."""
        self._show_switch("")

    def keep_open(self) -> None:
        """Show the settings, because nothing can be shown before something is chosen."""
        self._show_switch(" open")
        self.line.markdown(words.NOTHING_SET)

    def tell(self, result: Segmentation) -> None:
        """Say in one line what is set."""
        self.line.markdown(plain(settings_line(result)))

    def _show_switch(self, state: str) -> None:
        self.switch.html(
            f'<details{state}><summary title="{words.SETTINGS_ABOUT}">{words.SETTINGS}</summary>'
            "</details>",
            width="content",
        )


def place_bar() -> SettingsBar:
    """Make room for the bar.

    Returns
    -------
    SettingsBar
    """
    with st.container(border=True, key="settings_bar", gap=None):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key="settings_top"
        ):
            with st.container(
                horizontal=True,
                wrap=False,
                vertical_alignment="center",
                gap="small",
                key="settings_line",
            ):
                switch, line = st.empty(), st.empty()
            button = st.container(width="content")
        filters = FilterPlaces(button=button, line=st.container())
        body = st.container(key="settings_body")
    return SettingsBar(switch=switch, line=line, filters=filters, body=body)


def settings_line(result: Segmentation) -> str:
    """Say what segments are made from: columns, their number, how they are found.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    str
        For example “Age, income · 5 segments · K-means”.
    """
    spec = result.spec
    number = counted(result.n_clusters, "segment")
    parts = [words.BY_CONDITIONS if spec.is_by_rule else columns_line(spec.features), number]
    parts += [] if spec.is_by_rule else [TITLES[chosen()]]
    return " · ".join(parts)


def columns_line(features: tuple[str, ...]) -> str:
    """Name the first columns, and count the others.

    Parameters
    ----------
    features : tuple of str

    Returns
    -------
    str
    """
    labels = [short(spoken(name), 30) for name in features]
    first = ", ".join(labels[:MOST_COLUMNS])
    if len(labels) <= MOST_COLUMNS:
        return first
    return words.MORE_COLUMNS.format(first=first, n=len(labels) - MOST_COLUMNS)
