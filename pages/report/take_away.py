"""The report's files, each made when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.people import exporting
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
        exporting.download(
            f"report{ARCHIVE}",
            words.ALL_FORMS,
            data=partial(write_form, ARCHIVE, story, result, template),
            file_name=f"{NAME}{ARCHIVE}",
            mime="application/zip",
            icon=":material/folder_zip:",
            help=words.ALL_ABOUT,
            key="report_all",
        )
        offer_presentation(story)
    st.caption(words.MAKING)
    for said in filter(None, (form.lacks for form in FORMS.values())):
        st.caption(said)


def _offer(form: Form, make: Callable[[], bytes], *, is_first: bool) -> None:
    exporting.download(
        f"report{form.ending}",
        words.DOWNLOAD.format(title=form.title.lower()),
        data=make,
        file_name=f"{NAME}{form.ending}",
        mime=form.mime,
        icon=form.icon,
        type="primary" if is_first else "secondary",
        disabled=bool(form.lacks),
        help=form.about,
        key=f"report_{form.ending}",
    )
