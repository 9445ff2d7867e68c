"""The Score page: which segment a new customer belongs to: one, a file, in other systems."""

import streamlit as st

from pages.colleague import links, words
from pages.score import file, model_export, one_customer
from pages.shared import library
from pages.shared.messages import plain, sentences_for_errors, short
from pages.shell import frame


def show() -> None:
    """Show the page."""
    head = st.container()
    frame.show_notice()
    chosen = one_customer.choose_model(head)
    head.title(f"Which segment is a new customer in? {plain(short(chosen.name, 60))}")
    one_customer.say_what_it_is(chosen)
    one, many, elsewhere = st.tabs(["One customer", "A file of customers", "In other systems"])
    with one, sentences_for_errors():
        one_customer.show_form(chosen)
    with many:
        file.show_file(chosen)
    with elsewhere:
        model_export.show_elsewhere(chosen)
    library.list_saved()
    st.header(words.LINKS)
    links.show_links("score")
