"""What the server loads and frees beside its visitors."""

import gc
import tomllib
import weakref
from pathlib import Path

import pytest

from pages.shell import startup
from pages.shell.pages import HOME, PAGES


class Knot:
    """Something that holds itself, as a session's objects do."""

    def __init__(self) -> None:
        """Tie it."""
        self.itself = self


@pytest.fixture
def thawed():
    """Leave nothing frozen behind."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_was_frozen_is_freed_once_nobody_holds_it():
    """A collection passes over it; the next round of housekeeping does not."""
    knot = Knot()
    gone = weakref.ref(knot)
    startup.freeze()
    assert gc.get_freeze_count() > 0
    del knot
    gc.collect()
    assert gone() is not None
    startup.freeze()
    assert gone() is None


def test_streamlit_leaves_the_garbage_to_the_housekeeper():
    """Else it would collect all of it after every run."""
    config = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["runner"] == {"postScriptGC": False}


def test_every_page_but_the_first_is_loaded_ahead():
    """A new page cannot be forgotten."""
    others = {f"pages.{address}.page" for address in PAGES if address != HOME}
    assert others == {name for name in startup.OTHER_PAGES if name.startswith("pages.")}
