"""Scripts of ours that run in the browser and show nothing."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st


def run_in_browser(
    script: Path, hears: Mapping[str, Callable[[], None]] | None = None, **data: Any
) -> None:
    """Run a script in the browser for as long as the page is open.

    Parameters
    ----------
    script : Path
        A component's module; its name is the key of its place, so there is one of it on a page.
    hears : mapping of str to callable or None
        What is called when the script tells something, by its name; it then stands in the state
        under the script's name.
    **data : Any
        What the script gets.
    """
    told = {f"on_{name}_change": call for name, call in (hears or {}).items()}
    _component(script)(key=script.stem, data=data, **told)


@lru_cache
def _component(script: Path):
    return st.components.v2.component(
        f"segmentation_{script.stem}",
        html="<div></div>",
        css=f".st-key-{script.stem} {{ display: none; }}",
        js=script.read_text(encoding="utf-8"),
        isolate_styles=False,
    )
