"""Opening a database: its folder is made, its tables once, its refusals are told in a line."""

import threading

import pytest
import sqlalchemy as sa

from segmentation.models.documents.database import engine_of, is_gone, make_table, reason_of


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
