"""A table is made where there is none, again where it was lost, and refusals are one sentence."""

import pytest
import sqlalchemy as sa

import segmentation as sg
from segmentation.access.store import Store


def table():
    """Return a table of one column."""
    return sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


def count(store):
    """Add a row and count them."""
    with store.transaction() as (connection, things):
        connection.execute(things.insert().values())
        return len(connection.execute(things.select()).all())


def test_a_table_is_made_and_made_anew(tmp_path):
    """Also when the file is deleted while the program runs."""
    store = Store(f"sqlite:///{tmp_path / 'new' / 'library.sqlite'}", table, "Things")
    assert [count(store), count(store)] == [1, 2]
    (tmp_path / "new" / "library.sqlite").unlink()
    assert count(store) == 1


def test_a_database_that_is_down_is_one_sentence():
    """With what cannot be used."""
    store = Store("postgresql://nobody@127.0.0.1:1/none", table, "Things")
    with pytest.raises(sg.DataError, match=r"^Things cannot be used: .* Nothing was changed\."):
        count(store)
