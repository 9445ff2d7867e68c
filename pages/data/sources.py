"""The Data page: the user's own file, the server's, and the built-in samples."""

import streamlit as st

from pages.data import server, words
from pages.shared.messages import plain
from pages.shell import open_table, startup, state
from segmentation.tables import samples
from segmentation.tables.reading import FILE_ENDINGS


def show_sources() -> None:
    """Offer the samples, an upload, and an example of a file that works."""
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
    st.header(words.SAMPLES)
    for name in samples.sample_names():
        _show_sample(samples.sample_card(name))


def _show_sample(card: samples.Sample) -> None:
    st.button(
        card.title,
        key=f"open_{card.name}",
        on_click=state.use_sample,
        args=(card.name,),
        disabled=not state.is_upload() and state.sample_name() == card.name,
        width="stretch",
    )
    st.caption(plain(f"{card.description} {card.source}"))
