"""What makes the same segments again: a script, a notebook and a document."""

from functools import partial

import streamlit as st

from pages.people import exporting
from pages.report import words
from pages.shell import state
from segmentation.analysis.segmentation import Segmentation
from segmentation.exports.recipe.recipe import Preparation, recipe_json, recipe_of
from segmentation.exports.recipe.script import recipe_notebook, recipe_script

WRITERS = (
    (words.SCRIPT, "segments.py", "text/x-python", ":material/code:", recipe_script),
    (
        words.NOTEBOOK,
        "segments.ipynb",
        "application/x-ipynb+json",
        ":material/book:",
        recipe_notebook,
    ),
    (words.DOCUMENT, "recipe.json", "application/json", ":material/data_object:", recipe_json),
)


def show_recipe(result: Segmentation) -> None:
    """Offer what an analyst needs to make the same segments again; no file holds a sample."""
    if result.table.sampled is not None:
        return
    with st.expander(words.AGAIN, icon=":material/replay:"):
        st.caption(words.AGAIN_ABOUT)
        recipe = recipe_of(result, _preparation())
        with st.container(horizontal=True, gap="small"):
            for title, name, mime, icon, write in WRITERS:
                exporting.download(
                    name,
                    title,
                    data=partial(write, recipe),
                    file_name=name,
                    mime=mime,
                    icon=icon,
                    key=f"recipe_{name}",
                )


def _preparation() -> Preparation:
    """Return what the session has done from the file to one row per customer."""
    sales = state.sales()
    made = (
        {}
        if sales is None
        else {"sales": sales.columns, "as_of": sales.as_of, "groups": sales.rules}
    )
    return Preparation(
        sample=None if state.UPLOAD in st.session_state else state.sample_name(),
        options=state.options(),
        events=st.session_state.get(state.EVENTS),
        identifier=st.session_state.get(state.IDENTIFIER),
        choices=st.session_state.get(state.COLUMN_CHOICES, ()),
        **made,
    )
