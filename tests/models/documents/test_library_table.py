"""A library of the first release is brought up to date, and nothing of it is lost."""

import json
import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from made_models import drop_all, mall_model

import segmentation as sg
from segmentation.models.documents import library_table
from segmentation.models.documents.library_records import TEAM
from segmentation.models.documents.library_table import checked_id
from segmentation.models.library import Library

MODEL = mall_model()
RELEASED = """CREATE TABLE saved_segmentations (
    id VARCHAR(16) NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, about TEXT NOT NULL,
    model TEXT NOT NULL, extras TEXT NOT NULL, created {moment} NOT NULL, changed {moment} NOT NULL,
    deleted {moment}, PRIMARY KEY (id))"""
"""As the first release made it, word for word."""

COLUMNS = ("id", "name", "note", "about", "model", "extras", "created", "changed", "deleted")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Return where a library of the first release is, with two rows, one of them deleted."""
    if request.param == "sqlite":
        address, moment = f"sqlite:///{tmp_path / 'library.sqlite'}", "DATETIME"
    else:
        address = request.getfixturevalue("postgres")
        moment = "TIMESTAMP WITH TIME ZONE"
    engine = sa.create_engine(address, poolclass=sa.pool.NullPool)
    about = json.dumps([MODEL.n_clusters, MODEL.n_customers, list(MODEL.features)])
    extras = json.dumps({"view": {"k": ["5"]}, "plan": {"budget": 7}})
    day = "2026-01-31 12:00:00.000000"
    rows = [
        ("a" * 16, "Spring", "Why", about, MODEL.to_bytes().decode(), extras, day, day, None),
        ("b" * 16, "Autumn", "", about, MODEL.to_bytes().decode(), extras, day, day, day),
    ]
    places = ", ".join(f":{name}" for name in COLUMNS)
    insert = sa.text(f"INSERT INTO saved_segmentations VALUES ({places})")  # noqa: S608 - ours
    drop_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(RELEASED.format(moment=moment))
        for row in rows:
            connection.execute(insert, dict(zip(COLUMNS, row, strict=True)))
    yield address
    drop_all(engine)


def test_a_library_of_the_first_release_opens(url):
    """Its rows are the team's and of nobody known; name, note, model, link and plan stay."""
    library = Library(url)
    (entry,) = library.entries()
    assert (entry.name, entry.note, entry.id) == ("Spring", "Why", "a" * 16)
    assert (entry.owner, entry.changed_by, entry.sharing, entry.version) == ("", "", TEAM, 1)
    assert entry.changed.astimezone(UTC).date().isoformat() == "2026-01-31"
    found = library.open("a" * 16)
    assert found.model.to_bytes() == MODEL.to_bytes()
    assert (found.view, found.plan) == ({"k": ["5"]}, {"budget": 7})
    library.restore("b" * 16)
    assert {each.name for each in library.entries()} == {"Spring", "Autumn"}
    assert library.save("Spring", MODEL, replaces="a" * 16, version=1) == "a" * 16
    assert library.entry("a" * 16).version == 2


def test_a_program_of_the_first_release_still_saves(url):
    """While servers are replaced one after the other: what it writes is the team's."""
    Library(url).entries()
    names = ", ".join(COLUMNS)
    statement = f"INSERT INTO saved_segmentations ({names}) SELECT 'c', name, note, about, model, "
    with sa.create_engine(url, poolclass=sa.pool.NullPool).begin() as connection:
        connection.exec_driver_sql(
            f"{statement} extras, created, changed, deleted FROM saved_segmentations "
            f"WHERE name = 'Spring'"
        )
    entry = next(each for each in Library(url).entries() if each.id == "c")
    assert (entry.sharing, entry.owner, entry.version) == (TEAM, "", 1)


def test_many_bring_it_up_to_date_at_once(url):
    """Several processes start with the new release; each finds all columns."""
    found, problems = [], []

    def session():
        try:
            found.extend(Library(url).entries())
        except sg.SegmentationError as error:
            problems.append(str(error))

    threads = [threading.Thread(target=session) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert [entry.name for entry in found] == ["Spring"] * 8


def test_one_transaction_within_another_is_the_same(tmp_path):
    """What fails at the end takes back what was done before."""
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    id_ = library.save("A", MODEL)

    def rename_both():
        with library.transaction():
            library.rename(id_, "B", "")
            library.rename("0" * 16, "B", "")

    with pytest.raises(sg.ModelError):
        rename_both()
    assert library.entry(id_).name == "A"
    assert library.entry(id_).changed <= datetime.now(UTC)


def test_texts_that_are_no_id():
    """Nothing that a database would refuse reaches it."""
    assert checked_id("0123456789abcdef") == "0123456789abcdef"
    assert [checked_id(odd) for odd in ("", "\0", "ABCDEF0123456789", "0" * 17)] == [""] * 4


def test_what_is_replaced_can_be_restored(url):
    """By a save and by another name, note and plan as they were; what failed replaces nothing."""
    library = Library(url)
    library.save("Summer", MODEL, note="New", plan={"budget": 8}, replaces="a" * 16)
    library.rename("a" * 16, "Winter", "Newer")
    with pytest.raises(sg.ModelError, match="Nothing of it was overwritten"):
        library.rename("a" * 16, "Lost", "", version=1)
    earlier = {entry.name: entry.id for entry in library.entries(deleted=True)}
    assert earlier.keys() == {"Autumn", "Spring", "Summer"}
    for name, note, budget in (("Spring", "Why", 7), ("Summer", "New", 8)):
        library.restore(earlier[name])
        again = library.open(earlier[name])
        assert (again.entry.note, again.plan, again.view) == (
            note,
            {"budget": budget},
            {"k": ["5"]} if name == "Spring" else {},
        )
    assert library.open("a" * 16).entry.name == "Winter"


def test_of_states_that_were_replaced_the_latest_are_kept(url, monkeypatch):
    """Somebody who saves all day fills no disk; what was deleted by hand stays."""
    monkeypatch.setattr(library_table, "MOST_EARLIER", 3)
    library = Library(url)
    for day in range(6):
        library.rename("a" * 16, f"Day {day}", "")
    names = {entry.name for entry in library.entries(deleted=True)}
    assert names == {"Autumn", "Day 2", "Day 3", "Day 4"}
