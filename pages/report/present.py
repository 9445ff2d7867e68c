"""The report as a presentation over the whole page: large type, arrow keys, no controls."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.report import words
from segmentation.exports.html_report.page import html_report
from segmentation.exports.report.story import Story


def offer_presentation(story: Story) -> None:
    """Offer to present the report here and now."""
    if st.button(words.PRESENT, icon=":material/present_to_all:", help=words.PRESENT_HELP):
        with st.spinner(words.PREPARING):
            page = html_report(story, present=True).decode()
        _overlay()(key="presentation", data={"page": page, "title": words.PRESENT})


@lru_cache(maxsize=1)
def _overlay():
    script = (Path(__file__).parent / "present.js").read_text(encoding="utf-8")
    return st.components.v2.component("segmentation_presentation", html="<div></div>", js=script)
