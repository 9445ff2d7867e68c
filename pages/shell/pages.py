"""Which pages there are: one row each, which the navigation and every link read."""

from dataclasses import dataclass
from itertools import pairwise

import streamlit as st


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the app.

    Attributes
    ----------
    address : str
        Its part of the address, and the name of its script and its folder.
    title, icon : str
        In the navigation.
    group : str
        Under which heading of the navigation it stands.
    """

    address: str
    title: str
    icon: str
    group: str

    @property
    def script(self) -> str:
        """The file that Streamlit runs."""
        return f"pages/{self.address}.py"

    @property
    def module(self) -> str:
        """The module whose `show` draws it."""
        return f"pages.{self.address}.page"


ON_THE_WAY = "From data to report"
FOR_ANALYSTS = "For analysts"

PAGES = {
    page.address: page
    for page in (
        Page(address="data", title="Data", icon=":material/table_view:", group=ON_THE_WAY),
        Page(address="segment", title="Segments", icon=":material/bubble_chart:", group=ON_THE_WAY),
        Page(address="plan", title="Plan", icon=":material/flag:", group=ON_THE_WAY),
        Page(address="report", title="Report", icon=":material/description:", group=ON_THE_WAY),
        Page(address="explore", title="Explore", icon=":material/query_stats:", group=FOR_ANALYSTS),
        Page(address="how_many", title="How many?", icon=":material/balance:", group=FOR_ANALYSTS),
        Page(address="profiles", title="Profiles", icon=":material/groups:", group=FOR_ANALYSTS),
        Page(
            address="compare", title="Compare", icon=":material/compare_arrows:", group=FOR_ANALYSTS
        ),
        Page(address="score", title="Score", icon=":material/person_add:", group=FOR_ANALYSTS),
        Page(address="learn", title="Learn", icon=":material/school:", group=FOR_ANALYSTS),
    )
}
PATH = tuple(address for address, page in PAGES.items() if page.group == ON_THE_WAY)
"""The pages that lead a marketer from a file to a report, in this order."""

NEXT = dict(pairwise(PATH))
HOME = "segment"
SHARED = "snapshot"
"""The parameter of an address that asks for a result somebody has shared, whatever the page."""


def link(address: str, label: str, icon: str | None = None) -> None:
    """Show the way to another page, under its own icon unless another is given."""
    page = PAGES[address]
    st.page_link(page.script, label=label, icon=icon or page.icon)
