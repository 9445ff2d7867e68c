"""What the server loads and frees beside its visitors."""

import gc
import logging
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path

import pytest
from source import ROOT
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from pages.shell.pages import HOME, PAGES
from pages.shell.serving import startup

BESIDE_A_PAGE = """
import sys, threading
from pages.shell.serving import startup

found = []
def visit():
    try:
        import sqlalchemy
        found.append(sqlalchemy.create_engine)
    except ImportError as error:
        found.append(error)

page = threading.Thread(target=visit)
page.start()
while "sqlalchemy" not in sys.modules:
    pass
startup.load("sqlalchemy.dialects.sqlite")
page.join()
assert callable(found[0]), found
"""
"""A page has begun to import a package when the housekeeper comes to a part of it."""


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


def test_what_is_loaded_ahead_waits_for_a_page_that_loads_it_too():
    """Else both fail on a package that is half there: the visitor's page, and all housekeeping."""
    command = [sys.executable, "-c", BESIDE_A_PAGE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr


def test_the_housekeeper_goes_on_after_a_fault(monkeypatch, caplog):
    """It loads what is left, and comes again; the log says what happened."""

    class EndsHereError(BaseException):
        """Ends what goes on for ever."""

    loaded, naps = [], []

    def nap(seconds):
        naps.append(seconds)
        if naps.count(startup.HOUSEKEEPING_SECONDS) == 2:
            raise EndsHereError

    def load(name):
        loaded.append(name)
        raise ImportError(name)

    monkeypatch.setattr(startup, "load", load)
    monkeypatch.setattr(startup.time, "sleep", nap)
    monkeypatch.setattr("segmentation.cached.tidy", lambda: 1 / 0)
    with caplog.at_level(logging.ERROR), pytest.raises(EndsHereError):
        startup.keep_house()
    assert loaded == list(startup.OTHER_PAGES)
    assert len(caplog.records) == len(loaded) + 2


def test_the_theme_is_told_as_streamlit_tells_it(monkeypatch):
    """The same message from the second time on, and another one where the settings are others."""
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    sections = [()] + [
        (f"theme.{name}",) for name in ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")
    ]

    def told() -> list[bytes]:
        messages = [CustomThemeConfig() for _ in sections]
        for message, section in zip(messages, sections, strict=True):
            app_session._populate_theme_msg(message, *section)
        return [message.SerializeToString(deterministic=True) for message in messages]

    before = told()
    startup.keep_theme()
    assert told() == told() == before
    config.set_option("theme.baseRadius", "0.25rem")
    try:
        app_session._populate_theme_msg.kept.cache_clear()
        assert told() != before
    finally:
        config.set_option("theme.baseRadius", "0.5rem")
