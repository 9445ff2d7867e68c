"""Which pages there are: one row each, which the navigation and every link read."""

from dataclasses import dataclass

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
    """

    address: str
    title: str
    icon: str

    @property
    def script(self) -> str:
        """The file that Streamlit runs."""
        return f"pages/{self.address}.py"

    @property
    def module(self) -> str:
        """The module whose `show` draws it."""
        return f"pages.{self.address}.page"


PAGES = {
    page.address: page
    for page in (
        Page(address="data", title="Data", icon=":material/table_view:"),
        Page(address="explore", title="Explore", icon=":material/query_stats:"),
        Page(address="segment", title="Segment", icon=":material/bubble_chart:"),
        Page(address="how_many", title="How many?", icon=":material/balance:"),
        Page(address="profiles", title="Profiles", icon=":material/groups:"),
        Page(address="plan", title="Plan", icon=":material/flag:"),
        Page(address="compare", title="Compare", icon=":material/compare_arrows:"),
        Page(address="score", title="Score", icon=":material/person_add:"),
        Page(address="learn", title="Learn", icon=":material/school:"),
    )
}
HOME = "segment"


def link(address: str, label: str, icon: str | None = None) -> None:
    """Show the way to another page, under its own icon unless another is given."""
    page = PAGES[address]
    st.page_link(page.script, label=label, icon=icon or page.icon)
