"""Back and Forward of the browser go through the choices, one at a time."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

HIDDEN = ".st-key-history { display: none; }"


def keep_steps() -> None:
    """Let the browser take a step in its history whenever a choice changes the address."""
    _component()(key="history")


@lru_cache(maxsize=1)
def _component():
    return st.components.v2.component(
        "segmentation_history",
        html="<div></div>",
        css=HIDDEN,
        js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
