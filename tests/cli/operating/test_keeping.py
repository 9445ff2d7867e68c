"""What an operator does to keep the library."""

import pytest
from made_models import mall_model

from segmentation.cli.program import main
from segmentation.models.library import VARIABLE, Library


@pytest.fixture(autouse=True)
def library(monkeypatch, tmp_path):
    """Give each test a library of its own."""
    address = f"sqlite:///{tmp_path / 'library.sqlite'}"
    monkeypatch.setenv(VARIABLE, address)
    return Library(address)


def test_copied_checked_and_brought_back(library, tmp_path, capsys):
    """Each says what it has done, with counts."""
    copy = str(tmp_path / "copy")
    library.save("Spring", mall_model())
    assert main(["library", "backup", copy]) == 0
    what = "1 segmentation, 0 deleted, 0 keys, 0 shared links and 0 lines of the log"
    assert capsys.readouterr().err == f"Copied to {copy}: {what}.\n"
    assert main(["library", "check", copy]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("It is of an earlier release and is brought up to date when")
    assert said[1] == f"Sound: {what}."
    library.save("Autumn", mall_model())
    assert main(["library", "restore", copy]) == 2
    assert "holds 1 segmentation that the copy does not hold" in capsys.readouterr().err
    assert main(["library", "restore", copy, "--over-newer"]) == 0
    assert "What was there before is in " in capsys.readouterr().err
    assert [entry.name for entry in library.entries()] == ["Spring"]


def test_brought_up_to_date(library, capsys):
    """Once; then it says that there is nothing to do."""
    library.save("Spring", mall_model())
    assert main(["library", "migrate"]) == 0
    assert main(["library", "migrate"]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "The library was brought up to date: it lacked audit_log, service_keys and shared_results."
    )
    assert second == "The library is up to date; nothing was changed."


def test_what_is_damaged_is_named(library, capsys):
    """The exit code says it too."""
    id_ = library.save("Spring", mall_model())
    with library.transaction() as (connection, table):
        connection.execute(table.update().where(table.c.id == id_).values(model="{"))
    assert main(["library", "check"]) == 2
    assert "1 segmentation cannot be opened: Spring." in capsys.readouterr().err
