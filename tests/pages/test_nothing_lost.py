"""What a session holds while the library or a database is away, and once it is back."""

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from segmentation.access.upkeep import check
from segmentation.models.documents import database
from segmentation.models.library import Library

NAMES = '{"0":"Our best"}'


def file_of_library() -> Path:
    """Return where the library of this test is."""
    return Path(os.environ["SEGMENTATION_LIBRARY"].removeprefix("sqlite:///"))


@contextmanager
def locked():
    """Let another process write to the library without end."""
    with closing(sqlite3.connect(file_of_library())) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def without_its_folder():
    """Put a file where the library's folder was, as if a disk were not mounted."""
    folder = file_of_library().parent
    away = folder.with_name("away")
    folder.rename(away)
    folder.touch()
    yield
    folder.unlink()
    away.rename(folder)


@contextmanager
def damaged():
    """Write over the library, and put its copy back."""
    whole = file_of_library().read_bytes()
    file_of_library().write_bytes(b"no database" * 1_000)
    yield
    file_of_library().write_bytes(whole)


def press_save(app):
    """Press the form's button, or the one of what was saved before."""
    wanted = ("Save the changes", "Save as a new one", "Save")
    buttons = [button for button in app.button if button.label in wanted]
    min(buttons, key=lambda button: wanted.index(button.label)).click().run()
    assert not app.exception, app.exception


def is_all_there(app):
    """Say whether the settings, the names and the plan are those of the test."""
    return (
        app.slider(key="k").value == 4
        and "Our best" in app.dataframe[0].value.to_string()
        and app.session_state["campaign_name"] == "Spring"
    )


@pytest.fixture
def app(open_app, monkeypatch):
    """Open the app with settings, names and a plan, saved once."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{below_another()}")
    app = open_app("plan", k="4", names=NAMES)
    app.text_input(key="campaign_name").set_value("Spring").run()
    app.switch_page("pages/segment.py").run()
    app.text_input(key="save_name").set_value("First")
    press_save(app)
    assert is_all_there(app)
    return app


def below_another() -> str:
    """Return a place for the library in a folder of its own."""
    file = file_of_library()
    return (file.parent / "kept" / file.name).as_posix()


@pytest.mark.parametrize("away", [locked, without_its_folder, damaged])
def test_the_library_is_away_and_back(app, texts, away):
    """What was tried is refused in a sentence and loses nothing; once it is back it is saved."""
    with away():
        app.text_input(key="save_name").set_value("Second")
        press_save(app)
        assert "The library of saved segmentations cannot be used" in texts(app)
        assert is_all_there(app)
    app.run()
    assert is_all_there(app)
    app.text_input(key="save_name").set_value("Second")
    press_save(app)
    url = os.environ["SEGMENTATION_LIBRARY"]
    saved = {entry.name: Library(url).open(entry.id) for entry in Library(url).entries()}
    assert saved["Second"].plan["campaign_name"] == "Spring"
    assert check(url).damaged == ()
