"""The report's files, each made when it is asked for."""

from functools import partial

import streamlit as st

from pages.report import words
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.forms import ARCHIVE, FORMS, NAME, Form, write_form
from segmentation.exports.report.story import Story


def show_downloads(story: Story, result: Segmentation) -> None:
    """Offer the report in every form, and all of them at once.

    The story is captured now: a file is made without the session.
    """
    with st.container(horizontal=True, gap="small"):
        for at, form in enumerate(FORMS.values()):
            _offer(form, story, result, is_first=at == 0)
        if len(FORMS) > 1:
            st.download_button(
                words.ALL_FORMS,
                data=partial(write_form, ARCHIVE, story, result),
                file_name=f"{NAME}{ARCHIVE}",
                mime="application/zip",
                on_click="ignore",
                icon=":material/folder_zip:",
                help=words.ALL_ABOUT,
                key="report_all",
            )
    st.caption(words.MAKING)
    for said in filter(None, (form.lacks for form in FORMS.values())):
        st.caption(said)


def _offer(form: Form, story: Story, result: Segmentation, *, is_first: bool) -> None:
    st.download_button(
        words.DOWNLOAD.format(title=form.title.lower()),
        data=partial(write_form, form.ending, story, result),
        file_name=f"{NAME}{form.ending}",
        mime=form.mime,
        on_click="ignore",
        icon=form.icon,
        type="primary" if is_first else "secondary",
        disabled=bool(form.lacks),
        help=form.about,
        key=f"report_{form.ending}",
    )
