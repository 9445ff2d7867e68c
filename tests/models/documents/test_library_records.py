"""Rows of the library that cannot be read, and a library that is taken away while it runs."""

import shutil

import pytest
import sqlalchemy as sa
from made_models import mall_model

import segmentation as sg
from segmentation.models.library import Library

MODEL = mall_model()


@pytest.mark.parametrize(
    "change",
    [
        "about = 'x'",
        "about = '[]'",
        "about = '{}'",
        "about = 5",
        "about = '[null, null, null]'",
        "created = 'yesterday'",
        "changed = ''",
        "extras = '[]'",
        "extras = '{\"view\": 5}'",
        "model = 5",
        "name = 7, about = ''",
    ],
)
def test_a_damaged_row_hides_no_other(tmp_path, change):
    """It is listed, says so when it is opened, and can be deleted."""
    library = Library(f"sqlite:///{tmp_path / 'l.sqlite'}")
    good, bad = library.save("Good", MODEL), library.save("Bad", MODEL)
    engine = sa.create_engine(library._url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.execute(
            sa.text(f"UPDATE saved_segmentations SET {change} WHERE id = :id"),  # noqa: S608
            {"id": bad},
        )
    assert {entry.id for entry in library.entries()} == {good, bad}
    assert library.open(good).entry.name == "Good"
    with pytest.raises(sg.ModelError):
        library.open(bad)
    library.delete(bad)
    assert [entry.id for entry in library.entries()] == [good]


@pytest.mark.parametrize("what", ["deleted", "emptied", "folder", "table"])
def test_a_library_that_was_taken_away_is_made_anew(tmp_path, what):
    """While it runs: the next save needs no other program and no start."""
    file = tmp_path / "folder" / "l.sqlite"
    library = Library(f"sqlite:///{file}")
    library.save("Before", MODEL)
    if what == "deleted":
        file.unlink()
    elif what == "emptied":
        file.write_bytes(b"")
    elif what == "folder":
        shutil.rmtree(file.parent)
    else:
        engine = sa.create_engine(library._url, poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE saved_segmentations"))
        with pytest.raises(sg.DataError, match="no such table"):
            library.entries()
    assert library.entries() == ()
    id_ = library.save("After", MODEL)
    assert library.open(id_).entry.name == "After"
