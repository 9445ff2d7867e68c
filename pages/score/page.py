"""The Score page: which segment a new customer belongs to: one, a file, in other systems."""

import streamlit as st

from pages.colleague import links
from pages.colleague import words as colleague_words
from pages.score import file, model_export, one_customer, words
from pages.shared import library
from pages.shared.messages import plain, sentences_for_errors, short
from pages.shell import frame


def show() -> None:
    """Show the page."""
    head = st.container()
    frame.show_notice()
    chosen = one_customer.choose_model(head)
    head.title(plain(words.TITLE.format(name=short(chosen.name, 60))))
    one_customer.say_what_it_is(chosen)
    one, many, elsewhere = st.tabs(words.TABS)
    with one, sentences_for_errors():
        one_customer.show_form(chosen)
    with many:
        file.show_file(chosen)
    with elsewhere:
        model_export.show_elsewhere(chosen)
    library.list_saved()
    st.header(colleague_words.LINKS)
    links.show_links("score")
