"""Labels are a table or a view of the database, all of them or none, and nothing else is lost."""

import pandas as pd
import pytest
import sqlalchemy as sa
from warehouses import customers, put

import segmentation as sg
from segmentation.engines.warehouse.connecting import connected
from segmentation.engines.warehouse.relation import open_relation
from segmentation.engines.warehouse.writing import Place, place_of, write_labels

__all__ = ["put"]

SEGMENTS = Place("table", "segments")


@pytest.fixture(scope="module")
def model():
    """Fit some customers, of whom some lack a value."""
    spec = sg.SegmentationSpec(features=("a", "b €", "sex", "member"), n_clusters=3)
    return sg.segment(sg.read_table(customers(300)), spec).model


def write(url, model, place=SEGMENTS, *, replaces=False, **given):
    """Write labels."""
    with connected(url, writes=True) as database:
        relation = open_relation(database, **(given or {"table": "customers"}))
        return write_labels(relation, model, place, replaces=replaces)


def read(url, query='SELECT * FROM segments ORDER BY "id"'):
    """Return what a query answers, as a frame."""
    with connected(url) as database:
        names, rows = database.fetch(query)
    return pd.DataFrame(rows, columns=names)


@pytest.mark.parametrize("kind", ["table", "view"])
def test_labels_are_those_of_the_model(put, model, kind):
    """Beside all columns, under names that are free; the sizes are said."""
    frame = customers(300)
    url = put(frame)
    tally = write(url, model, Place(kind, "segments"))
    found, expected = read(url), model.score(frame)
    assert list(found.columns) == [*frame.columns, "segment", "name_2", "distance", "in_range"]
    assert pd.array(found["segment"], dtype="Int64").equals(expected["segment"].array)
    assert found["name_2"].fillna("").tolist() == expected["name"].fillna("").tolist()
    pd.testing.assert_series_equal(
        found["distance"].astype(float), expected["distance"], rtol=0, check_names=False
    )
    assert found["name"].tolist() == frame["name"].tolist()
    assert dict(tally.segments) == expected["name"].value_counts().to_dict()
    assert (tally.n_rows, tally.n_unscored) == (300, int(expected["segment"].isna().sum()))


def test_a_query_is_labelled(put, model):
    """With what it chooses."""
    url = put(customers(300))
    query = "SELECT id, a, \"b €\", sex, member FROM customers WHERE sex LIKE 'f%' -- these"
    tally = write(url, model, Place("view", "segments"), query=query)
    found = read(url)
    assert set(found["sex"]) == {"f"}
    assert (len(found), list(found.columns[-4:-2])) == (tally.n_rows, ["segment", "name"])


def test_what_was_made_here_is_replaced_and_nothing_else(put, model):
    """A note in the database tells; one database has no notes, and wants to be asked."""
    url = put(customers(60))
    with connected(url, writes=True) as database:
        database.run("CREATE TABLE segments AS SELECT 1 AS x")
        keeps_comments = database.dialect.keeps_comments
    with pytest.raises(sg.SpecError, match="There is a table segments that was not made here"):
        write(url, model)
    assert list(read(url, "SELECT * FROM segments").columns) == ["x"]
    write(url, model, replaces=True)
    assert len(read(url)) == 60
    again = Place("view", "segments")
    if keeps_comments:
        write(url, model, again)
    else:
        with pytest.raises(sg.SpecError, match="or does not say so"):
            write(url, model, again)
        write(url, model, again, replaces=True)
    assert len(read(url)) == 60


def test_the_table_that_is_read_stays(put, model):
    """Even where replacing is asked for, and also where a query reads it."""
    url = put(customers(60))
    with pytest.raises(sg.SpecError, match="cannot take its own place"):
        write(url, model, Place("table", "customers"), replaces=True)
    query = "SELECT * FROM customers"
    with pytest.raises(sg.DataError, match="Nothing was changed"):
        write(url, model, Place("table", "customers"), replaces=True, query=query)
    assert len(read(url, "SELECT * FROM customers")) == 60


def test_what_fails_in_the_middle_leaves_what_was_there(put, model):
    """A number that is text in one row ends it after the old table is gone."""
    url = put(customers(60))
    write(url, model)
    with connected(url, writes=True) as database:
        if database.dialect.types_values:
            return  # there it has no segment
        database.run(
            "CREATE TABLE odd AS SELECT id, CASE WHEN id = 'C0000007' THEN 'much' "
            "ELSE '1' END AS a, \"b €\", sex, member FROM customers"
        )
    with pytest.raises(sg.DataError, match=r"The database refuses: .*much.* Nothing was changed"):
        write(url, model, replaces=True, table="odd")
    assert len(read(url)) == 60


def test_no_right_to_create_is_said(postgres, model):
    """In one sentence; the reader of a database that may only read."""
    from warehouses import in_postgres

    in_postgres(customers(60), postgres)
    engine = sa.create_engine(postgres, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        for statement in (
            "DROP ROLE IF EXISTS looker",
            "CREATE ROLE looker LOGIN",
            "GRANT USAGE ON SCHEMA shop TO looker",
            "GRANT SELECT ON shop.customers TO looker",
        ):
            connection.exec_driver_sql(statement)
    url = str(sa.make_url(postgres).set(username="looker", password=None))
    with pytest.raises(sg.DataError, match=r"refuses: permission denied for schema shop\. Nothing"):
        write(url, model, Place("table", "shop.segments"), table="shop.customers")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY looker")
        connection.exec_driver_sql("DROP ROLE looker")


def test_a_column_that_is_missing_is_named(put, model):
    """Before anything is written."""
    url = put(customers(60))
    with pytest.raises(sg.ModelError, match="no column “a”"):
        write(url, model, query="SELECT id, sex FROM customers")


@pytest.mark.parametrize("written", ["labels.csv", "table:", "-", "folder:x"])
def test_what_is_no_place_is_said(written):
    """With how to write one."""
    with pytest.raises(sg.SpecError, match="is no place in a database"):
        place_of(written)
    assert place_of("view:shop.segments") == Place("view", "shop.segments")
