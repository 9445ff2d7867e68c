"""Below the pages: the library refuses whom the rules refuse, and keeps the log with the change."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from made_models import mall_model

import segmentation as sg
from segmentation.access.audit import AuditLog
from segmentation.access.people import ONLY_USER, Person
from segmentation.access.shelf import Shelf
from segmentation.models.documents.library_records import LINK, PRIVATE, TEAM
from segmentation.models.library import Library

MODEL = mall_model()
START = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
ADA, BO = Person(id="ada", role="editor"), Person(id="bo", role="editor")
CY, DEE = Person(id="cy", role="viewer"), Person(id="dee", role="admin")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Run a test on a file, and on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    yield address
    with sa.create_engine(address, poolclass=sa.pool.NullPool).begin() as connection:
        for table in ("saved_segmentations", "audit_log"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


@pytest.fixture
def shelf(url):
    """Return a function that gives the same library to a person."""
    library, log = Library(url, clock=lambda: START), AuditLog(url, clock=lambda: START)
    return lambda person: Shelf(library, person, log)


def names(shelf_):
    """Return what somebody sees in the list."""
    return [entry.name for entry in shelf_.entries()]


def test_what_is_private_is_not_there_for_others(shelf):
    """Not in the list, not by its address, with the sentence of an address that is wrong."""
    id_ = shelf(ADA).save("Secret", MODEL, sharing=PRIVATE)
    assert names(shelf(ADA)) == names(shelf(DEE)) == ["Secret"]
    for person in (BO, CY, Person(id="eve"), Person(id="")):
        assert names(shelf(person)) == []
        for use in (shelf(person).open, shelf(person).delete, shelf(person).note_opened):
            with pytest.raises(sg.ModelError, match="There is no such saved segmentation"):
                use(id_)
        with pytest.raises(sg.ModelError, match="no such"):
            shelf(person).rename(id_, "Mine", "")
        with pytest.raises(sg.ModelError, match="no such"):
            shelf(person).save("Mine", MODEL, replaces=id_)
        with pytest.raises(sg.ModelError, match="no such"):
            shelf(person).share(id_, TEAM)
    assert shelf(ADA).open(id_).entry.name == "Secret"


def test_by_link_it_is_opened_and_not_listed(shelf):
    """Whoever has the address may look, not change."""
    id_ = shelf(ADA).save("By link", MODEL, sharing=LINK)
    assert names(shelf(BO)) == []
    assert shelf(CY).open(id_).entry.owner == "ada"
    with pytest.raises(sg.ModelError, match="“By link” belongs to ada"):
        shelf(BO).rename(id_, "Mine", "")


def test_the_team_works_on_what_is_the_teams(shelf):
    """An editor renames and saves; deleting and sharing are the owner's and an administrator's."""
    id_ = shelf(ADA).save("Ours", MODEL)
    shelf(BO).rename(id_, "Ours, seen by Bo", "")
    assert shelf(BO).save("Later", MODEL, replaces=id_) == id_
    entry = shelf(CY).open(id_).entry
    assert (entry.owner, entry.changed_by, entry.version) == ("ada", "bo", 3)
    for use in (lambda: shelf(BO).delete(id_), lambda: shelf(BO).share(id_, PRIVATE)):
        with pytest.raises(sg.ModelError, match="belongs to ada"):
            use()
    with pytest.raises(sg.ModelError, match="role of an editor"):
        shelf(CY).rename(id_, "Mine", "")
    shelf(DEE).delete(id_)
    assert names(shelf(ADA)) == []


def test_a_viewer_saves_nothing(shelf):
    """Neither a new one nor over another."""
    with pytest.raises(sg.ModelError, match="role of an editor"):
        shelf(CY).save("Mine", MODEL)
    assert names(shelf(DEE)) == []


def test_whoever_may_delete_may_restore(shelf):
    """Another session too, not only the one that has deleted it."""
    id_ = shelf(ADA).save("Ours", MODEL)
    shelf(ADA).delete(id_)
    assert [entry.name for entry in shelf(ADA).deleted()] == ["Ours"]
    assert [entry.name for entry in shelf(DEE).deleted()] == ["Ours"]
    assert shelf(BO).deleted() == shelf(CY).deleted() == ()
    with pytest.raises(sg.ModelError, match="belongs to ada"):
        shelf(BO).restore(id_)
    shelf(DEE).restore(id_)
    assert names(shelf(BO)) == ["Ours"]


def test_two_who_save_one_entry_see_the_conflict(shelf):
    """The second is told by whom and when it was changed, and what the first saved stays."""
    id_ = shelf(ADA).save("Ours", MODEL, plan={"budget": 1})
    seen = shelf(ADA).open(id_).entry.version
    assert shelf(BO).open(id_).entry.version == seen
    shelf(BO).save("Ours", MODEL, plan={"budget": 2}, replaces=id_, version=seen)
    said = "“Ours” was changed by bo on 04 May 2026 at 12:30 UTC, after you had opened it"
    with pytest.raises(sg.ModelError, match=said):
        shelf(ADA).save("Ours", MODEL, plan={"budget": 3}, replaces=id_, version=seen)
    with pytest.raises(sg.ModelError, match="save yours as a new one"):
        shelf(ADA).rename(id_, "Mine", "", version=seen)
    assert shelf(ADA).open(id_).plan == {"budget": 2}
    assert shelf(ADA).save("Ours", MODEL, replaces=id_, version=seen + 1) == id_


def test_sharing_and_deleting_make_no_conflict(shelf):
    """Who works on it works on the same state."""
    id_ = shelf(ADA).save("Ours", MODEL)
    shelf(ADA).share(id_, PRIVATE)
    shelf(ADA).delete(id_)
    shelf(ADA).restore(id_)
    shelf(ADA).save("Ours", MODEL, replaces=id_, version=1)


def test_a_sharing_that_is_none_is_refused(shelf):
    """On saving and later."""
    with pytest.raises(sg.DataError, match="“all” says of nobody"):
        shelf(ADA).save("Ours", MODEL, sharing="all")
    id_ = shelf(ADA).save("Ours", MODEL)
    with pytest.raises(sg.DataError, match="Choose among private, team, link"):
        shelf(ADA).share(id_, "all")


def test_what_was_done_is_in_the_log(shelf, url):
    """One line for each, with who and what; a refused one leaves none."""
    id_ = shelf(ADA).save("Ours", MODEL)
    shelf(CY).open(id_)
    with pytest.raises(sg.ModelError):
        shelf(CY).delete(id_)
    with pytest.raises(sg.ModelError):
        shelf(BO).save("Ours", MODEL, replaces=id_, version=7)
    shelf(BO).rename(id_, "Yours", "")
    shelf(ADA).share(id_, LINK)
    shelf(ADA).delete(id_)
    shelf(ADA).restore(id_)
    lines = AuditLog(url).lines()
    assert [(line.who, line.did) for line in lines] == [
        ("ada", "saved"),
        ("cy", "opened"),
        ("bo", "renamed"),
        ("ada", "shared by link"),
        ("ada", "deleted"),
        ("ada", "restored"),
    ]
    assert {(line.what, line.at) for line in lines} == {(id_, START)}


def test_nothing_is_done_that_cannot_be_written_down(tmp_path):
    """The change and its line are one transaction."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    library, log = Library(url), AuditLog(url)
    id_ = Shelf(library, ADA, log).save("Ours", MODEL)
    with sa.create_engine(url, poolclass=sa.pool.NullPool).begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    for use in (
        lambda: Shelf(library, ADA, log).delete(id_),
        lambda: Shelf(library, ADA, log).save("Two", MODEL),
        lambda: Shelf(library, ADA, log).open(id_),
    ):
        with pytest.raises(sg.DataError, match="full"):
            use()
    assert names(Shelf(library, ADA, log)) == ["Ours"]


def test_the_only_user_may_everything_and_nothing_is_written(shelf, url):
    """Where nobody logs in, all is as it was; two windows of one person see the conflict too."""
    only = shelf(ONLY_USER)
    id_ = only.save("Mine", MODEL)
    entry = only.open(id_).entry
    assert (entry.owner, entry.sharing) == ("", TEAM)
    only.save("Mine", MODEL, replaces=id_, version=entry.version)
    with pytest.raises(sg.ModelError, match="“Mine” was changed on 04 May"):
        only.save("Mine", MODEL, replaces=id_, version=entry.version)
    only.delete(id_)
    only.restore(id_)
    assert names(only) == ["Mine"]
    assert AuditLog(url).lines(since=START - timedelta(days=1)) == ()
