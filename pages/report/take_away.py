"""The report's files, each made when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.report import words
from pages.report.present import offer_presentation
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.forms import ARCHIVE, FORMS, NAME, Form, write_form
from segmentation.exports.report.story import Story


def show_downloads(story: Story, result: Segmentation, template: bytes | None) -> None:
    """Offer the report in every form, and all of them at once.

    The story is captured now: a file is made without the session.
    """
    with st.container(horizontal=True, gap="small"):
        for at, form in enumerate(FORMS.values()):
            make = partial(write_form, form.ending, story, result, template)
            _offer(form, make, is_first=at == 0)
        st.download_button(
            words.ALL_FORMS,
            data=partial(write_form, ARCHIVE, story, result, template),
            file_name=f"{NAME}{ARCHIVE}",
            mime="application/zip",
            on_click="ignore",
            icon=":material/folder_zip:",
            help=words.ALL_ABOUT,
            key="report_all",
        )
        offer_presentation(story)
    st.caption(words.MAKING)
    for said in filter(None, (form.lacks for form in FORMS.values())):
        st.caption(said)


def _offer(form: Form, make: Callable[[], bytes], *, is_first: bool) -> None:
    st.download_button(
        words.DOWNLOAD.format(title=form.title.lower()),
        data=make,
        file_name=f"{NAME}{form.ending}",
        mime=form.mime,
        on_click="ignore",
        icon=form.icon,
        type="primary" if is_first else "secondary",
        disabled=bool(form.lacks),
        help=form.about,
        key=f"report_{form.ending}",
    )
