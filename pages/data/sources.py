"""The Data page: the user's own file, the server's, and the built-in samples."""

import streamlit as st

from pages.data import server, words
from pages.journey import undo
from pages.shared.messages import plain
from pages.shell import open_table, state
from pages.shell.serving import startup
from segmentation.tables import samples
from segmentation.tables.reading import FILE_ENDINGS


def show_own_file() -> None:
    """Offer an upload, an example of a file that works, and what the server opens."""
    startup.prepare_reader()
    st.header(words.OWN_FILE)
    file = st.file_uploader(
        words.A_TABLE,
        type=FILE_ENDINGS,
        key=f"upload_{st.session_state.get(state.UPLOADER_RUN, 0)}",
        help=words.A_TABLE_HELP,
    )
    open_table.take_upload(file)
    card = samples.sample_card(samples.sample_names()[0])
    st.download_button(
        words.EXAMPLE_FILE,
        data=lambda: samples.sample_bytes(card.name),
        file_name=card.file,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    server.show_server_sources()


def show_samples() -> None:
    """Offer the built-in tables beside each other."""
    st.header(words.SAMPLES)
    with st.container(key="cards_of_samples"):
        for name in samples.sample_names():
            with st.container():
                _show_sample(samples.sample_card(name))


def _show_sample(card: samples.Sample) -> None:
    st.button(
        card.title,
        key=f"open_{card.name}",
        on_click=undo.use_sample,
        args=(card.name,),
        disabled=not state.is_upload() and state.sample_name() == card.name,
        width="stretch",
    )
    st.caption(plain(f"{card.description} {card.source}"))
