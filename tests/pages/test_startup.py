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
    startup.freeze(thaw=False)
    assert gone() is not None
    startup.freeze()
    assert gone() is None


class EndsHereError(BaseException):
    """Ends what goes on for ever."""


def test_everything_is_looked_through_where_visitors_have_left_and_now_and_then(monkeypatch):
    """It stops all others for a moment, so not every minute; what is new is looked at always."""
    left = iter([False, False, True, *[False] * 9])
    rounds = []

    def tidy() -> bool:
        have_left = next(left, None)
        if have_left is None:
            raise EndsHereError
        gc.collect(0)
        return have_left

    monkeypatch.setattr(startup, "OTHER_PAGES", ())
    monkeypatch.setattr(startup.time, "sleep", lambda _: None)
    monkeypatch.setattr("segmentation.cached.tidy", tidy)
    monkeypatch.setattr(startup, "freeze", lambda *, thaw: rounds.append(thaw))
    with pytest.raises(EndsHereError):
        startup.keep_house()
    assert [at for at, thaw in enumerate(rounds) if thaw] == [0, 2, startup.THAWS_EVERY]
    assert len(rounds) == 12


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
